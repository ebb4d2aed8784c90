from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_aid.entry.typed_days import DayReader, TypedDay, order_of

TODAY = date(2026, 11, 30)
VISIT = DayReader(language="en", kind="visit", today=TODAY, since=TODAY, country="GB")
BIRTH = replace(VISIT, kind="birth")
PAST = replace(VISIT, kind="past")
TALK = replace(VISIT, kind="talk")


def only(day: date) -> TypedDay:
    return TypedDay(day=day)


@pytest.mark.parametrize(
    "typed",
    [
        *("2026-12-03", "2026/12/3", "2026.12.03"),
        *("3/12/2026", "3.12.2026", "3-12-2026", "3/12/26", "3.12.26", "03/12/26", "3 / 12 / 2026"),
        *("3/12", "3.12.", "3.12"),
        *("3 Dec 2026", "3 december 2026", "3rd Dec. 2026", "3 dec 26", "3dec2026", "3-Dec-2026"),
        *("3 dec", "dec 3", "Dec. 3rd", "December 3, 2026", "Thu 3 Dec 2026", "thursday, 3 dec"),
        *("３/１２/２０２６", "  3   DEC "),
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    assert VISIT.read(typed) == only(date(2026, 12, 3))


@pytest.mark.parametrize("typed", ["12/3/2026", "12.3.26", "12/3", "12-3-2026"])
def test_a_country_that_writes_the_month_first_is_read_so(typed: str) -> None:
    in_us = replace(VISIT, country="US", today=date(2026, 1, 5), since=date(2026, 1, 5))

    assert in_us.read(typed) == only(date(2026, 12, 3))


@pytest.mark.parametrize("country", [None, "XX", "CA", "SE"])
def test_where_both_orders_are_usual_both_are_offered(country: str | None) -> None:
    read = replace(VISIT, country=country).read("3/12/2026")

    assert (read.day, read.choices) == (None, (date(2026, 3, 12), date(2026, 12, 3)))


@pytest.mark.parametrize("typed", ["25/12/2026", "12/25/2026"])
def test_without_an_order_the_only_possible_day_is_taken(typed: str) -> None:
    assert replace(VISIT, country=None).read(typed) == only(date(2026, 12, 25))


def test_without_an_order_the_same_day_twice_is_one() -> None:
    assert replace(VISIT, country=None).read("3/3/2027") == only(date(2027, 3, 3))


@pytest.mark.parametrize(("country", "typed"), [("GB", "12/25/2026"), ("US", "25/12/2026")])
def test_where_only_the_other_order_is_possible_it_is_offered(country: str, typed: str) -> None:
    read = replace(VISIT, country=country).read(typed)

    assert (read.day, read.choices) == (None, (date(2026, 12, 25),))


def test_without_a_year_a_visit_is_on_the_next_such_day() -> None:
    assert VISIT.read("29 nov") == only(date(2027, 11, 29))
    assert VISIT.read("30 nov") == only(TODAY)
    assert VISIT.read("29 feb") == only(date(2028, 2, 29))


def test_without_a_year_what_was_done_was_done_on_the_last_such_day() -> None:
    assert PAST.read("1 dec") == only(date(2025, 12, 1))
    assert PAST.read("30 nov") == only(TODAY)
    assert PAST.read("29 feb") == only(date(2024, 2, 29))


def test_without_a_year_a_consultation_is_on_the_nearest_such_day() -> None:
    assert TALK.read("29 nov") == only(date(2026, 11, 29))
    assert TALK.read("2 jan") == only(date(2027, 1, 2))


def test_a_birth_date_needs_its_year() -> None:
    assert BIRTH.read("12 april") == TypedDay(doubt="Write the year, too.")


@pytest.mark.parametrize(
    ("typed", "year"),
    [("12/4/87", 1987), ("12/4/26", 2026), ("1 dec 26", 1926)],
)
def test_a_birth_date_of_two_figures_is_never_to_come(typed: str, year: int) -> None:
    read = BIRTH.read(typed).day

    assert read is not None
    assert read.year == year


def test_a_birth_date_that_can_be_two_is_the_one_that_is_not_to_come() -> None:
    assert replace(BIRTH, country=None).read("3/12/2026") == only(date(2026, 3, 12))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("in 3 weeks", date(2026, 12, 21)),
        ("+3 weeks", date(2026, 12, 21)),
        ("+ 1 week", None),
        ("In 10 days", date(2026, 12, 10)),
        ("+1 day", date(2026, 12, 1)),
        ("in 3 months", date(2027, 2, 28)),
        ("+2 months", date(2027, 1, 30)),
    ],
)
def test_a_visit_may_be_so_long_after_the_consultation(typed: str, day: date | None) -> None:
    assert VISIT.read(typed).day == day


def test_what_is_to_come_is_counted_from_the_consultation() -> None:
    assert replace(VISIT, since=date(2026, 11, 16)).read("+2 weeks") == only(TODAY)


@pytest.mark.parametrize("reader", [BIRTH, PAST, TALK])
def test_only_a_visit_is_so_long_after(reader: DayReader) -> None:
    assert reader.read("in 3 weeks") == TypedDay(doubt="Write the day itself, like 3 Dec 2026.")


def test_a_weekday_that_does_not_fit_is_asked_about() -> None:
    read = VISIT.read("Friday 3 Dec 2026")

    assert (read.day, read.choices) == (None, (date(2026, 12, 3),))


@pytest.mark.parametrize("typed", ["31 Feb 2026", "31/2/2026", "31 apr", "30.2.26", "29/2/2027"])
def test_of_a_day_that_a_month_does_not_have_just_that_is_said(typed: str) -> None:
    assert VISIT.read(typed) == TypedDay(doubt="That month has no such day.")


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            "tomorrow",
            "3 Ju 2026",
            "3 J 2026",
            "3 Dec 202",
            "3 Dec 2026 x",
            "3/12/2",
            "3/12/202",
        ),
        *(
            "3/12/202",
            "123/12/2026",
            "0/12/2026",
            "3/0/2026",
            "45/45/2026",
            "12",
            "2026",
            "3 of",
            "٣",
        ),
    ],
)
def test_what_is_no_day_is_not_taken_for_one(typed: str) -> None:
    assert VISIT.read(typed) == TypedDay(doubt="This is no day. Write it like 3 Dec 2026.")


def test_the_first_and_the_last_year_are_no_fault_of_the_program() -> None:
    assert VISIT.read("1/1/0001") == only(date(1, 1, 1))
    assert VISIT.read("31/12/9999") == only(date.max)
    assert VISIT.read("1/1/0000") == TypedDay(doubt="That month has no such day.")


@given(typed=st.text(max_size=20))
def test_whatever_is_typed_is_a_day_or_a_doubt(typed: str) -> None:
    read = VISIT.read(typed)

    assert (read.day is None) == bool(read.doubt)


@given(day=st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_whole_day_is_read_back_in_every_order(day: date) -> None:
    first = f"{day.day}/{day.month}/{day.year}"
    turned = f"{day.month}/{day.day}/{day.year}"

    assert VISIT.read(first) == only(day)
    assert replace(VISIT, country="US").read(turned) == only(day)


@pytest.mark.parametrize(
    ("country", "order"),
    [("GB", "day first"), ("DE", "day first"), ("AU", "day first"), ("US", "month first")],
)
def test_the_order_of_a_country_is_known(country: str, order: str) -> None:
    assert order_of(country) == order


def test_other_languages_have_their_own_words() -> None:
    german = replace(VISIT, language="de", country="DE")

    assert german.read("3. Dezember") == only(date(2026, 12, 3))
    assert german.read("Do 3. Dez 2026") == only(date(2026, 12, 3))
    assert german.read("in 3 Wochen") == only(date(2026, 12, 21))

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_aid.domain.clinic import WEEKDAYS, Answer, Clinic, ClosedPeriod, Price, Weekday

CHRISTMAS = ClosedPeriod(first=date(2026, 12, 24), last=date(2027, 1, 3))


def test_a_closed_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^last is before first; swap the two dates$"):
        ClosedPeriod(first=date(2026, 1, 2), last=date(2026, 1, 1))


def test_a_closed_period_may_be_one_day() -> None:
    day = date(2026, 1, 1)
    closed = Clinic(closed_periods=(ClosedPeriod(first=day, last=day),)).closed_days
    assert closed.dates == {day}


def test_a_closed_period_may_last_a_leap_year() -> None:
    assert ClosedPeriod(first=date(2028, 1, 1), last=date(2029, 1, 1)).last == date(2029, 1, 1)


def test_a_closed_period_of_more_than_a_year_is_refused() -> None:
    text = r"^a closed period is longer than a year; check its dates$"
    with pytest.raises(ValueError, match=text):
        ClosedPeriod(first=date(2028, 1, 1), last=date(2029, 1, 2))


def test_a_clinic_that_is_never_open_is_refused() -> None:
    text = r"^closed_weekdays names all seven days; leave the open ones out$"
    with pytest.raises(ValueError, match=text):
        Clinic(closed_weekdays=WEEKDAYS)


def test_a_weekday_named_twice_counts_once() -> None:
    six = (*WEEKDAYS[:6], *WEEKDAYS[:6])
    assert Clinic(closed_weekdays=six).closed_days.weekdays == {0, 1, 2, 3, 4, 5}


def test_a_clinic_that_told_nothing_has_no_closed_day() -> None:
    closed = Clinic().closed_days
    assert (closed.weekdays, closed.dates) == (frozenset(), frozenset())


def test_a_closed_sunday_is_a_sunday() -> None:
    assert date(2026, 11, 22) in Clinic(closed_weekdays=("sunday",)).closed_days


def test_the_monday_after_a_closed_sunday_is_open() -> None:
    assert date(2026, 11, 23) not in Clinic(closed_weekdays=("sunday",)).closed_days


def test_a_closed_period_closes_its_first_and_its_last_day() -> None:
    closed = Clinic(closed_periods=(CHRISTMAS,)).closed_days
    assert date(2026, 12, 24) in closed
    assert date(2027, 1, 3) in closed


def test_the_days_around_a_closed_period_are_open() -> None:
    closed = Clinic(closed_periods=(CHRISTMAS,)).closed_days
    assert date(2026, 12, 23) not in closed
    assert date(2027, 1, 4) not in closed


@given(
    st.sets(st.sampled_from(WEEKDAYS), max_size=6),
    st.sets(st.dates(date(2027, 12, 1), date(2028, 4, 30)), max_size=5),
    st.lists(
        st.tuples(st.dates(date(2027, 12, 1), date(2028, 4, 30)), st.integers(0, 40)), max_size=3
    ),
)
def test_a_day_is_closed_when_its_weekday_or_date_or_a_period_says_so(
    weekdays: set[Weekday], dates: set[date], periods: list[tuple[date, int]]
) -> None:
    spans = [(first, first + timedelta(days=length)) for first, length in periods]
    closed = Clinic(
        closed_weekdays=tuple(weekdays),
        closed_dates=tuple(dates),
        closed_periods=tuple(ClosedPeriod(first=first, last=last) for first, last in spans),
    ).closed_days
    for day in (date(2027, 12, 1) + timedelta(days=n) for n in range(200)):
        expected = (
            f"{day:%A}".lower() in weekdays
            or day in dates
            or any(first <= day <= last for first, last in spans)
        )
        assert (day in closed) is expected


def test_nothing_put_over_a_clinic_leaves_it_as_it_is() -> None:
    clinic = Clinic(name="Hill Clinic", phone="1")
    assert clinic.overridden_by(None) is clinic


def test_an_untold_clinic_put_over_another_changes_nothing() -> None:
    clinic = Clinic(
        name="Hill Clinic",
        closed_weekdays=("sunday",),
        closed_periods=(CHRISTMAS,),
        products=("exosomes",),
        prices={"exosomes": Price(full_cost="£900")},
        answers={"who": "Dr Hill"},
    )
    assert clinic.overridden_by(Clinic()) == clinic


def test_what_the_other_clinic_fills_in_takes_its_place() -> None:
    clinic = Clinic(name="Hill Clinic", phone="1").overridden_by(Clinic(phone="2"))
    assert clinic == Clinic(name="Hill Clinic", phone="2")


def test_a_list_of_the_other_clinic_is_taken_whole() -> None:
    clinic = Clinic(closed_weekdays=("saturday", "sunday"))
    assert clinic.overridden_by(Clinic(closed_weekdays=("monday",))).closed_weekdays == ("monday",)


def test_answers_are_joined_key_by_key() -> None:
    clinic = Clinic(answers={"who": "Dr Hill", "where": "Room 1"})
    other = Clinic(answers={"where": "Room 2", "when": "Mornings"})
    assert clinic.overridden_by(other).answers == {
        "who": "Dr Hill",
        "where": "Room 2",
        "when": "Mornings",
    }


def test_prices_are_joined_product_by_product() -> None:
    clinic = Clinic(prices={"a": Price(full_cost="1", repeats="2"), "b": Price(full_cost="3")})
    other = Clinic(prices={"a": Price(full_cost="4")})
    assert clinic.overridden_by(other).prices == {
        "a": Price(full_cost="4"),
        "b": Price(full_cost="3"),
    }


def test_overriding_leaves_both_clinics_as_they_were() -> None:
    clinic, other = Clinic(answers={"who": "Dr Hill"}), Clinic(answers={"who": "Dr Dale"})
    clinic.overridden_by(other)
    assert clinic == Clinic(answers={"who": "Dr Hill"})
    assert other == Clinic(answers={"who": "Dr Dale"})


ONE, THREE = Price(sessions=1, full_cost="£4,200"), Price(sessions=3, full_cost="£9,000")
OLD = Price(full_cost="£4,200 for one session")


def price(sessions: int | None, *told: Price) -> Price | None:
    return Clinic(prices={"own-fat-cells": told}).price_for("own-fat-cells", sessions)


def test_a_price_is_that_of_just_so_many_sessions() -> None:
    assert price(3, ONE, THREE) == THREE


@pytest.mark.parametrize("sessions", [2, 4, 6])
def test_no_price_of_another_number_stands_in(sessions: int) -> None:
    assert price(sessions, ONE, THREE, OLD) is None


@pytest.mark.parametrize("sessions", [None, 1])
def test_a_price_without_a_number_stands_in_for_one_session_at_most(sessions: int | None) -> None:
    assert price(sessions, OLD) == OLD


def test_a_price_of_a_number_is_none_while_the_number_is_open() -> None:
    assert price(None, ONE, THREE) is None


def test_no_number_is_read_out_of_a_sentence() -> None:
    assert price(3, Price(full_cost="£6,400 for three sessions")) is None


def test_one_price_need_not_be_a_list() -> None:
    assert Clinic(prices={"own-fat-cells": ONE}).price_for("own-fat-cells", 1) == ONE


def test_two_prices_of_one_number_are_refused() -> None:
    text = r"^prices\.own-fat-cells has two prices for one number of sessions; keep one$"
    with pytest.raises(ValueError, match=text):
        Clinic(prices={"own-fat-cells": (ONE, ONE)})


CELLS = Answer(text="The cells are yours.", products=("own-fat-cells",))
FLUID = Answer(text="A laboratory makes it.", products=("cell-free-fluid",))


def test_an_answer_is_told_for_the_products_that_it_names() -> None:
    clinic = Clinic(answers={"product-made": (CELLS, FLUID)})
    assert clinic.answers_for("cell-free-fluid") == {"product-made": "A laboratory makes it."}


def test_an_answer_is_not_told_for_a_product_that_it_does_not_name() -> None:
    assert Clinic(answers={"product-made": CELLS}).answers_for("own-marrow-cells") == {}


def test_an_answer_that_names_no_product_is_told_for_all() -> None:
    assert Clinic(answers={"harm": "We treat you."}).answers_for("x") == {"harm": "We treat you."}


@pytest.mark.parametrize(
    ("country", "paper"),
    [("US", "letter"), ("CA", "letter"), ("GB", "a4"), ("MX", "a4"), (None, "a4")],
)
def test_a_clinic_prints_on_the_paper_of_its_country(country: str | None, paper: str) -> None:
    assert Clinic(name="Willow", country=country).paper == paper

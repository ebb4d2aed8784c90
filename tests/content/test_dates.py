from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_aid.content.dates import clock_time, day_block, listed, long_date, month_date, span_ends

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
A_THURSDAY = date(2026, 12, 3)


@given(st.dates(date(1900, 1, 1), date(2105, 12, 31)))
def test_a_date_has_its_weekday_and_its_month_in_words(day: date) -> None:
    weekday = WEEKDAYS[((day - A_THURSDAY).days + 3) % 7]
    assert month_date(day, "en") == f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    assert long_date(day, "en") == f"{weekday} {month_date(day, 'en')}"


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "jeudi 3 décembre 2026"), ("de", "Donnerstag, 3. Dezember 2026")],
)
def test_other_languages_write_dates_in_their_own_way(language: str, words: str) -> None:
    assert long_date(A_THURSDAY, language) == words


@given(st.integers(0, 24 * 60 - 1))
def test_a_time_of_day_has_24_hours(minute: int) -> None:
    at = time(minute // 60, minute % 60)
    assert clock_time(at, "en") == f"{at.hour:02}:{at.minute:02}"


def test_every_day_of_a_leap_year_reads_differently() -> None:
    days = [date(2028, 1, 1) + timedelta(days=count) for count in range(366)]
    assert len({long_date(day, "en") for day in days}) == 366


@pytest.mark.parametrize(
    ("first", "last", "ends"),
    [
        ((2027, 1, 14), (2027, 1, 15), ("Thursday 14", "Friday 15 January 2027")),
        ((2027, 1, 28), (2027, 2, 4), ("Thursday 28 January", "Thursday 4 February 2027")),
        ((2026, 12, 31), (2027, 1, 7), ("Thursday 31 December 2026", "Thursday 7 January 2027")),
        ((2026, 1, 31), (2027, 1, 1), ("Saturday 31 January 2026", "Friday 1 January 2027")),
    ],
)
def test_the_first_day_of_a_span_leaves_out_what_the_last_says(
    first: tuple[int, int, int], last: tuple[int, int, int], ends: tuple[str, str]
) -> None:
    assert span_ends(date(*first), date(*last), "en") == ends


def test_a_language_without_a_pattern_of_its_own_says_both_days_in_full() -> None:
    day = A_THURSDAY + timedelta(days=1)
    ends = (long_date(A_THURSDAY, "fr"), long_date(day, "fr"))
    assert span_ends(A_THURSDAY, day, "fr") == ends


@pytest.mark.parametrize(
    ("language", "style", "words"),
    [("en", "standard", "a, b and c"), ("en", "or", "a, b or c"), ("de", "or", "a, b oder c")],
)
def test_a_list_is_joined_as_the_language_writes_it(language: str, style: Any, words: str) -> None:
    assert listed(["a", "b", "c"], language, style=style) == words


def test_a_date_stands_on_a_calendar_leaf_in_three_lines() -> None:
    assert day_block(A_THURSDAY, "en") == ("Thursday", "3", "December 2026")


def test_a_span_may_do_without_its_weekdays() -> None:
    ends = span_ends(A_THURSDAY, A_THURSDAY + timedelta(days=14), "en", weekdays=False)
    assert ends == ("3", "17 December 2026")

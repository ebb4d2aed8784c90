from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_aid.content.dates import clock_time, long_date, month_date

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

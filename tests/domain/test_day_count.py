import calendar
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_aid.domain.day_count import Offset, Unit

ONE_DAY = timedelta(days=1)
FIRST, LAST = date(1990, 1, 1), date(2100, 12, 31)
treatment_dates = st.dates(FIRST, LAST)
counts = st.integers(-9999, 9999)


def months_walked(anchor: date, count: int) -> date:
    """Walk day by day over as many firsts of a month, then on to the anchor's day of the month."""
    day = anchor
    while day.day != 1:
        day -= ONE_DAY
    step = ONE_DAY if count >= 0 else -ONE_DAY
    for _ in range(abs(count)):
        day += step
        while day.day != 1:
            day += step
    month = day.month
    while day.day < anchor.day and (day + ONE_DAY).month == month:
        day += ONE_DAY
    return day


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("3d", Offset(3, Unit.DAYS)),
        ("2w", Offset(2, Unit.WEEKS)),
        ("6m", Offset(6, Unit.MONTHS)),
        ("-1d", Offset(-1, Unit.DAYS)),
        ("0d", Offset(0)),
        ("9999d", Offset(9999)),
    ],
)
def test_an_offset_is_read_from_its_text(text: str, offset: Offset) -> None:
    assert Offset.parse(text) == offset


@pytest.mark.parametrize(
    "text", ["", "3", "d", "3y", "3 d", " 3d", "3d\n", "+3d", "--3d", "1.5w", "10000d", "3D", "3dd"]
)
def test_anything_else_is_refused_with_examples(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number of days, weeks or months") as refusal:
        Offset.parse(text)
    assert str(refusal.value) == (
        f"{text!r} is not a number of days, weeks or months such as 3d, 2w or 6m"
    )


def test_an_offset_counts_days_unless_told_otherwise() -> None:
    assert Offset(4).unit is Unit.DAYS


@given(counts, st.sampled_from(Unit))
def test_an_offset_written_and_read_again_is_the_same(count: int, unit: Unit) -> None:
    assert Offset.parse(str(Offset(count, unit))) == Offset(count, unit)


@pytest.mark.parametrize(
    ("anchor", "offset", "day"),
    [
        # 2000 is a leap year; 1999 and 2100 are not, nor is 2026; 2024 is.
        (date(2000, 2, 28), "1d", date(2000, 2, 29)),
        (date(1999, 2, 28), "1d", date(1999, 3, 1)),
        (date(2100, 2, 28), "1d", date(2100, 3, 1)),
        (date(2024, 3, 1), "-1d", date(2024, 2, 29)),
        (date(2026, 3, 1), "-1d", date(2026, 2, 28)),
        (date(1999, 12, 31), "1d", date(2000, 1, 1)),
        (date(2000, 1, 1), "-1d", date(1999, 12, 31)),
        (date(2100, 12, 31), "1d", date(2101, 1, 1)),
        (date(2024, 2, 15), "2w", date(2024, 2, 29)),
        (date(2026, 2, 15), "2w", date(2026, 3, 1)),
        (date(2026, 1, 1), "-1w", date(2025, 12, 25)),
        (date(2027, 8, 31), "6m", date(2028, 2, 29)),
        (date(2026, 8, 31), "6m", date(2027, 2, 28)),
        (date(1999, 8, 31), "6m", date(2000, 2, 29)),
        (date(2099, 8, 31), "6m", date(2100, 2, 28)),
        (date(2026, 8, 30), "6m", date(2027, 2, 28)),
        (date(2026, 8, 28), "6m", date(2027, 2, 28)),
        (date(2024, 2, 29), "12m", date(2025, 2, 28)),
        (date(2024, 2, 29), "48m", date(2028, 2, 29)),
        (date(2096, 2, 29), "48m", date(2100, 2, 28)),
        (date(2026, 2, 28), "1m", date(2026, 3, 28)),
        (date(2026, 3, 31), "1m", date(2026, 4, 30)),
        (date(2026, 11, 30), "1m", date(2026, 12, 30)),
        (date(2026, 12, 31), "1m", date(2027, 1, 31)),
        (date(2026, 12, 31), "12m", date(2027, 12, 31)),
        (date(2026, 1, 31), "-1m", date(2025, 12, 31)),
        (date(2026, 3, 31), "-1m", date(2026, 2, 28)),
        (date(2024, 3, 31), "-1m", date(2024, 2, 29)),
        (date(2026, 6, 15), "0m", date(2026, 6, 15)),
    ],
)
def test_the_day_after_an_anchor_goes_by_the_calendar(anchor: date, offset: str, day: date) -> None:
    assert Offset.parse(offset).after(anchor) == day


@given(treatment_dates, st.integers(-40, 40))
def test_months_agree_with_walking_day_by_day(anchor: date, count: int) -> None:
    assert Offset(count, Unit.MONTHS).after(anchor) == months_walked(anchor, count)


def test_every_month_end_from_1990_to_2100_moves_to_a_day_its_next_month_has() -> None:
    for year in range(1990, 2101):
        months = [(year, month) for month in range(1, 13)] + [(year + 1, 1)]
        ends = [date(*month, max(max(week) for week in calendar.monthcalendar(*month)))
                for month in months]  # fmt: skip
        for end, following in pairwise(ends):
            assert Offset(1, Unit.MONTHS).after(end) == following.replace(
                day=min(end.day, following.day)
            )


@given(treatment_dates, st.integers(-1000, 1000))
def test_days_agree_with_the_ordinal_of_the_day(anchor: date, count: int) -> None:
    assert Offset(count).after(anchor).toordinal() == anchor.toordinal() + count


@given(treatment_dates, st.integers(-500, 500))
def test_weeks_keep_the_weekday(anchor: date, count: int) -> None:
    assert Offset(count, Unit.WEEKS).after(anchor).weekday() == anchor.weekday()


@given(treatment_dates, st.integers(-500, 500))
def test_a_week_is_seven_days(anchor: date, count: int) -> None:
    assert Offset(count, Unit.WEEKS).after(anchor) == Offset(7 * count).after(anchor)


@given(treatment_dates, st.sampled_from(Unit))
def test_nothing_counted_is_the_anchor_itself(anchor: date, unit: Unit) -> None:
    assert Offset(0, unit).after(anchor) == anchor


@given(treatment_dates, st.integers(-400, 400), st.sampled_from(Unit))
def test_one_more_is_always_a_later_day(anchor: date, count: int, unit: Unit) -> None:
    assert Offset(count, unit).after(anchor) < Offset(count + 1, unit).after(anchor)


@given(treatment_dates, treatment_dates, st.integers(-400, 400), st.sampled_from(Unit))
def test_a_later_anchor_never_gives_an_earlier_day(
    one: date, other: date, count: int, unit: Unit
) -> None:
    earlier, later = sorted((one, other))
    assert Offset(count, unit).after(earlier) <= Offset(count, unit).after(later)


@pytest.mark.parametrize(
    ("text", "days"), [("5d", 5), ("2w", 14), ("6m", 180), ("-3d", -3), ("-1m", -30)]
)
def test_rough_days_count_a_week_as_seven_and_a_month_as_thirty(text: str, days: int) -> None:
    assert Offset.parse(text).rough_days == days

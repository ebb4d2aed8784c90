from datetime import date, time

import pytest

from clinic_aid.entry.typed_entries import read_day, read_time


@pytest.mark.parametrize(
    "text",
    ["2026-12-03", "3 Dec 2026", "3 december 2026", "Thu 3 Dec 2026", "3rd Dec. 2026", "3.12.2026"],
)
def test_dates_are_read_as_people_write_them(text: str) -> None:
    assert read_day(text, "en") == date(2026, 12, 3)


@pytest.mark.parametrize(
    "text", ["3/12/2026", "31 Feb 2026", "3 Ju 2026", "3 J 2026", "tomorrow", "", "3 Dec 26"]
)
def test_what_could_mean_another_day_is_not_guessed(text: str) -> None:
    assert read_day(text, "en") is None


def test_times_are_read_with_colon_or_dot() -> None:
    assert [read_time(text) for text in ("9:15", "09.15", "24:00", "9")] == [
        time(9, 15),
        time(9, 15),
        None,
        None,
    ]

from datetime import date, datetime, time

import pytest

from clinic_aid.domain.unfinished import (
    count_at,
    day_at,
    entries_at,
    read_day,
    read_days,
    text_at,
    time_at,
    value_at,
)

CALLS = [{"day": "2026-12-03"}, "damaged", {"day": "no date"}]
TREE = {
    "patient": {"name": "  Amira Haddad ", "birth_date": "1984-02-29"},
    "plan": {"calls": CALLS},
    "shown": {"at": "09:30", "seconds": 12},
}


def test_what_stands_at_a_path_is_given() -> None:
    assert value_at(TREE, "plan.calls") == CALLS
    assert text_at(TREE, "patient.name") == "Amira Haddad"
    assert day_at(TREE, "patient.birth_date") == date(1984, 2, 29)
    assert time_at(TREE, "shown.at") == time(9, 30)
    assert count_at(TREE, "shown.seconds") == 12
    assert len(entries_at(TREE, "plan.calls")) == 2


@pytest.mark.parametrize("words", ["", "  ", "\u200b \u00ad"])
def test_words_that_nobody_can_see_are_none(words: str) -> None:
    assert text_at({"name": words}, "name") is None


@pytest.mark.parametrize("path", ["plan.product", "patient.name.first", "plan", "nothing.at.all"])
def test_what_is_not_there_or_something_else_is_nothing(path: str) -> None:
    assert text_at(TREE, path) is None
    assert day_at(TREE, path) is None
    assert time_at(TREE, path) is None
    assert count_at(TREE, path) is None
    assert entries_at(TREE, path) == []


@pytest.mark.parametrize("tree", [{"plan": None}, {"plan": []}, {"plan": "damaged"}, {}])
def test_a_damaged_tree_is_read_like_an_empty_one(tree: dict[str, object]) -> None:
    assert value_at(tree, "plan.treatment_date") is None


def test_days_of_a_list_are_read_as_far_as_they_are_dates() -> None:
    assert read_days(value_at(TREE, "plan.calls")) == (date(2026, 12, 3),)
    assert read_days("2026-12-03") == ()


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-12-03", date(2026, 12, 3)),
        (date(2026, 12, 3), date(2026, 12, 3)),
        (datetime(2026, 12, 3, 9, 30), date(2026, 12, 3)),  # noqa: DTZ001
        ("3/12/2026", None),
        (None, None),
        ([], None),
        ({"day": "2026-12-03", "at": "10:30"}, date(2026, 12, 3)),
        ({"at": "10:30"}, None),
    ],
)
def test_a_day_of_a_file_is_read(value: object, day: date | None) -> None:
    assert read_day(value) == day

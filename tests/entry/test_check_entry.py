from datetime import date

import pytest

from clinic_aid.entry.check_entry import (
    claimed_by,
    clearing_of,
    with_answer,
    with_clearing,
    without_clearing,
)

CLEARED = {
    "answer": "yes",
    "cleared_by": "Dr Lee",
    "cleared_on": "2026-11-20",
    "cleared_how": "letter",
    "note": "by mail",
}


def test_a_clearing_takes_all_three() -> None:
    assert clearing_of(CLEARED) == ("Dr Lee", date(2026, 11, 20), "letter")
    assert claimed_by(CLEARED) == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cleared_by", "-"),
        ("cleared_by", None),
        ("cleared_on", "soon"),
        ("cleared_on", None),
        ("cleared_how", "dream"),
        ("cleared_how", None),
    ],
)
def test_with_one_of_the_three_missing_it_is_not_cleared(name: str, value: object) -> None:
    assert clearing_of({**CLEARED, name: value}) is None


def test_who_is_noted_for_what_is_not_cleared_is_told() -> None:
    assert claimed_by({"answer": "yes", "cleared_by": "Dr Lee"}) == "Dr Lee"


def test_a_no_takes_back_who_cleared_it_and_keeps_the_rest() -> None:
    assert with_answer(CLEARED, "no") == {"answer": "no", "note": "by mail"}


def test_another_answer_keeps_who_cleared_it() -> None:
    assert with_answer(CLEARED, "unsure") == {**CLEARED, "answer": "unsure"}


def test_an_answer_taken_back_takes_the_entry_away() -> None:
    assert with_answer(CLEARED, None) is None


def test_a_clearing_is_put_together_and_taken_back_in_one_act() -> None:
    bare = {"answer": "yes", "note": "by mail"}
    assert with_clearing(bare, "Dr Lee", date(2026, 11, 20), "letter") == CLEARED
    assert without_clearing(CLEARED) == bare

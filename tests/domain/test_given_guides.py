from datetime import UTC, datetime, timedelta
from typing import cast

import pytest

from clinic_aid.domain.given_guides import MadeGuide, are_older, given_parts
from clinic_aid.domain.guide_parts import GivenPart, Part
from clinic_aid.domain.records import Event, Giving, Guide

AT = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)


def guide(sha256: str, *events: Event, paper: str = "a4", at: datetime = AT, **parts: str) -> Guide:
    return Guide(
        sha256=sha256,
        edition="standard",
        paper=paper,
        pages=14,
        content="hair 1",
        program="0.1.0",
        made_at=at,
        parts=cast("dict[Part, str]", parts),
        givings=tuple(Giving(at=at, how=event, person="Jo") for event in events),
    )


def made(sha256: str, *, paper: str = "a4", **parts: str) -> MadeGuide:
    return MadeGuide(sha256=sha256, paper=paper, parts=cast("dict[Part, str]", parts))


OLD, NEW = guide("old", "printed"), guide("new", "saved")


@pytest.mark.parametrize(
    ("given", "is_taken_back"),
    [
        ((), False),
        (("printed",), False),
        (("printed", "taken-back"), True),
        (("printed", "taken-back", "printed"), False),
    ],
)
def test_a_guide_is_taken_back_until_it_is_given_again(
    given: tuple[Event, ...], is_taken_back: bool
) -> None:
    assert guide("one", *given).is_taken_back is is_taken_back


def test_where_none_was_given_none_is_older() -> None:
    assert are_older([], made("new")) is False


def test_one_that_says_something_else_is_older() -> None:
    assert are_older([OLD], made("new")) is True


@pytest.mark.parametrize("given", [[NEW], [OLD, NEW], [NEW, OLD]])
def test_who_has_the_one_of_now_has_no_older_one_alone(given: list[Guide]) -> None:
    assert are_older(given, made("new")) is False


def test_what_was_taken_back_does_not_count() -> None:
    assert are_older([guide("old", "printed", "taken-back")], made("new")) is False
    assert are_older([OLD, guide("new", "printed", "taken-back")], made("new")) is True


def test_on_other_paper_nobody_can_say() -> None:
    assert are_older([OLD], made("new", paper="letter")) is None
    other = guide("other", "printed", paper="letter")
    assert are_older([OLD, other], made("new", paper="letter")) is True


# Guides in parts

LATER = AT + timedelta(days=14)
WHOLE = guide("1", "printed", fridge="f1", plan="p1", facts="x1")


def test_parts_that_say_the_same_are_not_older_however_they_are_printed() -> None:
    now = made("2", paper="letter", fridge="f1", plan="p1", facts="x1", gp="g1")
    assert are_older([WHOLE], now) is False


def test_one_part_that_says_something_else_is_older() -> None:
    assert are_older([WHOLE], made("2", fridge="f1", plan="p2", facts="x1")) is True


def test_a_part_given_again_takes_the_place_of_the_older_one() -> None:
    again = guide("2", "printed", at=LATER, plan="p2")
    assert are_older([WHOLE, again], made("3", fridge="f1", plan="p2", facts="x1")) is False


def test_a_part_of_an_earlier_guide_that_still_holds_is_looked_at_too() -> None:
    again = guide("2", "printed", at=LATER, fridge="f1", plan="p2")
    assert are_older([WHOLE, again], made("3", fridge="f1", plan="p2", facts="x2")) is True


def test_the_newest_guide_is_older_where_a_part_has_nothing_to_say_any_more() -> None:
    refused = made("2", **{"not-now": "n1"}, facts="x1")
    assert are_older([WHOLE], refused) is True


def test_what_an_earlier_guide_said_of_not_now_is_over_once_the_plan_was_given() -> None:
    stopped = guide("0", "printed", facts="x1", **{"not-now": "n1"})  # type: ignore[arg-type]
    plan = guide("2", "printed", at=LATER, plan="p1")
    assert are_older([stopped, plan], made("3", fridge="f1", plan="p1", facts="x1")) is False


def test_a_guide_without_parts_is_compared_by_its_bytes() -> None:
    assert are_older([OLD], made("2", plan="p1")) is True
    assert are_older([NEW], made("new", plan="p1")) is False


def test_the_fingerprint_of_a_guide_depends_on_what_it_says_alone() -> None:
    one, other = made("1", plan="p1", facts="x1"), made("2", facts="x1", plan="p1", paper="letter")
    assert one.fingerprint == other.fingerprint
    assert one.fingerprint != made("1", plan="p2", facts="x1").fingerprint
    assert made("1" * 64).fingerprint == "1" * 64


def test_the_patient_has_what_was_given_in_its_edition_and_not_taken_back() -> None:
    back = guide("2", "printed", "taken-back", plan="p2")
    assert given_parts([guide("1", "saved", facts="x1"), back]) == {
        GivenPart(part="facts", digest="x1", edition="standard", day=AT.astimezone().date())
    }

from datetime import UTC, datetime

import pytest

from clinic_aid.domain.given_guides import are_older
from clinic_aid.domain.records import Event, Giving, Guide

AT = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)


def guide(sha256: str, *events: Event, paper: str = "a4") -> Guide:
    return Guide(
        sha256=sha256,
        edition="standard",
        paper=paper,
        pages=14,
        content="hair 1",
        program="0.1.0",
        made_at=AT,
        givings=tuple(Giving(at=AT, how=event, person="Jo") for event in events),
    )


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
    assert are_older([], "new", "a4") is False


def test_one_that_says_something_else_is_older() -> None:
    assert are_older([OLD], "new", "a4") is True


@pytest.mark.parametrize("given", [[NEW], [OLD, NEW], [NEW, OLD]])
def test_who_has_the_one_of_now_has_no_older_one_alone(given: list[Guide]) -> None:
    assert are_older(given, "new", "a4") is False


def test_what_was_taken_back_does_not_count() -> None:
    assert are_older([guide("old", "printed", "taken-back")], "new", "a4") is False
    assert are_older([OLD, guide("new", "printed", "taken-back")], "new", "a4") is True


def test_on_other_paper_nobody_can_say() -> None:
    assert are_older([OLD], "new", "letter") is None
    assert are_older([OLD, guide("other", "printed", paper="letter")], "new", "letter") is True

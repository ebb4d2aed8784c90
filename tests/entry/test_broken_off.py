from datetime import date, time

import pytest

from clinic_aid.domain.walkthrough import Walkthrough
from clinic_aid.entry.broken_off import BrokenOff, broken_off
from clinic_aid.entry.draft import Draft

TODAY = date(2026, 11, 30)
TALK = Walkthrough(chapters={"hair": ("hello", "hair"), "end": ("chances", "goodbye")})


def shown(screen: str, day: date | None = TODAY, **more: object) -> dict[str, object]:
    return {"screen": screen, **({"day": day.isoformat()} if day else {}), **more}


def draft_of(*events: dict[str, object], **more: object) -> Draft:
    return Draft({"shown": list(events), **more})


def test_a_talk_of_today_that_stopped_is_broken_off_there() -> None:
    draft = draft_of(shown("hello"), shown("hair", at="10:51:10", seconds=65))

    found = broken_off(draft, TALK, today=TODAY)

    assert found == BrokenOff(screen=2, at=time(10, 52, 15))


def test_a_talk_of_which_no_time_was_noted_has_none() -> None:
    assert broken_off(draft_of(shown("hello")), TALK, today=TODAY) == BrokenOff(screen=1)


@pytest.mark.parametrize("day", [None, date(2026, 11, 29), date(2026, 12, 1)])
def test_a_talk_of_another_day_is_not_broken_off_today(day: date | None) -> None:
    assert broken_off(draft_of(shown("hair", day)), TALK, today=TODAY) is None


def test_a_talk_that_went_on_today_counts_as_one_of_today() -> None:
    draft = draft_of(shown("hello", date(2026, 11, 29)), shown("hair"))

    assert broken_off(draft, TALK, today=TODAY) is not None


@pytest.mark.parametrize("was_open", [False, True])
def test_without_a_talk_nothing_is_broken_off(was_open: bool) -> None:
    draft = draft_of(shown("of another content"))

    assert broken_off(draft, TALK, today=TODAY, was_open=was_open) is None


def test_a_talk_that_came_to_its_last_screen_came_to_its_end() -> None:
    draft = draft_of(shown("goodbye"), shown("hair"))

    assert broken_off(draft, TALK, today=TODAY) is None


def test_a_talk_after_which_the_guide_was_given_came_to_its_end() -> None:
    assert broken_off(draft_of(shown("hair")), TALK, today=TODAY, guide_given=True) is None


@pytest.mark.parametrize("decision", ["go-ahead", "think-about-it", "no"])
def test_a_talk_that_led_to_a_decision_came_to_its_end(decision: str) -> None:
    assert broken_off(draft_of(shown("hair"), decision=decision), TALK, today=TODAY) is None


def test_a_talk_that_was_open_when_the_app_ended_is_broken_off_wherever_it_was() -> None:
    draft = draft_of(shown("goodbye"), decision="no")

    found = broken_off(draft, TALK, today=TODAY, was_open=True, guide_given=True)

    assert found == BrokenOff(screen=4)


def test_one_that_was_open_on_another_day_is_not() -> None:
    draft = draft_of(shown("hair", date(2026, 11, 29)))

    assert broken_off(draft, TALK, today=TODAY, was_open=True) is None

from datetime import date, time

import pytest

from clinic_aid.domain.consultation import Shown
from clinic_aid.entry.draft import Draft
from clinic_aid.entry.shown_events import shown_of


def test_events_are_read_in_their_order() -> None:
    first = {"screen": "a", "day": "2026-11-30", "at": "12:00:05", "seconds": 3}

    assert shown_of(Draft({"shown": [first, {"screen": "b"}]})) == (
        Shown(screen="a", day=date(2026, 11, 30), at=time(12, 0, 5), seconds=3),
        Shown(screen="b"),
    )


@pytest.mark.parametrize("shown", [None, "a", {"screen": "a"}, 7])
def test_what_is_no_list_is_no_event(shown: object) -> None:
    assert shown_of(Draft({"shown": shown})) == ()


@pytest.mark.parametrize("event", [None, "a", 5, [], {}, {"screen": 5}, {"at": "12:00"}])
def test_what_is_no_event_is_passed_over(event: object) -> None:
    assert shown_of(Draft({"shown": [event, {"screen": "a"}]})) == (Shown(screen="a"),)


@pytest.mark.parametrize(("day", "at"), [("soon", "noon"), (5, 5), (None, None)])
def test_impossible_day_and_time_are_none(day: object, at: object) -> None:
    draft = Draft({"shown": [{"screen": "a", "day": day, "at": at}]})

    assert shown_of(draft) == (Shown(screen="a"),)


@pytest.mark.parametrize("seconds", [-1, "5", 2.5, None])
def test_impossible_duration_is_none(seconds: object) -> None:
    draft = Draft({"shown": [{"screen": "a", "seconds": seconds}]})

    assert shown_of(draft) == (Shown(screen="a"),)

import pytest

from clinic_aid.domain.consultation import Shown
from clinic_aid.entry.draft import Draft
from clinic_aid.entry.shown_events import shown_of


def test_events_are_read_in_their_order() -> None:
    draft = Draft({"shown": [{"screen": "a", "at": "12:00", "seconds": 3}, {"screen": "b"}]})

    assert shown_of(draft) == (Shown(screen="a", seconds=3), Shown(screen="b"))


@pytest.mark.parametrize("shown", [None, "a", {"screen": "a"}, 7])
def test_what_is_no_list_is_no_event(shown: object) -> None:
    assert shown_of(Draft({"shown": shown})) == ()


@pytest.mark.parametrize("event", [None, "a", 5, [], {}, {"screen": 5}, {"at": "12:00"}])
def test_what_is_no_event_is_passed_over(event: object) -> None:
    assert shown_of(Draft({"shown": [event, {"screen": "a"}]})) == (Shown(screen="a"),)


@pytest.mark.parametrize("seconds", [-1, "5", 2.5, None])
def test_impossible_duration_is_none(seconds: object) -> None:
    draft = Draft({"shown": [{"screen": "a", "seconds": seconds}]})

    assert shown_of(draft) == (Shown(screen="a"),)

import pytest

from clinic_aid.domain.consultation import Shown
from clinic_aid.domain.walkthrough import Walkthrough, visit_seconds

TALK = Walkthrough(chapters={"today": ("welcome", "matters"), "hair": ("cycle",)})


def test_screens_come_in_the_order_of_their_chapters() -> None:
    assert TALK.screens == ("welcome", "matters", "cycle")


def test_the_next_screen_may_lie_in_the_next_chapter() -> None:
    assert TALK.after("matters") == "cycle"


def test_nothing_comes_after_the_last_and_before_the_first() -> None:
    assert TALK.after("cycle") is None
    assert TALK.before("welcome") is None


def test_each_step_back_undoes_a_step_on() -> None:
    assert [TALK.before(TALK.after(screen) or "") for screen in ("welcome", "matters")] == [
        "welcome",
        "matters",
    ]


def test_a_chapter_begins_with_its_first_screen() -> None:
    assert TALK.first_of("hair") == "cycle"
    assert TALK.chapter_of("matters") == "today"


def test_a_screen_of_no_chapter_has_no_chapter() -> None:
    with pytest.raises(KeyError):
        TALK.chapter_of("nowhere")


def test_a_talk_that_never_began_starts_with_the_first_screen() -> None:
    assert TALK.resume_at(()) == "welcome"


def test_a_talk_goes_on_at_the_screen_shown_last() -> None:
    shown = (Shown(screen="welcome", seconds=9), Shown(screen="cycle", seconds=1))
    assert TALK.resume_at(shown) == "cycle"


def test_a_screen_that_the_talk_no_longer_has_is_passed_over_on_resuming() -> None:
    shown = (Shown(screen="matters", seconds=9), Shown(screen="of-an-older-pack", seconds=9))
    assert TALK.resume_at(shown) == "matters"


def test_a_screen_leafed_past_was_not_seen() -> None:
    shown = (Shown(screen="welcome", seconds=1), Shown(screen="cycle", seconds=2))
    assert TALK.seen(shown) == {"cycle"}


def test_a_screen_recorded_without_its_time_was_seen() -> None:
    assert TALK.seen((Shown(screen="welcome"), Shown(screen="elsewhere"))) == {"welcome"}


def test_the_time_of_the_talk_is_the_time_of_its_screens() -> None:
    assert visit_seconds((Shown(screen="welcome", seconds=40), Shown(screen="cycle"))) == 40

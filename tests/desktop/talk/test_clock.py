from datetime import datetime

import pytest

from clinic_aid.desktop.talk.clock import TalkClock

_NOON = datetime(2026, 12, 3, 12, 0, 5)  # noqa: DTZ001  # a clock on the wall


class Hand:
    """The seconds that went by."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def clock(hand: Hand) -> TalkClock:
    return TalkClock(lambda: _NOON, hand, content="hair 1.0")


def test_nothing_is_recorded_before_a_screen_was_shown(clock: TalkClock) -> None:
    assert clock.stop() is None
    assert clock.seconds == 0


def test_event_says_which_screen_when_and_how_long(clock: TalkClock, hand: Hand) -> None:
    clock.start("hair-root")
    hand.at += 12.9

    assert clock.stop() == {
        "screen": "hair-root",
        "day": "2026-12-03",
        "at": "12:00:05",
        "seconds": 12,
        "content": "hair 1.0",
    }


def test_event_is_given_once(clock: TalkClock) -> None:
    clock.start("hair-root")
    clock.stop()

    assert clock.stop() is None


def test_pause_does_not_count(clock: TalkClock, hand: Hand) -> None:
    clock.start("hair-root")
    hand.at += 10
    clock.pause()
    hand.at += 600
    clock.resume()
    hand.at += 5

    assert clock.seconds == 15


def test_second_resume_changes_nothing(clock: TalkClock, hand: Hand) -> None:
    clock.start("hair-root")
    hand.at += 10
    clock.resume()
    hand.at += 10

    assert clock.seconds == 20


def test_screen_stopped_in_a_pause_keeps_what_was_counted(clock: TalkClock, hand: Hand) -> None:
    clock.start("hair-root")
    hand.at += 10
    clock.pause()
    hand.at += 600

    event = clock.stop()

    assert event is not None
    assert event["seconds"] == 10


def test_nothing_counts_between_two_screens(clock: TalkClock, hand: Hand) -> None:
    clock.start("hair-root")
    clock.stop()
    hand.at += 600
    clock.resume()

    assert clock.seconds == 0


def test_next_screen_begins_at_nought(clock: TalkClock, hand: Hand) -> None:
    clock.start("hair-root")
    hand.at += 30
    clock.start("hair-cycle")

    assert clock.seconds == 0


def test_clock_on_the_wall_that_is_set_anew_changes_no_duration(hand: Hand) -> None:
    times = iter([_NOON, _NOON.replace(hour=3)])
    clock = TalkClock(lambda: next(times), hand, content="hair 1.0")
    clock.start("hair-root")
    hand.at += 4

    assert clock.seconds == 4

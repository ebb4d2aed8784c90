from datetime import datetime, timedelta

import pytest

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.talk.clock import TalkClock
from clinic_aid.desktop.talk.record import KEPT_EVERY_S, TalkRecord


class Watch:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 21, 9, 0)  # noqa: DTZ001  # a clock on the wall

    def steady(self) -> float:
        return self.now.timestamp()

    def wait(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def session(services: Services) -> Session:
    return Session(services)


@pytest.fixture
def clock(watch: Watch) -> TalkClock:
    return TalkClock(lambda: watch.now, watch.steady, content="hair 1.0")


@pytest.fixture
def record(session: Session, clock: TalkClock) -> TalkRecord:
    return TalkRecord(session, clock)


def shown(session: Session) -> object:
    return session.draft.value("shown")


FIRST = {"screen": "welcome", "day": "2026-11-21", "at": "09:00:00", "content": "hair 1.0"}


def test_a_screen_is_recorded_as_soon_as_it_is_shown(record: TalkRecord, session: Session) -> None:
    record.begin("welcome")

    assert shown(session) == [{**FIRST, "seconds": 0}]


def test_a_screen_has_one_event_however_often_it_is_kept(
    record: TalkRecord, session: Session, watch: Watch
) -> None:
    record.begin("welcome")
    watch.wait(5)
    record.keep()
    watch.wait(4)
    record.end()

    assert shown(session) == [{**FIRST, "seconds": 9}]


def test_seconds_of_a_long_screen_are_kept_while_it_is_shown(
    record: TalkRecord, session: Session, watch: Watch
) -> None:
    record.begin("welcome")
    for _ in range(KEPT_EVERY_S):
        watch.wait(1)
        record.tick()

    assert shown(session) == [{**FIRST, "seconds": KEPT_EVERY_S}]


def test_seconds_of_the_screen_that_is_shown_count_once(record: TalkRecord, watch: Watch) -> None:
    record.begin("welcome")
    watch.wait(5)
    record.keep()
    watch.wait(2)

    assert record.seconds == 7


def test_a_screen_whose_clock_stopped_is_not_written_into_another_consultation(
    record: TalkRecord, clock: TalkClock, session: Session
) -> None:
    record.begin("welcome")
    session.start()

    clock.stop()
    record.end()

    assert shown(session) is None

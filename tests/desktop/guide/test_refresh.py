from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.services import HandoutPdf, Services
from clinic_aid.desktop.guide.refresh import PAUSE_MS, GuideRefresh
from clinic_aid.domain.consultation import Consultation, Shown
from clinic_aid.domain.guide_parts import DEFAULT_WISH

Start = Callable[[Callable[..., HandoutPdf]], GuideRefresh]


@pytest.fixture
def consultation(services: Services, minimal_tree: dict[str, Any]) -> Consultation:
    checked = services.check(minimal_tree).consultation
    assert checked is not None
    return checked


@pytest.fixture
def start(qapp: QApplication) -> Iterator[Start]:
    pool = QThreadPool()
    yield lambda make_pdf: GuideRefresh(make_pdf, pool)
    assert pool.waitForDone(5000)


def after(consultation: Consultation, *screens: str) -> Consultation:
    return replace(consultation, shown=tuple(Shown(screen=screen) for screen in screens))


def test_screens_shown_make_no_guide_anew(
    qtbot: QtBot, start: Start, consultation: Consultation
) -> None:
    guide = start(lambda *_: HandoutPdf(data=b""))
    with qtbot.waitSignal(guide.made):
        guide.want(consultation, DEFAULT_WISH)

    assert not guide.want(after(consultation, "welcome", "what-it-is"), DEFAULT_WISH)
    with qtbot.assertNotEmitted(guide.made, wait=2 * PAUSE_MS):
        pass


def test_screens_shown_do_not_start_a_guide_again_that_is_under_way(
    qtbot: QtBot, start: Start, consultation: Consultation
) -> None:
    asked: list[object] = []
    begun, release = Event(), Event()

    def make_pdf(wanted: object, _paper: object) -> HandoutPdf:
        asked.append(wanted)
        begun.set()
        release.wait(10)
        return HandoutPdf(data=b"")

    guide = start(make_pdf)
    guide.want(consultation, DEFAULT_WISH)
    qtbot.waitUntil(begun.is_set)

    assert guide.want(after(consultation, "welcome"), DEFAULT_WISH)
    with qtbot.waitSignal(guide.made):
        release.set()

    assert len(asked) == 1


def test_entries_of_the_plan_make_a_guide_anew(
    qtbot: QtBot, start: Start, consultation: Consultation
) -> None:
    guide = start(lambda *_: HandoutPdf(data=b""))
    with qtbot.waitSignal(guide.made):
        guide.want(consultation, DEFAULT_WISH)

    with qtbot.waitSignal(guide.made):
        assert guide.want(replace(consultation, decision="no"), DEFAULT_WISH)


def test_guide_that_failed_may_be_wanted_again(
    qtbot: QtBot, start: Start, consultation: Consultation
) -> None:
    answers = iter([ValueError("once"), None])

    def make_pdf(*_: object) -> HandoutPdf:
        if error := next(answers):
            raise error
        return HandoutPdf(data=b"")

    guide = start(make_pdf)
    with qtbot.waitSignal(guide.failed):
        guide.want(consultation, DEFAULT_WISH)

    with qtbot.waitSignal(guide.made):
        assert guide.want(consultation, DEFAULT_WISH)

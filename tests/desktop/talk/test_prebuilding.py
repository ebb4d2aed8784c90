from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.talk.kit.page import TalkPage
from clinic_aid.desktop.talk.prebuilding import Prebuilding
from clinic_aid.desktop.talk.screens.explain import ExplainPage
from clinic_aid.desktop.talk.screens.timeline import TalkTimelinePage
from clinic_aid.desktop.talk.stage import TalkStage
from clinic_aid.desktop.talk.window import TalkWindow

Tree = dict[str, Any]


@pytest.fixture
def window(qtbot: QtBot, open_talk: Any, full_tree: Tree) -> Iterator[TalkWindow]:
    window = open_talk(full_tree)
    yield window
    window.prebuilding.stop()


def pages_of(window: TalkWindow) -> list[TalkPage]:
    return window.findChildren(TalkPage)


def is_at_work(prebuilding: Prebuilding) -> bool:
    timer = prebuilding.findChild(QTimer)
    return timer is not None and timer.isActive()


def until_ready(qtbot: QtBot, window: TalkWindow) -> None:
    qtbot.waitUntil(lambda: not is_at_work(window.prebuilding), timeout=60_000)


def test_every_kind_of_screen_is_made_while_the_first_is_in_view(
    qtbot: QtBot, window: TalkWindow
) -> None:
    shown = window.screen_key, window.page

    until_ready(qtbot, window)

    assert len(pages_of(window)) == len({it.kind for it in window.talk.screens.values()})
    assert (window.screen_key, window.page) == shown
    assert [page for page in pages_of(window) if page.isVisible()] == [window.page]


def test_the_page_in_view_is_not_touched(qtbot: QtBot, window: TalkWindow) -> None:
    page = window.page
    assert isinstance(page, ExplainPage)
    headline = page.headline.marked()

    until_ready(qtbot, window)

    assert page.headline.marked() == headline


def test_a_page_made_ahead_shows_what_was_entered_since(
    qtbot: QtBot, window: TalkWindow, session: Session
) -> None:
    until_ready(qtbot, window)
    session.put("plan.treatment_date", "2027-01-15")

    window.show_screen("your-timeline")

    page = window.page
    assert isinstance(page, TalkTimelinePage)
    assert "15 January 2027" in page.mover.day.marked()


def test_nothing_is_made_once_the_talk_was_left(qtbot: QtBot, window: TalkWindow) -> None:
    window.leave()

    assert not is_at_work(window.prebuilding)


def test_no_page_made_ahead_outlives_its_patient(
    qtbot: QtBot, window: TalkWindow, session: Session, minimal_tree: Tree
) -> None:
    until_ready(qtbot, window)
    before = pages_of(window)

    session.replace(minimal_tree)

    stage = window.page.parentWidget()
    assert isinstance(stage, TalkStage)
    kept = {screen.kind for screen in window.talk.screens.values() if stage.has_page_for(screen)}
    assert len(kept) == 1
    assert window.page not in before


def test_it_begins_anew_with_each_screen(qtbot: QtBot, window: TalkWindow) -> None:
    until_ready(qtbot, window)

    window.go_on()

    assert is_at_work(window.prebuilding)
    until_ready(qtbot, window)


def test_it_is_idle_before_it_was_asked(qapp: object, the_look: Any, services: Any) -> None:
    stage = TalkStage(the_look, services)

    assert not is_at_work(Prebuilding(stage))

from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.talk.stage import TalkStage
from clinic_aid.desktop.widgets.style import Look


@pytest.fixture
def shown(
    qtbot: QtBot, the_look: Look, services: Services, full_tree: dict[str, Any]
) -> tuple[TalkStage, Any]:
    session = Session(services)
    session.replace(full_tree)
    talk = services.talk(session.draft.tree)
    stage = TalkStage(the_look, services)
    qtbot.addWidget(stage)
    stage.resize(1366, 698)

    def show(key: str) -> Any:
        page = stage.page_for(talk.screens[key])
        page.show_screen(talk.screens[key], talk, session.draft)
        stage.bring_up(page)
        return page

    with qtbot.waitExposed(stage):
        stage.show()
    return stage, show


def test_one_page_is_in_view_at_a_time(shown: tuple[TalkStage, Any]) -> None:
    stage, show = shown
    first = show("todays-talk")

    second = show("your-questions")

    assert stage.page is second
    assert (first.isVisible(), second.isVisible()) == (False, True)


def test_a_page_has_all_the_room_there_is(shown: tuple[TalkStage, Any]) -> None:
    stage, show = shown

    assert show("your-questions").geometry() == stage.rect()


def test_a_page_out_of_view_grows_with_the_window(shown: tuple[TalkStage, Any]) -> None:
    stage, show = shown
    show("todays-talk")
    page = show("your-questions")
    show("todays-talk")

    stage.resize(1600, 900)

    assert page.size() == QSize(1600, 900)


def test_the_keyboard_goes_to_no_widget_of_the_next_page_by_itself(
    qtbot: QtBot, shown: tuple[TalkStage, Any]
) -> None:
    stage, show = shown
    page = show("your-questions")
    stage.activateWindow()
    entry = QLineEdit(page)
    entry.show()
    entry.setFocus()
    qtbot.waitUntil(entry.hasFocus)

    show("todays-talk")

    assert QApplication.focusWidget() is None


def test_kinds_that_were_shown_have_their_page(shown: tuple[TalkStage, Any]) -> None:
    _stage, show = shown

    assert show("your-questions") is show("your-questions")

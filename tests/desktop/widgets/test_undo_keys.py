"""Ctrl+Z wherever something is entered."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.steps import GUIDE, PREPARE

OpenWindow = Callable[..., MainWindow]
Tree = dict[str, Any]


def undo(qtbot: QtBot, window: MainWindow) -> None:
    QApplication.processEvents()
    qtbot.keyClick(
        QApplication.focusWidget() or window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
    )
    QApplication.processEvents()


def line_of(window: MainWindow, page: int, path: str) -> QLineEdit:
    line = window.prepare.pages[page].fields[path].control.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    return line


def test_a_word_that_was_typed_is_taken_back_where_it_was_typed(
    open_page: OpenWindow, minimal_tree: Tree, qtbot: QtBot
) -> None:
    window = open_page(minimal_tree)
    window.activateWindow()
    line = line_of(window, 0, "consultant")
    line.setFocus()
    qtbot.keyClicks(line, "Jo")

    undo(qtbot, window)

    assert window.session.draft.value("consultant") is None
    assert line.text() == ""


def test_the_page_of_what_is_taken_back_is_shown(
    open_page: OpenWindow, minimal_tree: Tree, qtbot: QtBot
) -> None:
    window = open_page(minimal_tree)
    window.activateWindow()
    window.session.put("plan.treatment_date", "2027-02-08")

    undo(qtbot, window)

    assert line_of(window, 3, "plan.treatment_date").hasFocus()


def test_elsewhere_it_is_said_what_was_taken_back(
    open_page: OpenWindow, minimal_tree: Tree, qtbot: QtBot
) -> None:
    window = open_page(minimal_tree)
    window.activateWindow()
    window.session.put("plan.treatment_date", "2027-02-08")
    window.turn_to(GUIDE)

    undo(qtbot, window)

    assert window.banner.words.text() == "Changed back: Dates"
    assert window._step == GUIDE


def test_a_cleared_check_is_taken_back(
    open_page: OpenWindow, minimal_tree: Tree, qtbot: QtBot
) -> None:
    window = open_page(minimal_tree)
    window.activateWindow()
    before = {"answer": "yes"}
    window.session.put("checks.pregnancy", before)
    window.session.put("checks.pregnancy", {**before, "cleared_by": "Dr A. Example"})

    undo(qtbot, window)
    undo(qtbot, window)

    assert window.session.draft.value("checks.pregnancy") is None
    assert window._step == PREPARE

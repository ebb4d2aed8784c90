import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.talk.kit.overlay import Overlay


class Below(QWidget):
    """A window with two buttons, and something to lay over it."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.first, self.second = QPushButton("First"), QPushButton("Second")
        column.addWidget(self.first)
        column.addWidget(self.second)
        self.overlay = Overlay(self)


@pytest.fixture
def below(qtbot: QtBot) -> Below:
    window = Below()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.second.setFocus()
    qtbot.waitUntil(window.second.hasFocus)
    return window


def test_overlay_is_not_there_until_it_is_wanted(below: Below) -> None:
    assert not below.overlay.is_open


def test_overlay_covers_the_window_and_takes_the_keyboard(below: Below) -> None:
    below.overlay.cover()

    assert below.overlay.geometry() == below.rect()
    assert below.overlay.hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_tab_key_does_not_reach_below(qtbot: QtBot, below: Below, key: Qt.Key) -> None:
    below.overlay.cover()

    qtbot.keyClick(below.overlay, key)

    assert below.overlay.hasFocus()


def test_keyboard_returns_to_where_it_was(below: Below) -> None:
    below.overlay.cover()
    below.overlay.uncover()

    assert below.second.hasFocus()


def test_keyboard_returns_to_where_it_was_when_covered_twice(below: Below) -> None:
    below.overlay.cover()
    below.overlay.cover()
    below.overlay.uncover()

    assert below.second.hasFocus()


def test_keyboard_goes_to_the_window_where_its_place_is_gone(below: Below) -> None:
    below.overlay.cover()
    below.second.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    below.overlay.uncover()

    assert QApplication.focusWidget() is below


def test_keyboard_goes_to_the_window_where_its_place_is_hidden(below: Below) -> None:
    below.overlay.cover()
    below.second.hide()

    below.overlay.uncover()

    assert QApplication.focusWidget() is below

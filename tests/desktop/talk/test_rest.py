import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.talk.rest import RestScreen


@pytest.fixture
def under(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def rest(under: QWidget) -> RestScreen:
    return RestScreen(under)


def test_rest_covers_all_of_the_window(rest: RestScreen, under: QWidget) -> None:
    rest.cover()
    rest.draw_at(1.0)

    assert rest.geometry() == under.rect()
    assert rest.isVisible()


def test_rest_grows_with_the_window(rest: RestScreen, under: QWidget) -> None:
    rest.cover()
    under.resize(1000, 700)

    rest.draw_at(1.5)

    assert rest.geometry() == under.rect()


def test_any_tap_ends_the_rest(qtbot: QtBot, rest: RestScreen) -> None:
    rest.cover()

    with qtbot.waitSignal(rest.ended):
        qtbot.mouseClick(rest, Qt.MouseButton.LeftButton)


def test_rest_says_how_it_ends(rest: RestScreen) -> None:
    assert rest.words.text() == "We are talking. Tap, or press B, to go on."

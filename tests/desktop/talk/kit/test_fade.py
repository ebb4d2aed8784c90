from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from clinic_aid import locations
from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.system.motion import SETTING
from clinic_aid.desktop.talk.kit.fade import Fade
from clinic_aid.desktop.talk.window import TalkWindow
from clinic_aid.desktop.widgets.style import BASE_SIZE, Look


class Screen(QWidget):
    def show_color(self, color: str) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(color))
        self.setPalette(palette)

    def seen(self) -> str:
        return self.grab().toImage().pixelColor(10, 10).name()


@pytest.fixture
def screen(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Screen:
    monkeypatch.setenv(SETTING, "normal")
    screen = Screen()
    qtbot.addWidget(screen)
    screen.setAutoFillBackground(True)
    screen.resize(200, 100)
    screen.show_color("#ff0000")
    with qtbot.waitExposed(screen):
        screen.show()
    return screen


def test_it_begins_with_the_screen_before_and_ends_with_the_next_one(
    qtbot: QtBot, screen: Screen
) -> None:
    fade = Fade(screen)
    fade.keep()
    screen.show_color("#0000ff")
    fade.begin()

    assert screen.seen() == "#ff0000"
    qtbot.waitUntil(fade.isHidden)
    assert screen.seen() == "#0000ff"


def test_what_is_below_can_be_pressed_at_once(qtbot: QtBot, screen: Screen) -> None:
    button = QPushButton(screen)
    button.resize(100, 50)
    button.show()
    fade = Fade(screen)
    fade.keep()
    fade.begin()

    with qtbot.waitSignal(button.clicked):
        QTest.mouseClick(
            screen.window().windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(20, 20)
        )
    assert fade.isVisible()


def test_without_motion_the_next_screen_is_there_at_once(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SETTING, "none")
    fade = Fade(screen)
    fade.keep()
    screen.show_color("#0000ff")
    fade.begin()

    assert fade.isHidden()
    assert screen.seen() == "#0000ff"


def test_the_first_screen_has_nothing_to_fade_from(qtbot: QtBot, screen: Screen) -> None:
    screen.hide()
    fade = Fade(screen)
    fade.keep()
    fade.begin()

    assert fade.isHidden()


@pytest.fixture
def window(
    qtbot: QtBot, the_look: Look, services: Services, monkeypatch: pytest.MonkeyPatch
) -> Iterator[TalkWindow]:
    monkeypatch.setenv(SETTING, "normal")
    session = Session(services)
    session.replace(services.read_file(locations.resources() / "samples" / "full.yaml"))
    window = TalkWindow(the_look, services, session)
    qtbot.addWidget(window)
    window.begin(from_start=True)
    window.showNormal()
    window.resize(BASE_SIZE)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    yield window
    window.hide()


def test_a_talk_fades_from_screen_to_screen(qtbot: QtBot, window: TalkWindow) -> None:
    window.go_on()

    assert window.fade.isVisible()
    qtbot.waitUntil(window.fade.isHidden)


def test_a_talk_never_begins_with_what_was_shown_in_the_last_one(
    window: TalkWindow,
) -> None:
    window.go_on()
    window.leave()
    assert window.fade.isHidden()

    window.begin(from_start=True)
    assert window.fade.isHidden()


def test_keys_work_while_a_screen_fades(window: TalkWindow) -> None:
    screens = window.talk.walkthrough.screens
    window.show_screen(screens[2])

    for _ in range(3):
        assert window.fade.isVisible()
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_PageDown)

    assert window.screen_key != screens[2]

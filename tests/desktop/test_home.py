from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.screens.home import ConsultationInWork, HomeScreen
from clinic_aid.desktop.services import Services
from clinic_aid.desktop.steps import GUIDE, HOME
from clinic_aid.desktop.style import Look

OpenWindow = Callable[..., MainWindow]
Tree = dict[str, Any]


def press(qtbot: QtBot, key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key)


@pytest.fixture
def home(qtbot: QtBot, the_look: Look) -> HomeScreen:
    screen = HomeScreen(the_look)
    qtbot.addWidget(screen)
    screen.resize(1366, 700)
    screen.show()
    return screen


@pytest.fixture
def open_home(open_window: OpenWindow, services_without_guide: Services) -> OpenWindow:
    return partial(open_window, work_with=services_without_guide, at_home=True)


def test_window_begins_at_home_with_the_keyboard_on_a_new_consultation(
    open_home: OpenWindow,
) -> None:
    window = open_home()

    assert window.home.isVisible()
    assert not window.home.go_on.isVisible()
    assert window.home.new.hasFocus()


def test_consultation_in_work_comes_first(open_home: OpenWindow, full_tree: Tree) -> None:
    window = open_home(full_tree)

    assert window.home.go_on.hasFocus()
    assert window.home.go_on.y() < window.home.new.y()


def test_consultation_in_work_is_told_with_what_is_known(home: HomeScreen) -> None:
    home.show_work(
        ConsultationInWork(
            patient="Amira Haddad",
            product="Own fat cells",
            day="21 November 2026",
            progress="12 of 48 screens shown",
        )
    )

    assert home.go_on.title.words == "Go on with \u2068Amira Haddad\u2069"
    assert home.go_on.words.words == "Own fat cells · 21 November 2026"
    assert home.go_on.more.words == "12 of 48 screens shown"


def test_consultation_without_a_name_is_this_one(home: HomeScreen) -> None:
    home.show_work(ConsultationInWork())

    assert home.go_on.title.words == "Go on with \u2068this consultation\u2069"
    assert home.go_on.words.words == "What you entered is still here"


def test_long_name_is_shortened_for_the_eye_alone(home: HomeScreen) -> None:
    home.show_work(ConsultationInWork(patient="Maria Theodora " * 15))

    assert "…" in home.go_on.title.text()
    assert home.go_on.accessibleName().count("Maria Theodora") == 15
    assert home.width() == 1366


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_card_opens_by_the_keyboard(qtbot: QtBot, open_home: OpenWindow, key: Qt.Key) -> None:
    window = open_home()

    press(qtbot, key)

    qtbot.waitUntil(window.prepare.isVisible)


def test_going_on_leads_back_to_where_the_consultation_was(
    qtbot: QtBot, open_home: OpenWindow, full_tree: Tree
) -> None:
    window = open_home(full_tree)
    window.turn_to(GUIDE)
    qtbot.mouseClick(window.top.home, Qt.MouseButton.LeftButton)
    assert window.home.isVisible()

    qtbot.mouseClick(window.home.go_on, Qt.MouseButton.LeftButton)

    assert window.preview.panel.isVisible()
    assert not window.home.isVisible()


def test_home_tells_what_was_entered_since(
    open_home: OpenWindow, minimal_tree: Tree, services: Services
) -> None:
    window = open_home()
    window.session.replace(minimal_tree)

    window.turn_to(HOME)

    product = services.pack.products["own-fat-cells"].name
    assert "Amira Haddad" in window.home.go_on.title.words
    assert window.home.go_on.words.words == product


def test_file_opened_at_home_is_shown_in_the_form(
    qtbot: QtBot, open_home: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "amira.yaml"
    file.write_text("patient: {name: Amira Haddad}\nplan: {}\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    window = open_home()

    qtbot.mouseClick(window.home.open, Qt.MouseButton.LeftButton)

    assert window.prepare.isVisible()
    assert window.top.file.words == "amira.yaml"


def test_file_that_cannot_be_opened_leaves_home_as_it_is(
    open_home: OpenWindow, tmp_path: Path
) -> None:
    window = open_home()

    window.files.load(tmp_path / "missing.yaml")

    assert window.home.isVisible()
    assert window.banner.words.text().startswith("The file was not opened.")


def test_home_leads_to_the_form_with_the_keyboard_on_it(
    qtbot: QtBot, open_home: OpenWindow
) -> None:
    window = open_home()

    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)

    qtbot.waitUntil(window.prepare.isVisible)
    name = window.prepare.pages[0].fields["patient.name"].label.buddy()
    qtbot.waitUntil(lambda: name is not None and name.hasFocus())


@pytest.mark.parametrize("direction", Qt.LayoutDirection)
@pytest.mark.parametrize("size", [QSize(1024, 640), QSize(1280, 720), QSize(1920, 1080)])
def test_everything_on_home_is_whole_and_large_enough(
    open_home: OpenWindow, full_tree: Tree, size: QSize, direction: Qt.LayoutDirection
) -> None:
    window = open_home(full_tree)
    window.setLayoutDirection(direction)
    window.resize(size)
    QApplication.processEvents()

    words: list[QAbstractButton | QLabel] = []
    words += window.findChildren(QAbstractButton)
    words += window.findChildren(QLabel)
    shown = [
        widget
        for widget in words
        if widget.isVisible() and widget.window() is window and widget.text()
    ]
    cut = [
        widget.text()
        for widget in shown
        if not window.rect().contains(widget.rect().translated(widget.mapTo(window, QPoint())))
        or widget.visibleRegion().boundingRect() != widget.rect()
    ]
    cards = [window.home.go_on, window.home.new, window.home.open]
    assert cut == []
    assert min(card.height() for card in cards) >= 44

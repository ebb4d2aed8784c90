from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.talk.key_map import Action
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.talk.window import TalkWindow
from clinic_aid.desktop.widgets.style import BASE_SIZE, Look
from tests.languages.clipping import faults_of

SCREENS = [
    "what-matters",
    "hair-root",
    "your-stage",
    "marked-areas",
    "warning-signs",
    "your-product",
    "compare-options",
    "your-timeline",
    "at-night",
    "your-questions",
    "your-decision",
]


@pytest.fixture
def window(
    qapp: QApplication, the_look: Look, services: Services, full_tree: dict[str, object]
) -> Iterator[TalkWindow]:
    session = Session(services)
    session.replace(full_tree)
    window = TalkWindow(the_look, services, session)
    window.begin(from_start=True)
    window.showNormal()
    window.resize(BASE_SIZE)
    assert QTest.qWaitForWindowExposed(window)
    yield window
    window.hide()
    window.deleteLater()


def _ground(window: TalkWindow) -> str:
    return window.grab().toImage().pixelColor(8, 8).name()


def test_the_talk_changes_while_it_is_shown(window: TalkWindow, the_look: Look) -> None:
    window.show_screen("how-it-may-work")
    assert _ground(window) == "#f7f1e8"

    the_look.use_high_contrast(True)
    assert _ground(window) == "#ffffff"

    the_look.use_high_contrast(False)
    assert _ground(window) == "#f7f1e8"


def test_words_to_explain_have_the_colour_of_the_words_around_them(
    window: TalkWindow, the_look: Look
) -> None:
    window.show_screen("how-it-may-work")
    labels = window.page.findChildren(Words)
    linked = next(label for label in labels if "<a " in label.text())

    the_look.use_high_contrast(True)

    assert "color:#000000" in linked.text()


@pytest.mark.parametrize("screen", SCREENS)
def test_frames_leave_room_for_all_words(window: TalkWindow, the_look: Look, screen: str) -> None:
    the_look.use_high_contrast(True)
    window.show_screen(screen)
    QApplication.processEvents()

    assert faults_of(window) == []


def test_a_sheet_lies_over_a_dark_scrim(window: TalkWindow, the_look: Look) -> None:
    the_look.use_high_contrast(True)
    window.show_screen("how-it-may-work")
    window.do(Action.KEYS)
    QApplication.processEvents()

    assert faults_of(window) == []
    assert _ground(window) < "#a0a0a0"

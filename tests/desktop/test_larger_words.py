"""Words a third larger, in the smallest window: everything can still be read."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.steps import PREPARE
from clinic_aid.desktop.system.text_size import SETTING
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.talk.window import TalkWindow
from clinic_aid.desktop.widgets.style import BASE_SIZE, Look
from tests.desktop.conftest import OpenWindow
from tests.languages.clipping import faults_of

EXPLAINED = ["todays-talk", "hair-cycle", "why-hair-thins", "studies-in-short", "options-in-short"]


@pytest.fixture(autouse=True)
def larger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "1.3")


@pytest.fixture
def talk(
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


def _sizes(talk: TalkWindow) -> list[int]:
    words = talk.page.findChildren(Words)
    return [label.font().pixelSize() for label in words if label.isVisible()]


@pytest.mark.parametrize("screen", EXPLAINED)
def test_nothing_is_cut_on_a_screen_of_the_talk(
    qapp: QApplication, talk: TalkWindow, screen: str
) -> None:
    talk.show_screen(screen)
    qapp.processEvents()

    assert faults_of(talk) == []


def test_words_of_the_talk_are_larger_where_there_is_room(
    qapp: QApplication, talk: TalkWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk.show_screen("todays-talk")
    qapp.processEvents()
    large = _sizes(talk)
    monkeypatch.setenv(SETTING, "1")
    talk.page.look.draw(talk.page, 1.0)

    assert all(one > other for one, other in zip(large, _sizes(talk), strict=True))


def test_words_of_the_talk_are_never_smaller_than_can_be_read(
    qapp: QApplication, talk: TalkWindow
) -> None:
    for screen in EXPLAINED:
        talk.show_screen(screen)
        qapp.processEvents()

        assert min(_sizes(talk)) >= 18


def test_nothing_is_cut_on_the_pages_of_the_form(
    qapp: QApplication, open_window: OpenWindow, full_tree: dict[str, object]
) -> None:
    window = open_window(full_tree)
    assert window.findChildren(QLabel)[0].font().pixelSize() > 18
    faults = []
    for page in range(len(window.prepare.pages)):
        window.turn_to(PREPARE, page)
        qapp.processEvents()
        # Where a page is longer than the window it scrolls: nothing on it is out of reach.
        faults += [fault for fault in faults_of(window) if not fault.startswith("scrolls")]

    assert faults == []

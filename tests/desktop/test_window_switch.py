from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.steps import GUIDE, PREPARE, PRESENT
from clinic_aid.desktop.widgets.style import Look

OpenWindow = Callable[..., MainWindow]
Tree = dict[str, Any]


class StandIn(QWidget):
    """Stands where the talk's own window does, and remembers how it was begun."""

    left = Signal()
    guide_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.session: Session | None = None
        self.begun: list[bool] = []
        self.made = 0

    def make(self, _look: Look, _services: Services, session: Session) -> "StandIn":
        self.session = session
        self.made += 1
        return self

    def begin(self, from_start: bool) -> None:
        self.begun.append(from_start)
        self.show()

    def keep_record(self) -> None:
        self.kept = True

    def show_note(self, words: str) -> None:
        self.note = words


@pytest.fixture
def talk(qtbot: QtBot) -> StandIn:
    stand_in = StandIn()
    qtbot.addWidget(stand_in)
    return stand_in


@pytest.fixture
def open_with(
    open_window: OpenWindow, talk: StandIn, services_without_guide: Services
) -> OpenWindow:
    return partial(open_window, work_with=services_without_guide, presenting=talk.make)


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, *, shift: bool = False) -> None:
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(QApplication.focusWidget() or window, key, held)


@pytest.mark.parametrize("shift", [False, True])
def test_f5_presents_and_with_shift_from_the_first_screen(
    qtbot: QtBot, open_with: OpenWindow, talk: StandIn, shift: bool
) -> None:
    window = open_with()

    press(qtbot, window, Qt.Key.Key_F5, shift=shift)

    assert talk.begun == [shift]
    assert talk.session is window.session


def test_f5_presents_from_home_with_nothing_entered(
    qtbot: QtBot, open_with: OpenWindow, talk: StandIn
) -> None:
    window = open_with(at_home=True)

    press(qtbot, window, Qt.Key.Key_F5)

    assert talk.isVisible()
    assert not window.session.has_begun


def test_last_page_of_the_form_leads_to_the_talk(
    qtbot: QtBot, open_with: OpenWindow, talk: StandIn
) -> None:
    window = open_with()
    window.turn_to(PREPARE, len(window.prepare.pages) - 1)
    assert window.bottom.forward.accessibleName() == "Present"

    qtbot.mouseClick(window.bottom.forward, Qt.MouseButton.LeftButton)

    assert talk.begun == [False]


def test_every_other_page_leads_to_the_next_and_by_its_step_to_the_talk(
    qtbot: QtBot, open_with: OpenWindow, talk: StandIn
) -> None:
    window = open_with()
    assert window.bottom.forward.accessibleName() == "Next"

    qtbot.mouseClick(window.top.steps[PRESENT], Qt.MouseButton.LeftButton)

    assert talk.begun == [False]


def test_keys_of_a_clicker_are_written_nowhere_when_the_talk_was_left(
    qtbot: QtBot, open_with: OpenWindow, talk: StandIn, minimal_tree: Tree
) -> None:
    window = open_with(minimal_tree)
    before = window.session.draft.tree
    window.prepare.pages[0].focus_first()
    press(qtbot, window, Qt.Key.Key_F5)

    talk.left.emit()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.top.steps[PRESENT])
    for key in (Qt.Key.Key_B, Qt.Key.Key_Period, Qt.Key.Key_PageDown):
        press(qtbot, window, key)

    assert window.session.draft.tree == before
    assert window.isVisible()


def test_one_of_the_two_windows_is_always_there(
    qtbot: QtBot, open_with: OpenWindow, talk: StandIn, qapp: QApplication
) -> None:
    ended: list[bool] = []
    qapp.lastWindowClosed.connect(lambda: ended.append(True))
    window = open_with()

    window.present()
    assert (window.isVisible(), talk.isVisible()) == (False, True)
    talk.left.emit()
    assert (window.isVisible(), talk.isVisible()) == (True, False)

    qapp.processEvents()
    assert ended == []


def test_talk_that_is_closed_by_the_system_leads_back(
    qtbot: QtBot, open_with: OpenWindow, talk: StandIn, qapp: QApplication
) -> None:
    window = open_with()
    window.present()

    talk.left.emit()
    talk.close()
    qapp.processEvents()

    assert window.isVisible()


def test_window_stays_if_the_talk_does_not_appear(
    open_with: OpenWindow, talk: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(talk, "begin", lambda _from_start: None)
    window = open_with()

    window.present()

    assert window.isVisible()


def test_window_is_where_it_was_when_the_talk_is_left(
    open_with: OpenWindow, talk: StandIn, minimal_tree: Tree
) -> None:
    window = open_with(minimal_tree)
    window.turn_to(PREPARE, 3)
    window.present()

    talk.left.emit()

    assert window.prepare.pages[3].isVisible()


def test_talk_leads_to_the_guide(
    qtbot: QtBot, open_with: OpenWindow, talk: StandIn, minimal_tree: Tree
) -> None:
    window = open_with(minimal_tree)
    window.present()

    talk.guide_wanted.emit()

    assert window.preview.panel.isVisible()
    assert window.top.steps[GUIDE].isChecked()
    # No guide is made yet that could have the keyboard.
    qtbot.waitUntil(window.top.steps[GUIDE].hasFocus)


def test_one_window_serves_every_talk(open_with: OpenWindow, talk: StandIn) -> None:
    window = open_with()

    for _ in range(2):
        window.present()
        talk.left.emit()

    assert talk.made == 1
    assert len(talk.begun) == 2


def test_what_was_said_in_the_talk_is_in_the_form_and_kept(
    open_with: OpenWindow, talk: StandIn, minimal_tree: Tree
) -> None:
    window = open_with(minimal_tree)
    window.present()

    window.session.put("notes_for_patient", "Bring your list of medicines.")
    talk.left.emit()

    text = window.prepare.pages[-1].fields["notes_for_patient"].control.text  # type: ignore[attr-defined]
    assert text.toPlainText() == "Bring your list of medicines."
    window.vault_session.autosave.flush()
    (kept,) = window.vault_session.vault.records.newest()
    tree = window.vault_session.vault.records.load(kept.key).tree
    assert tree["notes_for_patient"] == "Bring your list of medicines."


def test_home_tells_where_the_talk_broke_off_and_goes_on_with_it(
    open_with: OpenWindow, talk: StandIn, services: Services, minimal_tree: Tree
) -> None:
    window = open_with(minimal_tree, at_home=True)
    window.present()
    today, screens = services.now().date(), services.talk(minimal_tree).walkthrough.screens
    seen = {"day": today.isoformat(), "at": "10:50:10", "seconds": 9}

    window.session.put("shown", [{"screen": name, **seen} for name in screens[:2]])
    talk.left.emit()

    assert window.home.go_on.more.text() == "Broken off today 10:50, screen 2"
    window.home.go_on.click()
    assert len(talk.begun) == 2


def test_a_talk_that_led_to_a_decision_is_not_offered_again(
    open_with: OpenWindow, talk: StandIn, services: Services, minimal_tree: Tree
) -> None:
    window = open_with(minimal_tree, at_home=True)
    window.present()
    screen = services.talk(minimal_tree).walkthrough.screens[1]

    day = services.now().date().isoformat()
    window.session.put("shown", [{"screen": screen, "day": day, "seconds": 9}])
    window.session.put("decision", "no")
    talk.left.emit()

    assert not window.home.go_on.isVisible()


def test_f11_fills_the_screen_and_f11_or_escape_leave_it(
    qtbot: QtBot, open_with: OpenWindow
) -> None:
    window = open_with()

    for leaving in (Qt.Key.Key_F11, Qt.Key.Key_Escape):
        press(qtbot, window, Qt.Key.Key_F11)
        assert window.isFullScreen()
        press(qtbot, window, leaving)
        assert not window.isFullScreen()


def test_escape_leaves_nothing_else(qtbot: QtBot, open_with: OpenWindow) -> None:
    window = open_with()
    window.turn_to(GUIDE)

    press(qtbot, window, Qt.Key.Key_Escape)

    assert window.isVisible()
    assert window.preview.panel.isVisible()

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.unlocking.screen import UnlockingScreen
from clinic_aid.desktop.unlocking.vault_opening import State
from tests.desktop.unlocking.conftest import MemoryOpening, OpenScreen

STATES: list[State] = ["damaged", "newer", "missing-keys", "elsewhere"]


@pytest.mark.parametrize("state", STATES)
def test_words_of_the_vault_are_shown_and_there_are_ways_on(
    open_screen: OpenScreen, state: State
) -> None:
    page = open_screen(MemoryOpening(state=state, words="What is wrong. What to do.")).trouble

    assert page.isVisible()
    assert page.words.text() == "What is wrong. What to do."
    assert page.headline.text() != ""
    assert page.restore.isVisible() or page.again.isVisible()
    assert page.close_app.isVisible()


@pytest.mark.parametrize("state", ["damaged"])
def test_recovery_key_is_asked_for_where_it_may_help(
    qtbot: QtBot, open_screen: OpenScreen, state: State
) -> None:
    screen = open_screen(MemoryOpening(state=state))
    qtbot.mouseClick(screen.trouble.recover, Qt.MouseButton.LeftButton)

    assert screen.recover.isVisible()


@pytest.mark.parametrize("state", ["newer", "elsewhere", "missing-keys"])
def test_recovery_key_is_not_offered_where_it_opens_nothing(
    open_screen: OpenScreen, state: State
) -> None:
    assert not open_screen(MemoryOpening(state=state)).trouble.recover.isVisible()


def test_backup_can_be_asked_for_by_the_keyboard(qtbot: QtBot, open_screen: OpenScreen) -> None:
    screen = open_screen(MemoryOpening(state="damaged"))
    assert screen.trouble.restore.hasFocus()

    with qtbot.waitSignal(screen.restore_asked):
        qtbot.keyClick(screen.trouble.restore, Qt.Key.Key_Return)


@pytest.mark.parametrize("state", STATES)
def test_app_can_be_closed(qtbot: QtBot, open_screen: OpenScreen, state: State) -> None:
    screen = open_screen(MemoryOpening(state=state))
    with qtbot.waitSignal(screen.quit_asked):
        qtbot.mouseClick(screen.trouble.close_app, Qt.MouseButton.LeftButton)


def test_vault_that_came_back_is_found_on_looking_again(
    qtbot: QtBot, open_screen: OpenScreen
) -> None:
    screen = open_screen(MemoryOpening(state="elsewhere"))
    qtbot.mouseClick(screen.trouble.again, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(screen.unlock.entry.line.hasFocus)


def test_vault_that_is_still_elsewhere_can_be_looked_for_again(
    qtbot: QtBot, open_screen: OpenScreen
) -> None:
    opening = MemoryOpening(state="elsewhere", words="Open there.", found_next="elsewhere")
    screen = open_screen(opening)
    screen.trouble.again.click()

    qtbot.waitUntil(lambda: screen.trouble.words.text() == "")
    qtbot.waitUntil(screen.trouble.again.hasFocus)


def test_restored_vault_is_shown_by_beginning_anew(qtbot: QtBot, open_screen: OpenScreen) -> None:
    opening = MemoryOpening(state="damaged")
    screen: UnlockingScreen = open_screen(opening)
    opening.state = "locked"
    screen.begin()

    qtbot.waitUntil(screen.unlock.entry.line.hasFocus)
    assert not screen.trouble.isVisible()

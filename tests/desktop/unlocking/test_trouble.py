import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.unlocking.contract import DoorState
from clinic_aid.desktop.unlocking.screen import UnlockingScreen
from tests.desktop.unlocking.conftest import MemoryDoor, OpenDoor

STATES: list[DoorState] = ["damaged", "newer", "missing-keys", "elsewhere"]


@pytest.mark.parametrize("state", STATES)
def test_words_of_the_vault_are_shown_and_there_are_ways_on(
    open_door: OpenDoor, state: DoorState
) -> None:
    page = open_door(MemoryDoor(state=state, words="What is wrong. What to do.")).trouble

    assert page.isVisible()
    assert page.words.text() == "What is wrong. What to do."
    assert page.headline.text() != ""
    assert page.restore.isVisible() or page.again.isVisible()
    assert page.close_app.isVisible()


@pytest.mark.parametrize("state", ["damaged"])
def test_recovery_key_is_asked_for_where_it_may_help(
    qtbot: QtBot, open_door: OpenDoor, state: DoorState
) -> None:
    screen = open_door(MemoryDoor(state=state))
    qtbot.mouseClick(screen.trouble.recover, Qt.MouseButton.LeftButton)

    assert screen.recover.isVisible()


@pytest.mark.parametrize("state", ["newer", "elsewhere", "missing-keys"])
def test_recovery_key_is_not_offered_where_it_opens_nothing(
    open_door: OpenDoor, state: DoorState
) -> None:
    assert not open_door(MemoryDoor(state=state)).trouble.recover.isVisible()


def test_backup_can_be_asked_for_by_the_keyboard(qtbot: QtBot, open_door: OpenDoor) -> None:
    screen = open_door(MemoryDoor(state="damaged"))
    assert screen.trouble.restore.hasFocus()

    with qtbot.waitSignal(screen.restore_asked):
        qtbot.keyClick(screen.trouble.restore, Qt.Key.Key_Return)


@pytest.mark.parametrize("state", STATES)
def test_app_can_be_closed(qtbot: QtBot, open_door: OpenDoor, state: DoorState) -> None:
    screen = open_door(MemoryDoor(state=state))
    with qtbot.waitSignal(screen.quit_asked):
        qtbot.mouseClick(screen.trouble.close_app, Qt.MouseButton.LeftButton)


def test_vault_that_came_back_is_found_on_looking_again(qtbot: QtBot, open_door: OpenDoor) -> None:
    screen = open_door(MemoryDoor(state="elsewhere"))
    qtbot.mouseClick(screen.trouble.again, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(screen.unlock.entry.line.hasFocus)


def test_vault_that_is_still_elsewhere_can_be_looked_for_again(
    qtbot: QtBot, open_door: OpenDoor
) -> None:
    door = MemoryDoor(state="elsewhere", words="Open there.", found_next="elsewhere")
    screen = open_door(door)
    screen.trouble.again.click()

    qtbot.waitUntil(lambda: screen.trouble.words.text() == "")
    qtbot.waitUntil(screen.trouble.again.hasFocus)


def test_restored_vault_is_shown_by_beginning_anew(qtbot: QtBot, open_door: OpenDoor) -> None:
    door = MemoryDoor(state="damaged")
    screen: UnlockingScreen = open_door(door)
    door.state = "locked"
    screen.begin()

    qtbot.waitUntil(screen.unlock.entry.line.hasFocus)
    assert not screen.trouble.isVisible()

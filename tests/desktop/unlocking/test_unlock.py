from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.unlocking.screen import UnlockingScreen
from clinic_aid.desktop.unlocking.unlock import UnlockPage
from clinic_aid.vault.opening import Opened
from tests.desktop.unlocking.conftest import PASSPHRASE, MemoryOpening, OpenScreen

TypeIn = Callable[[str], None]
TEAM = {"Dr J. Lee": PASSPHRASE, "Amira Rahman": "another horse battery"}


@pytest.fixture
def opening() -> MemoryOpening:
    return MemoryOpening()


@pytest.fixture
def screen(open_screen: OpenScreen, opening: MemoryOpening) -> UnlockingScreen:
    return open_screen(opening)


@pytest.fixture
def page(screen: UnlockingScreen) -> UnlockPage:
    return screen.unlock


def test_enter_unlocks_without_any_other_step(
    qtbot: QtBot, screen: UnlockingScreen, opening: MemoryOpening, type_in: TypeIn
) -> None:
    with qtbot.waitSignal(screen.opened) as told:
        type_in(f"{PASSPHRASE}\n")

    assert told.args is not None
    assert isinstance(told.args[0], Opened)
    assert told.args[0].notices == ("The recovery key was used yesterday.",)
    assert opening.tried == [("Dr J. Lee", PASSPHRASE)]


def test_button_unlocks(qtbot: QtBot, screen: UnlockingScreen, page: UnlockPage) -> None:
    page.entry.line.insert(PASSPHRASE)
    with qtbot.waitSignal(screen.opened):
        qtbot.mouseClick(page.unlock, Qt.MouseButton.LeftButton)


def test_passphrase_is_gone_once_it_was_used(
    qtbot: QtBot, screen: UnlockingScreen, page: UnlockPage, type_in: TypeIn
) -> None:
    with qtbot.waitSignal(screen.opened):
        type_in(f"{PASSPHRASE}\n")

    assert page.entry.passphrase() == ""
    assert not page.entry.line.isUndoAvailable()


def test_wrong_passphrase_is_told_and_ready_to_be_typed_anew(
    qtbot: QtBot, page: UnlockPage, type_in: TypeIn
) -> None:
    type_in("let me in\n")

    qtbot.waitUntil(lambda: page.field.words == "This is not the passphrase of Dr J. Lee.")
    assert page.entry.line.hasFocus()
    assert page.entry.line.selectedText() != ""
    assert len(page.entry.line.selectedText()) == len("let me in")
    assert page.entry.line.accessibleDescription() == page.field.words


def test_typing_takes_the_complaint_away(qtbot: QtBot, page: UnlockPage, type_in: TypeIn) -> None:
    type_in("let me in\n")
    qtbot.waitUntil(lambda: page.field.at_fault)

    type_in("c")

    assert not page.field.at_fault


def test_nothing_typed_is_not_tried(
    page: UnlockPage, opening: MemoryOpening, type_in: TypeIn
) -> None:
    type_in("\n")

    assert page.field.words == "Type your passphrase."
    assert opening.tried == []


def test_while_it_opens_nothing_else_can_be_done(
    qtbot: QtBot, page: UnlockPage, opening: MemoryOpening, type_in: TypeIn
) -> None:
    opening.let_go.clear()
    page.entry.show_words(True)
    type_in(f"{PASSPHRASE}\n")
    qtbot.waitUntil(lambda: bool(opening.tried))
    type_in("more\n")

    assert page.field.words == "Opening …"
    assert page.entry.passphrase() == PASSPHRASE
    assert not page.entry.is_shown
    assert page.entry.line.hasFocus()
    buttons = (page.unlock, page.recover, page.restore, page.entry.eye)
    assert not any(button.isEnabled() for button in buttons)
    assert len(opening.tried) == 1


def test_wait_after_failed_tries_is_counted_down(
    qtbot: QtBot, page: UnlockPage, opening: MemoryOpening, type_in: TypeIn
) -> None:
    opening.wait = 23.2
    page.watch_wait()
    assert page.field.words == "Try again in 24 seconds."

    opening.wait = 0.4
    qtbot.waitUntil(lambda: page.field.words == "Try again in one second.")

    assert not page.unlock.isEnabled()
    opening.wait = 0.0
    qtbot.waitUntil(page.unlock.isEnabled)
    assert page.field.words == ""


def test_nothing_is_tried_during_the_wait(
    page: UnlockPage, opening: MemoryOpening, type_in: TypeIn
) -> None:
    opening.wait = 300.0
    page.watch_wait()
    type_in(f"{PASSPHRASE}\n")

    assert page.field.words == "Try again in 5 minutes."
    assert page.entry.passphrase() == PASSPHRASE
    assert opening.tried == []


def test_wait_begins_with_the_try_that_failed(
    qtbot: QtBot, page: UnlockPage, opening: MemoryOpening, type_in: TypeIn
) -> None:
    opening.let_go.clear()
    type_in("let me in\n")
    opening.wait = 30.0
    opening.let_go.set()

    both = "This is not the passphrase of Dr J. Lee. Try again in 30 seconds."
    qtbot.waitUntil(lambda: page.field.words == both)
    assert not page.unlock.isEnabled()


def test_wait_is_kept_when_the_app_is_started_anew(open_screen: OpenScreen) -> None:
    page = open_screen(MemoryOpening(wait=12.0)).unlock

    assert page.field.words == "Try again in 12 seconds."


def test_one_person_is_not_asked_who(page: UnlockPage) -> None:
    assert not page.chooser.isVisible()


def test_likeliest_person_is_chosen_and_another_can_be(
    qtbot: QtBot, open_screen: OpenScreen, type_in: TypeIn
) -> None:
    opening = MemoryOpening(passphrases=dict(TEAM))
    screen = open_screen(opening)
    assert screen.unlock.person() == "Dr J. Lee"

    chip = screen.unlock.people.buttons["Amira Rahman"]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert screen.unlock.entry.line.hasFocus()
    with qtbot.waitSignal(screen.opened):
        type_in("another horse battery\n")

    assert opening.tried == [("Amira Rahman", "another horse battery")]


def test_person_can_be_chosen_by_the_keyboard(open_screen: OpenScreen) -> None:
    page = open_screen(MemoryOpening(passphrases=dict(TEAM))).unlock
    chip = page.people.buttons["Amira Rahman"]
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Space)

    assert page.person() == "Amira Rahman"


def test_person_stays_chosen_while_it_opens(
    qtbot: QtBot, open_screen: OpenScreen, type_in: TypeIn
) -> None:
    opening = MemoryOpening(passphrases=dict(TEAM))
    page = open_screen(opening).unlock
    opening.let_go.clear()
    type_in("let me in\n")
    qtbot.waitUntil(lambda: bool(opening.tried))
    page.people.buttons["Amira Rahman"].click()

    assert page.person() == "Dr J. Lee"


def test_long_name_is_shortened_for_the_eye_alone(open_screen: OpenScreen) -> None:
    name = "Dr Maria-Magdalena Wolfeschlegelsteinhausenbergerdorff"
    page = open_screen(MemoryOpening(passphrases={**TEAM, name: PASSPHRASE})).unlock
    chip = page.people.buttons[name]

    assert chip.text().endswith("…")
    assert chip.toolTip() == name
    assert name in chip.accessibleName()


def test_after_a_lock_what_was_entered_is_said_to_be_kept(open_screen: OpenScreen) -> None:
    page = open_screen(after_lock=True).unlock

    assert page.headline.text() == "Clinic Aid is locked"
    assert page.lead.text().startswith("What you entered is kept.")


def test_caps_lock_is_told_beside_the_complaint(
    qtbot: QtBot, page: UnlockPage, type_in: TypeIn
) -> None:
    type_in("LET ME IN")
    assert page.field.words == "Caps Lock is on."

    type_in("\n")

    both = "This is not the passphrase of Dr J. Lee. Caps Lock is on."
    qtbot.waitUntil(lambda: page.field.words == both)


def test_fault_of_the_program_is_told_in_calm_words(
    qtbot: QtBot, page: UnlockPage, opening: MemoryOpening, type_in: TypeIn
) -> None:
    opening.broken = RuntimeError("secret")
    type_in(f"{PASSPHRASE}\n")

    qtbot.waitUntil(lambda: page.field.words.startswith("Something went wrong in Clinic Aid."))
    assert page.unlock.isEnabled()


def test_damage_that_shows_on_opening_is_told_apart_from_a_wrong_passphrase(
    qtbot: QtBot, screen: UnlockingScreen, opening: MemoryOpening, type_in: TypeIn
) -> None:
    opening.let_go.clear()
    type_in(f"{PASSPHRASE}\n")
    qtbot.waitUntil(lambda: bool(opening.tried))
    opening.broken = RuntimeError()
    opening.state, opening.words = "damaged", "Page 7 is damaged."
    opening.let_go.set()

    qtbot.waitUntil(screen.trouble.isVisible)
    assert screen.trouble.words.text() == "Page 7 is damaged."
    assert screen.unlock.entry.passphrase() == ""


def test_backup_can_be_asked_for(qtbot: QtBot, screen: UnlockingScreen, page: UnlockPage) -> None:
    with qtbot.waitSignal(screen.restore_asked):
        qtbot.mouseClick(page.restore, Qt.MouseButton.LeftButton)

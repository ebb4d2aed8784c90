from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.unlocking.first_start import FirstStartPage
from clinic_aid.desktop.unlocking.screen import UnlockingScreen
from tests.desktop.unlocking.conftest import PASSPHRASE, MemoryOpening, OpenScreen, RefusedError

TypeIn = Callable[[str], None]


@pytest.fixture
def opening() -> MemoryOpening:
    return MemoryOpening(state="new")


@pytest.fixture
def screen(open_screen: OpenScreen, opening: MemoryOpening) -> UnlockingScreen:
    return open_screen(opening)


@pytest.fixture
def page(screen: UnlockingScreen) -> FirstStartPage:
    return screen.first_start


def _entries(page: FirstStartPage) -> tuple[QLineEdit, QLineEdit]:
    first, again = (field.label.buddy() for field in (page.new.first, page.new.again))
    assert isinstance(first, QLineEdit)
    assert isinstance(again, QLineEdit)
    return first, again


def test_keyboard_begins_in_the_name(page: FirstStartPage) -> None:
    assert page.isVisible()
    assert page.person.line.hasFocus()


def test_vault_is_made_by_the_keyboard_alone(
    qtbot: QtBot, screen: UnlockingScreen, opening: MemoryOpening, type_in: TypeIn
) -> None:
    type_in(f"Dr J. Lee\n{PASSPHRASE}\n{PASSPHRASE}\n")

    qtbot.waitUntil(screen.key_paper.isVisible)
    assert opening.tried == [("Dr J. Lee", PASSPHRASE)]


def test_vault_is_made_by_the_mouse_and_pasting(
    qtbot: QtBot, screen: UnlockingScreen, page: FirstStartPage, opening: MemoryOpening
) -> None:
    page.person.line.setText("Dr J. Lee")
    QApplication.clipboard().setText(PASSPHRASE)
    for entry in _entries(page):
        entry.paste()
    qtbot.mouseClick(page.make, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(screen.key_paper.isVisible)
    assert opening.tried == [("Dr J. Lee", PASSPHRASE)]
    QApplication.clipboard().clear()


@pytest.mark.parametrize(
    "passphrase", ["1" * 1000, "  spaces around  ", "mère 🐎 батарея סוס حصان", "<b>&amp;\"\\'%n{}"]
)
def test_every_passphrase_reaches_the_vault_as_it_is(
    qtbot: QtBot,
    screen: UnlockingScreen,
    page: FirstStartPage,
    opening: MemoryOpening,
    passphrase: str,
) -> None:
    page.person.line.setText("Dr J. Lee")
    for entry in _entries(page):
        entry.insert(passphrase)
    page.make.click()

    qtbot.waitUntil(screen.key_paper.isVisible)
    assert opening.tried == [("Dr J. Lee", passphrase)]


def test_spaces_around_a_name_are_left_out(
    qtbot: QtBot, screen: UnlockingScreen, opening: MemoryOpening, type_in: TypeIn
) -> None:
    type_in(f"  Dr  J. Lee \n{PASSPHRASE}\n{PASSPHRASE}\n")

    qtbot.waitUntil(screen.key_paper.isVisible)
    assert opening.tried[0][0] == "Dr J. Lee"


def test_missing_name_is_asked_for(page: FirstStartPage, opening: MemoryOpening) -> None:
    page.make.click()

    assert page.person.words == "Write your name. The record needs it."
    assert page.person.line.hasFocus()
    assert opening.tried == []


def test_how_many_characters_are_missing_is_said_while_typing(
    page: FirstStartPage, type_in: TypeIn
) -> None:
    said = [page.new.first.words]
    type_in("Dr J. Lee\n")
    for typed in ("correct", " hor", "s"):
        type_in(typed)
        said.append(page.new.first.words)

    assert said == [
        "At least 12 characters. A few words are better than signs.",
        "5 characters more. A few words are better than signs.",
        "One character more.",
        "Long enough.",
    ]
    assert not page.new.first.at_fault


def test_short_passphrase_is_not_taken(
    page: FirstStartPage, opening: MemoryOpening, type_in: TypeIn
) -> None:
    type_in("Dr J. Lee\nshort\nshort\n")

    assert page.new.first.words == "Too short. Write at least 12 characters."
    assert _entries(page)[0].hasFocus()
    assert opening.tried == []


def test_second_one_is_compared_while_it_is_typed(page: FirstStartPage, type_in: TypeIn) -> None:
    type_in(f"Dr J. Lee\n{PASSPHRASE}\ncorrect")
    assert page.new.again.words == ""

    type_in("x")

    assert page.new.again.words == "Not the same as the first one."


def test_two_that_differ_are_not_taken(
    page: FirstStartPage, opening: MemoryOpening, type_in: TypeIn
) -> None:
    type_in(f"Dr J. Lee\n{PASSPHRASE}\ncorrect horse\n")

    assert page.new.again.words == "The two are not the same. Type it again."
    assert _entries(page)[1].hasFocus()
    assert opening.tried == []


def test_caps_lock_is_told_beside_the_entry(page: FirstStartPage, type_in: TypeIn) -> None:
    type_in("Dr J. Lee\n")
    type_in("HELLO")

    assert page.new.first.words == "Caps Lock is on."


def test_nothing_can_be_done_while_the_vault_is_made(
    qtbot: QtBot, page: FirstStartPage, opening: MemoryOpening, type_in: TypeIn
) -> None:
    opening.let_go.clear()
    type_in(f"Dr J. Lee\n{PASSPHRASE}\n{PASSPHRASE}\n")
    qtbot.waitUntil(lambda: bool(opening.tried))
    type_in("more\n")

    assert page.outcome.words.text() == "Making the vault …"
    assert page.new.passphrase() == PASSPHRASE
    assert not page.make.isEnabled()
    assert len(opening.tried) == 1


def test_entries_are_empty_once_they_were_used(
    qtbot: QtBot, screen: UnlockingScreen, page: FirstStartPage, type_in: TypeIn
) -> None:
    type_in(f"Dr J. Lee\n{PASSPHRASE}\n{PASSPHRASE}\n")
    qtbot.waitUntil(screen.key_paper.isVisible)

    assert page.new.passphrase() == ""
    assert page.person.name() == ""
    assert not _entries(page)[0].isUndoAvailable()


def test_what_went_wrong_is_said_and_the_entries_are_kept(
    qtbot: QtBot, page: FirstStartPage, opening: MemoryOpening, type_in: TypeIn
) -> None:
    opening.broken = RefusedError("The disk is full. Free some room, then try again.")
    type_in(f"Dr J. Lee\n{PASSPHRASE}\n{PASSPHRASE}\n")

    qtbot.waitUntil(lambda: page.outcome.words.text().startswith("The disk is full."))
    assert page.new.passphrase() == PASSPHRASE
    assert page.make.isEnabled()
    assert _entries(page)[0].hasFocus()


def test_backup_can_be_restored_on_a_new_computer(
    qtbot: QtBot, screen: UnlockingScreen, page: FirstStartPage
) -> None:
    with qtbot.waitSignal(screen.restore_asked):
        qtbot.mouseClick(page.restore, Qt.MouseButton.LeftButton)

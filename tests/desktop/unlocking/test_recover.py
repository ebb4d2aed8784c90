from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.unlocking.recover import RecoverPage
from clinic_aid.desktop.unlocking.screen import UnlockingScreen
from tests.desktop.unlocking.conftest import (
    KEY,
    NEW_KEY,
    Arrive,
    MemoryOpening,
    OpenScreen,
    RefusedError,
)

TypeIn = Callable[[str], None]
FRESH = "four words never together"


@pytest.fixture
def opening() -> MemoryOpening:
    return MemoryOpening()


@pytest.fixture
def screen(qtbot: QtBot, open_screen: OpenScreen, opening: MemoryOpening) -> UnlockingScreen:
    screen = open_screen(opening)
    qtbot.mouseClick(screen.unlock.recover, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(screen.recover.key_entry.line.hasFocus)
    return screen


@pytest.fixture
def page(screen: UnlockingScreen) -> RecoverPage:
    return screen.recover


def test_key_and_new_passphrase_open_the_vault_and_give_a_new_key(
    qtbot: QtBot, screen: UnlockingScreen, opening: MemoryOpening, type_in: TypeIn
) -> None:
    type_in(f"{KEY.lower()}\n\n{FRESH}\n{FRESH}\n")

    qtbot.waitUntil(screen.key_paper.isVisible)
    assert opening.tried == [(KEY, "Dr J. Lee", FRESH)]
    assert screen.key_paper.groups.label_texts()[0][0] == NEW_KEY[:4]
    assert opening.passphrases == {"Dr J. Lee": FRESH}


def test_key_falls_into_groups_while_it_is_typed(page: RecoverPage, type_in: TypeIn) -> None:
    type_in("7qk4m2x")

    assert page.key_entry.line.text() == "7QK4-M2X"


def test_what_is_typed_can_be_taken_back(page: RecoverPage, type_in: TypeIn) -> None:
    type_in("7qk4m")
    for _ in range(2):
        QTest.keyClick(page.key_entry.line, Qt.Key.Key_Backspace)
    type_in("x")

    assert page.key_entry.line.text() == "7QK4-X"


def test_change_in_the_middle_leaves_the_keyboard_where_it_is(
    page: RecoverPage, type_in: TypeIn
) -> None:
    type_in("7qk4m2xa")
    page.key_entry.line.setCursorPosition(1)
    type_in("z")

    assert page.key_entry.line.text() == "7zQK4-M2XA"
    assert page.key_entry.line.cursorPosition() == 2


def test_strange_signs_are_left_for_the_vault_to_refuse(page: RecoverPage) -> None:
    page.key_entry.line.insert("7qk4 м2")

    assert page.key_entry.line.typed() == "7qk4 м2"


def test_wrong_key_is_told_beside_it(qtbot: QtBot, page: RecoverPage, type_in: TypeIn) -> None:
    type_in(f"{NEW_KEY}\n\n{FRESH}\n{FRESH}\n")

    qtbot.waitUntil(lambda: page.key.words == "This is not the recovery key of this vault.")
    assert page.key_entry.line.hasFocus()
    assert page.key_entry.line.selectedText() == NEW_KEY
    assert page.new.passphrase() == FRESH


def test_missing_key_is_asked_for(page: RecoverPage, opening: MemoryOpening) -> None:
    page.recover.click()

    assert page.key.words == "Type the recovery key from its paper."
    assert opening.tried == []


def test_short_passphrase_is_not_taken(
    page: RecoverPage, opening: MemoryOpening, type_in: TypeIn
) -> None:
    type_in(f"{KEY}\n\nshort\nshort\n")

    assert page.new.first.at_fault
    assert opening.tried == []


def test_while_it_opens_nothing_else_can_be_done(
    qtbot: QtBot, page: RecoverPage, opening: MemoryOpening, type_in: TypeIn
) -> None:
    opening.let_go.clear()
    type_in(f"{KEY}\n\n{FRESH}\n{FRESH}\n")
    qtbot.waitUntil(lambda: bool(opening.tried))
    type_in("more\n")

    assert page.key.words == "Opening …"
    assert page.key_entry.line.text() == KEY
    assert not page.recover.isEnabled()
    assert not page.back.isEnabled()


def test_way_back_leaves_nothing_behind(
    qtbot: QtBot, screen: UnlockingScreen, page: RecoverPage, type_in: TypeIn
) -> None:
    type_in(f"{KEY}\n\n{FRESH}\n")
    qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(screen.unlock.entry.line.hasFocus)
    assert page.key_entry.line.text() == ""
    assert page.new.passphrase() == ""


def test_person_chosen_before_is_the_one_who_gets_a_passphrase(
    arrive: Arrive, qtbot: QtBot
) -> None:
    screen = arrive("team")
    screen.unlock.people.buttons["Dr C. 123456789"].click()
    screen.unlock.recover.click()

    assert screen.recover.person.name() == "Dr C. 123456789"


def test_damage_that_shows_on_recovering_is_told_with_its_ways_on(
    qtbot: QtBot, screen: UnlockingScreen, opening: MemoryOpening, type_in: TypeIn
) -> None:
    opening.let_go.clear()
    type_in(f"{KEY}\n\n{FRESH}\n{FRESH}\n")
    qtbot.waitUntil(lambda: bool(opening.tried))
    opening.broken = RefusedError("Page 7 is damaged.")
    opening.state, opening.words = "damaged", "Page 7 is damaged."
    opening.let_go.set()

    qtbot.waitUntil(screen.trouble.restore.hasFocus)
    assert screen.trouble.words.text() == "Page 7 is damaged."


def test_key_that_does_not_help_a_damaged_vault_is_told_beside_it(
    qtbot: QtBot, open_screen: OpenScreen, type_in: TypeIn
) -> None:
    opening = MemoryOpening(state="damaged", broken=RefusedError("Restore the newest backup."))
    screen = open_screen(opening)
    screen.trouble.recover.click()
    qtbot.waitUntil(screen.recover.key_entry.line.hasFocus)
    type_in(f"{KEY}\n\n{FRESH}\n{FRESH}\n")

    qtbot.waitUntil(lambda: screen.recover.key.words == "Restore the newest backup.")

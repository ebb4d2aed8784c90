import logging
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.system import printing
from clinic_aid.desktop.unlocking.screen import UnlockingScreen
from tests.desktop.unlocking.conftest import (
    KEY,
    NEW_KEY,
    PASSPHRASE,
    Arrive,
    MemoryOpening,
    OpenScreen,
    RefusedError,
)

TypeIn = Callable[[str], None]


@pytest.fixture
def screen(arrive: Arrive) -> UnlockingScreen:
    return arrive("key")


def _confirm(screen: UnlockingScreen) -> QLineEdit:
    screen.key_paper.on_paper.click()
    entry = screen.key_paper.confirm.label.buddy()
    assert isinstance(entry, QLineEdit)
    entry.setFocus()
    return entry


def test_key_is_shown_whole(screen: UnlockingScreen) -> None:
    shown = "-".join(group for group, _ in screen.key_paper.groups.label_texts())

    assert shown == KEY


def test_key_is_printed_by_what_the_app_gave(
    qtbot: QtBot, screen: UnlockingScreen, printed: list[str]
) -> None:
    qtbot.mouseClick(screen.key_paper.print, Qt.MouseButton.LeftButton)

    assert printed == [KEY]


def test_way_on_is_closed_until_the_last_group_is_typed(
    qtbot: QtBot, screen: UnlockingScreen, type_in: TypeIn
) -> None:
    _confirm(screen)
    type_in("41t")
    assert not screen.key_paper.go_on.isEnabled()
    assert screen.page is screen.key_paper

    type_in("m")

    assert screen.key_paper.go_on.isEnabled()
    with qtbot.waitSignal(screen.opened) as told:
        qtbot.mouseClick(screen.key_paper.go_on, Qt.MouseButton.LeftButton)
    assert told.args is not None
    assert told.args[0].recovery_key == KEY
    assert screen.key_paper.groups.label_texts() == []


@pytest.mark.parametrize("typed", ["41TM", "4ltm", " 41 tm", "4Itm"])
def test_last_group_may_be_written_as_it_was_read(
    qtbot: QtBot, screen: UnlockingScreen, type_in: TypeIn, typed: str
) -> None:
    _confirm(screen)
    with qtbot.waitSignal(screen.opened):
        type_in(f"{typed}\n")


def test_wrong_group_is_told(qtbot: QtBot, screen: UnlockingScreen, type_in: TypeIn) -> None:
    _confirm(screen)
    with qtbot.assertNotEmitted(screen.opened):
        type_in("2GSK\n")

    assert screen.key_paper.confirm.words == "That is not the last group of the key."


def test_nothing_of_the_key_stays_behind(
    qtbot: QtBot, screen: UnlockingScreen, type_in: TypeIn, printed: list[str]
) -> None:
    entry = _confirm(screen)
    with qtbot.waitSignal(screen.opened):
        type_in("41tm\n")
    screen.key_paper.print.click()

    assert screen.key_paper.groups.label_texts() == []
    assert screen.key_paper.groups.accessibleName() == ""
    assert entry.text() == ""
    assert printed == [""]


def test_key_cannot_be_copied(screen: UnlockingScreen) -> None:
    page = screen.key_paper
    words = [label.text() for label in page.findChildren(QLabel)]
    words += [line.text() for line in page.findChildren(QLineEdit)]
    words += [button.text() for button in page.findChildren(QAbstractButton)]

    assert not any("7QK4" in text for text in words)
    assert not any("copy" in text.lower() for text in words)


def test_page_says_what_the_paper_is_for(screen: UnlockingScreen) -> None:
    words = " ".join(label.text() for label in screen.key_paper.findChildren(QLabel))

    assert "nobody can open the consultations, not even us" in words
    assert "where the clinic keeps its contracts, not with the laptop" in words
    assert "shown only now" in words


@pytest.mark.parametrize(
    "error",
    [
        RefusedError("There is no printer. Write the key down by hand."),
        RuntimeError("7QK4"),
    ],
)
def test_printing_that_fails_leaves_the_key_on_the_screen(
    qtbot: QtBot,
    open_screen: OpenScreen,
    type_in: TypeIn,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
) -> None:
    def fail(_key: str) -> None:
        raise error

    screen = open_screen(MemoryOpening(state="new"), print_key=fail)
    type_in(f"Dr J. Lee\n{PASSPHRASE}\n{PASSPHRASE}\n")
    qtbot.waitUntil(screen.key_paper.print.hasFocus)
    with caplog.at_level(logging.DEBUG):
        type_in(" ")

    assert screen.key_paper.outcome.words.text().endswith("Write the key down by hand.")
    assert screen.key_paper.groups.label_texts() != []
    assert "7QK4" not in caplog.text


def test_new_key_makes_the_old_paper_worthless(arrive: Arrive, printed: list[str]) -> None:
    page = arrive("new key").key_paper
    page.print.click()

    assert printed == [NEW_KEY]
    assert "The old recovery key opens nothing any more." in page.outcome.words.text()


def test_last_group_is_asked_for_only_while_the_key_is_hidden(
    qtbot: QtBot, screen: UnlockingScreen, type_in: TypeIn
) -> None:
    page = screen.key_paper
    entry = page.confirm.label.buddy()
    assert not page.confirm.isVisible()

    entry = _confirm(screen)
    assert entry.isVisible()
    assert QApplication.focusWidget() is entry
    assert {group for group, _ in page.groups.label_texts()} == {"••••"}
    assert page.groups.accessibleName() == "Recovery key, hidden"
    type_in("41t")

    page.again.click()
    assert not entry.isVisible()
    assert entry.text() == ""
    assert "-".join(group for group, _ in page.groups.label_texts()) == KEY
    with qtbot.assertNotEmitted(screen.opened):
        page.go_on.click()


def test_key_leads_nowhere_while_it_can_be_read(qtbot: QtBot, screen: UnlockingScreen) -> None:
    page = screen.key_paper
    entry = page.confirm.label.buddy()
    assert isinstance(entry, QLineEdit)

    with qtbot.assertNotEmitted(screen.opened):
        entry.setText(KEY[-4:])
        entry.returnPressed.emit()
        page.go_on.click()

    assert not page.go_on.isEnabled()


def test_without_a_printer_the_key_is_written_by_hand(
    qtbot: QtBot, screen: UnlockingScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "printer_names", list)
    page = screen.key_paper

    page.show_key(NEW_KEY, replaces=True)

    words = page.outcome.words.text()
    assert "No printer is set up on this computer. Write the key down by hand." in words
    assert "The old recovery key opens nothing any more." in words
    assert not page.print.isEnabled()
    page.focus_first()
    assert page.on_paper.hasFocus()

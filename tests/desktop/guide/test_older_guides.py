"""A real window, a real vault and real guides: is what was given still what is entered?"""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.steps import GUIDE, PREPARE
from clinic_aid.desktop.system import dialogs
from clinic_aid.vault.vault import Vault
from tests.desktop.conftest import OpenWindow, PrintQueue


@pytest.fixture(autouse=True)
def answers(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogs, "may_be_lost", lambda *_, **__: True)
    monkeypatch.setattr(dialogs, "may_print_with_gaps", lambda *_: True)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))


@pytest.fixture
def given(
    qtbot: QtBot,
    open_window: OpenWindow,
    open_vault: Vault,
    vault_services: Services,
    minimal_tree: dict[str, object],
) -> MainWindow:
    """Give the window in its Guide step, after the guide was saved as a file."""
    window = open_window(minimal_tree, vault=open_vault, work_with=vault_services)
    wait_for_guide(qtbot, window)
    window.turn_to(GUIDE)
    window.preview.panel.save.click()
    assert len(guides(window)) == 1
    return window


def wait_for_guide(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.preview.state == "current", timeout=60_000)


def enter(qtbot: QtBot, window: MainWindow, name: str) -> None:
    window.session.put("patient.name", name)
    assert window.preview.state == "updating"
    wait_for_guide(qtbot, window)


def key_of(window: MainWindow) -> str:
    key = window.vault_session.autosave.key
    assert key is not None
    return key


def guides(window: MainWindow) -> list[str]:
    kept = window.vault_session.vault.records.load(key_of(window))
    return [guide.sha256 for guide in kept.guides]


def is_kept_as_older(window: MainWindow) -> bool:
    return window.vault_session.vault.records.load(key_of(window)).entry.guides_are_older


def test_a_guide_just_given_is_not_older(given: MainWindow) -> None:
    assert not given.preview.older.isVisible()


def test_after_a_change_the_guide_given_is_called_older(qtbot: QtBot, given: MainWindow) -> None:
    enter(qtbot, given, "Amira Voigt")

    assert given.preview.older.isVisible()
    assert is_kept_as_older(given)
    given.turn_to(PREPARE)
    assert not given.preview.older.isVisible()


def test_changed_back_it_is_what_is_entered_again(qtbot: QtBot, given: MainWindow) -> None:
    before = given.session.draft.text("patient.name")
    assert before
    enter(qtbot, given, "Amira Voigt")

    enter(qtbot, given, before)

    assert not given.preview.older.isVisible()
    assert not is_kept_as_older(given)


def test_print_again_gives_the_guide_of_now(
    qtbot: QtBot, given: MainWindow, print_queue: PrintQueue
) -> None:
    enter(qtbot, given, "Amira Voigt")

    given.preview.older.print.click()

    qtbot.waitUntil(lambda: len(guides(given)) == 2, timeout=60_000)
    assert not given.preview.older.isVisible()
    assert not is_kept_as_older(given)


def test_without_a_printer_nothing_is_printed_again(qtbot: QtBot, given: MainWindow) -> None:
    given.preview.show_printer(False)
    enter(qtbot, given, "Amira Voigt")

    assert given.preview.older.isVisible()
    assert not given.preview.older.print.isVisible()


def test_a_guide_that_is_kept_is_called_older_after_the_next_change_alone(
    qtbot: QtBot, given: MainWindow
) -> None:
    enter(qtbot, given, "Amira Voigt")

    given.preview.older.keep.click()

    assert not given.preview.older.isVisible()
    assert not is_kept_as_older(given)
    given.older.look()
    assert not given.preview.older.isVisible()
    enter(qtbot, given, "Amira Vogt")
    assert given.preview.older.isVisible()


def test_another_paper_makes_no_guide_older(qtbot: QtBot, given: MainWindow) -> None:
    given.preview.panel.paper.edited.emit("letter")
    wait_for_guide(qtbot, given)

    assert not given.preview.older.isVisible()


def test_a_guide_taken_back_is_not_called_older(qtbot: QtBot, given: MainWindow) -> None:
    enter(qtbot, given, "Amira Voigt")
    records, (sha256,) = given.vault_session.records, guides(given)
    records.open(key_of(given))

    given.vault_session.record.take_back_asked.emit(key_of(given), sha256)

    given.turn_to(GUIDE)
    assert not given.preview.older.isVisible()
    assert given.vault_session.vault.records.load(key_of(given)).guides[0].is_taken_back


def test_the_next_consultation_has_no_older_guide(qtbot: QtBot, given: MainWindow) -> None:
    enter(qtbot, given, "Amira Voigt")

    given.files.start_new()
    given.turn_to(GUIDE)

    assert not given.preview.older.isVisible()


def test_opened_again_it_is_said_once_more(
    qtbot: QtBot,
    given: MainWindow,
    open_window: OpenWindow,
    open_vault: Vault,
    vault_services: Services,
) -> None:
    enter(qtbot, given, "Amira Voigt")
    given.vault_session.autosave.flush()
    again = open_window(vault=open_vault, work_with=vault_services)
    again.vault_session.go_on_with(key_of(given))
    wait_for_guide(qtbot, again)

    again.turn_to(GUIDE)

    assert again.preview.older.isVisible()

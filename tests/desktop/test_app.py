import logging
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from clinic_aid.app import App, local_now
from clinic_aid.demo import Demo
from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.restoring.closed_vault import ClosedVaultRestore
from clinic_aid.desktop.steps import GUIDE
from clinic_aid.desktop.unlocking.screen import UnlockingScreen
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.errors import ClinicAidError
from clinic_aid.fault_hook import FaultHook, open_log
from clinic_aid.handover import Handover
from clinic_aid.vault.opening import Doorkeeper
from clinic_aid.vault.passphrases import Cost
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.restoring import open_beside
from clinic_aid.vault.tries import Tries


@pytest.fixture
def log_folder(tmp_path: Path) -> Iterator[Path]:
    faults = logging.getLogger("clinic_aid")
    before = (list(faults.handlers), faults.propagate)
    open_log(tmp_path)
    yield tmp_path
    for handler in set(faults.handlers) - set(before[0]):
        handler.close()
        faults.removeHandler(handler)
    faults.propagate = before[1]


def test_window_is_there_before_its_content(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLINIC_AID_HOME", str(tmp_path))
    app = Demo()
    qtbot.addWidget(app.window)

    with qtbot.waitSignal(app.window.filled, timeout=30_000):
        app.show()
        assert app.window.opening.isVisible()

    qtbot.waitUntil(lambda: app.window.preview.state == "current", timeout=60_000)
    app.close()


def test_fault_of_the_program_is_one_calm_sentence(
    qtbot: QtBot, the_look: Look, log_folder: Path
) -> None:
    window = MainWindow(the_look)
    qtbot.addWidget(window)
    window.show()
    error = RuntimeError("Amira Haddad")

    FaultHook(window)(RuntimeError, error, None)

    assert window.banner.words.text().startswith("Something went wrong in Clinic Aid.")
    assert "RuntimeError" in (log_folder / "faults.log").read_text(encoding="utf-8")
    assert "Amira" not in (log_folder / "faults.log").read_text(encoding="utf-8")


PERSON, PASSPHRASE = "Jo Brook", "four plain words here"
CHEAP = Cost(memory=8 << 10, passes=1, lanes=1)


def shown() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()]


class Started:
    """An app with a vault, and what it handed over when it gave way."""

    def __init__(self, qtbot: QtBot, place: VaultPlace) -> None:
        self._qtbot, self._place = qtbot, place
        self.handed: list[bytes | None] = []
        self.apps: list[App] = []

    def start(self, handed: bytes | None = None) -> App:
        app = App(self._place, handed=handed, end=self.handed.append, cost=CHEAP)
        self.apps.append(app)
        self._qtbot.addWidget(app.window)
        app.show()
        self._qtbot.waitUntil(lambda: app.window.unlocking is not None, timeout=30_000)
        return app

    def unlock(self, app: App) -> None:
        screen = app.window.unlocking
        assert isinstance(screen, UnlockingScreen)
        screen.unlock.unlock_asked.emit(PERSON, PASSPHRASE)
        self._qtbot.waitUntil(lambda: app.window.is_filled, timeout=30_000)


@pytest.fixture
def started(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Started]:
    monkeypatch.setenv("CLINIC_AID_HOME", str(tmp_path))
    place = VaultPlace(tmp_path)
    keeper = Doorkeeper(place, now=local_now, program="0.1.0", cost=CHEAP)
    keeper.create(PERSON, PASSPHRASE).vault.close()
    started = Started(qtbot, place)
    yield started
    for app in started.apps:
        app.close()
    QApplication.setQuitOnLastWindowClosed(True)


def test_nothing_but_unlocking_is_shown_before_the_vault_is_open(started: Started) -> None:
    window = started.start().window

    assert not window.is_filled
    assert not window.top.new.isVisible()


def test_the_consultant_of_a_new_consultation_is_who_unlocked(started: Started) -> None:
    app = started.start()
    started.unlock(app)

    assert app.window.session.draft.text("consultant") == PERSON
    assert not app.window.session.has_begun


def test_a_lock_leaves_no_window_and_the_vault_closed(qtbot: QtBot, started: Started) -> None:
    app = started.start()
    started.unlock(app)
    app.window.session.put("patient.name", "Amira Haddad")

    app.lock()

    assert app.vault is None
    assert shown() == []
    assert started.handed[0] is not None
    assert b"Amira" not in started.handed[0]


@pytest.mark.fault(18)
@pytest.mark.parametrize("fails", [True, False])
def test_no_second_start_brings_anything_forward_once_it_locks(
    started: Started, monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    app = started.start()
    started.unlock(app)
    assert app.come_forward()
    if fails:
        monkeypatch.setattr(app.vault, "close", fail)

    app.lock()

    assert not app.come_forward()
    assert shown() == []


@pytest.mark.fault(29)
def test_it_locks_before_there_is_anything_to_see_and_hands_on_what_was_handed(
    qtbot: QtBot, started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_read = threading.Event()
    monkeypatch.setattr("clinic_aid.content_reading.load_app_content", lambda **_: is_read.wait(60))
    app = started.start(Handover(work=b"sealed").as_bytes())
    screen = app.window.unlocking
    assert isinstance(screen, UnlockingScreen)
    app._unlocking = app._call(lambda: None, lambda _: None)  # the one thread is held up
    keeper = Doorkeeper(app._place, now=local_now, program="0.1.0", cost=CHEAP)
    screen.opened.emit(keeper.unlock(PERSON, PASSPHRASE))
    assert app.window.opening.isVisible()

    QTest.keyClick(app.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    is_read.set()

    assert app.vault is None
    assert shown() == []
    assert Handover.from_bytes(started.handed[0]).work == b"sealed"


@pytest.mark.fault(29)
def test_it_locks_while_the_recovery_key_is_shown(
    qtbot: QtBot, started: Started, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(VaultPlace(tmp_path).folder)
    app = started.start()
    screen = app.window.unlocking
    assert isinstance(screen, UnlockingScreen)
    screen.first_start.make_asked.emit(PERSON, PASSPHRASE)
    qtbot.waitUntil(screen.key_paper.isVisible, timeout=30_000)
    vault = app.vault
    assert vault is not None

    QTest.keyClick(app.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    assert app.vault is None
    assert shown() == []
    with pytest.raises(ClinicAidError):
        vault.records.count()


def test_after_the_lock_the_passphrase_leads_back_to_the_work(
    qtbot: QtBot, started: Started
) -> None:
    app = started.start()
    started.unlock(app)
    app.window.session.put("patient.name", "Amira Haddad")
    app.window.turn_to(GUIDE)
    app.lock()

    again = started.start(started.handed[0])
    started.unlock(again)

    assert again.window.session.draft.text("patient.name") == "Amira Haddad"
    assert again.window.preview.panel.isVisible()


def test_closing_makes_a_backup_of_what_has_changed(
    qtbot: QtBot, started: Started, tmp_path: Path
) -> None:
    app = started.start()
    started.unlock(app)
    app.window.session.put("patient.name", "Amira Haddad")
    app.window.close()

    assert app.close() == ""
    assert len(list(VaultPlace(tmp_path).backups.iterdir())) == 1


def test_an_app_that_is_closed_while_locked_ends_quietly(started: Started) -> None:
    app = started.start()
    app.window.close()

    assert app.close() == ""


def test_a_restore_puts_the_backup_in_place_and_says_so_while_locked(
    qtbot: QtBot, started: Started, tmp_path: Path
) -> None:
    app = started.start()
    started.unlock(app)
    vault = app.vault
    assert vault is not None
    app.window.session.put("patient.name", "Amira Haddad")
    app.window.vault_session.autosave.flush()
    backup = vault.back_up(VaultPlace(tmp_path).backups)
    app.window.files.start_new()
    app.window.session.put("patient.name", "Noor Fellah")
    app.window.vault_session.autosave.flush()
    tries = Tries(VaultPlace(tmp_path).tries, lambda: 1000.0)
    ready = open_beside(vault, tries, backup.file, PERSON, PASSPHRASE)

    app.restore(ready, False)
    again = started.start(started.handed[0])

    assert again.window.banner.words.text().startswith("The backup is in place.")
    started.unlock(again)
    assert again.vault is not None
    names = [entry.headings.name for entry in again.vault.records.newest()]
    assert names == ["Amira Haddad"]


def test_a_restore_while_locked_leads_to_the_restored_vault(
    qtbot: QtBot, started: Started, tmp_path: Path
) -> None:
    app = started.start()
    started.unlock(app)
    vault = app.vault
    assert vault is not None
    app.window.session.put("patient.name", "Amira Haddad")
    app.window.vault_session.autosave.flush()
    backup = vault.back_up(VaultPlace(tmp_path).backups)
    app.lock()
    VaultPlace(tmp_path).database.unlink()

    again = started.start(started.handed[0])
    screen = again.window.unlocking
    assert isinstance(screen, UnlockingScreen)
    screen.restore_asked.emit()
    qtbot.waitUntil(lambda: isinstance(again.window.unlocking, ClosedVaultRestore), timeout=30_000)
    restore = again.window.unlocking
    assert isinstance(restore, ClosedVaultRestore)
    restore.page.file_chosen.emit(backup.file)
    qtbot.waitUntil(lambda: restore.page.step == "open")
    restore.page.open_asked.emit(backup.file, PERSON, PASSPHRASE)
    qtbot.waitUntil(lambda: restore.page.step == "exchange")
    restore.page.restore_asked.emit(False)
    qtbot.waitUntil(lambda: isinstance(again.window.unlocking, UnlockingScreen))
    started.unlock(again)

    assert again.vault is not None
    assert again.vault.records.count() == 1

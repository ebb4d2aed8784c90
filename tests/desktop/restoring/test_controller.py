"""Real backups, opened and restored beside an open vault and without one."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.restoring.closed_vault import open_alone
from clinic_aid.desktop.restoring.controller import RestoreController, outcome_words
from clinic_aid.desktop.restoring.page import RestorePage
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.backups import read_backup
from clinic_aid.vault.comparing import RECOVERY_KEY
from clinic_aid.vault.errors import WrongPassphraseError
from clinic_aid.vault.opening import Doorkeeper
from clinic_aid.vault.passphrases import Cost
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.restoring import Compared, Outcome, open_beside
from clinic_aid.vault.salvaging import Taken
from clinic_aid.vault.tries import Tries
from clinic_aid.vault.vault import Vault
from tests.desktop.conftest import ShowWidget

PERSON, PASSPHRASE, LATER = "Jo Brook", "four plain words here", "five other words here"
CHEAP = Cost(memory=8 << 10, passes=1, lanes=1)

Keep = Callable[..., str]


@pytest.fixture
def backup(open_vault: Vault, keep_consultation: Keep, tmp_path: Path) -> Path:
    """Give a backup of two consultations; one more and a changed one came after it."""
    first = keep_consultation("Amira Haddad")
    keep_consultation("Kim Lee")
    folder = tmp_path / "stick"
    folder.mkdir()
    file = open_vault.back_up(folder).file
    keep_consultation("Ada Okafor", day=date(2026, 11, 22))
    kept = open_vault.records.load(first)
    open_vault.records.save(first, kept.tree, kept.entry.headings, content=kept.content)
    return file


OpenBackup = Callable[[Path, str, str], Compared]


@pytest.fixture
def beside(open_vault: Vault) -> OpenBackup:
    """Give what opens a backup beside the open vault."""
    return partial(open_beside, open_vault, Tries(open_vault.store.place.tries, lambda: 1000.0))


@pytest.fixture
def reopened(open_vault: Vault) -> Iterator[Callable[[], Vault]]:
    """Give what opens the vault that is in place now, as a new start does."""
    opened: list[Vault] = []

    def reopen() -> Vault:
        keeper = Doorkeeper(open_vault.store.place, now=open_vault.at, program="0.1.0", cost=CHEAP)
        opened.append(keeper.unlock(PERSON, PASSPHRASE).vault)
        return opened[-1]

    yield reopen
    for vault in opened:
        vault.close()


def test_a_backup_names_the_people_of_its_time(open_vault: Vault, backup: Path) -> None:
    open_vault.set_passphrase("Sam Green", LATER)

    assert read_backup(backup).people == (PERSON,)


def test_what_a_restore_would_exchange_is_told_before(beside: OpenBackup, backup: Path) -> None:
    ready = beside(backup, PERSON, PASSPHRASE)

    exchange = ready.exchange
    assert exchange.contents is not None
    assert (exchange.contents.consultations, exchange.backup.consultations) == (3, 2)
    assert exchange.present == "sound"
    assert exchange.newer == 2
    assert exchange.contents.newest_change is not None
    ready.close()


def test_opening_a_backup_changes_nothing(
    beside: OpenBackup, backup: Path, open_vault: Vault
) -> None:
    before = {path.name for path in open_vault.store.place.data.iterdir()}

    beside(backup, PERSON, PASSPHRASE).close()

    assert {path.name for path in open_vault.store.place.data.iterdir()} == before
    assert open_vault.records.count() == 3
    assert open_vault.soundness().is_sound


def test_the_passphrase_is_the_one_of_that_time(
    beside: OpenBackup, backup: Path, open_vault: Vault
) -> None:
    open_vault.change_passphrase(PASSPHRASE, LATER)

    with pytest.raises(WrongPassphraseError):
        beside(backup, PERSON, LATER)
    beside(backup, PERSON, PASSPHRASE).close()


def test_the_recovery_key_of_that_time_opens_it(
    beside: OpenBackup, open_vault: Vault, tmp_path: Path
) -> None:
    key = open_vault.renew_recovery_key()
    file = open_vault.back_up(tmp_path).file
    open_vault.renew_recovery_key()

    beside(file, RECOVERY_KEY, key).close()


@pytest.mark.fault(52)
def test_what_was_erased_since_is_told_and_stays_erased(
    beside: OpenBackup, backup: Path, open_vault: Vault, reopened: Callable[[], Vault]
) -> None:
    (erased,) = (e for e in open_vault.records.newest() if e.headings.name == "Kim Lee")
    open_vault.records.erase([erased.key])
    ready = beside(backup, PERSON, PASSPHRASE)
    assert ready.exchange.left_out == 1
    open_vault.close()

    ready.put_in_place(now=open_vault.at(), keep_newer=True)

    names = {entry.headings.name for entry in reopened().records.newest()}
    assert names == {"Amira Haddad", "Ada Okafor"}


@pytest.mark.parametrize("said", [(True, 3), (False, 2)], ids=["kept", "let-go"])
def test_newer_consultations_stay_or_go_as_was_said(
    beside: OpenBackup,
    backup: Path,
    open_vault: Vault,
    reopened: Callable[[], Vault],
    said: tuple[bool, int],
) -> None:
    keeps, count = said
    ready = beside(backup, PERSON, PASSPHRASE)
    open_vault.close()

    ready.put_in_place(now=open_vault.at(), keep_newer=keeps)

    assert reopened().records.count() == count
    aside = list(open_vault.store.place.data.glob("vault-replaced-*"))
    assert len(aside) == 1


def test_a_backup_of_another_vault_cannot_keep_what_is_here(
    beside: OpenBackup, open_vault: Vault, keep_consultation: Keep, tmp_path: Path
) -> None:
    keep_consultation("Amira Haddad")
    other_place = VaultPlace(tmp_path / "other")
    keeper = Doorkeeper(other_place, now=open_vault.at, program="0.1.0", cost=CHEAP)
    other = keeper.create("Sam Green", LATER).vault
    file = other.back_up(tmp_path).file
    other.close()

    ready = beside(file, "Sam Green", LATER)

    assert ready.exchange.present == "closed"
    assert ready.exchange.newer == 1
    ready.close()


def test_a_damaged_backup_is_refused_by_name(beside: OpenBackup, backup: Path) -> None:
    data = bytearray(backup.read_bytes())
    data[len(data) // 2] ^= 1
    backup.write_bytes(data)

    with pytest.raises(ClinicAidError, match="damaged"):
        beside(backup, PERSON, PASSPHRASE)


@pytest.mark.fault(11)
def test_without_a_vault_the_same_backup_is_made_ready_and_put_in_place(
    backup: Path, open_vault: Vault, reopened: Callable[[], Vault]
) -> None:
    place = open_vault.store.place
    open_vault.close()
    data = bytearray(place.database.read_bytes())
    data[4096 * 3 + 100] ^= 1
    place.database.write_bytes(data)
    tries = Tries(place.tries, lambda: 1000.0)

    ready = open_alone(place, tries, backup, PERSON, PASSPHRASE, now=open_vault.at)
    assert ready.exchange.present == "damaged"
    ready.put_in_place(now=open_vault.at(), keep_newer=False)
    ready.close()

    assert reopened().soundness().is_sound


def test_everything_that_was_lost_with_a_damaged_vault_is_told() -> None:
    lost = Taken(consultations=5, unreadable=2, unreadable_guides=3, without_notes=4)

    words = outcome_words(Outcome(aside=Path("vault-replaced-1"), taken=lost))

    assert "kept in the folder “vault-replaced-1”" in words
    for said in ("taken over from it: 5.", "not be read: 2.", "not be read: 3.", "not be read: 4."):
        assert said in words
    assert outcome_words(Outcome(aside=None, taken=Taken())) == "The backup is in place."


def test_a_restore_that_is_let_be_leaves_nothing_behind(backup: Path, open_vault: Vault) -> None:
    place = open_vault.store.place
    open_vault.close()
    before = {path.name for path in place.data.iterdir()}
    tries = Tries(place.tries, lambda: 1000.0)

    ready = open_alone(place, tries, backup, PERSON, PASSPHRASE, now=open_vault.at)
    ready.close()
    ready.close()

    assert {path.name for path in place.data.iterdir()} == before


# What joins the page to them


@pytest.fixture
def page(the_look: Look, show_widget: ShowWidget) -> RestorePage:
    page = RestorePage(the_look, language="en")
    show_widget(page)
    return page


@pytest.fixture
def controller(page: RestorePage, beside: OpenBackup) -> Iterator[RestoreController]:
    pool = QThreadPool()
    window: QWidget = page.window()
    yield RestoreController(page, pool, window, open_backup=beside)
    assert pool.waitForDone(20_000)


def open_in(qtbot: QtBot, page: RestorePage, file: Path, passphrase: str) -> None:
    page.file_chosen.emit(file)
    qtbot.waitUntil(lambda: page.step == "open")
    page.entry.line.setText(passphrase)
    qtbot.waitUntil(lambda: page.outcome.words.text() == " ")
    page.open.click()


def test_a_chosen_file_is_opened_compared_and_handed_on(
    qtbot: QtBot,
    controller: RestoreController,
    page: RestorePage,
    backup: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(backup), ""))
    page.other.click()
    qtbot.waitUntil(lambda: page.step == "open")
    page.entry.line.setText(PASSPHRASE)
    page.open.click()
    qtbot.waitUntil(lambda: page.step == "exchange")

    with qtbot.waitSignal(controller.restore_asked) as told:
        page.restore.click()

    ready, keeps = told.args or [None, None]
    assert keeps is True
    assert ready is not None
    assert ready.exchange.backup.consultations == 2
    ready.close()


def test_what_is_no_backup_is_told(
    qtbot: QtBot, controller: RestoreController, page: RestorePage, tmp_path: Path
) -> None:
    file = tmp_path / "holiday.jpg"
    file.write_bytes(b"no backup")

    page.file_chosen.emit(file)

    qtbot.waitUntil(lambda: "is not a backup of Clinic Aid" in page.outcome.words.text())
    assert page.step == "which"


@pytest.mark.fault(17)
def test_a_wrong_passphrase_leaves_the_way_open(
    qtbot: QtBot, controller: RestoreController, page: RestorePage, backup: Path
) -> None:
    open_in(qtbot, page, backup, "some wrong words here")
    qtbot.waitUntil(lambda: page.secret.words.startswith("This passphrase does not open"))

    page.entry.line.setText(PASSPHRASE)
    page.open.click()

    qtbot.waitUntil(lambda: page.step == "exchange")


def test_whoever_left_meanwhile_is_not_led_back(
    qtbot: QtBot, controller: RestoreController, page: RestorePage, backup: Path
) -> None:
    open_in(qtbot, page, backup, PASSPHRASE)
    page.begin()

    qtbot.waitUntil(lambda: not page.is_busy)

    assert page.step == "which"


def test_why_it_was_not_put_in_place_is_told_with_nothing_changed(
    qtbot: QtBot, controller: RestoreController, page: RestorePage, backup: Path
) -> None:
    open_in(qtbot, page, backup, PASSPHRASE)
    qtbot.waitUntil(lambda: page.step == "exchange")
    page.restore.click()

    controller.show_fault("The vault was not replaced: the disk is full.")

    assert page.step == "which"
    assert page.outcome.words.text() == "The vault was not replaced: the disk is full."

import functools
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

import pytest
from sqlalchemy import update

from clinic_aid.domain.given_guides import MadeGuide
from clinic_aid.domain.records import Headings, Place
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.backups import SUFFIX, Backup, backups_in, read_backup
from clinic_aid.vault.claims import claimed, decide
from clinic_aid.vault.comparing import compare, recover_backup, unlock_backup
from clinic_aid.vault.database import raw_connection
from clinic_aid.vault.erasures import Erasures
from clinic_aid.vault.errors import NewerVaultError, WrongPassphraseError
from clinic_aid.vault.keys import KeyFile
from clinic_aid.vault.opening import Doorkeeper, Opened
from clinic_aid.vault.passphrases import Cost
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.records import erase_rows
from clinic_aid.vault.restoring import Outcome, Prepared, prepare
from clinic_aid.vault.salvaging import Taken
from clinic_aid.vault.store import opened_store
from clinic_aid.vault.tables import guide
from clinic_aid.vault.trail import erased_in
from clinic_aid.vault.tries import Tries
from clinic_aid.vault.upgrading import NEWEST
from clinic_aid.vault.vault import Vault
from clinic_aid.vault.versions import versions_in

PERSON, PASSPHRASE = "Jo Brook", "four plain words here"
CHEAP = Cost(memory=8 << 10, passes=1, lanes=1)
PAGE = 4096

ON_POSIX = pytest.mark.skipif(os.name != "posix", reason="kills and limits of POSIX")

Save = Callable[..., None]
Unlock = Callable[[], Opened]
Doorkeepers = Callable[[], Doorkeeper]
Ready = Callable[[Backup], Prepared]
Restore = Callable[..., Outcome]
OLD = Path(__file__).parent / "version-1"
OLD_PASSPHRASE = "an old passphrase of version one"


class Clock(Protocol):
    """The clock of the test, which it may set."""

    at: datetime

    def now(self) -> datetime: ...

    def steady(self) -> float: ...


@pytest.fixture
def save(vault: Vault, headings: Headings, tree: dict[str, object]) -> Save:
    """Give a function that keeps a consultation in the vault, with a guide if it is given."""

    def save(key: str, *, pdf: bytes = b"", notes: str = "") -> None:
        vault.records.save(key, {**tree, "notes": notes}, headings, content="pack 1")
        if pdf:
            kept: dict[str, Any] = {
                "edition": "standard",
                "paper": "a4",
                "content": "pack 1",
                "program": "0.1.0",
            }
            vault.guides.keep(key, pdf, "printed", pages=2, **kept)

    return save


@pytest.fixture
def backup(vault: Vault, save: Save) -> Backup:
    """Give a backup with one consultation and its guide."""
    save("first", pdf=b"%PDF-1.7 the guide %%EOF")
    return vault.back_up(vault.store.place.backups)


@pytest.fixture
def ready(place: VaultPlace, clock: Clock) -> Ready:
    """Give a function that prepares the restore of a backup by the passphrase of Jo Brook."""

    def ready(backup: Backup) -> Prepared:
        tries = Tries(place.tries, clock.steady)
        key = unlock_backup(backup, tries, person=PERSON, passphrase=PASSPHRASE)
        return prepare(place, backup, key, person=PERSON, now=clock.now())

    return ready


@pytest.fixture
def restore(ready: Ready, clock: Clock) -> Restore:
    def restore(backup: Backup, *, keep_newer: bool = False) -> Outcome:
        with ready(backup) as prepared:
            return prepared.put_in_place(now=clock.now(), keep_newer=keep_newer)

    return restore


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """All that a test of a restore works with."""

    vault: Vault
    place: VaultPlace
    backup: Backup
    save: Save
    ready: Ready
    restore: Restore
    unlock: Unlock
    clock: Clock


@pytest.fixture
def bench(request: pytest.FixtureRequest) -> Bench:
    # The backup first: what is saved later is newer.
    return Bench(
        backup=request.getfixturevalue("backup"),
        vault=request.getfixturevalue("vault"),
        place=request.getfixturevalue("place"),
        save=request.getfixturevalue("save"),
        ready=request.getfixturevalue("ready"),
        restore=request.getfixturevalue("restore"),
        unlock=request.getfixturevalue("unlock"),
        clock=request.getfixturevalue("clock"),
    )


def keys_of(vault: Vault) -> list[str]:
    return sorted(entry.key for entry in vault.records.newest())


def damage(file: Path, page: int) -> None:
    """Flip a bit of a page, which counts from 1."""
    with file.open("r+b") as bytes_:
        bytes_.seek((page - 1) * PAGE + 100)
        one = bytes_.read(1)
        bytes_.seek(-1, os.SEEK_CUR)
        bytes_.write(bytes([one[0] ^ 1]))


def pages_of(vault: Vault) -> int:
    """Give how many pages the file has."""
    return int(str(vault.store.alone("PRAGMA page_count")[0][0]))


def root_of(vault: Vault, name: str) -> int:
    sql = "SELECT rootpage FROM sqlite_master WHERE name = ?"
    with vault.store.reading() as connection:
        return int(connection.exec_driver_sql(sql, (name,)).scalar_one())


def left_in(place: VaultPlace) -> list[str]:
    return sorted(path.name for path in place.data.iterdir() if path.name.startswith("."))


# What is restored


def test_what_the_backup_holds_is_there_again(
    vault: Vault, backup: Backup, save: Save, restore: Restore, unlock: Unlock
) -> None:
    save("first", notes="changed since")
    vault.close()
    restore(backup)
    restored = unlock().vault
    kept = restored.records.load("first")
    assert kept.tree["notes"] == ""
    assert restored.guides.pdf("first", kept.guides[0].sha256) == b"%PDF-1.7 the guide %%EOF"
    assert [entry.key for entry in restored.records.find("hadd")] == ["first"]
    assert restored.soundness().is_sound


def test_the_trail_tells_who_restored_which_backup(
    vault: Vault, backup: Backup, restore: Restore, unlock: Unlock
) -> None:
    vault.close()
    restore(backup)
    opened = unlock()
    rows = {row.deed: row for row in opened.vault.trail()}
    assert rows["restore"].person == PERSON
    assert rows["restore"].subject == backup.made_at.isoformat()
    assert opened.notices == ()


def test_the_keys_of_the_day_of_the_backup_are_no_break(
    vault: Vault, backup: Backup, restore: Restore, unlock: Unlock
) -> None:
    vault.set_passphrase("Kim", "another five plain words")
    vault.close()
    restore(backup)
    opened = unlock()
    assert opened.notices == ()
    assert opened.vault.people == (PERSON,)


def test_what_is_restored_and_taken_over_has_a_true_sum(bench: Bench) -> None:
    bench.save("first", pdf=b"%PDF-1.7 another guide %%EOF", notes="newer")
    bench.save("second", pdf=b"%PDF-1.7 the guide %%EOF")
    bench.vault.close()
    bench.restore(bench.backup, keep_newer=True)
    opened = bench.unlock()
    assert opened.notices == ()
    with opened.vault.store.reading() as connection:
        assert opened.vault.access.kept_sum.is_true(connection)
    assert opened.vault.records.count() == 2


def test_nobody_is_led_back_to_where_the_consultant_was(
    vault: Vault, save: Save, restore: Restore, unlock: Unlock
) -> None:
    save("first")
    vault.preferences.put_place(Place(key="first", presenting=True, locked=True))
    backup = vault.back_up(vault.store.place.backups)
    vault.close()
    restore(backup)
    assert unlock().vault.preferences.place() is None


def test_the_earlier_vault_is_kept_aside_as_it_was(
    vault: Vault,
    place: VaultPlace,
    backup: Backup,
    save: Save,
    restore: Restore,
) -> None:
    save("second")
    vault.close()
    before = {file.name: file.read_bytes() for file in place.folder.iterdir()}
    aside = restore(backup).aside
    assert aside == place.data / "vault-replaced-2026-11-21-090000"
    assert {file.name: file.read_bytes() for file in aside.iterdir()} == before
    assert left_in(place) == []


def test_two_restores_of_one_second_keep_both_vaults(
    vault: Vault, place: VaultPlace, backup: Backup, restore: Restore
) -> None:
    vault.close()
    first, second = restore(backup).aside, restore(backup).aside
    assert first != second
    assert first is not None
    assert second is not None
    assert VaultPlace(first).data.is_dir()
    assert second.is_dir()


def test_a_restore_that_is_not_wanted_changes_nothing(
    vault: Vault, place: VaultPlace, backup: Backup, ready: Ready
) -> None:
    vault.close()
    before = {file: file.read_bytes() for file in place.data.rglob("*") if file.is_file()}
    ready(backup).close()
    assert {file: file.read_bytes() for file in place.data.rglob("*") if file.is_file()} == before


@pytest.mark.fault(16)
def test_lost_keys_come_back_with_the_backup(
    vault: Vault, place: VaultPlace, backup: Backup, restore: Restore, unlock: Unlock
) -> None:
    vault.close()
    for file in place.keys:
        file.unlink()
    restore(backup, keep_newer=True)
    assert keys_of(unlock().vault) == ["first"]
    assert place.keys[0].read_bytes() == place.keys[1].read_bytes()


@pytest.mark.fault(16)
def test_a_vault_without_its_keys_gives_what_is_newer(bench: Bench) -> None:
    bench.save("second")
    bench.vault.close()
    for file in bench.place.keys:
        file.write_bytes(b"")
    assert bench.restore(bench.backup, keep_newer=True).taken.consultations == 1
    assert keys_of(bench.unlock().vault) == ["first", "second"]


def test_a_backup_is_restored_on_another_computer(
    vault: Vault, backup: Backup, clock: Clock, tmp_path: Path
) -> None:
    vault.close()
    place = VaultPlace(tmp_path / "another" / "data")
    key = backup.keys.unlock(PERSON, PASSPHRASE)
    with prepare(place, backup, key, person=PERSON, now=clock.now()) as prepared:
        assert prepared.exchange.present == "none"
        assert prepared.exchange.contents is None
        assert prepared.put_in_place(now=clock.now()).aside is None
    doorkeeper = Doorkeeper(place, now=clock.now, program="0.1.0", cost=CHEAP)
    restored = doorkeeper.unlock(PERSON, PASSPHRASE).vault
    assert keys_of(restored) == ["first"]
    restored.store.close()


# Who may


def test_a_wrong_passphrase_is_told_apart_from_a_damaged_backup(
    place: VaultPlace, backup: Backup, clock: Clock
) -> None:
    tries = Tries(place.tries, clock.steady)
    with pytest.raises(WrongPassphraseError, match="does not open the backup"):
        unlock_backup(backup, tries, person=PERSON, passphrase="not the right words")
    data = bytearray(backup.file.read_bytes())
    data[len(data) // 2] ^= 1
    backup.file.write_bytes(data)
    key = unlock_backup(backup, tries, person=PERSON, passphrase=PASSPHRASE)
    with pytest.raises(ClinicAidError, match="is damaged"):
        prepare(place, backup, key, person=PERSON, now=clock.now())
    assert left_in(place) == []


def test_wrong_passphrases_count_with_those_of_the_vault(
    place: VaultPlace, backup: Backup, clock: Clock
) -> None:
    tries = Tries(place.tries, clock.steady)
    for _ in range(5):
        with pytest.raises(WrongPassphraseError):
            unlock_backup(backup, tries, person=PERSON, passphrase="not the right words")
    with pytest.raises(ClinicAidError, match="Wait 2 seconds"):
        unlock_backup(backup, tries, person=PERSON, passphrase=PASSPHRASE)
    assert Tries(place.tries, clock.steady).failed == 5


def test_who_had_no_passphrase_then_is_told_who_had(
    place: VaultPlace, backup: Backup, clock: Clock
) -> None:
    with pytest.raises(ClinicAidError, match="It can be opened by: Jo Brook"):
        unlock_backup(
            backup, Tries(place.tries, clock.steady), person="Sam Hill", passphrase=PASSPHRASE
        )


def test_the_passphrase_is_the_one_of_the_day_of_the_backup(
    vault: Vault, backup: Backup, restore: Restore, unlock: Unlock
) -> None:
    vault.change_passphrase(PASSPHRASE, "five other plain words here")
    vault.close()
    restore(backup)
    assert keys_of(unlock().vault) == ["first"]


def test_the_recovery_key_opens_a_backup(
    place: VaultPlace, created: Opened, backup: Backup, clock: Clock
) -> None:
    assert created.recovery_key is not None
    tries = Tries(place.tries, clock.steady)
    key = recover_backup(backup, tries, created.recovery_key)
    created.vault.close()
    with prepare(place, backup, key, person=PERSON, now=clock.now()) as prepared:
        assert prepared.exchange.backup.consultations == 1


def test_another_recovery_key_is_told_from_one_with_a_slip(
    place: VaultPlace, created: Opened, backup: Backup, clock: Clock
) -> None:
    tries = Tries(place.tries, clock.steady)
    renewed = created.vault.renew_recovery_key()
    with pytest.raises(WrongPassphraseError, match="printed last before the backup was made"):
        recover_backup(backup, tries, renewed)
    with pytest.raises(WrongPassphraseError, match="a character is missing or wrong"):
        recover_backup(backup, tries, renewed[:-1])


# What is shown before


def test_it_is_told_what_would_disappear(
    vault: Vault, backup: Backup, save: Save, ready: Ready
) -> None:
    save("first", notes="changed since")
    save("second")
    vault.close()
    with ready(backup) as prepared:
        assert prepared.exchange.present == "sound"
        assert prepared.exchange.backup.consultations == 1
        assert prepared.exchange.backup.made_at == backup.made_at
        assert prepared.exchange.contents is not None
        assert prepared.exchange.contents.consultations == 2
        assert prepared.exchange.newer == 2


def test_an_open_vault_and_a_closed_one_are_compared_alike(bench: Bench) -> None:
    bench.save("first", notes="changed since")
    bench.save("second")
    tries = Tries(bench.place.tries, bench.clock.steady)
    key = unlock_backup(bench.backup, tries, person=PERSON, passphrase=PASSPHRASE)
    beside = compare(bench.vault, bench.backup, key)
    bench.vault.close()
    with bench.ready(bench.backup) as prepared:
        assert beside == prepared.exchange
        assert (beside.present, beside.newer) == ("sound", 2)


def test_an_unchanged_vault_would_lose_nothing(vault: Vault, backup: Backup, ready: Ready) -> None:
    vault.close()
    with ready(backup) as prepared:
        assert prepared.exchange.newer == 0


def test_a_guide_that_was_given_since_counts_as_newer(
    vault: Vault, backup: Backup, ready: Ready
) -> None:
    sha256 = vault.records.load("first").guides[0].sha256
    vault.guides.give_again("first", sha256, "saved")
    vault.close()
    with ready(backup) as prepared:
        assert prepared.exchange.newer == 1


def test_what_is_still_in_the_journal_counts(
    vault: Vault, backup: Backup, save: Save, ready: Ready, place: VaultPlace
) -> None:
    save("second")
    # As after a crash: the file, and beside it a journal that was never brought into it.
    shutil.copytree(place.folder, place.data / "crashed")
    vault.close()
    shutil.rmtree(place.folder)
    (place.data / "crashed").rename(place.folder)
    with ready(backup) as prepared:
        assert prepared.exchange.newer == 1


@pytest.mark.fault(14)
def test_a_journal_of_another_vault_spoils_nothing_that_is_taken_over(
    bench: Bench, tmp_path: Path
) -> None:
    bench.save("second")
    bench.vault.close()
    other = Doorkeeper(
        VaultPlace(tmp_path / "other"), now=bench.clock.now, program="0.1.0", cost=CHEAP
    )
    another = other.create(PERSON, PASSPHRASE).vault
    another.note("review")
    shutil.copyfile(other.place.journal, bench.place.journal)
    another.store.close()
    with bench.ready(bench.backup) as prepared:
        assert prepared.exchange.present == "sound"
        assert prepared.exchange.newer == 1


@pytest.mark.fault(57)
@ON_POSIX
@pytest.mark.parametrize("plant", ["mkfifo", "mkdir"])
def test_what_is_no_journal_hides_nothing_of_a_sound_vault(
    plant: str, vault: Vault, backup: Backup, ready: Ready, place: VaultPlace
) -> None:
    vault.close()
    getattr(os, plant)(place.journal)
    with ready(backup) as prepared:
        assert prepared.exchange.present == "sound"


@pytest.mark.fault(57)
@ON_POSIX
def test_a_pipe_by_the_name_of_a_left_folder_is_not_waited_for(
    vault: Vault, backup: Backup, restore: Restore, place: VaultPlace
) -> None:
    vault.close()
    os.mkfifo(place.data / ".restore-x")
    assert restore(backup).aside is not None


def test_a_vault_with_other_keys_is_not_compared(
    vault: Vault, place: VaultPlace, backup: Backup, ready: Ready, doorkeeper: Doorkeepers
) -> None:
    vault.close()
    kept = place.data.parent / "kept"
    backup.file.rename(kept)
    shutil.rmtree(place.data)
    place.data.mkdir()
    doorkeeper().create(PERSON, PASSPHRASE).vault.close()
    with ready(read_backup(kept)) as prepared:
        assert prepared.exchange.present == "closed"
        assert prepared.exchange.contents is None
        assert prepared.exchange.newer == 0


# What is newer is taken over


def test_newer_consultations_of_a_sound_vault_are_taken_over_if_wanted(
    vault: Vault, backup: Backup, save: Save, restore: Restore, unlock: Unlock
) -> None:
    save("first", notes="changed since")
    save("second", pdf=b"%PDF-1.7 another guide %%EOF")
    vault.close()
    assert restore(backup, keep_newer=True).taken.consultations == 2
    restored = unlock().vault
    assert restored.records.load("first").tree["notes"] == "changed since"
    assert len(restored.records.load("first").guides) == 1
    second = restored.records.load("second")
    assert restored.guides.pdf("second", second.guides[0].sha256) == b"%PDF-1.7 another guide %%EOF"
    assert second.guides[0].givings[0].person == PERSON
    assert len(restored.records.find("amira")) == 2
    assert restored.soundness().is_sound
    restores = [row.subject for row in restored.trail() if row.deed == "restore"]
    assert restores == ["second", "first", backup.made_at.isoformat()]


def test_a_guide_given_since_is_taken_over(
    vault: Vault, backup: Backup, save: Save, restore: Restore, unlock: Unlock
) -> None:
    sha256 = vault.records.load("first").guides[0].sha256
    vault.guides.give_again("first", sha256, "saved")
    vault.close()
    restore(backup, keep_newer=True)
    givings = unlock().vault.records.load("first").guides[0].givings
    assert [one.how for one in givings] == ["printed", "saved"]


def test_that_a_guide_was_taken_back_since_is_taken_over(bench: Bench) -> None:
    guide = bench.vault.records.load("first").guides[0]
    bench.vault.guides.take_back("first", guide.sha256)
    bench.vault.close()
    bench.restore(bench.backup, keep_newer=True)
    restored = bench.unlock().vault
    assert restored.records.load("first").guides[0].is_taken_back
    assert restored.soundness().is_sound


def test_that_a_guide_is_older_than_the_entries_is_taken_over(bench: Bench) -> None:
    bench.save("first", notes="changed since")
    bench.vault.guides.compare("first", MadeGuide(sha256="2" * 64, paper="a4"))
    bench.vault.close()
    bench.restore(bench.backup, keep_newer=True)
    restored = bench.unlock().vault
    assert restored.records.load("first").entry.guides_are_older
    assert restored.soundness().is_sound


def test_a_consultation_that_is_newer_in_the_backup_stays(bench: Bench) -> None:
    bench.save("first", notes="changed since")
    newest = bench.vault.back_up(bench.place.backups)
    bench.vault.close()
    bench.restore(bench.backup)
    bench.restore(newest, keep_newer=True)
    assert bench.unlock().vault.records.load("first").tree["notes"] == "changed since"


@pytest.mark.fault(11)
def test_a_damaged_vault_gives_what_can_still_be_read(bench: Bench) -> None:
    first = pages_of(bench.vault)
    for number in range(60):
        bench.save(f"newer-{number:02}", notes="x" * 1500)
    page = (first + pages_of(bench.vault)) // 2
    bench.vault.close()
    damage(bench.place.database, page)
    before = bench.place.database.read_bytes()
    outcome = bench.restore(bench.backup)
    taken = outcome.taken
    assert 0 < taken.unreadable < 10
    assert taken.consultations + taken.unreadable == 60
    assert outcome.aside is not None
    assert (outcome.aside / bench.place.database.name).read_bytes() == before
    restored = bench.unlock().vault
    assert restored.records.count() == 1 + taken.consultations
    assert restored.soundness().is_sound


@pytest.mark.fault(11)
@pytest.mark.parametrize("index", ["sqlite_autoindex_consultation_1", "ix_consultation_changed_at"])
def test_a_damaged_index_loses_no_consultation(bench: Bench, index: str) -> None:
    bench.save("second")
    root = root_of(bench.vault, index)
    bench.vault.close()
    damage(bench.place.database, root)
    outcome = bench.restore(bench.backup)
    assert outcome.taken.unreadable == 0
    assert keys_of(bench.unlock().vault) == ["first", "second"]


@pytest.mark.fault(11)
def test_a_guide_that_cannot_be_read_is_counted_and_its_consultation_taken(bench: Bench) -> None:
    first = pages_of(bench.vault)
    bench.save("second", pdf=b"%PDF-" + os.urandom(20 * PAGE) + b"%%EOF")
    page = (first + pages_of(bench.vault)) // 2
    bench.vault.close()
    damage(bench.place.database, page)
    taken = bench.restore(bench.backup).taken
    assert (taken.consultations, taken.unreadable, taken.unreadable_guides) == (1, 0, 1)
    assert keys_of(bench.unlock().vault) == ["first", "second"]


@pytest.mark.fault(11)
def test_a_guide_whose_bytes_were_changed_is_not_taken_over(
    vault: Vault, backup: Backup, save: Save, restore: Restore
) -> None:
    save("second", pdf=b"%PDF-1.7 another guide %%EOF")
    changed = update(guide).where(guide.c.id == 2).values(pdf=b"%PDF-1.7 put in %%EOF")
    vault.store.write(lambda connection: connection.execute(changed))
    vault.close()
    assert restore(backup, keep_newer=True).taken.unreadable_guides == 1


@pytest.mark.fault(12)
def test_a_truncated_vault_gives_what_is_left(bench: Bench) -> None:
    for number in range(60):
        bench.save(f"newer-{number:02}", notes="x" * 900)
    bench.vault.close()
    os.truncate(bench.place.database, bench.place.database.stat().st_size // PAGE * 3 // 4 * PAGE)
    outcome = bench.restore(bench.backup)
    assert 0 < outcome.taken.consultations < 60
    restored = bench.unlock().vault
    assert restored.records.count() == 1 + outcome.taken.consultations
    assert restored.soundness().is_sound


@pytest.mark.fault(11)
@pytest.mark.fault(13)
@pytest.mark.parametrize("what", ["first page", "no bytes", "no file"])
def test_a_vault_that_cannot_be_opened_at_all_is_replaced_and_kept(bench: Bench, what: str) -> None:
    bench.vault.close()
    if what == "first page":
        damage(bench.place.database, 1)
    elif what == "no bytes":
        os.truncate(bench.place.database, 0)
    else:
        bench.place.database.unlink()
    with bench.ready(bench.backup) as prepared:
        assert prepared.exchange.present == ("none" if what == "no file" else "damaged")
        assert prepared.exchange.contents is None
        outcome = prepared.put_in_place(now=bench.clock.now())
    assert outcome.aside is not None
    assert (outcome.aside / bench.place.database.name).exists() == (what != "no file")
    assert keys_of(bench.unlock().vault) == ["first"]


@pytest.mark.fault(11)
@pytest.mark.parametrize("seed", range(12))
def test_wherever_the_damage_is_a_restore_comes_about(bench: Bench, seed: int) -> None:
    for number in range(8):
        bench.save(f"newer-{number}", notes="x" * 2000, pdf=b"%PDF-" + bytes(6000) + b"%%EOF")
    bench.vault.close()
    pages = bench.place.database.stat().st_size // PAGE
    damage(bench.place.database, 1 + seed * (pages - 1) // 11)
    bench.restore(bench.backup)
    restored = bench.unlock().vault
    assert "first" in keys_of(restored)
    assert restored.soundness().is_sound


@pytest.mark.fault(11)
def test_a_vault_of_which_only_the_first_page_is_left_is_replaced(bench: Bench) -> None:
    bench.vault.close()
    # With the pages after it the names of the tables are gone.
    whole = bench.place.database.read_bytes()
    bench.place.database.write_bytes(whole[:PAGE] + b"\0" + whole[PAGE:])

    with bench.ready(bench.backup) as prepared:
        assert prepared.exchange.present == "damaged"
        prepared.put_in_place(now=bench.clock.now())

    assert keys_of(bench.unlock().vault) == ["first"]


@pytest.mark.fault(11)
def test_the_newest_good_backup_is_used_where_the_newest_is_damaged(bench: Bench) -> None:
    bench.save("second")
    bench.clock.at = bench.clock.at.replace(hour=12)
    newest = bench.vault.back_up(bench.place.backups)
    bench.vault.close()
    os.truncate(bench.place.database, 0)
    damage(newest.file, 20)
    assert [one.file for one in backups_in(bench.place.backups)] == [newest.file, bench.backup.file]
    with pytest.raises(ClinicAidError, match="is damaged"):
        bench.ready(newest)
    bench.restore(bench.backup)
    assert keys_of(bench.unlock().vault) == ["first"]


# Erased stays erased


@pytest.mark.fault(52)
def test_an_erased_patient_stays_erased_after_an_older_backup_is_restored(bench: Bench) -> None:
    bench.save("second")
    bench.vault.records.erase(["first"])
    bench.vault.close()
    with bench.ready(bench.backup) as prepared:
        assert prepared.exchange.left_out == 1
        assert prepared.exchange.backup.consultations == 0
        prepared.put_in_place(now=bench.clock.now(), keep_newer=True)
    restored = bench.unlock().vault
    assert keys_of(restored) == ["second"]
    assert [row.subject for row in restored.trail() if row.deed == "erase-again"] == ["first"]
    assert [entry.key for entry in restored.records.find("amira")] == ["second"]


@pytest.mark.fault(52)
def test_the_list_of_what_was_erased_comes_back_with_the_backup(
    vault: Vault,
    place: VaultPlace,
    backup: Backup,
    restore: Restore,
    unlock: Unlock,
) -> None:
    vault.records.erase(["first"])
    later = vault.back_up(place.backups)
    later_key = later.keys.unlock(PERSON, PASSPHRASE)
    vault.close()
    shutil.rmtree(place.folder)
    place.erased.unlink()
    restore(later)
    assert Erasures(later_key.subkey("erasures"), place.erased).listed().sealed == {"first"}
    restore(backup)
    assert keys_of(unlock().vault) == []


@pytest.mark.fault(52)
def test_an_erased_patient_is_not_taken_over_from_an_older_vault(bench: Bench) -> None:
    bench.save("second")
    shutil.copytree(bench.place.folder, bench.place.data / "older")
    bench.vault.records.erase(["second"])
    bench.vault.close()
    shutil.rmtree(bench.place.folder)
    (bench.place.data / "older").rename(bench.place.folder)
    bench.restore(bench.backup, keep_newer=True)
    assert keys_of(bench.unlock().vault) == ["first"]


# What a list calls erased that nobody sealed


def as_of_before(backup: Backup, erased: Collection[str]) -> Backup:
    """Give a backup as an earlier program made it: nothing sealed, and a bare list in it."""
    with zipfile.ZipFile(backup.file) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    said = json.loads(files["manifest.json"])
    names = "made_at", "program", "automatic", "sha256"
    plain = {"format": 1} | {name: said[name] for name in names}
    files["manifest.json"] = json.dumps(plain).encode()
    files["erased.json"] = json.dumps(sorted(erased)).encode()
    with zipfile.ZipFile(backup.file, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return read_backup(backup.file)


@pytest.mark.fault(55)
@pytest.mark.parametrize("where", ["beside the vault", "in the backup"])
def test_what_only_an_unsealed_list_calls_erased_is_restored_told_and_asked_about(
    bench: Bench, where: str
) -> None:
    bench.vault.close()
    backup = bench.backup
    if where == "in the backup":
        backup = as_of_before(backup, {"first"})
    else:
        bench.place.erased.write_text(json.dumps(["first"]))
    with bench.ready(backup) as prepared:
        assert prepared.exchange.called_erased == 1
        assert prepared.exchange.left_out == 0
        prepared.put_in_place(now=bench.clock.now())
    opened = bench.unlock()
    assert keys_of(opened.vault) == ["first"]
    assert [entry.key for entry in claimed(opened.vault)] == ["first"]
    assert "calls consultations erased" in opened.notices[-1]


@pytest.mark.fault(55)
def test_what_somebody_kept_though_it_was_listed_is_in_no_doubt_any_more(bench: Bench) -> None:
    bench.place.erased.write_text('["first"]')
    decide(bench.vault, ["first"], erase=False)
    later = bench.vault.back_up(bench.place.backups)
    key = later.keys.unlock(PERSON, PASSPHRASE)
    assert compare(bench.vault, later, key).called_erased == 0
    assert compare(bench.vault, bench.backup, key).called_erased == 1
    bench.vault.close()
    with bench.ready(later) as prepared:
        assert prepared.exchange.called_erased == 0


def test_an_open_vault_tells_the_same_of_an_unsealed_list(bench: Bench) -> None:
    backup = as_of_before(bench.backup, {"first", "unknown"})
    compared = compare(bench.vault, backup, backup.keys.unlock(PERSON, PASSPHRASE))
    assert (compared.called_erased, compared.left_out) == (1, 0)
    bench.vault.records.erase(["first"])
    compared = compare(bench.vault, backup, backup.keys.unlock(PERSON, PASSPHRASE))
    assert (compared.called_erased, compared.left_out) == (0, 1)


@pytest.mark.fault(52)
@pytest.mark.parametrize("is_damaged", [False, True])
def test_what_was_erased_before_the_update_stays_erased_by_the_trail_here(
    bench: Bench, is_damaged: bool
) -> None:
    bench.save("second")
    bench.vault.records.erase(["first"])
    page = root_of(bench.vault, "search_data")
    bench.vault.close()
    bench.place.erased.write_text(json.dumps(["first"]))
    if is_damaged:
        damage(bench.place.database, page)
    with bench.ready(as_of_before(bench.backup, ())) as prepared:
        assert prepared.exchange.present == ("damaged" if is_damaged else "sound")
        assert (prepared.exchange.left_out, prepared.exchange.called_erased) == (1, 0)
        prepared.put_in_place(now=bench.clock.now())
    assert bench.unlock().vault.records.count() == int(is_damaged)


@pytest.mark.fault(52)
def test_what_was_erased_before_the_update_is_told_where_no_trail_can_be_read(
    bench: Bench,
) -> None:
    bench.vault.records.erase(["first"])
    bench.vault.close()
    bench.place.erased.write_text(json.dumps(["first"]))
    bench.place.database.write_bytes(b"garbage" * 1000)
    with bench.ready(as_of_before(bench.backup, ())) as prepared:
        assert prepared.exchange.called_erased == 1


@pytest.mark.fault(52)
@pytest.mark.parametrize("harm", ["missing", "damaged"])
def test_a_list_that_is_lost_with_the_vault_is_never_taken_for_empty(
    bench: Bench, harm: str
) -> None:
    bench.vault.records.erase(["first"])
    bench.vault.close()
    bench.place.database.write_bytes(b"garbage" * 1000)
    if harm == "missing":
        bench.place.erased.unlink()
    else:
        bench.place.erased.write_bytes(b"{")
    with bench.ready(bench.backup) as prepared:
        assert prepared.exchange.has_lost_list


@pytest.mark.fault(52)
@pytest.mark.parametrize("gone", ["the file", "the folder"])
def test_where_vault_and_list_are_gone_it_is_told_that_nobody_knows_who_was_erased(
    bench: Bench, gone: str
) -> None:
    bench.vault.records.erase(["first"])
    bench.vault.close()
    bench.place.erased.unlink()
    if gone == "the file":
        bench.place.database.unlink()
    else:
        shutil.rmtree(bench.place.folder)
    with bench.ready(bench.backup) as prepared:
        assert prepared.exchange.has_lost_list


@pytest.mark.fault(52)
def test_a_list_from_before_an_erasure_is_known_by_what_is_left_of_the_trail(bench: Bench) -> None:
    bench.save("second")
    bench.vault.records.erase(["second"])
    older = bench.place.erased.read_bytes()
    bench.vault.records.erase(["first"])
    page = root_of(bench.vault, "search_data")
    bench.vault.close()
    damage(bench.place.database, page)
    with bench.ready(bench.backup) as prepared:
        assert not prepared.exchange.has_lost_list
    bench.place.erased.write_bytes(older)
    with bench.ready(bench.backup) as prepared:
        assert prepared.exchange.has_lost_list
        assert prepared.exchange.left_out == 1


@pytest.mark.fault(52)
def test_a_sound_vault_knows_by_itself_who_was_erased(bench: Bench) -> None:
    bench.vault.records.erase(["first"])
    bench.vault.close()
    bench.place.erased.unlink()
    with bench.ready(bench.backup) as prepared:
        assert not prepared.exchange.has_lost_list
        assert prepared.exchange.left_out == 1


@pytest.mark.fault(52)
def test_what_was_erased_since_a_backup_stays_in_the_trail_of_what_is_restored(
    bench: Bench,
) -> None:
    bench.save("second")
    bench.vault.records.erase(["second"])
    later = bench.vault.back_up(bench.place.backups)
    bench.vault.close()
    bench.restore(bench.backup)
    restored = bench.unlock()
    assert restored.notices == ()
    with restored.vault.store.reading() as connection:
        assert erased_in(connection) == {"second"}
    restored.vault.close()
    bench.place.erased.unlink()
    with bench.ready(later) as prepared:
        assert prepared.exchange.left_out == 0


@pytest.mark.fault(55)
def test_a_list_in_a_backup_of_version_1_erases_nothing_by_itself(
    place: VaultPlace, old_backup: Callable[..., Backup], clock: Clock
) -> None:
    backup = old_backup()
    with prepared_old(place, backup, clock) as prepared:
        assert prepared.exchange.backup.consultations == 2
        key = next(iter(versions_of(prepared)))
    named = as_of_before(backup, {key})
    with prepared_old(place, named, clock) as prepared:
        assert prepared.exchange.called_erased == 1
        assert prepared.exchange.backup.consultations == 2
        prepared.put_in_place(now=clock.now())
    doorkeeper = Doorkeeper(place, now=clock.now, program="0.1.0", cost=CHEAP)
    opened = doorkeeper.unlock(PERSON, OLD_PASSPHRASE)
    assert opened.vault.records.count() == 2
    decide(opened.vault, [key], erase=True)
    assert opened.vault.records.count() == 1
    opened.vault.close()
    with prepared_old(place, backup, clock) as prepared:
        assert (prepared.exchange.left_out, prepared.exchange.called_erased) == (1, 0)


def prepared_old(place: VaultPlace, backup: Backup, clock: Clock) -> Prepared:
    key = backup.keys.unlock(PERSON, OLD_PASSPHRASE)
    return prepare(place, backup, key, person=PERSON, now=clock.now())


def versions_of(prepared: Prepared) -> dict[str, object]:
    made = VaultPlace(prepared.scratch / "made")
    with opened_store(made, prepared.key) as store, store.reading() as connection:
        return dict(versions_in(connection))


def test_a_date_that_nobody_sealed_is_told_as_such(bench: Bench) -> None:
    bench.vault.close()
    with bench.ready(bench.backup) as prepared:
        assert prepared.exchange.backup.is_dated
    with bench.ready(as_of_before(bench.backup, ())) as prepared:
        assert not prepared.exchange.backup.is_dated


# Older and newer versions


@pytest.fixture
def old_backup(tmp_path: Path) -> Callable[..., Backup]:
    """Give a function that gives a backup of the vault of version 1, as if of another version."""

    def pack(version: int = 1) -> Backup:
        keys = KeyFile.from_bytes((OLD / "keys.json").read_bytes())
        file = tmp_path / "old.vault"
        shutil.copyfile(OLD / "consultations.vault", file)
        connection = raw_connection(file, keys.unlock(PERSON, OLD_PASSPHRASE).subkey("database"))
        connection.execute("PRAGMA journal_mode=DELETE").fetchall()
        connection.execute(f"PRAGMA user_version={version}")
        connection.close()
        manifest = {
            "made_at": "2026-11-20T09:00:00+00:00",
            "program": "0.1.0",
            "automatic": False,
            "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        }
        backup = tmp_path / f"old{SUFFIX}"
        with zipfile.ZipFile(backup, "w") as archive:
            archive.writestr("manifest.json", json.dumps(manifest))
            archive.writestr("keys.json", keys.as_bytes())
            archive.write(file, "vault")
        return read_backup(backup)

    return pack


def test_a_backup_of_an_older_version_is_brought_to_this_one(
    place: VaultPlace, old_backup: Callable[..., Backup], clock: Clock
) -> None:
    backup = old_backup()
    key = backup.keys.unlock(PERSON, OLD_PASSPHRASE)
    with prepare(place, backup, key, person=PERSON, now=clock.now()) as prepared:
        assert prepared.exchange.backup.consultations == 2
        prepared.put_in_place(now=clock.now())
    doorkeeper = Doorkeeper(place, now=clock.now, program="0.1.0", cost=CHEAP)
    opened = doorkeeper.unlock(PERSON, OLD_PASSPHRASE)
    assert [row.subject for row in opened.vault.trail() if row.deed == "migrate"] == [
        f"1 to {NEWEST}"
    ]
    assert opened.notices == ()
    assert opened.vault.soundness().is_sound
    opened.vault.store.close()


def test_newer_consultations_of_a_vault_of_an_older_version_are_taken_over(
    place: VaultPlace, old_backup: Callable[..., Backup], clock: Clock
) -> None:
    backup = old_backup()
    secret = functools.partial(backup.keys.unlock, PERSON, OLD_PASSPHRASE)
    with prepare(place, backup, secret(), person=PERSON, now=clock.now()) as prepared:
        prepared.put_in_place(now=clock.now())
    doorkeeper = Doorkeeper(place, now=clock.now, program="0.1.0", cost=CHEAP)
    vault = doorkeeper.unlock(PERSON, OLD_PASSPHRASE).vault
    # Without a line of the trail: they are missing from the backup, but not erased.
    gone, kept_sum = keys_of(vault), vault.access.kept_sum
    vault.store.write(lambda connection: erase_rows(connection, gone, kept_sum))
    empty = vault.back_up(place.backups)
    vault.close()
    shutil.rmtree(place.folder)
    place.folder.mkdir()
    shutil.copyfile(OLD / "consultations.vault", place.database)
    shutil.copyfile(OLD / "keys.json", place.keys[0])
    with prepare(place, empty, secret(), person=PERSON, now=clock.now()) as prepared:
        assert prepared.exchange.newer == 2
        outcome = prepared.put_in_place(now=clock.now(), keep_newer=True)
    assert outcome.taken == Taken(consultations=2)
    restored = doorkeeper.unlock(PERSON, OLD_PASSPHRASE).vault
    assert restored.records.count() == 2
    assert not any(entry.held for entry in restored.records.newest())
    assert [entry.headings.name for entry in restored.records.find("haddad")] == ["Amira Haddad"]
    restored.store.close()


@pytest.mark.fault(51)
def test_a_backup_of_a_newer_version_is_refused(
    place: VaultPlace, old_backup: Callable[..., Backup], clock: Clock
) -> None:
    backup = old_backup(version=99)
    key = backup.keys.unlock(PERSON, OLD_PASSPHRASE)
    with pytest.raises(NewerVaultError, match="A newer Clinic Aid made this backup"):
        prepare(place, backup, key, person=PERSON, now=clock.now())
    assert left_in(place) == []


@pytest.mark.fault(51)
def test_a_vault_of_a_newer_version_is_kept_aside_unread(
    vault: Vault, place: VaultPlace, backup: Backup, ready: Ready, clock: Clock
) -> None:
    vault.store.alone("PRAGMA user_version=99")
    vault.store.close()
    with ready(backup) as prepared:
        assert prepared.exchange.present == "closed"
        assert prepared.put_in_place(now=clock.now()).aside is not None


# Stopped, and without room

STOPPED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from clinic_aid.vault.backups import read_backup
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.restoring import prepare

place, left = VaultPlace(Path(sys.argv[1])), int(sys.argv[3])
backup = read_backup(Path(sys.argv[2]))
now = datetime(2026, 11, 21, 18, tzinfo=UTC)
prepared = prepare(
    place, backup, backup.keys.unlock("Jo Brook", sys.stdin.readline().strip()),
    person="Jo Brook", now=now,
)
move = Path.rename
def stopped(self, target):
    global left
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left -= 1
    return move(self, target)
Path.rename = stopped
prepared.put_in_place(now=now)
print("put in place")
os.kill(os.getpid(), signal.SIGKILL)
"""


def run(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        input=f"{PASSPHRASE}\n",
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )


@ON_POSIX
@pytest.mark.parametrize(("moves", "is_restored"), [(0, False), (1, False), (2, True), (3, True)])
def test_a_restore_that_is_killed_between_two_moves_leaves_one_whole_vault(
    bench: Bench, moves: int, is_restored: bool
) -> None:
    bench.save("second")
    bench.vault.close()
    result = run(STOPPED, bench.place.data, bench.backup.file, moves)
    assert result.returncode == -signal.SIGKILL, result.stderr
    assert ("put in place" in result.stdout) == (moves == 3)
    assert Doorkeeper(bench.place, now=bench.clock.now, program="0.1.0").state == "locked"
    opened = bench.unlock()
    assert keys_of(opened.vault) == (["first"] if is_restored else ["first", "second"])
    assert opened.notices == ()
    asides = list(bench.place.data.glob("vault-replaced-*"))
    assert len(asides) == is_restored
    opened.vault.close()
    # And once more, over what was left behind.
    bench.restore(bench.backup)
    assert keys_of(bench.unlock().vault) == ["first"]


FULL = """
import resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.backups import read_backup
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.restoring import prepare

backup = read_backup(Path(sys.argv[2]))
key = backup.keys.unlock("Jo Brook", sys.stdin.readline().strip())
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
try:
    prepare(VaultPlace(Path(sys.argv[1])), backup, key, person="Jo Brook", now=datetime.now(UTC))
except ClinicAidError as error:
    print(error)
"""


@ON_POSIX
@pytest.mark.parametrize("room", [1_000, 100_000, 150_000])
def test_without_room_nothing_is_restored_and_nothing_left(
    vault: Vault, place: VaultPlace, save: Save, room: int
) -> None:
    save("first", pdf=b"%PDF-" + os.urandom(50_000) + b"%%EOF")
    backup = vault.back_up(place.backups)
    save("second", pdf=b"%PDF-" + os.urandom(100_000) + b"%%EOF")
    vault.close()
    before = {file: file.read_bytes() for file in place.data.rglob("*") if file.is_file()}
    result = run(FULL, place.data, backup.file, room)
    assert result.stdout.startswith("Nothing was restored: the disk is full."), result.stderr
    assert {file: file.read_bytes() for file in place.data.rglob("*") if file.is_file()} == before


def test_what_a_stopped_restore_left_is_taken_away_by_a_later_one(
    vault: Vault, place: VaultPlace, backup: Backup, restore: Restore
) -> None:
    vault.close()
    left = place.data / ".restore-stopped"
    (left / "made").mkdir(parents=True)
    restore(backup)
    assert left_in(place) == []


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("mount"),
    reason="a folder that cannot be moved is made by root alone",
)
def test_a_vault_that_cannot_be_moved_aside_stays_in_place(
    vault: Vault, place: VaultPlace, backup: Backup, restore: Restore, unlock: Unlock
) -> None:
    vault.close()
    kept = place.data / "kept"
    place.folder.rename(kept)
    place.folder.mkdir()
    # What something is mounted on cannot be moved.
    if subprocess.run(["mount", "--bind", kept, place.folder], check=False).returncode:
        pytest.skip("this system mounts no folder")
    try:
        with pytest.raises(ClinicAidError, match="The vault was not replaced: "):
            restore(backup)
        assert not place.restored.exists()
        opened = unlock()
        assert keys_of(opened.vault) == ["first"]
        opened.vault.close()
    finally:
        subprocess.run(["umount", place.folder], check=True)


def test_nothing_is_taken_from_a_file_that_is_no_vault(
    vault: Vault, place: VaultPlace, backup: Backup, ready: Ready
) -> None:
    vault.close()
    place.database.write_bytes(b"another file" * 1000)
    with ready(backup) as prepared:
        assert prepared.exchange.present == "damaged"
        assert prepared.exchange.newer == 0


def test_notes_and_links_are_taken_over(bench: Bench, headings: Headings) -> None:
    records = bench.vault.records
    bench.vault.notes.add("first", "The time was 10:30.")
    records.save("second", {}, headings, content="1", follows="first")
    bench.vault.notes.add("second", "Nothing else.")
    bench.vault.close()
    bench.restore(bench.backup, keep_newer=True)
    restored = bench.unlock().vault
    first, second = (restored.records.load(key) for key in ("first", "second"))
    assert [note.words for note in (*first.notes, *second.notes)] == [
        "The time was 10:30.",
        "Nothing else.",
    ]
    assert second.entry.follows == "first"
    assert restored.soundness().is_sound


def test_a_note_is_not_taken_over_twice(bench: Bench) -> None:
    bench.vault.notes.add("first", "The time was 10:30.")
    noted = bench.vault.back_up(bench.place.backups)
    bench.vault.notes.add("first", "He was told.")
    bench.vault.close()
    bench.restore(noted, keep_newer=True)
    restored = bench.unlock().vault
    assert [note.words for note in restored.records.load("first").notes] == [
        "The time was 10:30.",
        "He was told.",
    ]
    assert restored.soundness().is_sound


@pytest.mark.fault(11)
def test_a_consultation_whose_notes_cannot_be_read_is_taken_without_them_and_told(
    bench: Bench,
) -> None:
    bench.vault.notes.add("first", "The time was 10:30. " * 90)
    bench.vault.notes.add("first", "He was told by phone. " * 80)
    root = root_of(bench.vault, "note")
    bench.vault.close()
    damage(bench.place.database, root)
    taken = bench.restore(bench.backup).taken
    assert (taken.consultations, taken.unreadable, taken.without_notes) == (1, 0, 1)
    assert bench.unlock().vault.records.load("first").notes == ()

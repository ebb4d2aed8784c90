"""The file is damaged, moved, mixed up or too new: named, and never written into."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clinic_aid.domain.records import Headings
from clinic_aid.vault.database import raw_connection
from clinic_aid.vault.errors import (
    DamagedVaultError,
    MissingKeysError,
    MovedVaultError,
    NewerVaultError,
    ReadOnlyVaultError,
)
from clinic_aid.vault.journal import put_aside_foreign
from clinic_aid.vault.opening import Opened
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.vault import Vault
from tests.vault.conftest import PASSPHRASE, PERSON, MakeDoorkeeper

PAGE = 4096
Unlock = Callable[[], Opened]
Tree = dict[str, object]


@pytest.fixture
def closed(vault: Vault, headings: Headings) -> VaultPlace:
    """Give a vault with a few consultations, closed."""
    for number in range(5):
        vault.records.save(f"key{number}", {"notes": "n" * 9000}, headings, content="1")
    vault.close()
    return vault.store.place


def flip(file: Path, place: int) -> None:
    data = bytearray(file.read_bytes())
    data[place] ^= 1
    file.write_bytes(data)


@pytest.mark.fault(11)
@pytest.mark.parametrize("page", [1, 2, 5, 20])
def test_a_flipped_bit_is_told_and_nothing_is_written(
    closed: VaultPlace, unlock: Unlock, page: int
) -> None:
    flip(closed.database, page * PAGE - 500)
    before = closed.database.read_bytes()
    with pytest.raises(DamagedVaultError, match="Restore the newest backup"):
        unlock()
    assert closed.database.read_bytes() == before


@pytest.mark.fault(11)
def test_a_damaged_page_is_named(closed: VaultPlace, unlock: Unlock) -> None:
    flip(closed.database, 20 * PAGE - 500)
    with pytest.raises(DamagedVaultError, match=r"Page 20\b"):
        unlock()


@pytest.mark.fault(11)
def test_swapped_pages_are_told(closed: VaultPlace, unlock: Unlock) -> None:
    data = closed.database.read_bytes()
    first, second = data[19 * PAGE : 20 * PAGE], data[20 * PAGE : 21 * PAGE]
    closed.database.write_bytes(data[: 19 * PAGE] + second + first + data[21 * PAGE :])
    with pytest.raises(DamagedVaultError, match="Pages 20, 21 "):
        unlock()


@pytest.mark.fault(12)
@pytest.mark.parametrize("left", [20 * PAGE, 20 * PAGE + 17, 100, 16])
def test_a_truncated_file_is_told_and_nothing_is_written(
    closed: VaultPlace, unlock: Unlock, left: int
) -> None:
    os.truncate(closed.database, left)
    before = closed.database.read_bytes()
    with pytest.raises(DamagedVaultError):
        unlock()
    assert closed.database.read_bytes() == before


@pytest.mark.fault(13)
def test_an_empty_file_is_damaged_and_never_new(
    closed: VaultPlace, doorkeeper: MakeDoorkeeper
) -> None:
    os.truncate(closed.database, 0)
    assert doorkeeper().state == "damaged"
    assert doorkeeper().words.startswith("The vault's file is damaged")
    with pytest.raises(DamagedVaultError):
        doorkeeper().unlock(PERSON, PASSPHRASE)
    assert closed.database.stat().st_size == 0


@pytest.mark.fault(13)
def test_a_missing_file_is_damaged_and_never_new(
    closed: VaultPlace, doorkeeper: MakeDoorkeeper
) -> None:
    closed.database.unlink()
    assert doorkeeper().state == "damaged"
    assert doorkeeper().words == "The vault's file is missing. Restore the newest backup."
    with pytest.raises(DamagedVaultError):
        doorkeeper().unlock(PERSON, PASSPHRASE)
    assert not closed.database.exists()


@pytest.mark.fault(13)
def test_a_file_of_garbage_is_damaged(closed: VaultPlace, unlock: Unlock) -> None:
    closed.database.write_bytes(os.urandom(20 * PAGE))
    with pytest.raises(DamagedVaultError):
        unlock()


def leave_hot(vault: Vault, here: Path) -> VaultPlace:
    """Give the files of an open vault as a crash leaves them, in another folder."""
    shutil.copytree(vault.store.place.data, here)
    return VaultPlace(here)


@pytest.mark.fault(14)
def test_a_missing_journal_opens_the_last_state_and_is_told(
    vault: Vault, unlock: Unlock, headings: Headings, place: VaultPlace, tmp_path: Path
) -> None:
    vault.records.save("old", {}, headings, content="1")
    vault.store.checkpoint()
    vault.records.save("new", {}, headings, content="1")
    left = leave_hot(vault, tmp_path / "left")
    vault.store.close()
    shutil.rmtree(place.data)
    left.data.rename(place.data)
    place.journal.unlink()
    opened = unlock()
    assert [entry.key for entry in opened.vault.records.newest()] == ["old"]
    assert opened.notices == ("Line 3 of the audit trail is missing.",)


@pytest.mark.fault(14)
def test_a_missing_journal_without_a_line_of_the_trail_is_told_by_the_count_of_saves(
    vault: Vault, unlock: Unlock, headings: Headings, place: VaultPlace, tmp_path: Path
) -> None:
    vault.records.save("old", {}, headings, content="1")
    vault.store.checkpoint()
    vault.records.save("old", {"notes": "more"}, headings, content="1")
    vault.accept_breaks()
    left = leave_hot(vault, tmp_path / "left")
    vault.store.close()
    shutil.rmtree(place.data)
    left.data.rename(place.data)
    place.journal.unlink()
    assert len(unlock().notices) == 1


@pytest.mark.fault(14)
def test_a_journal_of_another_vault_is_put_aside_and_does_no_harm(
    closed: VaultPlace, unlock: Unlock, doorkeeper: MakeDoorkeeper, headings: Headings
) -> None:
    aside = closed.data / "aside"
    closed.folder.rename(aside)
    other = doorkeeper().create(PERSON, PASSPHRASE).vault
    other.records.save("foreign", {"notes": "n" * 20_000}, headings, content="1")
    foreign = other.store.place.journal.read_bytes()
    other.close()
    shutil.rmtree(closed.folder)
    aside.rename(closed.folder)
    closed.journal.write_bytes(foreign)
    opened = unlock()
    assert opened.notices[0].startswith("Beside the vault lay a journal that is not its own")
    assert opened.vault.records.count() == 5
    assert opened.vault.soundness().is_sound
    assert closed.foreign_journal.read_bytes() == foreign


@pytest.mark.fault(14)
def test_an_older_journal_of_the_same_vault_is_put_aside_and_does_no_harm(
    vault: Vault, unlock: Unlock, headings: Headings, place: VaultPlace
) -> None:
    vault.records.save("first", {"notes": "n" * 20_000}, headings, content="1")
    older = place.journal.read_bytes()
    for number in range(20):
        vault.records.save(f"key{number}", {"notes": "n" * 9000}, headings, content="1")
    vault.records.erase(["first"])
    vault.close()
    place.journal.write_bytes(older)
    opened = unlock()
    assert opened.notices[0].startswith("Beside the vault lay a journal that is not its own")
    assert opened.vault.records.count() == 20
    assert opened.vault.soundness().is_sound


@pytest.mark.fault(14)
def test_looking_at_a_journal_writes_into_neither_file(
    vault: Vault, headings: Headings, place: VaultPlace, database_key: Callable[[], bytes]
) -> None:
    vault.records.save("key", {"notes": "n" * 20_000}, headings, content="1")
    files = (place.database, place.journal)
    left = [file.read_bytes() for file in files]
    key = database_key()
    vault.store.close()
    for file, data in zip(files, left, strict=True):
        file.write_bytes(data)
    assert not put_aside_foreign(place, key)
    assert [file.read_bytes() for file in files] == left


@pytest.mark.fault(14)
@pytest.mark.parametrize("garbage", [b"", b"\0" * 5000, b"garbage" * 1000])
def test_a_journal_of_garbage_does_no_harm(
    closed: VaultPlace, unlock: Unlock, garbage: bytes
) -> None:
    closed.journal.write_bytes(garbage)
    opened = unlock()
    assert opened.vault.records.count() == 5
    assert opened.vault.soundness().is_sound


@pytest.mark.fault(14)
def test_its_own_journal_after_a_crash_is_taken_in(
    vault: Vault, unlock: Unlock, headings: Headings, place: VaultPlace, tmp_path: Path
) -> None:
    vault.records.save("key", {}, headings, content="1")
    left = leave_hot(vault, tmp_path / "left")
    vault.store.close()
    shutil.rmtree(place.data)
    left.data.rename(place.data)
    opened = unlock()
    assert opened.notices == ()
    assert opened.vault.records.count() == 1
    assert not place.foreign_journal.exists()


def test_a_journal_left_without_its_file_does_not_get_into_a_new_vault(
    closed: VaultPlace, doorkeeper: MakeDoorkeeper, tmp_path: Path
) -> None:
    for file in closed.folder.iterdir():
        file.unlink()
    closed.journal.write_bytes(b"\x37\x7f\x06\x82" + bytes(9000))
    opened = doorkeeper().create(PERSON, PASSPHRASE)
    assert opened.vault.soundness().is_sound
    assert closed.foreign_journal.stat().st_size == 9004
    opened.vault.store.close()


@pytest.mark.fault(15)
def test_a_whole_old_file_put_back_is_told(
    vault: Vault, unlock: Unlock, headings: Headings, place: VaultPlace
) -> None:
    vault.records.save("key", {}, headings, content="1")
    vault.close()
    old = place.database.read_bytes()
    again = unlock().vault
    again.records.save("key", {"notes": "more"}, headings, content="1")
    again.close()
    place.database.write_bytes(old)
    opened = unlock()
    assert opened.notices == ("Lines 4 to 5 of the audit trail are missing.",)


@pytest.mark.fault(15)
def test_a_gap_is_told_as_long_as_it_was_first_seen(
    vault: Vault, unlock: Unlock, place: VaultPlace
) -> None:
    vault.close()
    old = place.database.read_bytes()
    for _ in range(3):
        unlock().vault.close()
    place.database.write_bytes(old)

    first = unlock()
    first.vault.close()
    second = unlock()

    # What each opening writes fills the gap from its beginning.
    assert first.notices == second.notices
    assert len(first.notices) == 1


@pytest.mark.fault(15)
def test_what_the_put_back_file_shows_is_told_until_somebody_has_seen_it(
    vault: Vault, unlock: Unlock, place: VaultPlace
) -> None:
    vault.close()
    old = place.database.read_bytes()
    unlock().vault.close()
    place.database.write_bytes(old)
    unlock().vault.close()
    opened = unlock()
    assert opened.notices
    opened.vault.accept_breaks()
    assert opened.vault.breaks() == ()
    opened.vault.close()
    assert unlock().notices == ()


@pytest.mark.fault(15)
def test_an_old_file_put_back_with_as_many_rows_is_told_by_the_count_of_saves(
    vault: Vault, unlock: Unlock, headings: Headings, place: VaultPlace
) -> None:
    vault.records.save("key", {}, headings, content="1")
    vault.store.checkpoint()
    old = place.database.read_bytes()
    vault.records.save("key", {"notes": "more"}, headings, content="1")
    vault.accept_breaks()
    vault.store.close()
    place.database.write_bytes(old)
    assert unlock().notices != ()


@pytest.mark.fault(15)
def test_one_old_page_put_back_is_told(
    vault: Vault, unlock: Unlock, headings: Headings, place: VaultPlace
) -> None:
    for number in range(40):
        vault.records.save(f"key{number}", {}, headings, content="1")
    vault.close()
    old = place.database.read_bytes()
    again = unlock().vault
    again.note("open", "key1")
    again.close()
    new = place.database.read_bytes()
    told = 0
    for at in range(0, len(old), PAGE):
        if old[at : at + PAGE] == new[at : at + PAGE]:
            continue
        place.database.write_bytes(new[:at] + old[at : at + PAGE] + new[at + PAGE :])
        try:
            opened = unlock()
        except DamagedVaultError:
            told += 1
            continue
        told += bool(opened.notices) or not opened.vault.soundness().is_sound
        opened.vault.store.close()
    changed = sum(old[at : at + PAGE] != new[at : at + PAGE] for at in range(0, len(old), PAGE))
    assert changed >= 2
    assert told == changed


@pytest.mark.fault(16)
@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("harm", ["lost", "flipped", "emptied"])
def test_one_key_file_that_is_harmed_is_healed_by_the_other(
    closed: VaultPlace, unlock: Unlock, which: int, harm: str
) -> None:
    file, other = closed.keys[which], closed.keys[1 - which]
    if harm == "lost":
        file.unlink()
    elif harm == "emptied":
        file.write_bytes(b"")
    else:
        flip(file, file.stat().st_size // 2)
    unlock()
    assert file.read_bytes() == other.read_bytes()


@pytest.mark.fault(16)
def test_an_older_key_file_put_back_is_healed_by_the_newer(vault: Vault, unlock: Unlock) -> None:
    first = vault.store.place.keys[0]
    old = first.read_bytes()
    vault.set_passphrase("Kim", "another five plain words")
    vault.close()
    first.write_bytes(old)
    assert unlock().vault.people == (PERSON, "Kim")
    assert first.read_bytes() != old


@pytest.mark.fault(16)
def test_both_key_files_harmed_are_told_apart_from_a_damaged_file(
    closed: VaultPlace, doorkeeper: MakeDoorkeeper
) -> None:
    before = closed.database.read_bytes()
    closed.keys[0].unlink()
    flip(closed.keys[1], 100)
    assert doorkeeper().state == "missing-keys"
    assert "key file of the vault is missing or damaged" in doorkeeper().words
    assert doorkeeper().people == ()
    with pytest.raises(MissingKeysError, match="Restore a backup"):
        doorkeeper().unlock(PERSON, PASSPHRASE)
    assert closed.database.read_bytes() == before


@pytest.mark.fault(21)
@pytest.mark.parametrize("how", ["moved", "replaced"])
def test_a_file_moved_or_replaced_while_open_is_noticed_before_the_next_save(
    vault: Vault, headings: Headings, place: VaultPlace, how: str
) -> None:
    vault.records.save("key", {}, headings, content="1")
    if how == "moved":
        place.database.rename(place.data / "elsewhere")
    else:
        shutil.copyfile(place.database, place.data / "copy")
        (place.data / "copy").replace(place.database)
    with pytest.raises(MovedVaultError, match="moved or replaced"):
        vault.records.save("key", {"notes": "more"}, headings, content="1")


@pytest.mark.fault(21)
def test_a_draft_rescued_from_a_moved_file_comes_back_once_the_file_does(
    vault: Vault, unlock: Unlock, headings: Headings, place: VaultPlace
) -> None:
    vault.records.save("key", {}, headings, content="1")
    place.database.rename(place.data / "elsewhere")
    with pytest.raises(MovedVaultError):
        vault.records.save("key", {"notes": "more"}, headings, content="1")
    vault.rescue("key", {"notes": "more"})
    vault.close()
    (place.data / "elsewhere").rename(place.database)
    again = unlock().vault
    assert again.take_in_rescued(lambda _: headings, "1") == 1
    assert again.records.load("key").tree == {"notes": "more"}
    assert list(place.rescued.iterdir()) == []


@pytest.mark.fault(21)
def test_no_empty_file_is_made_in_the_place_of_a_moved_one(vault: Vault, place: VaultPlace) -> None:
    place.database.rename(place.data / "elsewhere")
    # With all connections of the pool in use, a further one is made.
    with vault.store.reading(), pytest.raises(ReadOnlyVaultError), vault.store.reading():
        pass
    assert not place.database.exists()


def set_pragma(place: VaultPlace, key: bytes, statement: str) -> None:
    connection: Any = raw_connection(place.database, key)
    connection.execute(f"PRAGMA {statement}")
    connection.close()


@pytest.mark.fault(51)
def test_a_newer_file_is_refused_and_not_changed(
    closed: VaultPlace, doorkeeper: MakeDoorkeeper, database_key: Callable[[], bytes]
) -> None:
    set_pragma(closed, database_key(), "user_version=99")
    before = {file.name: file.read_bytes() for file in closed.folder.iterdir()}
    with pytest.raises(NewerVaultError, match="Install the newest version"):
        doorkeeper().unlock(PERSON, PASSPHRASE)
    assert {file.name: file.read_bytes() for file in closed.folder.iterdir()} == before


def test_a_file_of_another_program_is_refused(
    closed: VaultPlace, doorkeeper: MakeDoorkeeper, database_key: Callable[[], bytes]
) -> None:
    set_pragma(closed, database_key(), "application_id=7")
    with pytest.raises(DamagedVaultError, match="not written by Clinic Aid"):
        doorkeeper().unlock(PERSON, PASSPHRASE)


@pytest.mark.fault(10)
def test_a_folder_without_the_right_to_write_opens_to_be_read(
    closed: VaultPlace, unlock: Unlock, headings: Headings
) -> None:
    for path in (*closed.folder.iterdir(), closed.folder):
        path.chmod(0o500 if path.is_dir() else 0o400)
    if os.access(closed.folder, os.W_OK):
        closed.folder.chmod(0o700)
        pytest.skip("to root every file may be written to")
    opened = unlock()
    try:
        assert opened.vault.read_only
        assert opened.vault.records.count() == 5
        with pytest.raises(ReadOnlyVaultError):
            opened.vault.records.save("key", {}, headings, content="1")
    finally:
        closed.folder.chmod(0o700)

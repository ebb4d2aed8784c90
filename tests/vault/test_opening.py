from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from clinic_aid.domain.records import Headings
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault import first_look
from clinic_aid.vault.errors import (
    DamagedVaultError,
    FullDiskError,
    WeakPassphraseError,
    WrongPassphraseError,
)
from clinic_aid.vault.opening import Opened
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.store import Store
from clinic_aid.vault.vault import Vault
from tests.vault.conftest import PASSPHRASE, PERSON, Clock, MakeDoorkeeper

OTHER = "five other plain words now"


def test_where_there_is_nothing_a_vault_is_new(doorkeeper: MakeDoorkeeper) -> None:
    assert doorkeeper().state == "new"
    assert doorkeeper().words == ""
    assert doorkeeper().people == ()


def test_a_vault_that_was_made_is_locked_at_the_next_start(
    created: Opened, doorkeeper: MakeDoorkeeper
) -> None:
    created.vault.close()
    assert doorkeeper().state == "locked"
    assert doorkeeper().people == (PERSON,)


def test_a_new_vault_gives_a_recovery_key_and_has_nothing_to_tell(created: Opened) -> None:
    assert created.recovery_key is not None
    assert created.notices == ()
    assert [line.deed for line in created.vault.trail()] == ["create"]


def test_a_second_vault_is_never_made_over_the_first(
    created: Opened, doorkeeper: MakeDoorkeeper, place: VaultPlace
) -> None:
    created.vault.close()
    before = place.database.read_bytes()
    with pytest.raises(ClinicAidError, match="There is a vault here already"):
        doorkeeper().create(PERSON, PASSPHRASE)
    assert place.database.read_bytes() == before


def test_a_weak_passphrase_makes_no_vault(doorkeeper: MakeDoorkeeper, place: VaultPlace) -> None:
    with pytest.raises(WeakPassphraseError):
        doorkeeper().create(PERSON, "short")
    assert doorkeeper().state == "new"
    assert not place.folder.exists()


def test_a_folder_that_cannot_be_made_is_told(
    doorkeeper: MakeDoorkeeper, place: VaultPlace
) -> None:
    place.folder.write_text("in the way")
    with pytest.raises(ClinicAidError, match="The vault was not made"):
        doorkeeper().create(PERSON, PASSPHRASE)


def test_what_was_saved_is_there_after_the_next_opening(
    created: Opened, unlock: Callable[[], Opened], headings: Headings
) -> None:
    created.vault.records.save("key", {"notes": "n"}, headings, content="1")
    created.vault.close()
    assert unlock().vault.records.load("key").tree == {"notes": "n"}


def test_a_wrong_passphrase_is_told_apart_from_a_damaged_file(
    created: Opened, doorkeeper: MakeDoorkeeper
) -> None:
    created.vault.close()
    with pytest.raises(WrongPassphraseError) as wrong:
        doorkeeper().unlock(PERSON, OTHER)
    assert not isinstance(wrong.value, DamagedVaultError)
    assert str(wrong.value) == "This passphrase does not open the vault. Type it again."


def test_the_recovery_key_opens_gives_a_passphrase_and_is_exchanged(
    created: Opened, doorkeeper: MakeDoorkeeper
) -> None:
    created.vault.close()
    assert created.recovery_key is not None
    recovered = doorkeeper().recover(created.recovery_key, PERSON, OTHER)
    recovered.vault.close()
    assert recovered.recovery_key not in (None, created.recovery_key)
    doorkeeper().unlock(PERSON, OTHER).vault.close()
    with pytest.raises(WrongPassphraseError):
        doorkeeper().recover(created.recovery_key, PERSON, OTHER)


def test_the_use_of_the_recovery_key_is_told_at_the_next_opening_and_not_again(
    created: Opened, doorkeeper: MakeDoorkeeper, unlock: Callable[[], Opened]
) -> None:
    created.vault.close()
    assert created.recovery_key is not None
    vault = doorkeeper().recover(created.recovery_key, "Kim", OTHER).vault
    for _ in range(60):
        vault.note("open", "key")
    vault.close()
    opened = unlock()
    assert opened.notices == ("Kim opened the vault with the recovery key.",)
    opened.vault.close()
    assert unlock().notices == ()


def test_a_recovery_key_stays_good_while_the_file_does_not_open(
    created: Opened, doorkeeper: MakeDoorkeeper, place: VaultPlace
) -> None:
    created.vault.close()
    whole = place.database.read_bytes()
    place.database.write_bytes(whole[:4096])
    assert created.recovery_key is not None
    with pytest.raises(DamagedVaultError):
        doorkeeper().recover(created.recovery_key, PERSON, OTHER)
    place.database.write_bytes(whole)
    doorkeeper().recover(created.recovery_key, PERSON, OTHER).vault.close()


def test_a_key_file_and_a_finished_file_become_a_vault(
    created: Opened, doorkeeper: MakeDoorkeeper, place: VaultPlace
) -> None:
    created.vault.close()
    place.database.rename(place.unfinished)
    assert doorkeeper().state == "locked"
    assert place.database.exists()


def test_a_file_that_is_not_finished_is_made_anew(
    doorkeeper: MakeDoorkeeper, place: VaultPlace
) -> None:
    place.folder.mkdir()
    place.unfinished.write_bytes(b"half a file")
    assert doorkeeper().state == "new"
    opened = doorkeeper().create(PERSON, PASSPHRASE)
    assert opened.vault.soundness().is_sound
    assert not place.unfinished.exists()
    opened.vault.close()


def test_a_restored_vault_that_was_not_put_in_place_is_put_there(
    created: Opened, doorkeeper: MakeDoorkeeper, place: VaultPlace
) -> None:
    created.vault.close()
    place.folder.rename(place.restored)
    assert doorkeeper().state == "locked"


def test_the_whole_file_is_looked_through_every_day(
    created: Opened, unlock: Callable[[], Opened], clock: Clock
) -> None:
    created.vault.close()
    clock.at += timedelta(days=2)
    vault = unlock().vault
    assert vault.preferences.checked_on() == vault.today()


def test_a_vault_that_could_not_welcome_is_closed_again(
    created: Opened,
    doorkeeper: MakeDoorkeeper,
    monkeypatch: pytest.MonkeyPatch,
    place: VaultPlace,
) -> None:
    created.vault.close()
    real = Store.write

    def fails(store: Store, work: Callable[[Connection], object]) -> object:
        raise FullDiskError("The disk is full.")

    monkeypatch.setattr(Store, "write", fails)
    with pytest.raises(FullDiskError):
        doorkeeper().unlock(PERSON, PASSPHRASE)
    monkeypatch.setattr(Store, "write", real)
    assert not place.journal.exists()


def test_the_folder_is_the_user_s_alone(created: Opened, place: VaultPlace) -> None:
    assert place.data.stat().st_mode & 0o077 == 0


def test_a_link_in_the_place_of_the_data_folder_is_followed(
    created: Opened, doorkeeper: MakeDoorkeeper, place: VaultPlace, tmp_path: Path
) -> None:
    created.vault.close()
    elsewhere = tmp_path / "elsewhere"
    place.data.rename(elsewhere)
    try:
        place.data.symlink_to(elsewhere, target_is_directory=True)
    except OSError:
        pytest.skip("needs the right to make links")
    opened = doorkeeper().unlock(PERSON, PASSPHRASE)
    opened.vault.note("open", "key")
    assert opened.vault.soundness().is_sound
    opened.vault.close()


def test_a_large_file_is_looked_through_once_a_day(
    created: Opened,
    unlock: Callable[[], Opened],
    monkeypatch: pytest.MonkeyPatch,
    clock: Clock,
) -> None:
    created.vault.close()
    monkeypatch.setattr(first_look, "_SMALL", 0)
    looked = []
    monkeypatch.setattr(first_look, "require_whole", lambda _: looked.append(clock.at))
    for days in (0, 0, 1, 0):
        clock.at += timedelta(days=days)
        unlock().vault.close()
    assert len(looked) == 1


def test_a_restore_that_was_stopped_before_the_exchange_is_put_aside(
    place: VaultPlace, vault: Vault, doorkeeper: MakeDoorkeeper
) -> None:
    place.restored.mkdir()
    (place.restored / "consultations.vault").write_bytes(b"an old state")

    assert doorkeeper().state == "locked"
    assert not place.restored.exists()
    # Nothing proves whose it is.
    assert (place.not_restored / "consultations.vault").read_bytes() == b"an old state"


@pytest.mark.fault(57)
def test_a_vault_that_somebody_renamed_is_never_thrown_away(
    place: VaultPlace, vault: Vault, doorkeeper: MakeDoorkeeper
) -> None:
    vault.close()
    before = place.database.read_bytes()
    place.folder.rename(place.restored)
    place.folder.mkdir()
    place.tries.write_bytes(b"")
    assert doorkeeper().state == "new"
    place.tries.unlink()
    place.not_restored.rename(place.restored)
    assert doorkeeper().state == "locked"
    assert place.database.read_bytes() == before


def test_the_recovery_key_opens_without_a_new_passphrase(
    created: Opened, doorkeeper: MakeDoorkeeper
) -> None:
    created.vault.close()
    opened = doorkeeper().unlock_by_recovery_key(PERSON, created.recovery_key or "")

    assert opened.vault.trail()[0].deed == "unlock-by-recovery-key"
    opened.vault.close()

from collections.abc import Callable
from datetime import timedelta

import pytest

from clinic_aid.domain.records import Headings
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.errors import FullDiskError, WrongPassphraseError
from clinic_aid.vault.keys import read_keys
from clinic_aid.vault.opening import Opened
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.records import Records
from clinic_aid.vault.vault import Vault
from tests.vault.conftest import PASSPHRASE, PERSON, Clock, MakeDoorkeeper

OTHER = "five other plain words now"


def test_a_changed_passphrase_opens_and_the_earlier_one_does_not(
    vault: Vault, doorkeeper: MakeDoorkeeper
) -> None:
    vault.change_passphrase(PASSPHRASE, OTHER)
    vault.close()
    with pytest.raises(WrongPassphraseError):
        doorkeeper().unlock(PERSON, PASSPHRASE)
    doorkeeper().unlock(PERSON, OTHER).vault.close()


def test_a_change_of_passphrase_does_not_write_the_data_anew(
    vault: Vault, place: VaultPlace
) -> None:
    vault.store.checkpoint()
    before = place.database.read_bytes()
    vault.change_passphrase(PASSPHRASE, OTHER)
    assert place.database.read_bytes() == before


def test_a_change_of_passphrase_needs_the_earlier_one(vault: Vault) -> None:
    with pytest.raises(WrongPassphraseError):
        vault.change_passphrase("not the passphrase", OTHER)


def test_a_second_person_opens_with_a_passphrase_of_her_own(
    vault: Vault, doorkeeper: MakeDoorkeeper
) -> None:
    vault.set_passphrase("Kim  Roux", OTHER)
    vault.close()
    opened = doorkeeper().unlock("Kim Roux", OTHER)
    assert opened.vault.person == "Kim Roux"
    assert opened.vault.people == (PERSON, "Kim Roux")
    opened.vault.close()


def test_a_removed_person_opens_nothing_any_more(vault: Vault, doorkeeper: MakeDoorkeeper) -> None:
    vault.set_passphrase("Kim", OTHER)
    vault.remove_person("Kim")
    assert vault.people == (PERSON,)
    with pytest.raises(WrongPassphraseError):
        doorkeeper().unlock("Kim", OTHER)


def test_nobody_removes_herself(vault: Vault) -> None:
    vault.set_passphrase("Kim", OTHER)
    with pytest.raises(ClinicAidError, match="cannot remove yourself"):
        vault.remove_person(PERSON)


def test_a_new_recovery_key_is_to_be_confirmed_anew(vault: Vault) -> None:
    printed = vault.renew_recovery_key()
    assert not vault.preferences.settings().recovery_confirmed
    assert read_keys(vault.store.place.keys).recover(printed)


@pytest.mark.fault(9)
@pytest.mark.parametrize("deed", ["change", "set", "renew"])
def test_new_keys_that_are_in_force_are_not_told_as_failed_for_a_line_in_the_trail(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, deed: str
) -> None:
    def fails(*_: object) -> None:
        raise FullDiskError("The disk is full.")

    monkeypatch.setattr(Records, "note", fails)
    if deed == "change":
        vault.change_passphrase(PASSPHRASE, OTHER)
    elif deed == "set":
        vault.set_passphrase(PERSON, OTHER)
    else:
        printed = vault.renew_recovery_key()
        assert read_keys(vault.store.place.keys).recover(printed)
        return
    read_keys(vault.store.place.keys).unlock(PERSON, OTHER)


@pytest.mark.parametrize(
    "call",
    [
        lambda vault: vault.records.load("key"),
        lambda vault: vault.note("open"),
        lambda vault: vault.change_passphrase(PASSPHRASE, OTHER),
        lambda vault: vault.set_passphrase("Kim", OTHER),
        lambda vault: vault.renew_recovery_key(),
        lambda vault: vault.soundness(),
        lambda vault: vault.seal(b"data"),
    ],
)
def test_a_closed_vault_does_nothing_and_harms_no_key(
    vault: Vault, doorkeeper: MakeDoorkeeper, call: Callable[[Vault], object]
) -> None:
    vault.close()
    keys = read_keys(vault.store.place.keys)
    with pytest.raises(ClinicAidError, match="locked"):
        call(vault)
    assert read_keys(vault.store.place.keys) == keys


def test_a_vault_is_closed_once_however_often(vault: Vault, unlock: Callable[[], Opened]) -> None:
    vault.close()
    vault.close()
    assert [line.deed for line in unlock().vault.trail()] == ["unlock", "lock", "create"]


def test_a_closed_vault_leaves_no_journal(vault: Vault, place: VaultPlace) -> None:
    vault.note("open", "key")
    vault.close()
    assert not place.journal.exists()


def test_what_is_sealed_opens_in_this_vault_alone(vault: Vault) -> None:
    sealed = vault.seal(b"handed over")
    assert b"handed over" not in sealed
    assert vault.unseal(sealed) == b"handed over"
    assert vault.unseal(sealed[:-1]) is None


def test_a_change_is_known_until_the_next_backup(vault: Vault, headings: Headings) -> None:
    vault.records.save("key", {}, headings, content="1")
    assert vault.has_changed
    vault.back_up(vault.store.place.backups)
    assert not vault.has_changed


def test_a_rescued_draft_that_is_older_than_what_is_kept_is_let_go(
    vault: Vault, headings: Headings
) -> None:
    vault.rescue("key", {"notes": "draft"})
    vault.records.save("key", {"notes": "kept"}, headings, content="1")
    assert vault.take_in_rescued(lambda _: headings, "1") == 0
    assert vault.records.load("key").tree == {"notes": "kept"}


@pytest.mark.fault(24)
def test_a_draft_rescued_with_the_clock_set_back_is_not_lost(
    vault: Vault, headings: Headings, clock: Clock
) -> None:
    vault.records.save("key", {"notes": "kept"}, headings, content="1")
    clock.at -= timedelta(days=1)
    vault.rescue("key", {"notes": "draft"})
    assert vault.take_in_rescued(lambda _: headings, "1") == 1
    assert vault.records.load("key").tree == {"notes": "draft"}

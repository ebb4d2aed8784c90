"""An older key file that is put in the place of the newest is told, though it opens the vault."""

import json
from collections.abc import Callable
from hashlib import sha256

import pytest

from clinic_aid.vault.keys import KeyFile, read_keys, write_keys
from clinic_aid.vault.opening import Doorkeeper, Opened
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.store import READ_ONLY
from clinic_aid.vault.vault import Vault
from clinic_aid.vault.watch import OLDER_KEYS
from tests.vault.conftest import CHEAP, PASSPHRASE, PERSON, Clock, MakeDoorkeeper

KIM, KIMS = "Kim", "another five plain words"
OLD = "an old passphrase of version one"
Unlock = Callable[[], Opened]


@pytest.fixture
def older(vault: Vault) -> bytes:
    """Give the key file with somebody who was removed; the vault is closed."""
    vault.set_passphrase(KIM, KIMS)
    older = vault.store.place.keys[0].read_bytes()
    vault.remove_person(KIM)
    vault.close()
    return older


def put(place: VaultPlace, data: bytes) -> None:
    for copy in place.keys:
        copy.write_bytes(data)


@pytest.mark.fault(16)
def test_both_copies_of_an_older_key_file_are_told_until_somebody_has_seen_it(
    older: bytes, place: VaultPlace, doorkeeper: MakeDoorkeeper, unlock: Unlock
) -> None:
    put(place, older)
    opened = doorkeeper().unlock(KIM, KIMS)
    assert opened.notices == (OLDER_KEYS,)
    opened.vault.close()
    opened = unlock()
    assert opened.notices == opened.vault.breaks() == (OLDER_KEYS,)
    opened.vault.accept_breaks()
    opened.vault.close()
    assert unlock().notices == ()


def test_an_older_key_file_with_a_higher_number_is_told(
    older: bytes, place: VaultPlace, unlock: Unlock
) -> None:
    tree = json.loads(older)
    del tree["sum"]
    tree["serial"] += 10
    words = json.dumps(tree, sort_keys=True, separators=(",", ":")).encode()
    put(place, json.dumps({**tree, "sum": sha256(words).hexdigest()}).encode())
    assert read_keys(place.keys).people == (PERSON, KIM)
    assert unlock().notices == (OLDER_KEYS,)


def test_a_change_of_keys_does_not_cover_up_an_older_key_file(
    older: bytes, place: VaultPlace, unlock: Unlock
) -> None:
    replaced = read_keys(place.keys)
    put(place, older)
    vault = unlock().vault
    vault.remove_person(KIM)
    vault.close()
    assert read_keys(place.keys).serial > replaced.serial
    assert unlock().notices == (OLDER_KEYS,)


def test_an_older_key_file_opened_with_its_recovery_key_is_told(
    vault: Vault, created: Opened, doorkeeper: MakeDoorkeeper, unlock: Unlock
) -> None:
    place = vault.store.place
    older = place.keys[0].read_bytes()
    vault.renew_recovery_key()
    vault.close()
    put(place, older)
    opened = doorkeeper().recover(created.recovery_key or "", PERSON, PASSPHRASE)
    assert OLDER_KEYS in opened.notices
    opened.vault.accept_breaks()
    opened.vault.close()
    assert OLDER_KEYS not in unlock().notices


def test_stopped_right_after_new_keys_were_written_is_no_break(
    vault: Vault, place: VaultPlace, unlock: Unlock
) -> None:
    keys = read_keys(place.keys)
    key = keys.unlock(PERSON, PASSPHRASE)
    write_keys(keys.with_passphrase(key, KIM, KIMS, CHEAP).sealed_by(key), place.keys)
    older = keys.as_bytes()
    vault.close()
    opened = unlock()
    assert opened.notices == ()
    opened.vault.close()
    put(place, older)
    assert unlock().notices == (OLDER_KEYS,)


def test_keys_of_a_program_that_did_not_seal_them_are_sealed_at_the_first_opening(
    old_place: VaultPlace, clock: Clock
) -> None:
    def unlock() -> Opened:
        keeper = Doorkeeper(
            old_place, now=clock.now, program="0.1.0", steady=clock.steady, cost=CHEAP
        )
        return keeper.unlock(PERSON, OLD)

    older = old_place.keys[0].read_bytes()
    for _ in range(2):
        opened = unlock()
        assert opened.notices == ()
        opened.vault.close()
    assert old_place.keys[0].read_bytes() == old_place.keys[1].read_bytes() != older
    put(old_place, older)
    opened = unlock()
    assert opened.notices == (OLDER_KEYS,)
    opened.vault.close()


def test_where_nothing_can_be_written_an_older_key_file_is_told(
    older: bytes, place: VaultPlace, unlock: Unlock, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(place, older)
    monkeypatch.setattr("clinic_aid.vault.opening._is_writable", lambda _: False)
    assert unlock().notices == (READ_ONLY, OLDER_KEYS)


def test_a_seal_is_of_one_key_file_and_one_data_key(vault: Vault, place: VaultPlace) -> None:
    keys = read_keys(place.keys)
    key = keys.unlock(PERSON, PASSPHRASE)
    assert keys.is_sealed_by(key)
    assert KeyFile.from_bytes(keys.as_bytes()) == keys
    assert not keys.with_passphrase(key, KIM, KIMS, CHEAP).is_sealed_by(key)
    assert not KeyFile.new().is_sealed_by(key)

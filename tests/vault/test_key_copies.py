"""Either copy of the key file opens the vault, and the true one puts the other right."""

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.errors import DamagedVaultError, MissingKeysError, WrongPassphraseError
from clinic_aid.vault.key_copies import CHANGED_KEYS, FOREIGN_KEYS
from clinic_aid.vault.keys import DataKey, KeyFile
from clinic_aid.vault.opening import Doorkeeper, Opened
from clinic_aid.vault.passphrases import Cost, derived
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.trail import NO_ANCHOR
from clinic_aid.vault.vault import Vault
from clinic_aid.vault.watch import OLDER_KEYS
from tests.vault.conftest import CHEAP, PASSPHRASE, PERSON, Clock, MakeDoorkeeper

KIM, KIMS = "Kim", "another five plain words"
Unlock = Callable[[], Opened]


@pytest.fixture
def closed(vault: Vault) -> VaultPlace:
    vault.close()
    return vault.store.place


def forged(data: bytes, **changed: object) -> bytes:
    """Give a key file that somebody without the data key changed, with a right sum."""
    tree = json.loads(data) | changed
    del tree["sum"]
    words = json.dumps(tree, sort_keys=True, separators=(",", ":")).encode()
    return json.dumps({**tree, "sum": hashlib.sha256(words).hexdigest()}).encode()


def of_another_vault(person: str, passphrase: str) -> bytes:
    key = DataKey()
    keys = KeyFile.new()
    for _ in range(9):
        keys = keys.with_passphrase(key, person, passphrase, CHEAP)
    return keys.sealed_by(key).as_bytes()


@pytest.mark.fault(16)
@pytest.mark.parametrize("which", [0, 1])
def test_a_higher_number_without_slots_neither_shuts_out_nor_spreads(
    closed: VaultPlace, unlock: Unlock, which: int
) -> None:
    file, other = closed.keys[which], closed.keys[1 - which]
    good = other.read_bytes()
    file.write_bytes(forged(good, serial=10**6, slots=[]))
    assert unlock().notices == (CHANGED_KEYS,)
    assert file.read_bytes() == other.read_bytes() == good


@pytest.mark.fault(16)
@pytest.mark.parametrize("seal", ["", "0" * 64, "é", "\ud800", None])
def test_a_copy_with_another_seal_gives_way_to_the_other(
    closed: VaultPlace, unlock: Unlock, seal: object
) -> None:
    file, other = closed.keys
    file.write_bytes(forged(file.read_bytes(), seal=seal))
    assert unlock().notices == (CHANGED_KEYS,)
    assert file.read_bytes() == other.read_bytes()


def test_what_happens_twice_before_somebody_has_seen_it_is_told_once(
    closed: VaultPlace, unlock: Unlock
) -> None:
    for _ in range(2):
        closed.keys[0].write_bytes(forged(closed.keys[1].read_bytes(), serial=10**6))
        opened = unlock()
        opened.vault.close()
        assert opened.notices == (CHANGED_KEYS,)


@pytest.mark.fault(16)
def test_nothing_is_healed_before_somebody_has_unlocked(
    closed: VaultPlace, doorkeeper: MakeDoorkeeper
) -> None:
    bad = forged(closed.keys[0].read_bytes(), serial=10**6, slots=[])
    good = closed.keys[1].read_bytes()
    closed.keys[0].write_bytes(bad)
    keeper = doorkeeper()
    assert (keeper.state, keeper.people) == ("locked", (PERSON,))
    with pytest.raises(WrongPassphraseError):
        keeper.unlock(PERSON, "a wrong passphrase")
    assert (closed.keys[0].read_bytes(), closed.keys[1].read_bytes()) == (bad, good)


@pytest.mark.fault(16)
@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("passphrase", [PASSPHRASE, KIMS])
def test_the_keys_of_another_vault_are_put_aside_and_make_no_passphrase_wrong(
    closed: VaultPlace, unlock: Unlock, which: int, passphrase: str
) -> None:
    foreign = of_another_vault(PERSON, passphrase)
    closed.keys[which].write_bytes(foreign)
    assert unlock().notices == (FOREIGN_KEYS,)
    assert closed.keys[0].read_bytes() == closed.keys[1].read_bytes() != foreign
    assert closed.foreign_keys.read_bytes() == foreign


@pytest.mark.fault(16)
def test_the_passphrase_of_the_other_vault_stays_wrong(
    closed: VaultPlace, doorkeeper: MakeDoorkeeper
) -> None:
    closed.keys[0].write_bytes(of_another_vault(KIM, KIMS))
    with pytest.raises(WrongPassphraseError):
        doorkeeper().unlock(KIM, KIMS)


@pytest.mark.fault(16)
def test_a_damaged_vault_is_not_called_a_wrong_passphrase_beside_foreign_keys(
    closed: VaultPlace, doorkeeper: MakeDoorkeeper
) -> None:
    closed.keys[0].write_bytes(of_another_vault(KIM, KIMS))
    closed.database.write_bytes(b"garbage" * 4096)
    with pytest.raises(DamagedVaultError):
        doorkeeper().unlock(PERSON, PASSPHRASE)


@pytest.mark.fault(16)
def test_somebody_who_was_removed_does_not_get_in_by_one_older_copy(
    vault: Vault, place: VaultPlace, doorkeeper: MakeDoorkeeper, unlock: Unlock
) -> None:
    vault.set_passphrase(KIM, KIMS)
    older = place.keys[1].read_bytes()
    vault.remove_person(KIM)
    vault.close()
    place.keys[1].write_bytes(older)
    with pytest.raises(WrongPassphraseError):
        doorkeeper().unlock(KIM, KIMS)
    place.keys[1].write_bytes(forged(older, serial=10**6))
    with pytest.raises(WrongPassphraseError):
        doorkeeper().unlock(KIM, KIMS)
    assert unlock().vault.people == (PERSON,)


@pytest.mark.fault(16)
def test_a_passphrase_that_was_changed_opens_no_older_copy(
    vault: Vault, place: VaultPlace, doorkeeper: MakeDoorkeeper
) -> None:
    older = place.keys[0].read_bytes()
    vault.change_passphrase(PASSPHRASE, KIMS)
    vault.close()
    place.keys[0].write_bytes(older)
    with pytest.raises(WrongPassphraseError):
        doorkeeper().unlock(PERSON, PASSPHRASE)
    opened = doorkeeper().unlock(PERSON, KIMS)
    assert opened.notices == (
        "A passphrase was tried once since the vault was last opened, and did not open it.",
    )
    opened.vault.close()
    assert place.keys[0].read_bytes() == place.keys[1].read_bytes() != older


@pytest.mark.fault(16)
def test_the_recovery_key_opens_by_either_copy(
    created: Opened, place: VaultPlace, doorkeeper: MakeDoorkeeper
) -> None:
    created.vault.close()
    place.keys[0].write_bytes(forged(place.keys[0].read_bytes(), serial=10**6, slots=[]))
    opened = doorkeeper().recover(created.recovery_key or "", PERSON, KIMS)
    opened.vault.close()
    doorkeeper().unlock(PERSON, KIMS).vault.close()


@pytest.mark.fault(16)
def test_a_cost_beyond_what_the_app_sets_is_a_damaged_copy_and_the_other_opens(
    closed: VaultPlace, unlock: Unlock
) -> None:
    tree = json.loads(closed.keys[0].read_bytes())
    for slot in tree["slots"]:
        slot["cost"] = {"memory": 2 << 20, "passes": 1, "lanes": 4}
    closed.keys[0].write_bytes(forged(closed.keys[0].read_bytes(), slots=tree["slots"]))
    assert unlock().vault.people == (PERSON,)
    assert closed.keys[0].read_bytes() == closed.keys[1].read_bytes()


@pytest.mark.fault(16)
def test_a_copy_that_asks_for_more_memory_than_there_is_keeps_nobody_out(
    closed: VaultPlace,
    doorkeeper: MakeDoorkeeper,
    unlock: Unlock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def short_of_memory(secret: bytes, salt: bytes, cost: Cost) -> bytes:
        if cost.memory > CHEAP.memory:
            raise ClinicAidError("This computer has too little free memory.")
        return derived(secret, salt, cost)

    tree = json.loads(closed.keys[0].read_bytes())
    for slot in tree["slots"]:
        slot["cost"] |= {"memory": 512 << 10, "passes": 3, "lanes": 4}
    closed.keys[0].write_bytes(forged(closed.keys[0].read_bytes(), slots=tree["slots"], serial=99))
    monkeypatch.setattr("clinic_aid.vault.keys.derived", short_of_memory)
    with pytest.raises(ClinicAidError, match="too little free memory"):
        doorkeeper().unlock(PERSON, "a wrong passphrase")
    assert unlock().notices == (CHANGED_KEYS,)


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_pipe_in_the_place_of_a_copy_holds_nobody_up(closed: VaultPlace, unlock: Unlock) -> None:
    closed.keys[0].unlink()
    os.mkfifo(closed.keys[0])
    assert unlock().vault.people == (PERSON,)
    assert closed.keys[0].is_file()


def test_keys_that_no_program_sealed_yet_are_not_put_over_others(
    old_place: VaultPlace, clock: Clock
) -> None:
    def keeper() -> Doorkeeper:
        return Doorkeeper(
            old_place, now=clock.now, program="0.1.0", steady=clock.steady, cost=CHEAP
        )

    foreign = of_another_vault(KIM, KIMS)
    old_place.keys[1].write_bytes(foreign)
    opened = keeper().unlock(PERSON, "an old passphrase of version one")
    assert opened.notices == (FOREIGN_KEYS,)
    opened.vault.close()
    assert old_place.foreign_keys.read_bytes() == foreign
    assert old_place.keys[0].read_bytes() == old_place.keys[1].read_bytes()


@pytest.mark.fault(16)
def test_two_copies_that_nobody_can_open_are_lost_keys_and_no_wrong_passphrase(
    closed: VaultPlace, doorkeeper: MakeDoorkeeper
) -> None:
    for file in closed.keys:
        file.write_bytes(forged(file.read_bytes(), slots=[]))
    keeper = doorkeeper()
    assert keeper.state == "missing-keys"
    with pytest.raises(MissingKeysError):
        keeper.unlock(PERSON, PASSPHRASE)


@pytest.mark.fault(16)
def test_without_the_anchor_the_file_itself_tells_whose_keys_are_its_own(
    closed: VaultPlace, unlock: Unlock
) -> None:
    closed.keys[0].write_bytes(of_another_vault(PERSON, KIMS))
    closed.anchor.unlink()
    assert set(unlock().notices) == {FOREIGN_KEYS, NO_ANCHOR}


@pytest.mark.fault(16)
def test_a_copy_without_its_seal_is_put_over_no_other(closed: VaultPlace, unlock: Unlock) -> None:
    newer = forged(closed.keys[0].read_bytes(), serial=10**6, seal="")
    other = forged(closed.keys[1].read_bytes(), seal="")
    closed.keys[0].write_bytes(newer)
    closed.keys[1].write_bytes(other)
    assert unlock().notices == (OLDER_KEYS,)
    assert (closed.keys[0].read_bytes(), closed.keys[1].read_bytes()) == (newer, other)


def test_two_that_are_put_aside_do_not_take_each_other_s_place(
    closed: VaultPlace, unlock: Unlock, tmp_path: Path
) -> None:
    first, second = of_another_vault(KIM, KIMS), of_another_vault(KIM, KIMS)
    for foreign in (first, second):
        closed.keys[0].write_bytes(foreign)
        unlock().vault.close()
    aside = sorted(closed.folder.glob("foreign-keys*.json"))
    assert {file.read_bytes() for file in aside} == {first, second}

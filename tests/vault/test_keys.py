import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.errors import MissingKeysError, WeakPassphraseError, WrongPassphraseError
from clinic_aid.vault.keys import DataKey, KeyFile, as_person, read_keys, write_keys
from clinic_aid.vault.passphrases import calibrated, new_recovery_key
from tests.vault.conftest import CHEAP, PASSPHRASE, PERSON


@pytest.fixture(scope="module")
def key() -> DataKey:
    return DataKey(bytes(range(32)))


@pytest.fixture(scope="module")
def keys(key: DataKey) -> KeyFile:
    return KeyFile.new().with_passphrase(key, PERSON, PASSPHRASE, CHEAP)


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "keys.json", tmp_path / "keys.copy.json"


def summed(tree: dict[str, Any]) -> bytes:
    """Give a key file with a right sum, as whoever changes one by hand can make it."""
    tree.pop("sum", None)
    canonical = json.dumps(tree, sort_keys=True, separators=(",", ":")).encode()
    return json.dumps({**tree, "sum": hashlib.sha256(canonical).hexdigest()}).encode()


def test_the_right_passphrase_gives_the_data_key(keys: KeyFile, key: DataKey) -> None:
    assert keys.unlock(PERSON, PASSPHRASE).raw() == key.raw()


def test_a_wrong_passphrase_is_told(keys: KeyFile) -> None:
    with pytest.raises(WrongPassphraseError, match="does not open the vault"):
        keys.unlock(PERSON, "another passphrase")


def test_an_unknown_person_opens_nothing(keys: KeyFile) -> None:
    with pytest.raises(WrongPassphraseError):
        keys.unlock("Kim", PASSPHRASE)


def test_the_passphrase_of_one_person_does_not_open_the_slot_of_another(
    keys: KeyFile, key: DataKey
) -> None:
    both = keys.with_passphrase(key, "Kim", "another five plain words", CHEAP)
    with pytest.raises(WrongPassphraseError):
        both.unlock("Kim", PASSPHRASE)


def test_a_second_passphrase_takes_the_place_of_the_first(keys: KeyFile, key: DataKey) -> None:
    changed = keys.with_passphrase(key, PERSON, "another five plain words", CHEAP)
    assert changed.people == (PERSON,)
    with pytest.raises(WrongPassphraseError):
        changed.unlock(PERSON, PASSPHRASE)


def test_a_weak_passphrase_is_refused(keys: KeyFile, key: DataKey) -> None:
    with pytest.raises(WeakPassphraseError):
        keys.with_passphrase(key, "Kim", "short", CHEAP)


@pytest.mark.parametrize("person", ["", "  \n", "n" * 201, "a\0b", "\ud800", "evil\u202eeman"])
def test_a_name_that_no_database_or_screen_takes_is_refused(
    keys: KeyFile, key: DataKey, person: str
) -> None:
    with pytest.raises(ClinicAidError, match="up to 200 characters"):
        keys.with_passphrase(key, person, PASSPHRASE, CHEAP)


def test_a_name_is_the_same_however_its_accents_and_spaces_were_typed() -> None:
    assert as_person(" Ame\u0301lie   Roux ") == "Am\u00e9lie Roux"


def test_removing_a_person_leaves_the_recovery_key(keys: KeyFile, key: DataKey) -> None:
    printed = new_recovery_key()
    more = keys.with_recovery(key, printed).with_passphrase(key, "Kim", PASSPHRASE, CHEAP)
    for person in (PERSON, ""):
        assert more.without(person).recover(printed).raw() == key.raw()


def test_the_last_person_cannot_be_removed(keys: KeyFile) -> None:
    with pytest.raises(ClinicAidError, match="only person"):
        keys.without(PERSON)


def test_a_removed_person_opens_nothing(keys: KeyFile, key: DataKey) -> None:
    left = keys.with_passphrase(key, "Kim", "another five plain words", CHEAP).without(PERSON)
    with pytest.raises(WrongPassphraseError):
        left.unlock(PERSON, PASSPHRASE)


def test_the_recovery_key_gives_the_data_key(keys: KeyFile, key: DataKey) -> None:
    printed = new_recovery_key()
    assert keys.with_recovery(key, printed).recover(printed).raw() == key.raw()


def test_a_new_recovery_key_ends_the_earlier_one(keys: KeyFile, key: DataKey) -> None:
    printed = new_recovery_key()
    renewed = keys.with_recovery(key, printed).with_recovery(key, new_recovery_key())
    with pytest.raises(WrongPassphraseError, match="not the one of this vault"):
        renewed.recover(printed)


def test_a_mistyped_recovery_key_is_told_apart_from_a_wrong_one(keys: KeyFile) -> None:
    with pytest.raises(WrongPassphraseError, match="not a whole recovery key"):
        keys.recover("ZM3S")


def test_the_file_comes_back_as_it_was(keys: KeyFile) -> None:
    assert KeyFile.from_bytes(keys.as_bytes()) == keys


def test_no_part_of_the_data_key_stands_in_the_file(keys: KeyFile, key: DataKey) -> None:
    data = keys.as_bytes()
    assert key.raw() not in data
    assert key.raw().hex().encode() not in data


@pytest.mark.fault(16)
def test_every_changed_byte_of_the_file_is_noticed(keys: KeyFile) -> None:
    data = keys.as_bytes()
    for place in range(0, len(data) - 1, 3):
        changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        try:
            found = KeyFile.from_bytes(changed)
        except ValueError:
            continue
        # White space alone says nothing.
        assert found == keys


@pytest.mark.parametrize("name", ["memory", "passes", "lanes"])
def test_a_cost_that_was_changed_by_hand_opens_nothing(keys: KeyFile, name: str) -> None:
    tree = json.loads(keys.as_bytes())
    tree["slots"][0]["cost"][name] += 1 if name != "memory" else 1024
    with pytest.raises(WrongPassphraseError):
        KeyFile.from_bytes(summed(tree)).unlock(PERSON, PASSPHRASE)


def test_a_slot_given_to_another_person_by_hand_opens_nothing(keys: KeyFile) -> None:
    tree = json.loads(keys.as_bytes())
    tree["slots"][0]["person"] = "Kim"
    with pytest.raises(WrongPassphraseError):
        KeyFile.from_bytes(summed(tree)).unlock("Kim", PASSPHRASE)


def test_a_slot_of_another_vault_opens_nothing(keys: KeyFile) -> None:
    tree = json.loads(keys.as_bytes())
    tree["vault"] = "0" * 32
    with pytest.raises(WrongPassphraseError):
        KeyFile.from_bytes(summed(tree)).unlock(PERSON, PASSPHRASE)


HOSTILE: list[tuple[str, Any]] = [
    ("cost", {"memory": 1 << 40, "passes": 3, "lanes": 2}),
    ("cost", {"memory": 8192, "passes": 1 << 40, "lanes": 2}),
    ("cost", {"memory": 1, "passes": 1, "lanes": 1}),
    ("cost", {"memory": 2 << 20, "passes": 1, "lanes": 4}),
    ("cost", {"memory": 8192, "passes": 4, "lanes": 2}),
    ("cost", {"memory": 8192, "passes": 3, "lanes": 5}),
    ("cost", {"memory": -1, "passes": -1, "lanes": -1}),
    ("cost", {"memory": float("inf"), "passes": 3, "lanes": 2}),
    ("cost", {"memory": float("nan"), "passes": 3, "lanes": 2}),
    ("cost", {"memory": "9" * 5000, "passes": 3, "lanes": 2}),
    ("cost", []),
    ("salt", ""),
    ("salt", "AAAA"),
    ("nonce", "AAAA"),
    ("nonce", ""),
    ("wrapped", ""),
    ("wrapped", "not base64!"),
    ("wrapped", None),
    ("kind", "backdoor"),
    ("kind", ["passphrase"]),
    ("person", 7),
]


@pytest.mark.parametrize(("name", "value"), HOSTILE)
def test_a_hostile_slot_is_a_damaged_file(keys: KeyFile, name: str, value: Any) -> None:
    tree = json.loads(keys.as_bytes())
    tree["slots"][0][name] = value
    with pytest.raises(ValueError):  # noqa: PT011  # of whatever kind
        KeyFile.from_bytes(summed(tree))


@pytest.mark.parametrize("count", [2, 300])
def test_two_slots_for_one_person_are_a_damaged_file(keys: KeyFile, count: int) -> None:
    tree = json.loads(keys.as_bytes())
    tree["slots"] *= count
    with pytest.raises(ValueError, match="two slots"):
        KeyFile.from_bytes(summed(tree))


def test_more_slots_than_a_clinic_has_people_are_a_damaged_file(keys: KeyFile) -> None:
    tree = json.loads(keys.as_bytes())
    tree["slots"] = [{**tree["slots"][0], "person": f"Kim {number}"} for number in range(300)]
    with pytest.raises(ValueError, match="more slots"):
        KeyFile.from_bytes(summed(tree))


def test_what_the_app_sets_itself_is_within_what_a_key_file_may_ask_for() -> None:
    for took_s in (1e-9, 0.1, 10.0):
        times = iter((0.0, took_s))
        calibrated(lambda times=times: next(times))  # type: ignore[misc]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"null",
        b"7",
        b'"text"',
        b"{}",
        b'{"sum": 1}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\xff\xfe\0",
        b'{"sum": "' + b"0" * 64 + b'", "format": 1}',
    ],
)
def test_what_is_no_key_file_is_told(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # of whatever kind
        KeyFile.from_bytes(data)


@pytest.mark.parametrize("serial", [float("inf"), None, [], "x"])
def test_a_hostile_serial_is_a_damaged_file(keys: KeyFile, serial: Any) -> None:
    tree = json.loads(keys.as_bytes())
    tree["serial"] = serial
    with pytest.raises(ValueError):  # noqa: PT011  # of whatever kind
        KeyFile.from_bytes(summed(tree))


@pytest.mark.fault(16)
def test_a_huge_key_file_is_not_read(keys: KeyFile, copies: tuple[Path, Path]) -> None:
    write_keys(keys, copies)
    with copies[0].open("wb") as huge:
        huge.truncate(100 << 20)
    assert read_keys(copies) == keys


def test_the_newer_copy_is_the_one_that_counts(
    keys: KeyFile, key: DataKey, copies: tuple[Path, Path]
) -> None:
    newer = keys.with_passphrase(key, "Kim", "another five plain words", CHEAP)
    copies[0].write_bytes(keys.as_bytes())
    copies[1].write_bytes(newer.as_bytes())
    assert read_keys(copies) == newer
    assert copies[0].read_bytes() == keys.as_bytes()


def test_no_copy_at_all_is_told(copies: tuple[Path, Path]) -> None:
    with pytest.raises(MissingKeysError, match="Restore a backup"):
        read_keys(copies)


@pytest.mark.skipif(os.name != "posix", reason="links as POSIX has them")
def test_a_link_stays_a_link_and_its_target_is_written(
    keys: KeyFile, copies: tuple[Path, Path], tmp_path: Path
) -> None:
    target = tmp_path / "target.json"
    target.write_bytes(b"")
    copies[0].symlink_to(target)
    write_keys(keys, copies)
    assert copies[0].is_symlink()
    assert target.read_bytes() == copies[1].read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="links as POSIX has them")
def test_a_link_into_itself_is_a_lost_copy(keys: KeyFile, copies: tuple[Path, Path]) -> None:
    write_keys(keys, copies)
    copies[0].unlink()
    copies[0].symlink_to(copies[0])
    assert read_keys(copies) == keys


@pytest.mark.fault(9)
def test_keys_whose_second_copy_cannot_be_written_are_in_force_and_not_told_as_failed(
    keys: KeyFile, key: DataKey, copies: tuple[Path, Path]
) -> None:
    write_keys(keys, copies)
    copies[1].unlink()
    copies[1].mkdir()
    (copies[1] / "in-the-way").touch()
    newer = keys.with_passphrase(key, PERSON, "another five plain words", CHEAP)
    write_keys(newer, copies)
    assert read_keys(copies) == newer


@pytest.mark.fault(9)
def test_keys_whose_first_copy_cannot_be_written_are_told_and_the_old_ones_open(
    keys: KeyFile, key: DataKey, copies: tuple[Path, Path]
) -> None:
    write_keys(keys, copies)
    copies[0].unlink()
    copies[0].mkdir()
    (copies[0] / "in-the-way").touch()
    newer = keys.with_passphrase(key, PERSON, "another five plain words", CHEAP)
    with pytest.raises(ClinicAidError):
        write_keys(newer, copies)
    assert read_keys(copies) == keys


def test_a_subkey_serves_one_purpose(key: DataKey) -> None:
    assert key.subkey("database") != key.subkey("trail")


def test_a_wiped_key_gives_no_subkey_and_is_not_wrapped() -> None:
    wiped = DataKey()
    wiped.wipe()
    with pytest.raises(WrongPassphraseError, match="locked"):
        wiped.subkey("database")
    with pytest.raises(WrongPassphraseError, match="locked"):
        KeyFile.new().with_passphrase(wiped, PERSON, PASSPHRASE, CHEAP)


def test_a_vault_s_name_says_nothing() -> None:
    assert re.fullmatch("[0-9a-f]{32}", KeyFile.new().vault)

import pytest

from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.errors import WeakPassphraseError
from clinic_aid.vault.passphrases import (
    Cost,
    as_bytes,
    calibrated,
    derived,
    new_recovery_key,
    recovery_bytes,
    require_strong,
)
from tests.vault.conftest import CHEAP

SALT = bytes(16)


@pytest.mark.parametrize(
    "passphrase", ["four plain words here", "パスフレーズは十二文字以上", "1q2w3e4r5t6z"]
)
def test_twelve_different_characters_are_enough(passphrase: str) -> None:
    require_strong(passphrase)


@pytest.mark.parametrize("passphrase", ["", "eleven char", "   short    ", "\t" * 20])
def test_a_short_passphrase_is_refused(passphrase: str) -> None:
    with pytest.raises(WeakPassphraseError, match="at least 12 characters"):
        require_strong(passphrase)


def test_a_passphrase_of_few_characters_is_refused() -> None:
    with pytest.raises(WeakPassphraseError, match="repeats"):
        require_strong("abababababababab")


def test_an_accent_is_the_same_however_it_was_typed() -> None:
    assert as_bytes("caf\u00e9") == as_bytes("cafe\u0301")


def test_half_a_character_in_a_passphrase_is_no_fault() -> None:
    assert as_bytes("\ud800")


def test_another_salt_gives_another_key() -> None:
    assert derived(b"secret", SALT, CHEAP) != derived(b"secret", bytes([1] * 16), CHEAP)


def test_another_cost_gives_another_key() -> None:
    dearer = Cost(memory=8 << 10, passes=2, lanes=1)
    assert derived(b"secret", SALT, CHEAP) != derived(b"secret", SALT, dearer)


@pytest.mark.parametrize(
    ("memory", "passes", "lanes"),
    [(1, 3, 2), (1 << 30, 3, 2), (65536, 0, 2), (65536, 1000, 2), (65536, 3, 0), (65536, 3, 999)],
)
def test_a_cost_that_is_too_weak_or_exhausts_the_machine_is_refused(
    memory: int, passes: int, lanes: int
) -> None:
    with pytest.raises(ValueError, match="out of bounds"):
        Cost(memory=memory, passes=passes, lanes=lanes)


@pytest.mark.parametrize(
    ("took_s", "mebi"), [(100.0, 64), (0.75, 64), (0.375, 128), (0.1875, 256), (1e-9, 512)]
)
def test_the_cost_fits_the_machine_between_64_and_512_mib(took_s: float, mebi: int) -> None:
    times = iter([0.0, took_s])
    assert calibrated(lambda: next(times)) == Cost(memory=mebi << 10, passes=3, lanes=2)


def test_too_little_memory_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from argon2 import low_level
    from argon2.exceptions import HashingError

    def fails(**_: object) -> bytes:
        raise HashingError("Memory allocation error")

    monkeypatch.setattr(low_level, "hash_secret_raw", fails)
    with pytest.raises(ClinicAidError, match="too little free memory"):
        derived(b"secret", SALT, CHEAP)


def test_a_recovery_key_is_nine_groups_of_four() -> None:
    groups = new_recovery_key().split("-")
    assert [len(group) for group in groups] == [4] * 9


def test_no_two_recovery_keys_are_the_same() -> None:
    assert new_recovery_key() != new_recovery_key()


@pytest.mark.parametrize(
    "typed", [str.lower, lambda key: key.replace("-", " "), lambda key: f"  {key}\n"]
)
def test_a_recovery_key_is_read_however_it_is_typed(typed: object) -> None:
    key = new_recovery_key()
    assert callable(typed)
    assert recovery_bytes(typed(key)) == recovery_bytes(key) is not None


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    key = next(key for key in iter(new_recovery_key, "") if "0" in key and "1" in key)
    assert recovery_bytes(key.replace("0", "O").replace("1", "l")) == recovery_bytes(key)


def test_every_single_wrong_character_of_a_recovery_key_is_noticed() -> None:
    key = new_recovery_key()
    for place, sign in enumerate(key):
        if sign != "-":
            wrong = "Z" if sign != "Z" else "Y"
            assert recovery_bytes(key[:place] + wrong + key[place + 1 :]) is None


@pytest.mark.parametrize("typed", ["", "7K3M", "U" * 36, "ZM3S-" * 10, "\ud800\0"])
def test_what_is_no_whole_recovery_key_is_none(typed: str) -> None:
    assert recovery_bytes(typed) is None

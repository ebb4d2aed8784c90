import pytest

from clinic_aid.vault.sealing import is_seal, sealed, unsealed

KEY = bytes(range(32))


def test_what_was_sealed_is_unsealed() -> None:
    assert unsealed(sealed(b"data", KEY), KEY) == b"data"


def test_the_same_bytes_are_never_sealed_the_same() -> None:
    assert sealed(b"data", KEY) != sealed(b"data", KEY)


@pytest.mark.parametrize("data", [b"", b"1", b"\0" * 12, b"\0" * 28, b"\0" * 1000])
def test_what_was_not_sealed_is_none(data: bytes) -> None:
    assert unsealed(data, KEY) is None


def test_every_changed_byte_is_noticed() -> None:
    data = sealed(b"data", KEY)
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 1
        assert unsealed(bytes(changed), KEY) is None


def test_the_seal_that_was_made_is_one() -> None:
    assert is_seal("5ea1", "5ea1")


@pytest.mark.parametrize("said", ["5ea2", "", "5eé1", "5ea\ud800", 5, None, ["5ea1"]])
def test_whatever_else_a_file_says_is_no_seal(said: object) -> None:
    assert not is_seal(said, "5ea1")

"""Turn passphrases and the printed recovery key into keys."""

import hashlib
import secrets
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from clinic_aid.domain.records import LEAST_PASSPHRASE
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.errors import WeakPassphraseError

_MEBI: Final = 1024
# NIST SP 800-132 and RFC 9106 ask for at least 128 bits of salt.
SALT_LENGTH: Final = 16
_KEY_LENGTH: Final = 32
_TARGET_S: Final = 0.75
_LEAST_MEMORY: Final = 64 * _MEBI
_MOST_MEMORY: Final = 512 * _MEBI
_MOST_PASSES: Final = 3
_MOST_LANES: Final = 4
# Crockford's alphabet: no letter that is read as a digit or as another letter.
_SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_RECOVERY_BYTES: Final = 20
_GROUP: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """How much work Argon2id does: memory in KiB, passes over it, lanes."""

    memory: int
    passes: int = 3
    lanes: int = 2

    def __post_init__(self) -> None:
        # A hostile key file must neither weaken the key nor ask for more than the app would set.
        if not (
            8 * _MEBI <= self.memory <= _MOST_MEMORY
            and 1 <= self.passes <= _MOST_PASSES
            and 1 <= self.lanes <= _MOST_LANES
        ):
            raise ValueError("the cost of the key is out of bounds")


RECOVERY_COST: Final = Cost(memory=19 * _MEBI, passes=2, lanes=1)
"""Enough for a key of 160 random bits, which nobody can guess (OWASP's least cost)."""


def calibrated(steady: Callable[[], float] = time.perf_counter) -> Cost:
    """Give the cost that takes this machine about three quarters of a second.

    Between 64 and 512 MiB: less would be weak, more fails on small laptops.
    """
    began = steady()
    derived(b"calibration", b"\0" * SALT_LENGTH, Cost(memory=_LEAST_MEMORY))
    took = max(steady() - began, 1e-3)
    memory = int(_LEAST_MEMORY * _TARGET_S / took) // (16 * _MEBI) * (16 * _MEBI)
    return Cost(memory=min(max(memory, _LEAST_MEMORY), _MOST_MEMORY))


def derived(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """Give the 32-byte key of a secret, by Argon2id (RFC 9106)."""
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    try:
        return hash_secret_raw(
            secret=secret,
            salt=salt,
            time_cost=cost.passes,
            memory_cost=cost.memory,
            parallelism=cost.lanes,
            hash_len=_KEY_LENGTH,
            type=Type.ID,
        )
    except HashingError as error:
        raise ClinicAidError(
            "This computer has too little free memory to try the passphrase. Close other "
            "programs, then try again."
        ) from error


def as_bytes(passphrase: str) -> bytes:
    """Give the bytes of a passphrase, the same however a keyboard composes its accents."""
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")


def require_strong(passphrase: str) -> None:
    """Raise WeakPassphraseError for what is soon guessed."""
    signs = unicodedata.normalize("NFKC", passphrase).strip()
    if len(signs) < LEAST_PASSPHRASE:
        raise WeakPassphraseError(
            "This passphrase is too short. Use at least {least} characters; four or five words "
            "that you do not forget are good.",
            least=LEAST_PASSPHRASE,
        )
    if len(set(signs)) < 5:
        raise WeakPassphraseError(
            "This passphrase repeats a few characters and is soon guessed. Use several words."
        )


def new_recovery_key() -> str:
    """Give a recovery key to print: 160 random bits and 20 bits to check them, in groups of four.

    For example "7K3M-0QWD-…"; nine groups.
    """
    number = secrets.token_bytes(_RECOVERY_BYTES)
    signs = _encoded(number) + _check_signs(number)
    return "-".join(signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))


def recovery_bytes(typed: str) -> bytes | None:
    """Give the secret of a recovery key as typed; None where a sign is wrong or missing."""
    said = unicodedata.normalize("NFKC", typed).upper().translate(_READ_AS)
    signs = "".join(sign for sign in said if sign.isalnum())
    length = _RECOVERY_BYTES * 8 // 5
    if len(signs) != length + _GROUP or any(sign not in _SIGNS for sign in signs):
        return None
    number = _decoded(signs[:length])
    return number if _check_signs(number) == signs[length:] else None


def _encoded(number: bytes) -> str:
    value = int.from_bytes(number)
    count = len(number) * 8 // 5
    return "".join(_SIGNS[value >> 5 * place & 31] for place in reversed(range(count)))


def _decoded(signs: str) -> bytes:
    value = 0
    for sign in signs:
        value = value << 5 | _SIGNS.index(sign)
    return value.to_bytes(len(signs) * 5 // 8)


def _check_signs(number: bytes) -> str:
    return _encoded(hashlib.sha256(b"clinic-aid recovery key" + number).digest()[:5])[:_GROUP]

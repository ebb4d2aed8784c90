"""Seal bytes so that only the open vault reads them: work handed over, drafts without room.

What anybody may read, and only the open vault writes, bears a seal beside it.
"""

import hmac
import secrets
from typing import Final

_NONCE_LENGTH: Final = 12


def sealed(data: bytes, key: bytes) -> bytes:
    """Give the bytes under AES-256-GCM, the random nonce in front."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE_LENGTH)
    return nonce + AESGCM(key).encrypt(nonce, data, None)


def unsealed(data: bytes, key: bytes) -> bytes | None:
    """Give what was sealed with this key; None for anything else."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(data[:_NONCE_LENGTH], data[_NONCE_LENGTH:], None)
    except (InvalidTag, ValueError):
        return None


def is_seal(said: object, made: str) -> bool:
    """Say whether a file has the seal that was made, whatever else somebody wrote there."""
    # No other sign is in a seal, and the comparison takes none.
    return isinstance(said, str) and said.isascii() and hmac.compare_digest(said, made)

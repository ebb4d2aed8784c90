"""The list of what was erased, by random key: it is applied to every backup that is restored.

The vault itself knows what it erased, by the lines of its trail. The list stands beside it, so
that it outlives the vault's file; it names nobody. What makes the app destroy is sealed with the
data key: an entry without a seal is nobody's word, told and never applied. Vaults that lay in the
folder one after the other have a list each.
"""

import hashlib
import hmac
import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from clinic_aid.errors import Message
from clinic_aid.vault.plain_files import plain_bytes, put_plain, unused
from clinic_aid.vault.sealing import is_seal

LOST_LIST: Final = Message(
    "The list beside the vault of what was erased is missing or was changed. What this vault "
    "erased itself stays erased."
)
_FORMAT: Final = 2
_LARGEST: Final = 64 << 20
_LONGEST_KEY: Final = 64
_MOST_UNSEALED: Final = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What the list says: the keys that this vault sealed, and those that nobody did.

    "unsealed" is the list of a program that did not seal it yet.
    """

    state: Literal["sealed", "unsealed", "missing", "damaged"]
    sealed: frozenset[str] = frozenset()
    unsealed: frozenset[str] = frozenset()

    def has_lost(self, known: Collection[str]) -> bool:
        """Say whether it lacks what the vault itself knows, or cannot be read."""
        return self.state == "damaged" or not (self.sealed | self.unsealed).issuperset(known)


class Erasures:
    """Reads and writes the list of one vault."""

    def __init__(self, key: bytes, file: Path) -> None:
        self._key, self._file = key, file
        # Which of the lists is this vault's, whatever else is lost.
        self._name = self._mac(b"name")[:16]

    def listed(self) -> Listed:
        """Give what the file says now."""
        try:
            tree = json.loads(plain_bytes(self._file, most=_LARGEST))
        except FileNotFoundError:
            return Listed(state="missing")
        except (OSError, ValueError, RecursionError):
            return Listed(state="damaged")
        try:
            if isinstance(tree, list):
                return Listed(state="unsealed", unsealed=unsealed_keys(tree))
            if tree["format"] != _FORMAT:
                return Listed(state="damaged")
            return self._read(tree)
        except (KeyError, TypeError, AttributeError):
            return Listed(state="damaged")

    def remember(self, keys: Collection[str], *, unsealed: Collection[str] = ()) -> None:
        """Add to the list, sealed; `unsealed` is what others say, to be asked about."""
        before, others = self.listed(), self._others()
        sealed = before.sealed.union(keys)
        doubted = before.unsealed.union(unsealed) - sealed
        if before == Listed(state="sealed", sealed=sealed, unsealed=doubted):
            return
        if before.state == "damaged":
            # Somebody may still read in it what no list has any more.
            with suppress(OSError):
                self._file.replace(unused(self._file.with_name("erased-damaged.json")))
        own = {"keys": sorted(sealed), "seal": self._seal(sorted(sealed))}
        tree = {
            "format": _FORMAT,
            "lists": {**others, self._name: own},
            # However many there are, the list can be read again.
            "unsealed": sorted(doubted)[:_MOST_UNSEALED],
        }
        put_plain(json.dumps(tree).encode(), self._file)

    def _read(self, tree: Mapping[str, Any]) -> Listed:
        unsealed = unsealed_keys(tree["unsealed"])
        own = tree["lists"].get(self._name)
        if own is None:
            return Listed(state="missing", unsealed=unsealed)
        keys = own["keys"]
        if not is_seal(own["seal"], self._seal(keys)):
            return Listed(state="damaged", unsealed=unsealed | unsealed_keys(keys))
        return Listed(state="sealed", sealed=frozenset(keys), unsealed=unsealed - frozenset(keys))

    def _others(self) -> Mapping[str, Any]:
        """Give the lists of other vaults, as they are: only their own keys can judge them."""
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            lists = json.loads(plain_bytes(self._file, most=_LARGEST))["lists"]
            return {name: own for name, own in lists.items() if name != self._name}
        return {}

    def _seal(self, keys: object) -> str:
        return self._mac(json.dumps(keys).encode())

    def _mac(self, data: bytes) -> str:
        return hmac.new(self._key, data, hashlib.sha256).hexdigest()


def unsealed_keys(said: object) -> frozenset[str]:
    """Give the keys of a list that nobody sealed; TypeError where it is none."""
    if not isinstance(said, list):
        raise TypeError("not a list of keys")
    # A key is plain ASCII: half a letter, which JSON lets pass, would end every search for it.
    return frozenset(
        key for key in said if isinstance(key, str) and key.isascii() and len(key) <= _LONGEST_KEY
    )

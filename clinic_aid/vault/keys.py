"""The key file: one random data key, wrapped for each person and for the printed recovery key.

A slot holds the data key under AES-256-GCM, with a key that Argon2id derives from the
passphrase. What stands beside the wrapped key (person, cost, salt) is authenticated with it: a
cost that was lowered by hand opens nothing. A change of passphrase exchanges one slot; the
database is never written anew. There are two copies of the file, which hold each other up.
"""

import hashlib
import hmac
import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Final, Literal, Self

from clinic_aid.errors import ClinicAidError, Message
from clinic_aid.files.saving import save_atomically
from clinic_aid.files.text import normalised, text_fault
from clinic_aid.vault.errors import MissingKeysError, WrongPassphraseError
from clinic_aid.vault.passphrases import (
    RECOVERY_COST,
    SALT_LENGTH,
    Cost,
    as_bytes,
    derived,
    recovery_bytes,
    require_strong,
)
from clinic_aid.vault.plain_files import give_way, plain_bytes
from clinic_aid.vault.sealing import is_seal

_FORMAT: Final = 1
_NONCE_LENGTH: Final = 12
# The 32 bytes of the key and the 16 of the tag.
_WRAPPED_LENGTH: Final = 48
_LARGEST_FILE: Final = 1 << 20
_MOST_SLOTS: Final = 200
_LONGEST_NAME: Final = 200
MISSING_KEYS: Final = Message(
    "The key file of the vault is missing or damaged, and so is its second copy. Restore a "
    "backup: it holds the keys as well."
)
LOCKED: Final = Message("The vault is locked. Unlock it, then try again.")
Kind = Literal["passphrase", "recovery"]


class DataKey:
    """The 32 bytes that everything hangs on, in memory that can be wiped.

    Python may have copied them meanwhile: only the end of the process takes every copy away.
    """

    def __init__(self, key: bytes | bytearray | None = None) -> None:
        self._key = bytearray(key if key is not None else secrets.token_bytes(32))

    def subkey(self, purpose: str) -> bytes:
        """Give the key for one purpose (HKDF-Expand of RFC 5869, one block)."""
        self._require_key()
        info = b"clinic-aid " + purpose.encode() + b"\x01"
        return hmac.new(self._key, info, hashlib.sha256).digest()

    def raw(self) -> bytes:
        """Give the key itself, to be wrapped."""
        self._require_key()
        return bytes(self._key)

    def wipe(self) -> None:
        """Overwrite the key."""
        for place in range(len(self._key)):
            self._key[place] = 0
        self._key.clear()

    def _require_key(self) -> None:
        # A slot that wraps nothing would take the place of one that opens the vault.
        if not self._key:
            raise WrongPassphraseError(LOCKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The data key, wrapped for one person or for the recovery key (then without a person)."""

    kind: Kind
    person: str
    cost: Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes

    @classmethod
    def closed(
        cls, key: DataKey, secret: bytes, *, kind: Kind, person: str, cost: Cost, vault: str
    ) -> Self:
        """Give a slot that this secret opens."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        slot = cls(
            kind=kind,
            person=person,
            cost=cost,
            salt=secrets.token_bytes(SALT_LENGTH),
            nonce=secrets.token_bytes(_NONCE_LENGTH),
            wrapped=b"",
        )
        wrapping = AESGCM(derived(secret, slot.salt, cost))
        wrapped = wrapping.encrypt(slot.nonce, key.raw(), slot.header(vault))
        return replace(slot, wrapped=wrapped)

    def opened(self, secret: bytes, vault: str) -> DataKey | None:
        """Give the data key, None where the secret is not this slot's."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        wrapping = AESGCM(derived(secret, self.salt, self.cost))
        try:
            return DataKey(wrapping.decrypt(self.nonce, self.wrapped, self.header(vault)))
        except InvalidTag:
            return None

    def header(self, vault: str) -> bytes:
        """Give what is authenticated with the wrapped key."""
        return _canonical({"format": _FORMAT, "vault": vault, **self._open_part()})

    def as_tree(self) -> dict[str, object]:
        """Give the slot as the file holds it."""
        return {**self._open_part(), "wrapped": b64encode(self.wrapped).decode()}

    @classmethod
    def from_tree(cls, tree: Mapping[str, Any]) -> Self:
        """Give the slot of a file; ValueError, KeyError or TypeError where it is none."""
        if tree["kind"] not in ("passphrase", "recovery") or not isinstance(tree["person"], str):
            raise ValueError("unknown kind of slot")
        salt, nonce, wrapped = (
            b64decode(tree[name], validate=True) for name in ("salt", "nonce", "wrapped")
        )
        lengths = (SALT_LENGTH, _NONCE_LENGTH, _WRAPPED_LENGTH)
        if (len(salt), len(nonce), len(wrapped)) != lengths:
            raise ValueError("not a wrapped key")
        return cls(
            kind=tree["kind"],
            person=tree["person"],
            cost=Cost(**{name.name: int(tree["cost"][name.name]) for name in fields(Cost)}),
            salt=salt,
            nonce=nonce,
            wrapped=wrapped,
        )

    def _open_part(self) -> dict[str, object]:
        return {
            "kind": self.kind,
            "person": self.person,
            "cost": asdict(self.cost),
            "salt": b64encode(self.salt).decode(),
            "nonce": b64encode(self.nonce).decode(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """All slots of a vault. `serial` grows with every change, so that the newer copy is known.

    `seal` is made with the data key, so that nobody without it gives an old file a new number.
    """

    vault: str
    slots: tuple[Slot, ...] = ()
    serial: int = 1
    seal: str = ""

    @classmethod
    def new(cls) -> Self:
        """Give a key file without slots, for a vault with a new random name."""
        return cls(vault=secrets.token_hex(16))

    @property
    def people(self) -> tuple[str, ...]:
        """Give everybody who has a passphrase, in the order in which they were added."""
        return tuple(slot.person for slot in self.slots if slot.kind == "passphrase")

    def with_passphrase(self, key: DataKey, person: str, passphrase: str, cost: Cost) -> Self:
        """Give the file with a passphrase for a person, in the place of an earlier one."""
        person = as_person(person)
        require_strong(passphrase)
        slot = Slot.closed(
            key,
            as_bytes(passphrase),
            kind="passphrase",
            person=person,
            cost=cost,
            vault=self.vault,
        )
        return self._with(slot, [old for old in self.slots if old.person != person])

    def with_recovery(self, key: DataKey, recovery_key: str) -> Self:
        """Give the file with a new recovery key; the earlier one opens nothing any more."""
        secret = recovery_bytes(recovery_key)
        if secret is None:
            raise ValueError("not a recovery key")
        slot = Slot.closed(
            key, secret, kind="recovery", person="", cost=RECOVERY_COST, vault=self.vault
        )
        return self._with(slot, [old for old in self.slots if old.kind != "recovery"])

    def without(self, person: str) -> Self:
        """Give the file without a person's passphrase; the last one stays."""
        if self.people == (person,):
            raise ClinicAidError("This is the only person who can open the vault. Add another one.")
        left = tuple(
            slot for slot in self.slots if slot.kind == "recovery" or slot.person != person
        )
        return replace(self, slots=left, serial=self.serial + 1)

    def unlock(self, person: str, passphrase: str) -> DataKey:
        """Give the data key, or raise WrongPassphraseError."""
        if key := self._opened("passphrase", person, as_bytes(passphrase)):
            return key
        raise WrongPassphraseError("This passphrase does not open the vault. Type it again.")

    def recover(self, recovery_key: str) -> DataKey:
        """Give the data key for the printed recovery key, or raise WrongPassphraseError."""
        secret = recovery_bytes(recovery_key)
        if secret is None:
            raise WrongPassphraseError(
                "This is not a whole recovery key: a character is missing or wrong. Compare it "
                "with the paper."
            )
        if key := self._opened("recovery", "", secret):
            return key
        raise WrongPassphraseError("This recovery key is not the one of this vault.")

    def sealed_by(self, key: DataKey) -> Self:
        """Give the file with its seal, which the open vault asks for."""
        return replace(self, seal=self._seal(key))

    def is_sealed_by(self, key: DataKey) -> bool:
        """Say whether it was written like this by somebody who has the data key."""
        return is_seal(self.seal, self._seal(key))

    def as_bytes(self) -> bytes:
        """Give the file's bytes, with a sum that tells damage from a wrong passphrase."""
        tree = self._tree()
        if self.seal:
            tree["seal"] = self.seal
        tree["sum"] = hashlib.sha256(_canonical(tree)).hexdigest()
        return json.dumps(tree, indent=1).encode() + b"\n"

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Give the key file of these bytes; ValueError where they are none or damaged."""
        try:
            tree = json.loads(data)
            said = tree.pop("sum")
            if tree["format"] != _FORMAT or said != hashlib.sha256(_canonical(tree)).hexdigest():
                raise ValueError("the key file is damaged")
            slots = tuple(map(Slot.from_tree, tree["slots"]))
            # Each try costs what every slot of a person costs.
            if len({(slot.kind, slot.person) for slot in slots}) != len(slots):
                raise ValueError("two slots for one person")
            if len(slots) > _MOST_SLOTS:
                raise ValueError("more slots than people")
            return cls(
                vault=str(tree["vault"]),
                slots=slots,
                serial=int(tree["serial"]),
                seal=str(tree.get("seal", "")),
            )
        except (KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
            raise ValueError("the key file is damaged") from error

    def _opened(self, kind: Kind, person: str, secret: bytes) -> DataKey | None:
        slots = (slot for slot in self.slots if (slot.kind, slot.person) == (kind, person))
        keys = (slot.opened(secret, self.vault) for slot in slots)
        return next(filter(None, keys), None)

    def _tree(self) -> dict[str, object]:
        return {
            "format": _FORMAT,
            "vault": self.vault,
            "serial": self.serial,
            "slots": [slot.as_tree() for slot in self.slots],
        }

    def _seal(self, key: DataKey) -> str:
        return hmac.new(key.subkey("keys"), _canonical(self._tree()), hashlib.sha256).hexdigest()

    def _with(self, slot: Slot, others: Iterable[Slot]) -> Self:
        slots = (*others, slot)
        if len(slots) > _MOST_SLOTS:
            raise ClinicAidError(
                "No more people can have a passphrase. Remove somebody who left the clinic first."
            )
        return replace(self, slots=slots, serial=self.serial + 1)


def whole_copies(copies: Iterable[Path]) -> tuple[KeyFile, ...]:
    """Give every copy that is whole, the newest first, equal ones once.

    Which of them is true shows only once the vault is open: then there is a seal to ask for.
    Raises MissingKeysError where no copy is whole.
    """
    read = (read_copy(path) for path in copies)
    # What nobody can open is no key file: else a right passphrase would be called wrong.
    found = dict.fromkeys(keys for keys in read if keys is not None and keys.slots)
    if not found:
        raise MissingKeysError(MISSING_KEYS)
    return tuple(sorted(found, key=lambda keys: keys.serial, reverse=True))


def read_keys(copies: Iterable[Path], key: DataKey | None = None) -> KeyFile:
    """Give the newest copy that was sealed with the data key.

    Where none was (by an earlier program), or without a key, it is the newest of all.
    """
    found = whole_copies(copies)
    sealed = (keys for keys in found if key is not None and keys.is_sealed_by(key))
    return next(sealed, found[0])


def write_keys(keys: KeyFile, copies: Iterable[Path]) -> None:
    """Put the file in place, twice; stopped between the two, either works.

    Where the first cannot be written, nothing has changed. From then on the new keys are in
    force: a second copy that cannot be written now is healed when they are read again.
    """
    first, *others = copies
    put_copy(keys, first)
    for path in others:
        with suppress(ClinicAidError):
            put_copy(keys, path)


def put_copy(keys: KeyFile, path: Path) -> None:
    """Put one copy in its place; a link stays one as long as it leads to a copy, or to nothing."""
    is_own = path.is_file() and (read_copy(path) is not None or not path.stat().st_size)
    if not is_own:
        give_way(path)
    save_atomically(keys.as_bytes(), path)


def read_copy(path: Path) -> KeyFile | None:
    """Give a copy of the key file, None where it is missing or damaged."""
    try:
        return KeyFile.from_bytes(plain_bytes(path, most=_LARGEST_FILE))
    except (OSError, ValueError):
        return None


def as_person(typed: str) -> str:
    """Give a person's name, the same however it was typed; ClinicAidError where it is none."""
    person = " ".join(normalised(typed).split())
    if not person or len(person) > _LONGEST_NAME or text_fault(person):
        raise ClinicAidError("Write a name of up to 200 characters, as it stands on paper.")
    return person


def _canonical(tree: Mapping[str, object]) -> bytes:
    return json.dumps(tree, sort_keys=True, separators=(",", ":")).encode()

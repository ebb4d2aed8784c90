"""Open the vault with either copy of its key file, and put the other one right afterwards.

Before anybody has unlocked, nothing tells which copy is true: a number can be raised and a sum
renewed by hand, and the keys of another vault may lie there. So every copy is tried, and none is
written. The data key then tells which copy the vault sealed last: that one holds, the other gets
its place.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from clinic_aid.errors import ClinicAidError, Message
from clinic_aid.vault.errors import WrongPassphraseError
from clinic_aid.vault.keys import DataKey, KeyFile, put_copy, read_copy, read_keys, whole_copies
from clinic_aid.vault.plain_files import unused

FOREIGN_KEYS: Final = Message(
    "In the place of one copy of the key file lay that of another vault. It was put aside, and the "
    "right one is in its place."
)
CHANGED_KEYS: Final = Message(
    "One copy of the key file was changed from outside. It was put right from the other."
)
Unlocking = Callable[[KeyFile], DataKey]
"""Gives the data key of a key file, or raises WrongPassphraseError."""


def people_in(copies: Iterable[Path]) -> tuple[str, ...]:
    """Give everybody whom any copy names; MissingKeysError where none is whole."""
    return tuple(dict.fromkeys(one for keys in whole_copies(copies) for one in keys.people))


def unlocked_by_any(
    copies: Iterable[Path], unlocking: Unlocking, *, opens: Callable[[DataKey], bool]
) -> tuple[DataKey, KeyFile]:
    """Give the data key, and the key file that holds.

    `opens` says whether a data key opens the vault's file: with one passphrase for two vaults the
    keys of another vault give a key as well. Raises WrongPassphraseError where no copy opens, or
    only one that was replaced meanwhile, another ClinicAidError where one could not be tried.
    """
    copies = tuple(copies)
    found = whole_copies(copies)
    are_mixed = len({keys.vault for keys in found}) > 1
    errors: list[ClinicAidError] = []
    unfitting: tuple[DataKey, KeyFile] | None = None
    for keys in found:
        try:
            key = unlocking(keys)
            if are_mixed and not opens(key):
                unfitting = unfitting or (key, keys)
                continue
            true = read_keys(copies, key)
            if not true.is_sealed_by(key):
                return key, keys
            if true != keys:
                # Somebody who was removed, or an earlier passphrase, opens no newer copy.
                unlocking(true).wipe()
        except ClinicAidError as error:
            # One may ask for more memory than there is; the other still opens.
            errors.append(error)
        else:
            return key, true
    if unfitting is not None and not errors:
        # It is the vault's file that is damaged, not the passphrase that is wrong.
        return unfitting
    # As long as one was not tried, nothing is known to be wrong.
    raise min(errors, key=lambda error: isinstance(error, WrongPassphraseError))


def put_right(true: KeyFile, copies: Iterable[Path], aside: Path, key: DataKey) -> tuple[str, ...]:
    """Put the key file that holds in the place of each copy that is another; tell what it was.

    Only a sealed one does that. An older copy that the vault sealed was left by a change of
    keys that was stopped, a damaged one by its disk: neither is worth a word.
    """
    told: list[str] = []
    for path in copies:
        keys = read_copy(path)
        if keys == true:
            continue
        with suppress(ClinicAidError, OSError):
            if keys is not None and keys.vault != true.vault:
                # They may be the only ones of their vault.
                path.replace(unused(aside))
                told.append(FOREIGN_KEYS)
            if not true.is_sealed_by(key):
                continue
            if keys is not None and keys.vault == true.vault and not keys.is_sealed_by(key):
                told.append(CHANGED_KEYS)
            put_copy(true, path)
    return tuple(dict.fromkeys(told))

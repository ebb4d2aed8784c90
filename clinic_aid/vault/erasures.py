"""The list of what was erased, by random key: it is applied to every backup that is restored.

It stands beside the vault, not in it, so that it outlives the vault's file. It names nobody.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from clinic_aid.files.saving import save_atomically


def erased_keys(file: Path) -> frozenset[str]:
    """Give the keys of everything that was ever erased here."""
    try:
        keys = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return frozenset()
    if not isinstance(keys, list):
        return frozenset()
    # A key is plain ASCII: half a letter, which JSON lets pass, would end every search for it.
    return frozenset(key for key in keys if isinstance(key, str) and key.isascii())


def remember_erased(file: Path, keys: Iterable[str]) -> None:
    """Add to the list."""
    known = erased_keys(file)
    if not known.issuperset(keys := frozenset(keys)):
        save_atomically(json.dumps(sorted(known | keys)).encode(), file)

"""Tell whether the journal beside the vault's file is its own, before SQLite takes it in.

SQLite copies a journal that was left behind into the file beside it without asking whose it is:
one of another vault, or an older one of this vault (a mixed-up copy, half a restore by hand),
would destroy the file. Every save is counted in the file, so one that counts fewer saves with
the journal than without it was not written on.
"""

from contextlib import suppress
from typing import Final

from clinic_aid.vault.database import Mode, raw_connection, understood
from clinic_aid.vault.errors import DamagedVaultError
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.plain_files import is_planted, unused

PUT_ASIDE: Final = (
    "Beside the vault lay a journal that is not its own. It was put aside and not taken in; look "
    "whether the last changes are there."
)


def put_aside_foreign(place: VaultPlace, key: bytes) -> bool:
    """Rename a journal that does not go on from this file; say whether there was one.

    Neither file is written into by looking. What is no plain file in its place, or in that of
    what SQLite keeps beside it, is one, too: SQLite would write through a link into whatever it
    leads to, wait for a pipe for ever, and take a folder for a full disk.
    """
    planted = [file for file in place.beside if is_planted(file)]
    for file in planted:
        file.replace(unused(place.foreign_journal))
    if planted:
        return True
    with suppress(OSError):
        if place.journal.stat().st_size and _is_foreign(place, key):
            place.journal.replace(unused(place.foreign_journal))
            return True
    return False


def _is_foreign(place: VaultPlace, key: bytes) -> bool:
    try:
        alone = _saves(place, key, "immutable")
    except DamagedVaultError:
        # Stopped while the journal was taken in: the journal is what heals it.
        return False
    try:
        # A connection that may only read takes the journal into account, and never takes it in.
        return _saves(place, key, "ro") < alone
    except DamagedVaultError:
        return True


def _saves(place: VaultPlace, key: bytes, mode: Mode) -> int:
    with understood():
        connection = raw_connection(place.database, key, mode=mode)
        try:
            if not connection.execute("PRAGMA table_info(setting)").fetchall():
                return 0
            found = connection.execute("SELECT value FROM setting WHERE name = 'saves'").fetchone()
            return int(found[0]) if found else 0
        finally:
            connection.close()

"""A vault under a key that nothing but memory holds: without passphrases, and gone with its key."""

from collections.abc import Callable
from datetime import datetime

from clinic_aid.files.saving import why_not_saved
from clinic_aid.vault.database import engine_of, understood
from clinic_aid.vault.errors import FullDiskError
from clinic_aid.vault.keys import DataKey
from clinic_aid.vault.passphrases import calibrated
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.store import Store
from clinic_aid.vault.trail import Trail
from clinic_aid.vault.upgrading import upgrade
from clinic_aid.vault.vault import Vault


def make_ephemeral_vault(
    place: VaultPlace, *, person: str, now: Callable[[], datetime], program: str
) -> Vault:
    """Make a vault that opens this once: whatever outlives its process, nobody can read it.

    It has no key file, so that no key has to be derived, kept or wiped from a disk.
    """
    key = DataKey()
    try:
        place.folder.mkdir(mode=0o700, parents=True)
        Trail(key.subkey("trail"), place.anchor).begin()
        engine = engine_of(place.database, key.subkey("database"))
        with understood():
            upgrade(engine)
    except OSError as error:
        why = why_not_saved(error)
        raise FullDiskError("The vault was not made: {why}.", why=why) from error
    vault = Vault(
        Store(place, engine, read_only=False),
        key,
        person=person,
        now=now,
        program=program,
        cost=calibrated,
        is_ephemeral=True,
    )
    vault.store.write(vault.access.kept_sum.begin)
    vault.note("create")
    return vault

"""What is looked at once a vault is open and before anybody works with it."""

from datetime import date
from typing import Final

from clinic_aid.errors import ClinicAidError, Message
from clinic_aid.vault import ballast
from clinic_aid.vault.checking import require_whole
from clinic_aid.vault.claims import erase_what_came_back, told_of_claims
from clinic_aid.vault.errors import DamagedVaultError
from clinic_aid.vault.keys import KeyFile
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.upgrading import NEWEST, upgrade
from clinic_aid.vault.vault import Vault

# Of this size, looking through the whole file takes a quarter of a second.
_SMALL: Final = 96 << 20


def only_look(vault: Vault, keys: KeyFile, *, version: int) -> tuple[str, ...]:
    """Give what shows to have been changed meanwhile, where nothing can be written.

    An older version can only be brought to this one where it can: else it is a ClinicAidError.
    """
    _require_newest(version)
    if journal := _old_journal(vault.store.place):
        # Without it the file is of no one time: every part of it could look changed.
        return journal
    small = vault.store.place.database.stat().st_size < _SMALL
    thoroughly = small or _checked_on(vault) != vault.today()
    if thoroughly:
        require_whole(vault.store)
    told = vault.watch.look(keys, thoroughly=thoroughly)
    return *told, *told_of_claims(vault.access, vault.records)


def look_through(vault: Vault, keys: KeyFile, *, was_closed: bool, version: int) -> tuple[str, ...]:
    """Look through the file before anything is written; bring it to this version.

    Gives what shows to have been changed meanwhile.
    """
    today, checked = vault.today(), _checked_on(vault)
    small = vault.store.place.database.stat().st_size < _SMALL
    thoroughly = small or checked != today or not was_closed or version < NEWEST
    if thoroughly:
        require_whole(vault.store)
    # Before the first save: it would count for one that is missing.
    breaks = vault.watch.look(keys, thoroughly=thoroughly)
    breaks += vault.watch.put_right(keys)
    if version < NEWEST:
        # Verified before the first step is taken.
        vault.back_up(vault.store.place.backups, automatic=True)
        upgrade(vault.store.engine)
    vault.watch.keep(keys)
    if version < NEWEST:
        vault.note("migrate", f"{version} to {NEWEST}")
    if checked != today:
        vault.preferences.put_checked_on(today)
    ballast.take_on(vault.store.place.ballast)
    erase_what_came_back(vault.access, vault.records)
    if not vault.preferences.has_list() and vault.access.erasures.listed().state == "sealed":
        vault.preferences.put_has_list()
    return *dict.fromkeys(breaks), *told_of_claims(vault.access, vault.records)


def _require_newest(version: int) -> None:
    if version < NEWEST:
        raise ClinicAidError(
            "This vault is of an older version and can only be read here. Make its folder "
            "writable, then open it again."
        )


def _checked_on(vault: Vault) -> date | None:
    try:
        return vault.preferences.checked_on()
    except DamagedVaultError:
        # Looked through next, which names the damage.
        return None


def _old_journal(place: VaultPlace) -> tuple[str, ...]:
    if place.journal.exists() and place.journal.stat().st_size:
        return (
            Message(
                "The last changes are in a journal that cannot be read here; they are not shown."
            ),
        )
    return ()

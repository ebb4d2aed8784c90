"""Open a backup, and compare it with the vault that it may take the place of."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from clinic_aid.domain.records import Contents
from clinic_aid.errors import ClinicAidError, Message
from clinic_aid.vault.backups import Backup, called_erased, contents_of, read_backup, unpacked
from clinic_aid.vault.erasures import Erasures
from clinic_aid.vault.errors import WrongPassphraseError
from clinic_aid.vault.keys import DataKey
from clinic_aid.vault.passphrases import recovery_bytes
from clinic_aid.vault.salvaging import Present
from clinic_aid.vault.store import opened_store
from clinic_aid.vault.trail import erased_in, kept_though_listed
from clinic_aid.vault.tries import Tries
from clinic_aid.vault.versions import is_newer, versions_in

if TYPE_CHECKING:
    from clinic_aid.vault.vault import Vault

SCRATCH: Final = ".restore-"
"""How the folders begin in which a backup is unpacked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What a restore would put in the place of what.

    `contents` are those of the vault in place, None where they are not known. `newer` counts its
    consultations that were begun or changed after the backup was made; from a damaged vault they
    are always taken over, from a closed one they cannot be. `left_out` counts what the backup
    holds of that which was erased since; `called_erased` what it holds of that which only a list
    that nobody sealed calls erased: it comes back, and is asked about. `has_lost_list` says that
    nobody knows what was erased since.
    """

    present: Present
    contents: Contents | None
    backup: Contents
    newer: int = 0
    left_out: int = 0
    called_erased: int = 0
    has_lost_list: bool = False


def compare(vault: "Vault", backup: Backup, key: DataKey) -> Exchange:
    """Compare a backup with an open vault, and leave both as they are; OSError passes through.

    A vault whose backup it is not is "closed" to it.
    """
    place = vault.store.place
    # With the key of the backup: of another vault's list it is no judge.
    listed = Erasures(key.subkey("erasures"), place.erased).listed()
    with vault.store.reading() as connection:
        present = versions_in(connection)
        itself = erased_in(connection)
    with (
        TemporaryDirectory(prefix=SCRATCH, dir=place.data) as scratch,
        unpacked(backup, Path(scratch)) as copy,
    ):
        holds = contents_of(copy, key, backup)
        with opened_store(copy, key) as store, store.reading() as connection:
            restored = versions_in(connection)
            erased = itself | listed.sealed | erased_in(connection)
            doubted = (listed.unsealed | called_erased(backup)) - kept_though_listed(connection)
    newest = vault.records.newest(most=1)
    is_same = vault.keys.vault == backup.vault
    return Exchange(
        present="sound" if is_same else "closed",
        contents=Contents(
            consultations=len(present),
            newest_change=newest[0].changed_at if newest else None,
        ),
        backup=holds,
        newer=sum(is_newer(name, version, restored, erased) for name, version in present.items()),
        left_out=len(erased & restored.keys()),
        called_erased=len((doubted - erased) & restored.keys()),
        has_lost_list=listed.state == "damaged" or (listed.state == "missing" and not is_same),
    )


RECOVERY_KEY: Final = ""
"""Stands for a person where the recovery key is to open a backup."""


def open_backup(file: Path, tries: Tries, person: str, secret: str) -> tuple[Backup, DataKey]:
    """Give a backup and its data key; ClinicAidError says why it was not opened.

    `secret` is the passphrase that the person had on the day on which it was made, or for
    `RECOVERY_KEY` the key that was printed before. WrongPassphraseError leaves everything as it
    is, and counts.
    """
    backup = read_backup(file)
    if person == RECOVERY_KEY:
        return backup, recover_backup(backup, tries, secret)
    return backup, unlock_backup(backup, tries, person=person, passphrase=secret)


def unlock_backup(backup: Backup, tries: Tries, *, person: str, passphrase: str) -> DataKey:
    """Give a backup's data key for the passphrase of the day on which it was made.

    WrongPassphraseError leaves everything as it is, and counts.
    """
    if person not in backup.keys.people:
        raise ClinicAidError(
            "This person had no passphrase when the backup was made. It can be opened by: "
            "{people}.",
            people=", ".join(backup.keys.people),
        )
    return _tried(
        tries,
        lambda: backup.keys.unlock(person, passphrase),
        Message(
            "This passphrase does not open the backup. Type the one of the day on which it was "
            "made."
        ),
    )


def recover_backup(backup: Backup, tries: Tries, recovery_key: str) -> DataKey:
    """Give a backup's data key for the recovery key that was printed before it was made."""
    return _tried(
        tries,
        lambda: backup.keys.recover(recovery_key),
        Message(
            "This recovery key does not open the backup. Take the one that was printed last before "
            "the backup was made."
        )
        if recovery_bytes(recovery_key)
        else "",
    )


def _tried(tries: Tries, unlocked: Callable[[], DataKey], words: str) -> DataKey:
    try:
        # Not forgotten where this opens: the failed tries are told when the vault is opened next.
        return tries.of(unlocked)
    except WrongPassphraseError as error:
        raise WrongPassphraseError(words or error.message) from error

"""Backups: what one says of itself, what is in it, and whether it is whole."""

import json
import secrets
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, func, select

from clinic_aid.domain.records import Contents, Soundness
from clinic_aid.errors import ClinicAidError, Message
from clinic_aid.files.plain_file import require_plain
from clinic_aid.files.saving import why_not_saved
from clinic_aid.vault.backup_archive import (
    ERASED,
    KEYS,
    MANIFEST,
    NEWEST_FORMAT,
    NO_BACKUP,
    Manifest,
    small,
    sum_of_keys,
    unpack_database,
)
from clinic_aid.vault.checking import damaged_pages, named_pages, soundness
from clinic_aid.vault.database import DAMAGED
from clinic_aid.vault.erasures import unsealed_keys
from clinic_aid.vault.errors import DamagedVaultError, NewerVaultError
from clinic_aid.vault.kept_sum import KeptSum
from clinic_aid.vault.keys import DataKey, KeyFile
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.store import Store, opened_store
from clinic_aid.vault.tables import consultation
from clinic_aid.vault.trail import Trail, erased_in
from clinic_aid.vault.upgrading import version_of
from clinic_aid.vault.versions import versions_in

SUFFIX: Final = ".clinic-aid-backup"
NEWER_BACKUP: Final = Message(
    "A newer Clinic Aid made this backup. Nothing was changed. Install the newest version on this "
    "computer, then try again."
)
UNSEALED: Final = Message(
    "What the backup says of its own age is not sealed, or was changed: only what is in it proves "
    "how old it is."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """What a backup file says of itself, before anybody has opened it."""

    file: Path
    manifest: Manifest
    keys: KeyFile
    size: int

    @property
    def vault(self) -> str:
        """Give the random name of the vault that it is of."""
        return self.keys.vault

    @property
    def made_at(self) -> datetime:
        """Give when it says that it was made."""
        return self.manifest.made_at

    @property
    def automatic(self) -> bool:
        """Say whether the app made it by itself."""
        return self.manifest.automatic

    def is_sealed_by(self, key: DataKey) -> bool:
        """Say whether its date, its counts and who opens it are as this vault wrote them."""
        is_whole = self.manifest.keys_sha256 == sum_of_keys(self.keys)
        return is_whole and self.manifest.is_sealed_by(key)

    @property
    def people(self) -> tuple[str, ...]:
        """Give everybody whose passphrase opened the vault when the backup was made."""
        return self.keys.people


def read_backup(file: Path) -> Backup:
    """Give what a backup says of itself; ClinicAidError where it is none or damaged."""
    try:
        require_plain(file)
        with zipfile.ZipFile(file) as archive:
            manifest = Manifest.from_bytes(small(archive, MANIFEST))
            if manifest.format > NEWEST_FORMAT:
                raise NewerVaultError(NEWER_BACKUP)
            keys = KeyFile.from_bytes(small(archive, KEYS))
        return Backup(file=file, manifest=manifest, keys=keys, size=file.stat().st_size)
    except FileNotFoundError as error:
        raise ClinicAidError("There is no file “{file}” any more.", file=file.name) from error
    except OSError as error:
        raise ClinicAidError(
            "“{file}” cannot be read ({reason}). Look whether its disk or stick is there, or "
            "choose another one.",
            file=file.name,
            reason=error.strerror,
        ) from error
    except NO_BACKUP as error:
        raise ClinicAidError(
            "“{file}” is not a backup of Clinic Aid, or it is damaged. Choose another one.",
            file=file.name,
        ) from error


def verify_backup(backup: Backup, key: DataKey, *, scratch: Path) -> Contents:
    """Open a backup and look through all of it; ClinicAidError names what is wrong.

    `scratch` is a folder for the encrypted copy that is looked through.
    """
    with _told(backup), unpacked(backup, scratch) as place:
        return contents_of(place, key, backup)


def soundness_of(backup: Backup, key: DataKey, *, scratch: Path) -> Soundness:
    """Give everything that is wrong with a backup and with the audit trail in it.

    `scratch` is a folder for the encrypted copy that is looked through.
    """
    with (
        _told(backup),
        unpacked(backup, scratch) as place,
        opened_store(place, key) as store,
        _named(backup),
    ):
        if damage := damaged_pages(store):
            return Soundness(damage=tuple(damage))
        trail = Trail(key.subkey("trail"), place.anchor)
        with store.reading() as connection:
            _require_version(connection)
            # How far it went is told beside a vault, not in a backup: its chain counts.
            trail.anchor(connection)
            rows = versions_in(connection).keys()
            named = len((called_erased(backup) - erased_in(connection)) & rows)
        found = soundness(store, trail, KeptSum(key.subkey("sum")))
    told = list(found.trail)
    if backup.manifest.format > 1 and not backup.is_sealed_by(key):
        told.append(UNSEALED)
    if named:
        told.append(
            Message(
                "Its list of what was erased, which nobody sealed, names consultations that are "
                "still in it: {count}.",
                count=named,
            )
        )
    return replace(found, trail=tuple(told))


def contents_of(place: VaultPlace, key: DataKey, backup: Backup) -> Contents:
    """Look through the unpacked database of a backup, and tell what it holds."""
    with opened_store(place, key) as store, _named(backup):
        with store.reading() as connection:
            _require_version(connection)
        if damage := _damage(store):
            raise ClinicAidError(
                "The backup “{file}” is damaged. {damage} Choose another one.",
                file=backup.file.name,
                damage=damage,
            )
        contents = counted(store, backup, key)
    if contents.is_dated and contents.consultations != backup.manifest.consultations:
        raise _damaged(backup)
    return contents


def counted(store: Store, backup: Backup, key: DataKey) -> Contents:
    """Tell what a database holds that was unpacked from a backup."""
    with store.reading() as connection:
        counts = select(func.count(), func.max(consultation.c.changed_at))
        count, newest = connection.execute(counts.select_from(consultation)).one()
    return Contents(
        consultations=count,
        newest_change=newest,
        made_at=backup.made_at,
        is_dated=backup.is_sealed_by(key),
    )


@contextmanager
def unpacked(backup: Backup, scratch: Path) -> Iterator[VaultPlace]:
    """Give the encrypted database of a backup as a vault's, once its bytes are those packed.


    Who wants to keep the file moves it; the rest is taken away.
    """
    place = VaultPlace(scratch / secrets.token_hex(4))
    try:
        place.folder.mkdir(parents=True)
        try:
            wanted = backup.manifest.sha256
            is_whole = unpack_database(backup.file, place.database, wanted=wanted)
        except NO_BACKUP as error:
            raise _damaged(backup) from error
        if not is_whole:
            raise ClinicAidError(
                "The backup “{file}” is damaged: its bytes are not those that were written. "
                "Choose another one.",
                file=backup.file.name,
            )
        yield place
    finally:
        shutil.rmtree(place.data, ignore_errors=True)


def called_erased(backup: Backup) -> frozenset[str]:
    """Give what the unsealed list in a backup of format 1 calls erased; nobody vouches for it."""
    with _told(backup):
        try:
            with zipfile.ZipFile(backup.file) as archive:
                if backup.manifest.format > 1 or ERASED not in archive.namelist():
                    return frozenset()
                return unsealed_keys(json.loads(small(archive, ERASED)))
        except NO_BACKUP as error:
            raise _damaged(backup) from error


def backups_in(*folders: Path) -> list[Backup]:
    """Give every whole backup file of these folders, the newest first."""
    found = []
    for file in (file for folder in folders for file in folder.glob(f"*{SUFFIX}")):
        with suppress(ClinicAidError):
            found.append(read_backup(file))
    return sorted(found, key=lambda backup: backup.made_at, reverse=True)


@contextmanager
def _told(backup: Backup) -> Iterator[None]:
    """Say of which backup it was that could not be read or unpacked."""
    try:
        yield
    except OSError as error:
        raise ClinicAidError(
            "The backup “{file}” was not looked through: {why}.",
            file=backup.file.name,
            why=why_not_saved(error),
        ) from error


@contextmanager
def _named(backup: Backup) -> Iterator[None]:
    """Say that it is the backup which is damaged, not the vault."""
    try:
        yield
    except DamagedVaultError as error:
        raise _damaged(backup) from error


def _damaged(backup: Backup) -> ClinicAidError:
    return ClinicAidError(
        "The backup “{file}” is damaged. Choose another one.", file=backup.file.name
    )


def _require_version(connection: Connection) -> None:
    """Refuse an empty file, and that of a newer program."""
    try:
        if not version_of(connection):
            raise DamagedVaultError(DAMAGED)
    except NewerVaultError as error:
        raise NewerVaultError(NEWER_BACKUP) from error


def _damage(store: Store) -> str:
    pages = int(str(store.alone("PRAGMA page_count")[0][0]))
    if store.place.database.stat().st_size // 4096 < pages:
        return Message("It is not complete.")
    if found := named_pages(str(row[0]) for row in store.alone("PRAGMA cipher_integrity_check")):
        return found[0]
    broken = [str(row[0]) for row in store.alone("PRAGMA quick_check(3)") if row[0] != "ok"]
    return f"{broken[0][0].upper()}{broken[0][1:]}." if broken else ""

"""Backups: one file with the encrypted database and the keys that open it.

The database is copied by SQLite's own online backup, which works while it is in use; copying the
file would miss what is in its journal. A backup gets its name once it was read back from where it
lies and opened: a half-written one never has a good name.
"""

import errno
import json
import os
import secrets
import shutil
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from sqlalchemy import Connection, func, select

from clinic_aid.domain.records import Contents, Soundness
from clinic_aid.errors import ClinicAidError, Message
from clinic_aid.files.plain_file import require_plain
from clinic_aid.files.saving import sync_folder, why_not_saved
from clinic_aid.vault.backup_archive import (
    ERASED,
    KEYS,
    MANIFEST,
    NO_BACKUP,
    small,
    unpack_database,
    write_archive,
)
from clinic_aid.vault.checking import damaged_pages, named_pages, require_whole, soundness
from clinic_aid.vault.database import DAMAGED, raw_connection, understood
from clinic_aid.vault.errors import (
    DamagedVaultError,
    FullDiskError,
    NewerVaultError,
    why_not_kept,
)
from clinic_aid.vault.kept_sum import KeptSum
from clinic_aid.vault.keys import DataKey, KeyFile
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.store import Store, opened_store
from clinic_aid.vault.tables import consultation
from clinic_aid.vault.trail import Trail
from clinic_aid.vault.upgrading import version_of

SUFFIX: Final = ".clinic-aid-backup"
_AUTOMATIC: Final = "auto"
_NO_ROOM: Final = "database or disk is full", "disk I/O error"
_LEFT: Final = ".backup-*", ".verify-*", ".restore-*"
_LEFT_PART: Final = ".backup-*.part"
_SURELY_LEFT: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """What a backup file says of itself, before anybody has opened it."""

    file: Path
    vault: str
    made_at: datetime
    program: str
    keys: KeyFile
    automatic: bool
    size: int

    @property
    def people(self) -> tuple[str, ...]:
        """Give everybody whose passphrase opened the vault when the backup was made."""
        return self.keys.people


def make_backup(
    store: Store,
    key: DataKey,
    keys: KeyFile,
    folder: Path,
    *,
    now: datetime,
    program: str,
    automatic: bool = False,
) -> Backup:
    """Write a backup of the open vault into a folder, read it back, and give it its name.

    `now` is the local time, which the name tells. Raises ClinicAidError where it cannot be
    written or is not whole; what was there before stays.
    """
    kind = f"-{_AUTOMATIC}" if automatic else ""
    # Two of one second must not be one.
    name = f"consultations-{now:%Y-%m-%d-%H%M%S}{kind}-{secrets.token_hex(2)}{SUFFIX}"
    target = folder / name
    part = folder / f".backup-{secrets.token_hex(8)}.part"
    try:
        _require_folder(folder, store.place)
        _sweep(folder, store.place, now)
        # Beside the vault, where there is room for it; a medium that is only read has none.
        beside = folder if store.read_only else store.place.data
        with TemporaryDirectory(prefix=".backup-", dir=beside) as scratch:
            copy = Path(scratch) / "copy"
            _copy_online(store, key, copy)
            write_archive(
                part,
                copy,
                keys,
                store.place.erased,
                now=now,
                program=program,
                automatic=automatic,
            )
            copy.unlink()
            _read_back(part, store, key, Path(scratch))
        part.replace(target)
        sync_folder(folder)
    except (OSError, FullDiskError) as error:
        raise ClinicAidError("No backup was made: {why}.", why=why_not_kept(error)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return read_backup(target)


def read_backup(file: Path) -> Backup:
    """Give what a backup says of itself; ClinicAidError where it is none or damaged."""
    try:
        require_plain(file)
        with zipfile.ZipFile(file) as archive:
            manifest = json.loads(small(archive, MANIFEST))
            keys = KeyFile.from_bytes(small(archive, KEYS))
        made_at = datetime.fromisoformat(manifest["made_at"])
        if made_at.tzinfo is None:
            raise ValueError("a time without a zone")
        return Backup(
            file=file,
            vault=keys.vault,
            made_at=made_at,
            program=str(manifest["program"]),
            keys=keys,
            automatic=bool(manifest["automatic"]),
            size=file.stat().st_size,
        )
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
        return soundness(store, trail, KeptSum(key.subkey("sum")))


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
        return counted(store, backup)


def counted(store: Store, backup: Backup) -> Contents:
    """Tell what a database holds that was unpacked from a backup."""
    with store.reading() as connection:
        counts = select(func.count(), func.max(consultation.c.changed_at))
        count, newest = connection.execute(counts.select_from(consultation)).one()
    return Contents(consultations=count, newest_change=newest, made_at=backup.made_at)


@contextmanager
def unpacked(backup: Backup, scratch: Path) -> Iterator[VaultPlace]:
    """Give the encrypted database of a backup as a vault's, once its bytes are those packed.


    Who wants to keep the file moves it; the rest is taken away.
    """
    place = VaultPlace(scratch / secrets.token_hex(4))
    try:
        place.folder.mkdir(parents=True)
        try:
            is_whole = unpack_database(backup.file, place.database)
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


def erased_then(backup: Backup) -> frozenset[str]:
    """Give the keys of what had been erased when the backup was made."""
    with _told(backup):
        try:
            with zipfile.ZipFile(backup.file) as archive:
                if ERASED not in archive.namelist():
                    return frozenset()
                return frozenset(map(str, json.loads(small(archive, ERASED))))
        except NO_BACKUP as error:
            raise _damaged(backup) from error


def backups_in(*folders: Path) -> list[Backup]:
    """Give every whole backup file of these folders, the newest first."""
    found = []
    for file in (file for folder in folders for file in folder.glob(f"*{SUFFIX}")):
        with suppress(ClinicAidError):
            found.append(read_backup(file))
    return sorted(found, key=lambda backup: backup.made_at, reverse=True)


def keep_last(folder: Path, made: Backup, *, kept: int) -> None:
    """Take away the automatic backups of a vault beyond the newest ones.

    The one just made is among those that stay, whatever a clock that was set back says of it.
    """
    earlier = [
        backup
        for backup in backups_in(folder)
        if backup.automatic and backup.vault == made.vault and backup.file != made.file
    ]
    for backup in earlier[kept - 1 :]:
        with suppress(OSError):
            backup.file.unlink()


def _require_folder(folder: Path, place: VaultPlace) -> None:
    """Make the vault's own folder of backups; another one is there, or its stick is not."""
    if folder == place.backups:
        folder.mkdir(parents=True, exist_ok=True)
        sync_folder(folder.parent)
    elif not stat.S_ISDIR(folder.stat().st_mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))


def _sweep(folder: Path, place: VaultPlace, now: datetime) -> None:
    """Take away what a backup left behind that was stopped; not what another is writing now."""
    for pattern, where in (*((name, place.data) for name in _LEFT), (_LEFT_PART, folder)):
        for left in where.glob(pattern):
            with suppress(OSError):
                if now.timestamp() - left.stat().st_mtime < _SURELY_LEFT.total_seconds():
                    continue
                if left.is_dir():
                    shutil.rmtree(left)
                elif left.match(_LEFT_PART):
                    left.unlink()


def _copy_online(store: Store, key: DataKey, copy: Path) -> None:
    with understood():
        pooled = store.engine.raw_connection()
        target = raw_connection(copy, key.subkey("database"))
        try:
            # All in one: it reads one state of the file, and in WAL mode nobody waits for a
            # reader. In steps it would begin anew after every save of another connection.
            _copy(pooled.driver_connection, target)
            # One file, without a journal beside it.
            target.execute("PRAGMA journal_mode=DELETE").fetchall()
        finally:
            target.close()
            pooled.close()


def _copy(source: Any, target: Any) -> None:
    try:
        source.backup(target)
    except Exception as error:
        # The driver gives no code here. A damaged page is no error to it: it shows as the copy
        # is read back.
        if str(error) in _NO_ROOM:
            raise FullDiskError(str(error)) from error
        raise


def _read_back(part: Path, store: Store, key: DataKey, scratch: Path) -> None:
    try:
        written = read_backup(part)
        with unpacked(written, scratch) as place:
            contents_of(place, key, written)
    except FullDiskError:
        raise
    except ClinicAidError as error:
        require_whole(store)
        raise ClinicAidError(
            "No backup was made: what was written could not be read back whole. Choose another "
            "place, such as another stick."
        ) from error


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
        raise NewerVaultError(
            "A newer Clinic Aid made this backup. Nothing was changed. Install the newest version "
            "on this computer, then try again."
        ) from error


def _damage(store: Store) -> str:
    pages = int(str(store.alone("PRAGMA page_count")[0][0]))
    if store.place.database.stat().st_size // 4096 < pages:
        return Message("It is not complete.")
    if found := named_pages(str(row[0]) for row in store.alone("PRAGMA cipher_integrity_check")):
        return found[0]
    broken = [str(row[0]) for row in store.alone("PRAGMA quick_check(3)") if row[0] != "ok"]
    return f"{broken[0][0].upper()}{broken[0][1:]}." if broken else ""

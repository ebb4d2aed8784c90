"""Backups: one file with the encrypted database and the keys that open it.

The database is copied by SQLite's own online backup, which works while it is in use; copying the
file would miss what is in its journal. A backup gets its name once it was read back from where it
lies and opened: a half-written one never has a good name. It is a zip file without compression.
"""

import hashlib
import json
import os
import secrets
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy import func, select

from clinic_aid.domain.records import Contents
from clinic_aid.errors import ClinicAidError
from clinic_aid.files.saving import sync_folder, why_not_saved
from clinic_aid.vault.database import engine_of, raw_connection, understood
from clinic_aid.vault.keys import DataKey, KeyFile
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.store import Store
from clinic_aid.vault.tables import consultation
from clinic_aid.vault.upgrading import version_of

SUFFIX: Final = ".clinic-aid-backup"
_AUTOMATIC: Final = "auto"
_DATABASE, _KEYS, _MANIFEST, _ERASED = "vault", "keys.json", "manifest.json", "erased.json"
_LARGEST_SMALL: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """What a backup file says of itself, before anybody has opened it."""

    file: Path
    vault: str
    made_at: datetime
    program: str
    keys: KeyFile
    automatic: bool


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
    part = folder / f".{secrets.token_hex(8)}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".backup-", dir=store.place.data) as scratch:
            copy = Path(scratch) / _DATABASE
            _copy_online(store, key, copy)
            _write(part, copy, keys, store.place, now=now, program=program, automatic=automatic)
            copy.unlink()
            verify_backup(read_backup(part), key, scratch=Path(scratch))
        part.replace(target)
        sync_folder(folder)
    except OSError as error:
        raise ClinicAidError(f"No backup was made: {why_not_saved(error)}.") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return read_backup(target)


def read_backup(file: Path) -> Backup:
    """Give what a backup says of itself; ClinicAidError where it is none or damaged."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = json.loads(_small(archive, _MANIFEST))
            keys = KeyFile.from_bytes(_small(archive, _KEYS))
        return Backup(
            file=file,
            vault=keys.vault,
            made_at=datetime.fromisoformat(manifest["made_at"]),
            program=str(manifest["program"]),
            keys=keys,
            automatic=bool(manifest["automatic"]),
        )
    except FileNotFoundError as error:
        raise ClinicAidError(f"There is no file “{file.name}” any more.") from error
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile, EOFError) as error:
        raise ClinicAidError(
            f"“{file.name}” is not a backup of Clinic Aid, or it is damaged. Choose another one."
        ) from error


def verify_backup(backup: Backup, key: DataKey, *, scratch: Path) -> Contents:
    """Open a backup and look through all of it; ClinicAidError names what is wrong.

    `scratch` is a folder for the encrypted copy that is looked through.
    """
    with unpacked(backup, scratch) as database:
        place = VaultPlace(scratch)
        store = Store(place, engine_of(database, key.subkey("database")), read_only=False)
        try:
            with store.reading() as connection:
                version_of(connection)
            damage = _damage(store, database)
            if damage:
                raise ClinicAidError(
                    f"The backup “{backup.file.name}” is damaged. {damage} Choose another one."
                )
            with store.reading() as connection:
                counted = select(func.count(), func.max(consultation.c.changed_at))
                count, newest = connection.execute(counted.select_from(consultation)).one()
            return Contents(consultations=count, newest_change=newest, made_at=backup.made_at)
        finally:
            store.close()


@contextmanager
def unpacked(backup: Backup, scratch: Path) -> Iterator[Path]:
    """Give the encrypted database of a backup as a file, once its bytes are those packed."""
    database = scratch / f"{secrets.token_hex(4)}.vault"
    try:
        with zipfile.ZipFile(backup.file) as archive:
            wanted = json.loads(_small(archive, _MANIFEST))["sha256"]
            found = hashlib.sha256()
            with archive.open(_DATABASE) as source, database.open("wb") as target:
                while block := source.read(1 << 20):
                    found.update(block)
                    target.write(block)
        if found.hexdigest() != wanted:
            raise ClinicAidError(
                f"The backup “{backup.file.name}” is damaged: its bytes are not those that were "
                "written. Choose another one."
            )
        yield database
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError) as error:
        raise ClinicAidError(
            f"The backup “{backup.file.name}” is damaged. Choose another one."
        ) from error
    finally:
        for file in scratch.glob(f"{database.name}*"):
            with suppress(OSError):
                file.unlink()


def erased_then(backup: Backup) -> frozenset[str]:
    """Give the keys of what had been erased when the backup was made."""
    with zipfile.ZipFile(backup.file) as archive:
        if _ERASED not in archive.namelist():
            return frozenset()
        return frozenset(json.loads(archive.read(_ERASED)))


def backups_in(folder: Path) -> list[Backup]:
    """Give every whole backup file of a folder, the newest first."""
    found = []
    for file in folder.glob(f"*{SUFFIX}"):
        with suppress(ClinicAidError):
            found.append(read_backup(file))
    return sorted(found, key=lambda backup: backup.made_at, reverse=True)


def keep_last(folder: Path, *, vault: str, kept: int) -> None:
    """Take away the automatic backups of a vault beyond the newest ones."""
    automatic = [
        backup for backup in backups_in(folder) if backup.automatic and backup.vault == vault
    ]
    for backup in automatic[kept:]:
        with suppress(OSError):
            backup.file.unlink()


def _copy_online(store: Store, key: DataKey, copy: Path) -> None:
    with understood():
        pooled = store.engine.raw_connection()
        target = raw_connection(copy, key.subkey("database"))
        try:
            # In steps: a save in between waits for one step, not for the whole copy.
            pooled.driver_connection.backup(target, pages=512)  # type: ignore[union-attr]
            # One file, without a journal beside it.
            target.execute("PRAGMA journal_mode=DELETE").fetchall()
        finally:
            target.close()
            pooled.close()


def _write(
    part: Path,
    copy: Path,
    keys: KeyFile,
    place: VaultPlace,
    *,
    now: datetime,
    program: str,
    automatic: bool,
) -> None:
    with copy.open("rb") as database:
        sum_ = hashlib.file_digest(database, "sha256").hexdigest()
    manifest = {
        "format": 1,
        "made_at": now.astimezone(UTC).isoformat(timespec="seconds"),
        "program": program,
        "automatic": automatic,
        "sha256": sum_,
    }
    with part.open("xb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(_MANIFEST, json.dumps(manifest))
            archive.writestr(_KEYS, keys.as_bytes())
            if place.erased.exists():
                archive.writestr(_ERASED, place.erased.read_bytes())
            with copy.open("rb") as source, archive.open(_DATABASE, "w", force_zip64=True) as into:
                shutil.copyfileobj(source, into, 1 << 20)
        file.flush()
        os.fsync(file.fileno())


def _damage(store: Store, database: Path) -> str:
    pages = int(str(store.alone("PRAGMA page_count")[0][0]))
    if database.stat().st_size // 4096 < pages:
        return "It is not complete."
    found = [str(row[0]) for row in store.alone("PRAGMA cipher_integrity_check")]
    found += [str(row[0]) for row in store.alone("PRAGMA quick_check(3)") if row[0] != "ok"]
    return f"{found[0][0].upper()}{found[0][1:]}." if found else ""


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as file:
        data = file.read(_LARGEST_SMALL + 1)
    if len(data) > _LARGEST_SMALL:
        raise ValueError("too large")
    return data

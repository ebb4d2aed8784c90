"""Make a backup: one file with the encrypted database and the keys that open it.

The database is copied by SQLite's own online backup, which works while it is in use; copying the
file would miss what is in its journal. A backup gets its name once it was read back from where it
lies and opened: a half-written one never has a good name.
"""

import errno
import os
import secrets
import shutil
import stat
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from clinic_aid.errors import ClinicAidError
from clinic_aid.files.saving import sync_folder
from clinic_aid.files.synchronised import synchronised_by
from clinic_aid.vault.backup_archive import write_archive
from clinic_aid.vault.backups import SUFFIX, Backup, backups_in, contents_of, read_backup, unpacked
from clinic_aid.vault.checking import require_whole
from clinic_aid.vault.database import raw_connection, understood
from clinic_aid.vault.errors import DamagedVaultError, FullDiskError, why_not_kept
from clinic_aid.vault.keys import DataKey, KeyFile
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.store import Store

_AUTOMATIC: Final = "auto"
_NO_ROOM: Final = "database or disk is full", "disk I/O error"
_LEFT: Final = ".backup-*", ".verify-*", ".restore-*"
_LEFT_PART: Final = ".backup-*.part"
_SURELY_LEFT: Final = timedelta(days=1)


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
                key,
                now=now,
                program=program,
                automatic=automatic,
                held=_held(copy, store, key),
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


def is_elsewhere(folder: Path, place: VaultPlace) -> bool:
    """Say whether what is in a folder outlives the disk of the vault, as far as it is known.

    It is on another one, or a program copies it to another computer.
    """
    try:
        is_another = folder.stat().st_dev != place.data.stat().st_dev
    except OSError:
        return False
    return is_another or bool(synchronised_by(folder, os.environ))


def keep_last(folder: Path, made: Backup, key: DataKey, *, kept: int) -> None:
    """Take away the automatic backups of a vault beyond the newest ones.

    The one just made is among those that stay, whatever a clock that was set back says of it.
    Only what this vault sealed counts, and each once: a date written by hand, or copies of one
    backup, take no other one away. Those of an earlier format, which nobody sealed, go once there
    are enough that were made since.
    """
    automatic = [
        backup
        for backup in backups_in(folder)
        if backup.automatic and backup.vault == made.vault and backup.file != made.file
    ]
    sealed = {backup.manifest.seal: backup for backup in automatic if backup.is_sealed_by(key)}
    sealed.pop(made.manifest.seal, None)
    gone = [*sealed.values()][kept - 1 :]
    if len(sealed) >= kept - 1:
        gone += [backup for backup in automatic if backup.manifest.format == 1]
    for backup in gone:
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


def _held(copy: Path, store: Store, key: DataKey) -> tuple[int, str | None]:
    """Give how many consultations are in the copy, and when the newest was changed."""
    try:
        with understood(), closing(raw_connection(copy, key.subkey("database"))) as opened:
            found = opened.execute("SELECT count(*), max(changed_at) FROM consultation").fetchone()
    except DamagedVaultError:
        require_whole(store)
        raise
    return int(found[0]), found[1]


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

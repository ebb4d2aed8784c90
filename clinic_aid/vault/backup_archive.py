"""The file of a backup: a zip file without compression, of the database and what belongs to it."""

import hashlib
import json
import os
import shutil
import zipfile
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from clinic_aid.vault.keys import KeyFile

MANIFEST: Final = "manifest.json"
KEYS: Final = "keys.json"
ERASED: Final = "erased.json"
_DATABASE: Final = "vault"
_LARGEST_SMALL: Final = 1 << 20
_LARGEST_ERASED: Final = 64 << 20
NO_BACKUP: Final = (
    *(zipfile.BadZipFile, EOFError, ValueError, KeyError, TypeError, zlib.error),
    # What zipfile says of a file that asks for a password or is packed in a way of its own.
    RuntimeError,
)
"""What reading a file raises that is no backup, or a damaged one."""


def write_archive(
    part: Path,
    copy: Path,
    keys: KeyFile,
    erased: Path,
    *,
    now: datetime,
    program: str,
    automatic: bool,
) -> None:
    """Write the file of a backup, from a copy of the database, and bring it onto the disk."""
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
            archive.writestr(MANIFEST, json.dumps(manifest))
            archive.writestr(KEYS, keys.as_bytes())
            if erased.exists():
                archive.writestr(ERASED, erased.read_bytes())
            with copy.open("rb") as source, archive.open(_DATABASE, "w", force_zip64=True) as into:
                shutil.copyfileobj(source, into, 1 << 20)
        file.flush()
        os.fsync(file.fileno())


def unpack_database(file: Path, database: Path) -> bool:
    """Write the database of a backup into a new file; say whether its bytes are those packed."""
    with zipfile.ZipFile(file) as archive:
        wanted = json.loads(small(archive, MANIFEST))["sha256"]
        # Without compression no small file can become one that fills the disk.
        if archive.getinfo(_DATABASE).compress_type != zipfile.ZIP_STORED:
            raise ValueError("packed otherwise")
        found = hashlib.sha256()
        with archive.open(_DATABASE) as source, database.open("xb") as target:
            while block := source.read(1 << 20):
                found.update(block)
                target.write(block)
    return found.hexdigest() == str(wanted)


def small(archive: zipfile.ZipFile, name: str) -> bytes:
    """Give the bytes of a member beside the database; ValueError where it is too large."""
    most = _LARGEST_ERASED if name == ERASED else _LARGEST_SMALL
    with archive.open(name) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise ValueError("too large")
    return data

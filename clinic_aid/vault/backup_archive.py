"""The file of a backup: a zip file without compression, of the database and what belongs to it."""

import hashlib
import hmac
import json
import os
import shutil
import zipfile
import zlib
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Self

from clinic_aid.vault.keys import DataKey, KeyFile
from clinic_aid.vault.sealing import is_seal

MANIFEST: Final = "manifest.json"
KEYS: Final = "keys.json"
ERASED: Final = "erased.json"
"""In a backup of format 1. Since then its own trail tells what had been erased."""
_DATABASE: Final = "vault"
_LARGEST_SMALL: Final = 1 << 20
_LARGEST_ERASED: Final = 64 << 20
NO_BACKUP: Final = (
    *(zipfile.BadZipFile, EOFError, ValueError, KeyError, TypeError, zlib.error, AttributeError),
    # What zipfile says of a file that asks for a password or is packed in a way of its own, and
    # what comes of numbers and depths that no writer makes.
    *(RuntimeError, OverflowError),
)
"""What reading a file raises that is no backup, or a damaged one."""
NEWEST_FORMAT: Final = 2
# No clock that made a backup told another year, and every time zone knows these.
_YEARS: Final = range(2000, 3000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup says of itself; since format 2 under a seal that only the data key makes."""

    made_at: datetime
    program: str
    automatic: bool
    sha256: str
    format: int = NEWEST_FORMAT
    keys_sha256: str = ""
    consultations: int | None = None
    newest_change: str | None = None
    seal: str = ""

    def sealed_by(self, key: DataKey) -> Self:
        """Give it with its seal."""
        return replace(self, seal=self._seal(key))

    def is_sealed_by(self, key: DataKey) -> bool:
        """Say whether somebody with the data key wrote it like this."""
        return self.format > 1 and is_seal(self.seal, self._seal(key))

    def as_bytes(self) -> bytes:
        """Give the file's bytes."""
        return json.dumps(self._tree() | {"seal": self.seal}).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Give what a file says, of whatever format; one of `NO_BACKUP` where it says nothing."""
        tree = json.loads(data)
        made_at = datetime.fromisoformat(tree["made_at"])
        if made_at.tzinfo is None or made_at.year not in _YEARS:
            raise ValueError("a time that no backup was made at")
        format_ = int(tree.get("format", 1))
        if format_ < 1:
            raise ValueError("no format")
        count, newest = tree.get("consultations"), tree.get("newest_change")
        return cls(
            made_at=made_at,
            program=str(tree["program"]),
            automatic=bool(tree["automatic"]),
            sha256=str(tree["sha256"]),
            format=format_,
            keys_sha256=str(tree.get("keys_sha256", "")),
            consultations=None if count is None else int(count),
            newest_change=None if newest is None else str(newest),
            seal=str(tree.get("seal", "")),
        )

    def _tree(self) -> dict[str, object]:
        tree = asdict(self)
        del tree["seal"]
        return tree | {"made_at": self.made_at.isoformat()}

    def _seal(self, key: DataKey) -> str:
        words = json.dumps(self._tree(), sort_keys=True).encode()
        return hmac.new(key.subkey("backup"), words, hashlib.sha256).hexdigest()


def write_archive(
    part: Path,
    copy: Path,
    keys: KeyFile,
    key: DataKey,
    *,
    now: datetime,
    program: str,
    automatic: bool,
    held: tuple[int, str | None],
) -> None:
    """Write the file of a backup, from a copy of the database, and bring it onto the disk.

    `held` is how many consultations it holds, and when the newest was changed.
    """
    with copy.open("rb") as database:
        sum_ = hashlib.file_digest(database, "sha256").hexdigest()
    count, newest = held
    manifest = Manifest(
        made_at=now.astimezone(UTC).replace(microsecond=0),
        program=program,
        automatic=automatic,
        sha256=sum_,
        keys_sha256=sum_of_keys(keys),
        consultations=count,
        newest_change=newest,
    )
    with part.open("xb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(MANIFEST, manifest.sealed_by(key).as_bytes())
            archive.writestr(KEYS, keys.as_bytes())
            with copy.open("rb") as source, archive.open(_DATABASE, "w", force_zip64=True) as into:
                shutil.copyfileobj(source, into, 1 << 20)
        file.flush()
        os.fsync(file.fileno())


def sum_of_keys(keys: KeyFile) -> str:
    """Give the sum of a key file, by which the manifest knows it again."""
    return hashlib.sha256(keys.as_bytes()).hexdigest()


def unpack_database(file: Path, database: Path, *, wanted: str) -> bool:
    """Write the database of a backup into a new file; say whether its SHA-256 is that wanted."""
    with zipfile.ZipFile(file) as archive:
        # Without compression no small file can become one that fills the disk.
        if archive.getinfo(_DATABASE).compress_type != zipfile.ZIP_STORED:
            raise ValueError("packed otherwise")
        found = hashlib.sha256()
        with archive.open(_DATABASE) as source, database.open("xb") as target:
            while block := source.read(1 << 20):
                found.update(block)
                target.write(block)
    return found.hexdigest() == wanted


def small(archive: zipfile.ZipFile, name: str) -> bytes:
    """Give the bytes of a member beside the database; ValueError where it is too large."""
    most = _LARGEST_ERASED if name == ERASED else _LARGEST_SMALL
    with archive.open(name) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise ValueError("too large")
    return data

"""What is shown of a backup and of a restore; plain values that know no vault."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

from clinic_aid.domain.records import Contents


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundBackup:
    """A backup file that was found; `here` on this computer, not at the place that was chosen."""

    file: Path
    made_at: datetime
    automatic: bool
    size: int
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupFace:
    """What a backup file says of itself before it is opened."""

    file: Path
    made_at: datetime
    people: tuple[str, ...]


Present = Literal["none", "sound", "damaged", "closed"]
"""How the vault in place was found: not there; whole; not whole; with other keys than the backup,
or made by a newer program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What a restore would put in the place of what.

    `contents` are those of the vault in place, None where they are not known. `newer` counts its
    consultations that were begun or changed after the backup was made; from a damaged vault they
    are always taken over, from a closed one they cannot be. `left_out` counts what the backup
    holds of that which was erased since.
    """

    present: Present
    contents: Contents | None
    backup: Contents
    newer: int = 0
    left_out: int = 0


class ReadyRestore(Protocol):
    """A backup that was opened and compared with the vault in place, and waits for its word."""

    @property
    def exchange(self) -> Exchange:
        """What it would put in the place of what."""

    def put_in_place(self, *, keep_newer: bool) -> object:
        """Exchange the vault, which must be closed by then; takes seconds."""

    def close(self) -> None:
        """Let it be, and keep nothing of it; safe more than once."""

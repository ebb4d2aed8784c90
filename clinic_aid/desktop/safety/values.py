"""What the screen of safe keeping shows; plain values that know no vault."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final, Literal, Protocol, get_args

from clinic_aid.domain.records import Contents, Entry, Settings, TrailRow

SectionName = Literal["backups", "restore", "people", "locking", "old", "trail"]
SECTIONS: Final[tuple[SectionName, ...]] = get_args(SectionName)

ProductName = Callable[[str], str | None]
"""Gives the name of a product that consultations are about, None for one that is unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundBackup:
    """A backup file that was found; `here` on this computer, not at the place that was chosen."""

    file: Path
    made_at: datetime
    automatic: bool
    size: int
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupsKnown:
    """What is known of the backups. `last_at` may be of one that cannot be seen from here."""

    found: tuple[FoundBackup, ...] = ()
    last_at: datetime | None = None
    place: Path | None = None
    place_is_there: bool = True
    kept: int = Settings().backups_kept


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleKnown:
    """Who can open the vault, and who has."""

    people: tuple[str, ...]
    here: str
    recovery_confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewKnown:
    """Consultations that were kept for the clinic's period, those kept longer apart."""

    past: tuple[Entry, ...] = ()
    held: tuple[Entry, ...] = ()
    years: int = Settings().retention_years
    reviewed_on: date | None = None
    is_due: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What is to become of consultations, by their keys."""

    erase: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    release: tuple[str, ...] = ()
    """No longer kept beyond the period, but not erased either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailKnown:
    """The newest lines of the audit trail, and what it shows to have been changed."""

    rows: tuple[TrailRow, ...] = ()
    breaks: tuple[str, ...] = ()


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

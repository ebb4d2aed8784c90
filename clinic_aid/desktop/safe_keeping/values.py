"""What the screen of safe keeping shows; plain values that know no vault."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final, Literal, get_args

from clinic_aid.desktop.restoring.values import FoundBackup
from clinic_aid.domain.records import Entry, Settings, TrailRow

SectionName = Literal["backups", "restore", "people", "locking", "old", "trail"]
SECTIONS: Final[tuple[SectionName, ...]] = get_args(SectionName)

ProductName = Callable[[str], str | None]
"""Gives the name of a product that consultations are about, None for one that is unknown."""


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

"""What the screen of safe keeping asks of an open vault, off the window's thread."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from clinic_aid.desktop.restoring.values import FoundBackup
from clinic_aid.desktop.safe_keeping.values import (
    BackupsKnown,
    Decisions,
    PeopleKnown,
    ReviewKnown,
    TrailKnown,
)
from clinic_aid.domain.records import Contents, Settings, is_past
from clinic_aid.errors import ClinicAidError

if TYPE_CHECKING:
    from clinic_aid.vault.vault import Vault

_LINES: Final = 400
_LOOKED_THROUGH: Final = 2000
# Beyond any difference of time zones; `is_past` decides.
_MARGIN: Final = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What a review did."""

    erased: tuple[str, ...]
    kept: int


def backups_of(vault: "Vault") -> BackupsKnown:
    """Look for backups of this vault, on this computer and at the place that was chosen."""
    from clinic_aid.vault.backups import backups_in
    from clinic_aid.vault.keys import read_keys

    settings = vault.preferences.settings()
    here = vault.store.place.backups
    own = read_keys(vault.store.place.keys).vault
    chosen = Path(settings.backup_folder) if settings.backup_folder else None
    is_there = chosen is not None and _is_folder(chosen)
    folders = [here] if _is_folder(here) else []
    if chosen is not None and is_there and chosen != here:
        folders.append(chosen)
    found = [
        FoundBackup(
            file=backup.file,
            made_at=backup.made_at,
            automatic=backup.automatic,
            size=_size_of(backup.file),
            here=folder == here,
        )
        for folder in folders
        for backup in backups_in(folder)
        if backup.vault == own
    ]
    found.sort(key=lambda backup: backup.made_at, reverse=True)
    noted = (row.at for row in vault.trail(most=_LOOKED_THROUGH) if row.deed == "backup")
    times = [backup.made_at for backup in found[:1]]
    if (at := next(noted, None)) is not None:
        # The line is written once the backup is made: the same one, a moment later.
        times += [] if times and at - times[0] < timedelta(minutes=10) else [at]
    return BackupsKnown(
        found=tuple(found),
        last_at=max(times, default=None),
        place=chosen,
        place_is_there=is_there,
        kept=settings.backups_kept,
    )


def back_up(vault: "Vault", folder: Path) -> Contents:
    """Make a backup, open it from where it lies, and tell what is in it."""
    if not _is_folder(folder):
        raise ClinicAidError(
            "“{place}” is not there. Plug the stick in, or choose another place.", place=folder
        )
    return vault.verify(vault.back_up(folder))


def people_of(vault: "Vault") -> PeopleKnown:
    """Give who can open the vault."""
    confirmed = vault.preferences.settings().recovery_confirmed
    return PeopleKnown(people=vault.people, here=vault.person, recovery_confirmed=confirmed)


def review_of(vault: "Vault") -> ReviewKnown:
    """Give what is older than the clinic's period, and whether somebody is to look at it."""
    settings = vault.preferences.settings()
    today, years = vault.today(), settings.retention_years
    old = [
        entry
        for entry in vault.records.unchanged_since(_years_before(vault.at(), years) + _MARGIN)
        if is_past(entry.changed_at, years=years, today=today)
    ]
    past = tuple(entry for entry in old if not entry.held)
    reviewed = settings.reviewed_on
    return ReviewKnown(
        past=past,
        held=tuple(entry for entry in old if entry.held),
        years=years,
        reviewed_on=reviewed,
        is_due=bool(past) and (reviewed is None or _is_a_year_ago(reviewed, today)),
    )


def carry_out(vault: "Vault", decisions: Decisions) -> Carried:
    """Do what a review decided, and keep that it was made."""
    if decisions.keep:
        vault.records.hold(decisions.keep, held=True)
    if decisions.release:
        vault.records.hold(decisions.release, held=False)
    if decisions.erase:
        vault.records.erase(decisions.erase)
        for key in decisions.erase:
            vault.forget_rescued(key)
        place = vault.preferences.place()
        if place is not None and place.key in decisions.erase:
            vault.preferences.put_place(None)
    change_settings(vault, {"reviewed_on": vault.today()})
    vault.note("review", vault.today().isoformat())
    return Carried(erased=decisions.erase, kept=len(decisions.keep))


def change_settings(vault: "Vault", changes: dict[str, object]) -> Settings:
    """Set some of the settings, the others stay; give all of them."""
    settings = vault.preferences.settings()
    changed = replace(settings, **changes)  # type: ignore[arg-type]
    if changed != settings:
        vault.preferences.set(changed)
    return changed


def trail_of(vault: "Vault") -> TrailKnown:
    """Give the newest lines of the audit trail, and what it shows to have been changed."""
    return TrailKnown(rows=vault.trail(most=_LINES), breaks=vault.breaks())


def _is_folder(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:  # a drive that answers with a fault is not there either
        return False


def _size_of(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:  # taken away meanwhile
        return 0


def _years_before(at: datetime, years: int) -> datetime:
    # The margin makes up for the one day.
    day = 28 if (at.month, at.day) == (2, 29) else at.day
    return at.replace(year=max(at.year - years, 1), day=day)


def _is_a_year_ago(day: date, today: date) -> bool:
    return is_past(datetime.combine(day, time()), years=1, today=today)

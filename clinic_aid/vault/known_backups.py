"""What is known of the backups of a vault: those that are found, and the last that was made."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from clinic_aid.domain.backup_age import BackupAge
from clinic_aid.domain.records import Settings
from clinic_aid.vault.backups import Backup, backups_in

if TYPE_CHECKING:
    from clinic_aid.vault.vault import Vault

_LOOKED_THROUGH: Final = 2000
# The line of the trail is written once the backup is made: the same one, a moment later.
_A_MOMENT: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownBackups:
    """What is known of the backups. `last_at` may be of one that cannot be seen from here.

    `here` is the folder of this computer, `place` the one that was chosen besides. `undated` are
    those of which nothing proves when they were made; they come last.
    """

    here: Path
    found: tuple[Backup, ...] = ()
    undated: frozenset[Path] = frozenset()
    last_at: datetime | None = None
    place: Path | None = None
    place_is_there: bool = True
    kept: int = Settings().backups_kept


def known_backups(vault: "Vault") -> KnownBackups:
    """Look for backups of this vault, on this computer and at the place that was chosen."""
    settings = vault.preferences.settings()
    here = vault.store.place.backups
    own = vault.keys.vault
    chosen = Path(settings.backup_folder) if settings.backup_folder else None
    folders = {folder for folder in (here, chosen) if folder is not None and is_folder(folder)}
    found = [backup for backup in backups_in(*folders) if backup.vault == own]
    lines = [row for row in vault.trail(most=_LOOKED_THROUGH) if row.deed == "backup"]
    subjects, noted = {row.subject for row in lines}, (row.at for row in lines)
    # One of an earlier format has no seal, but the vault has a line of its own for it.
    undated = {
        backup.file
        for backup in found
        if not vault.has_sealed(backup)
        and (backup.manifest.format > 1 or backup.made_at.isoformat() not in subjects)
    }
    found.sort(key=lambda backup: backup.file in undated)
    times = [backup.made_at for backup in found[:1] if backup.file not in undated]
    if (at := next(noted, None)) is not None and not (times and at - times[0] < _A_MOMENT):
        times.append(at)
    return KnownBackups(
        here=here,
        found=tuple(found),
        undated=frozenset(undated),
        last_at=max(times, default=None),
        place=chosen,
        place_is_there=chosen in folders,
        kept=settings.backups_kept,
    )


def backup_age(vault: "Vault") -> BackupAge | None:
    """Give how old the last backup elsewhere is; None where nothing is kept that could be lost.

    One that was made before this was noted is not known.
    """
    begun, newest = vault.records.first_begun(), vault.records.newest(most=1)
    if vault.is_ephemeral or begun is None or not newest:
        return None
    made = vault.preferences.backed_up_elsewhere()
    return BackupAge(
        today=vault.today(),
        made_on=made.astimezone().date() if made is not None else None,
        begun_on=begun.astimezone().date(),
        changed_on=newest[0].changed_at.astimezone().date(),
    )


def is_folder(folder: Path) -> bool:
    """Say whether a folder is there to be read."""
    try:
        return folder.is_dir()
    except OSError:  # a drive that answers with a fault is not there either
        return False

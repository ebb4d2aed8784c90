"""How long ago a backup was made that would outlive this computer, and when to say so."""

from dataclasses import dataclass
from datetime import date
from typing import Final

QUIET_DAYS: Final = 30
"""For how many days nothing is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupAge:
    """The last backup that is not on this computer's own disk alone, seen from today.

    `made_on` is its day, None where there never was one. `begun_on` is the day of the first
    consultation that is kept, `changed_on` that of the last change.
    """

    today: date
    made_on: date | None
    begun_on: date
    changed_on: date

    @property
    def days(self) -> int | None:
        """Give the days since that backup, None where there never was one.

        One from the future is of a clock that was set back, and counts as none.
        """
        if self.made_on is None or self.made_on > self.today:
            return None
        return (self.today - self.made_on).days

    @property
    def is_old(self) -> bool:
        """Say whether somebody is to be told: for long much would be lost with this computer.

        Where nothing has changed since, nothing would.
        """
        days, made_on = self.days, self.made_on
        if days is None or made_on is None:
            return (self.today - self.begun_on).days > QUIET_DAYS
        return days > QUIET_DAYS and self.changed_on > made_on

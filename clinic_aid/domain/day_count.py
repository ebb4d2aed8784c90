"""Count days, weeks and months from a date, by the calendar."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_OFFSET = re.compile(r"(-?[0-9]{1,4})([dwm])")


class Unit(StrEnum):
    """What an offset counts."""

    DAYS = "d"
    WEEKS = "w"
    MONTHS = "m"


@dataclass(frozen=True, slots=True)
class Offset:
    """A signed distance from an anchor day; negative is before it."""

    count: int
    unit: Unit = Unit.DAYS

    @classmethod
    def parse(cls, text: str) -> "Offset":
        """Read "3d", "2w", "6m" or "-1d"."""
        match = _OFFSET.fullmatch(text)
        if match is None:
            raise ValueError(
                f"{text!r} is not a number of days, weeks or months such as 3d, 2w or 6m"
            )
        return cls(int(match[1]), Unit(match[2]))

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"

    def after(self, anchor: date) -> date:
        """Give the day this far from `anchor`.

        Months are calendar months: the same day of the month, or the month's
        last day where it has no such day (31 August + 6 months = 28 or 29 February).
        """
        if self.unit is Unit.DAYS:
            return anchor + timedelta(days=self.count)
        if self.unit is Unit.WEEKS:
            return anchor + timedelta(weeks=self.count)
        months = anchor.year * 12 + anchor.month - 1 + self.count
        year, month = divmod(months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(anchor.day, last))

    @property
    def rough_days(self) -> int:
        """Give a number of days for ordering offsets that have no anchor yet.

        A month counts as 30 days here, so this never becomes a date.
        """
        return self.count * {Unit.DAYS: 1, Unit.WEEKS: 7, Unit.MONTHS: 30}[self.unit]

    def never_after(self, other: "Offset") -> bool:
        """Say whether this is no later than `other` from every anchor day.

        A calendar month has 28 to 31 days, so one month may be after 30 days.
        """
        if self.unit is Unit.MONTHS and other.unit is Unit.MONTHS:
            return self.count <= other.count
        return self._days(longest=True) <= other._days(longest=False)

    def _days(self, *, longest: bool) -> int:
        """Give the most or the fewest days this can span, signed."""
        if self.unit is not Unit.MONTHS:
            return self.rough_days
        return self.count * (31 if longest == (self.count > 0) else 28)

"""Lay the rules of one week out: bars over their days, in as few rows as there is room for."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from clinic_aid.domain.schedule import StepKind
from clinic_aid.handout.parts import PlacedFigure

DAYS_A_WEEK: Final = 7
# So many letters stand on a bar in two lines, for each day of it but for its picture.
_LETTERS_A_DAY: Final = 25
_PICTURE: Final = 17


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One or more rules of one kind with the same days; `icon` is the pictogram of the first.

    `dated` says them with the day that they end or begin, for words that stand beside the bar.
    """

    kind: StepKind
    text: str
    icon: PlacedFigure
    dated: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """So many days of a week side by side, with a bar or empty.

    `came` and `goes` say that the bar began before this week, or goes on after it. A bar too
    short for its words is `bare`: they stand as `text` in the cell beside it, and are read out
    in place of its pictogram.
    """

    days: int
    bar: Bar | None = None
    came: bool = False
    goes: bool = False
    bare: bool = False
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Days from the first up to and including the last."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Give how many days there are."""
        return (self.last - self.first).days + 1

    def meets(self, other: "Span") -> bool:
        """Say whether both have a day in common."""
        return self.first <= other.last and self.last >= other.first

    def within(self, other: "Span") -> "Span":
        """Give the days that both have."""
        return Span(first=max(self.first, other.first), last=min(self.last, other.last))


def week_of(day: date) -> Span:
    """Give the week of a day, from Monday."""
    monday = day - timedelta(days=day.weekday())
    return Span(first=monday, last=monday + timedelta(days=DAYS_A_WEEK - 1))


class WeekRows:
    """Puts bars into as few rows as their order allows, with empty cells between them."""

    def __init__(self, week: Span) -> None:
        self._week = week
        self._rows: list[list[Cell]] = []
        self._free: list[date] = []

    def place(self, span: Span, bar: Bar, *, came: bool = False, goes: bool = False) -> None:
        """Put a bar into the first row with room; one too short for its words has a row alone."""
        shown, text = replace(bar, dated=""), bar.text
        cell = Cell(days=span.days, bar=shown, came=came, goes=goes)
        before, after = (span.first - self._week.first).days, (self._week.last - span.last).days
        is_short = len(text) > _LETTERS_A_DAY * cell.days - _PICTURE
        if is_short and max(before, after) > cell.days:
            words = Cell(days=max(before, after), text=bar.dated)
            rest = min(before, after)
            # Its days are the bar's, not those that its words stand under.
            spoken = replace(shown, icon=replace(bar.icon, alt=bar.dated))
            row = [replace(cell, bar=spoken, bare=True), words]
            self._rows.append(_padded(row, rest) if after >= before else _padded(row, rest)[::-1])
            self._free.append(self._week.last + timedelta(days=1))
            return
        place = next((n for n, day in enumerate(self._free) if day <= span.first), None)
        if place is None:
            place = len(self._rows)
            self._rows.append([])
            self._free.append(self._week.first)
        gap = (span.first - self._free[place]).days
        self._rows[place] += [*_padded([], gap), cell]
        self._free[place] = span.last + timedelta(days=1)

    def filled(self) -> tuple[tuple[Cell, ...], ...]:
        """Give the rows, each with cells for all seven days."""
        rests = ((self._week.last - day).days + 1 for day in self._free)
        return tuple(
            (*row, *_padded([], rest)) for row, rest in zip(self._rows, rests, strict=True)
        )


def _padded(cells: list[Cell], days: int) -> list[Cell]:
    """Give cells after so many empty days."""
    return [Cell(days=days), *cells] if days else cells

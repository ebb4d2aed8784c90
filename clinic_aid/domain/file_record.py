"""What was shown and given in one consultation, and how many visits become one line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from string import hexdigits
from typing import Literal

from clinic_aid.domain.records import Event, Giving, Guide, RecordNote
from clinic_aid.domain.walkthrough import GLANCE

_SHA256_DIGITS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownScreen:
    """One visit to a screen: when by the clinic's clock, for how long, with which content.

    None was not recorded.
    """

    title: str
    content: str
    day: date | None = None
    at: time | None = None
    seconds: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedCheck:
    """A health question answered with yes or unsure, and its clearing as it was kept."""

    check: str
    cleared_by: str | None = None
    cleared_on: date | None = None
    cleared_how: Literal["letter", "spoken", "test"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """All that the record of one consultation says.

    `content` is the id of the content pack, `program` the version of the app. The visits stand
    in the order in which they were made. `written_at` and the times of the guides are instants.
    """

    patient: str
    birth_date: date | None = None
    day: date | None = None
    consultant: str | None = None
    clinic: str | None = None
    product: str | None = None
    decision: Literal["go-ahead", "think-about-it", "no"] | None = None
    content: str
    content_version: str
    program: str
    checks: tuple[NotedCheck, ...] = ()
    shown: tuple[ShownScreen, ...] = ()
    guides: tuple[Guide, ...] = ()
    notes: tuple[RecordNote, ...] = ()
    questions_noted: int = 0
    questions_answered: int = 0
    written_at: datetime

    def __post_init__(self) -> None:
        instants = [self.written_at, *(note.at for note in self.notes)]
        for guide in self.guides:
            instants += [guide.made_at, *(giving.at for giving in guide.givings)]
            if len(guide.sha256) != _SHA256_DIGITS or not set(guide.sha256) <= set(hexdigits):
                raise ValueError("sha256 is not a value of 64 hexadecimal digits")
        if any(instant.utcoffset() is None for instant in instants):
            raise ValueError("a time has no zone; give the instant in UTC")

    @property
    def days(self) -> tuple[date, ...]:
        """Give the days on which screens were shown; more than one if it went on another day."""
        return tuple(sorted({visit.day for visit in self.shown if visit.day is not None}))


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """All visits to one screen: when the first was, how many there were, the seconds in all."""

    title: str
    content: str
    day: date | None
    at: time | None
    on_later_days: bool
    times: int
    seconds: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condensed:
    """The screens that somebody could read, and those that were only passed by."""

    screens: tuple[ShownLine, ...]
    passed_by: tuple[ShownLine, ...]

    @property
    def seconds(self) -> int:
        """Give how long screens were shown in all."""
        return sum(line.seconds or 0 for line in self.screens)


def condensed(visits: Iterable[ShownScreen]) -> Condensed:
    """Give one line for each screen, in the order in which they were first shown.

    A visit of fewer than GLANCE seconds showed nothing to anybody and does not count; a screen
    with no other visit was passed by. With other content it is another screen.
    """
    screens: dict[tuple[str, str], list[ShownScreen]] = {}
    glances: dict[tuple[str, str], list[ShownScreen]] = {}
    for visit in visits:
        glance = visit.seconds is not None and visit.seconds < GLANCE
        (glances if glance else screens).setdefault((visit.title, visit.content), []).append(visit)
    return Condensed(
        screens=tuple(_line(found) for found in screens.values()),
        passed_by=tuple(_line(found) for key, found in glances.items() if key not in screens),
    )


def _line(visits: Sequence[ShownScreen]) -> ShownLine:
    first = visits[0]
    known = [visit.seconds for visit in visits if visit.seconds is not None]
    return ShownLine(
        title=first.title,
        content=first.content,
        day=first.day,
        at=first.at,
        on_later_days=first.day is not None
        and any(visit.day is not None and visit.day > first.day for visit in visits),
        times=len(visits),
        seconds=sum(known) if known else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenLine:
    """The times of one day at which one person gave a guide, or the same pages, in one way.

    Or took it back.
    """

    how: Event
    pages: str | None
    person: str
    day: date
    times: tuple[datetime, ...]


def given_lines(givings: Iterable[Giving], zone: tzinfo) -> tuple[GivenLine, ...]:
    """Give one line for each person, way and day, and its times in the clinic's zone."""
    found: dict[tuple[Event, str | None, str, date], list[datetime]] = {}
    for giving in sorted(givings, key=lambda giving: giving.at):
        local = giving.at.astimezone(zone)
        alike = (giving.how, giving.pages, giving.person, local.date())
        found.setdefault(alike, []).append(local)
    return tuple(
        GivenLine(how=how, pages=pages, person=person, day=day, times=tuple(times))
        for (how, pages, person, day), times in found.items()
    )

"""Date the aftercare, phases and reviews that follow a treatment."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from clinic_aid.domain.day_count import Offset


class Anchor(StrEnum):
    """The day that a step counts from."""

    CONSULTATION = "consultation"
    SAMPLING = "sampling"
    TREATMENT = "treatment"
    SESSION = "session"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedDays:
    """Days on which the clinic sees nobody: weekdays (Monday is 0) and single dates."""

    weekdays: frozenset[int] = frozenset()
    dates: frozenset[date] = frozenset()

    def __contains__(self, day: date) -> bool:
        return day.weekday() in self.weekdays or day in self.dates


@dataclass(frozen=True, slots=True, kw_only=True)
class AftercareStep:
    """One instruction of a content pack.

    From `start` on, up to and including `end`, or between the two. Steps with the
    same topic are alternatives. A visit (`in_clinic`) may move up to `latest`.
    """

    key: str
    topic: str
    anchor: Anchor = Anchor.SESSION
    start: Offset | None = None
    end: Offset | None = None
    in_clinic: bool = False
    latest: Offset | None = None

    def __post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise ValueError(f"aftercare step {self.key!r} has neither a start nor an end")
        if self.in_clinic and (self.start is None or self.latest is None):
            raise ValueError(f"visit {self.key!r} needs a first and a last allowed day")
        for end in (self.end, self.latest if self.in_clinic else None):
            if self.start is not None and end is not None and not self.start.never_after(end):
                raise ValueError(f"aftercare step {self.key!r} may end before it starts")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorDays:
    """The days of one patient that steps count from; None is not yet agreed.

    `sessions` are the treatment days in order; the first is the treatment day, day 0.
    `samplings` are the days on which cells are taken, in order.
    """

    consultation: date | None = None
    samplings: tuple[date, ...] = ()
    sessions: tuple[date, ...] = ()

    def session_number(self, anchor: Anchor, day: date) -> int:
        """Give which session a day belongs to, from 1; 0 for a day that no session repeats."""
        repeats = anchor is Anchor.SESSION or (
            anchor is Anchor.SAMPLING and len(self.samplings) > 1
        )
        return self.sessions.index(day) + 1 if repeats and day in self.sessions else 0

    def of(self, anchor: Anchor) -> tuple[date, ...]:
        """Give the anchor's days: several for sessions, else one or none."""
        match anchor:
            case Anchor.CONSULTATION:
                return () if self.consultation is None else (self.consultation,)
            case Anchor.SAMPLING:
                return self.samplings
            case Anchor.TREATMENT:
                return self.sessions[:1]
            case Anchor.SESSION:  # pragma: no branch (mypy holds that no anchor is left out)
                return self.sessions


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Milestone:
    """An aftercare step with this patient's dates, from `day` up to and including `last_day`.

    `anchor_day` is the day it was counted from. `session` counts treatment days from 1;
    it is 0 for steps that no session repeats. `ask_clinic` is a visit for which no open
    day is left; it then spans all its allowed days.
    """

    day: date
    last_day: date
    key: str
    session: int = 0
    anchor_day: date = field(compare=False)
    topic: str = field(compare=False)
    in_clinic: bool = field(default=False, compare=False)
    ask_clinic: bool = field(default=False, compare=False)

    def covers(self, other: "Milestone") -> bool:
        """Say whether keeping this rule keeps the other too: no later begun, no earlier over.

        A visit without an open day covers only another such visit.
        """
        return (
            self.topic == other.topic
            and self.anchor_day <= other.anchor_day
            and self.last_day >= other.last_day
            and (other.ask_clinic or not self.ask_clinic)
        )


def first_open_day(first: date, last: date, closed: ClosedDays) -> date | None:
    """Give the first day from `first` to `last` that is open, never an earlier one; else None."""
    day = first
    while day <= last:
        if day not in closed:
            return day
        day += timedelta(days=1)
    return None


def _milestone(step: AftercareStep, anchor: date, session: int, closed: ClosedDays) -> Milestone:
    start = step.start.after(anchor) if step.start else anchor
    end = step.end.after(anchor) if step.end else start
    ask_clinic = False
    if step.in_clinic and step.latest is not None:
        latest = step.latest.after(anchor)
        open_day = first_open_day(start, latest, closed)
        ask_clinic = open_day is None
        start, end = (open_day, open_day) if open_day is not None else (start, latest)
    return Milestone(
        day=start,
        last_day=end,
        key=step.key,
        session=session,
        anchor_day=anchor,
        topic=step.topic,
        in_clinic=step.in_clinic,
        ask_clinic=ask_clinic,
    )


def dated_steps(
    steps: Iterable[AftercareStep], *, anchors: AnchorDays, closed: ClosedDays
) -> tuple[Milestone, ...]:
    """Date every step that has its anchor day, in order of day, last day, key and session.

    What the patient does at home keeps its day. A visit slips to the next open day,
    never to an earlier one and never past its last allowed day. Of the rules of one
    topic that another one covers, only the covering one is kept; of two that cover each
    other, the one whose anchor comes first in `Anchor` (the wound's before the scalp's),
    then the first in order. The order of `steps` makes no difference.
    """
    ranks = {anchor: rank for rank, anchor in enumerate(Anchor)}
    candidates = [
        (
            ranks[step.anchor],
            _milestone(step, day, anchors.session_number(step.anchor, day), closed),
        )
        for step in steps
        for day in anchors.of(step.anchor)
    ]
    kept: list[Milestone] = []
    for _, milestone in sorted(candidates):
        if not any(other.covers(milestone) for other in kept):
            kept = [other for other in kept if not milestone.covers(other)]
            kept.append(milestone)
    return tuple(sorted(kept))


def undated_steps(
    steps: Iterable[AftercareStep], *, anchors: AnchorDays
) -> tuple[AftercareStep, ...]:
    """Give the steps whose anchor has no day yet, those of one topic that ends last.

    Steps that count from different anchors cannot be compared without dates, so both stay.
    """
    last: dict[tuple[str, Anchor], AftercareStep] = {}
    for step in sorted(steps, key=_rough_order):
        if anchors.of(step.anchor):
            continue
        known = last.get((step.topic, step.anchor))
        if known is None or _rough_end(step) > _rough_end(known):
            last[step.topic, step.anchor] = step
    return tuple(sorted(last.values(), key=_rough_order))


def _rough_start(step: AftercareStep) -> int:
    return step.start.rough_days if step.start else 0


def _rough_end(step: AftercareStep) -> int:
    return step.end.rough_days if step.end else _rough_start(step)


def _rough_order(step: AftercareStep) -> tuple[int, int, str]:
    return _rough_start(step), _rough_end(step), step.key


def decide_by(consultation: date) -> date:
    """Give the day before which no decision is due: 14 days after the consultation.

    Source: the UK surgeons' two weeks between consultation and cosmetic surgery,
    taken as the default because a fat harvest is surgical.
    """
    return consultation + timedelta(days=14)


def age_on(birth: date, day: date) -> int:
    """Give whole years of age; who is born on 29 February has a birthday on 1 March otherwise."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))

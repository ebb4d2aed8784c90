"""Date the aftercare, phases and reviews that follow a treatment."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

from clinic_aid.domain.day_count import Offset

ADULT_AGE = 18
ENDLESS = date.max
"""Stands for the last day of a rule that has none."""

StepKind = Literal["avoid", "do", "may", "visit"]
"""What is forbidden, what is to be done, what is allowed again, and a visit to agree."""


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
    """One instruction of a content pack, from `start` up to and including `end`.

    What is to be avoided or done has both ends; only a rule that never ends has no `end`. What
    is allowed again has a start alone, and is forbidden from its anchor day until then. A visit
    is to be agreed for a day from `start` to `end`. Steps with the same topic are alternatives.
    A step is left out on a day on which something of the topic `unless` is to be avoided.
    """

    key: str
    topic: str
    start: Offset
    end: Offset | None = None
    kind: StepKind = "avoid"
    anchor: Anchor = Anchor.SESSION
    unless: str | None = None

    def __post_init__(self) -> None:
        if self.kind == "may" and self.end is not None:
            raise ValueError(f"aftercare step {self.key!r} is allowed again, so it has no end")
        if self.kind == "visit" and self.end is None:
            raise ValueError(f"visit {self.key!r} needs a first and a last allowed day")
        if self.end is not None and not self.start.never_after(self.end):
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

    `last_day` is `ENDLESS` for what never ends, and the day itself for what is allowed again.
    `anchor_day` is the day it was counted from. `session` counts treatment days from 1;
    it is 0 for steps that no session repeats. `no_open_day` is a visit for which the clinic is
    closed on every day that is allowed.
    """

    day: date
    last_day: date
    key: str
    session: int = 0
    anchor_day: date = field(compare=False)
    topic: str = field(compare=False)
    kind: StepKind = field(default="avoid", compare=False)
    no_open_day: bool = field(default=False, compare=False)

    def covers(self, other: "Milestone") -> bool:
        """Say whether keeping this keeps the other too, so that the other need not be said.

        A rule covers one that begins no sooner and ends no later. Where something is allowed
        again, it does not hold on a day on which a later treatment forbids it: the later
        permission covers it. A visit without an open day covers only another such visit.
        """
        if self.topic != other.topic or self.kind != other.kind:
            return False
        if self.kind == "may":
            return self.anchor_day <= other.day <= self.day
        covered = self.day <= other.day and self.last_day >= other.last_day
        return covered and (other.no_open_day or not self.no_open_day)


def first_open_day(first: date, last: date, closed: ClosedDays) -> date | None:
    """Give the first day from `first` to `last` that is open, never an earlier one; else None."""
    day = first
    while day <= last:
        if day not in closed:
            return day
        day += timedelta(days=1)
    return None


def _milestone(step: AftercareStep, anchor: date, session: int, closed: ClosedDays) -> Milestone:
    day = step.start.after(anchor)
    last = step.end.after(anchor) if step.end else day if step.kind == "may" else ENDLESS
    no_open_day = False
    if step.kind == "visit":
        open_day = first_open_day(day, last, closed)
        no_open_day = open_day is None
        day = open_day or day
        while not no_open_day and last in closed:
            last -= timedelta(days=1)
    return Milestone(
        day=day,
        last_day=last,
        key=step.key,
        session=session,
        anchor_day=anchor,
        topic=step.topic,
        kind=step.kind,
        no_open_day=no_open_day,
    )


def dated_steps(
    steps: Collection[AftercareStep], *, anchors: AnchorDays, closed: ClosedDays
) -> tuple[Milestone, ...]:
    """Date every step that has its anchor day, in order of day, last day, key and session.

    What the patient does at home keeps its day. A visit is never asked for on an earlier day
    than its first, nor on a closed day at its beginning. What another of the same topic covers
    is left out; of two that cover each other, the one whose anchor comes first in `Anchor`
    stays (the wound's before the scalp's), then the first in order. The order of `steps`
    makes no difference.
    """
    ranks = {anchor: rank for rank, anchor in enumerate(Anchor)}
    candidates = sorted(
        (
            ranks[step.anchor],
            _milestone(step, day, anchors.session_number(step.anchor, day), closed),
        )
        for step in steps
        for day in anchors.of(step.anchor)
    )
    milestones = [milestone for _, milestone in candidates]
    kept = [
        milestone
        for place, milestone in enumerate(milestones)
        if not any(
            other.covers(milestone) and (before < place or not milestone.covers(other))
            for before, other in enumerate(milestones)
            if before != place
        )
    ]
    yielding = {step.key: step.unless for step in steps if step.unless is not None}
    return tuple(
        sorted(
            milestone
            for milestone in kept
            if not any(
                other.topic == yielding.get(milestone.key)
                and other.kind == "avoid"
                and other.day <= milestone.last_day
                and milestone.day <= other.last_day
                for other in kept
            )
        )
    )


def undated_steps(
    steps: Iterable[AftercareStep], *, anchors: AnchorDays
) -> tuple[AftercareStep, ...]:
    """Give the steps whose anchor has no day yet, those of one topic that end last.

    Steps that count from different anchors cannot be compared without dates, so both stay.
    They come in the order of their first day, counted from their anchor.
    """
    last: dict[tuple[str, Anchor], AftercareStep] = {}
    for step in sorted(steps, key=_rough_order):
        if anchors.of(step.anchor):
            continue
        known = last.get((step.topic, step.anchor))
        if known is None or _rough_end(step) > _rough_end(known):
            last[step.topic, step.anchor] = step
    return tuple(sorted(last.values(), key=_rough_order))


def _rough_end(step: AftercareStep) -> float:
    if step.end is not None:
        return step.end.rough_days
    return step.start.rough_days if step.kind == "may" else float("inf")


def _rough_order(step: AftercareStep) -> tuple[int, float, str]:
    return step.start.rough_days, _rough_end(step), step.key


def decide_by(consultation: date) -> date:
    """Give the day before which no decision is due: 14 days after the consultation.

    Source: the UK surgeons' two weeks between consultation and cosmetic surgery,
    taken as the default because a fat harvest is surgical.
    """
    return consultation + timedelta(days=14)


def age_on(birth: date, day: date) -> int:
    """Give whole years of age; who is born on 29 February has a birthday on 1 March otherwise."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def is_minor(age: int | None) -> bool:
    """Say whether somebody of this age cannot be treated; None is not known."""
    return age is not None and age < ADULT_AGE

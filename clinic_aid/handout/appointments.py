"""Decide the visits of a plan: each with its day, time and place, as agreed, else to be asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from clinic_aid.content.care import Review
from clinic_aid.content.dates import clock_time, day_block, listed
from clinic_aid.content.filling import fill, isolated
from clinic_aid.domain.plan import Visit
from clinic_aid.domain.schedule import Anchor, first_open_day
from clinic_aid.handout.parts import CalendarRow, Leaf, Row
from clinic_aid.handout.situation import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """One agreed visit: its day, and what the list says of it."""

    day: date
    row: CalendarRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewWindow:
    """A review that nobody agreed yet, with the days among which to ask for one."""

    first: date
    last: date
    review: Review
    no_open_day: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Procedure:
    """A sample or a session with its name; `asked` is what to ask for besides the usual."""

    visit: Visit
    name: str
    past: bool = False
    asked: tuple[str, ...] = ()


def appointments_of(situation: Situation, language: str) -> tuple[Appointment, ...]:
    """Give every agreed visit that may be printed, in the order of their days; no review."""
    found = [
        Appointment(
            day=procedure.visit.day,
            row=_procedure_row(procedure, situation, language),
        )
        for procedure in _procedures(situation)
    ]
    labels = situation.pack.labels
    for visit in agreed_visits(situation, "calls"):
        found.append(_small(visit, labels["visit-call"], "phone", situation, language))
    for visit in agreed_visits(situation, "checks"):
        found.append(_small(visit, labels["visit-check"], "check", situation, language))
    return tuple(sorted(found, key=lambda each: each.day))


def leaves_of(situation: Situation, language: str) -> tuple[Leaf, ...]:
    """Give the sample and the sessions that are to come, each as a calendar leaf."""
    labels = situation.pack.labels
    leaves = []
    for procedure in _procedures(situation):
        if not procedure.past:
            at = procedure.visit.at
            weekday, day, month = day_block(procedure.visit.day, language)
            time = clock_time(at, language) if at else labels["time-not-set"]
            leaf = Leaf(weekday=weekday, day=day, month=month, what=procedure.name, time=time)
            leaves.append(leaf)
    return tuple(leaves)


def agreed_visits(situation: Situation, entry: Literal["calls", "checks"]) -> tuple[Visit, ...]:
    """Give the agreed calls or checks that are to come.

    After a stop or a "no" those of what was done stay: after its last day, before the next
    visit that falls away.
    """
    visits: tuple[Visit, ...] = getattr(situation.consultation.plan, entry)
    done_days = {*situation.anchors.samplings, *situation.anchors.sessions}
    first, end = date.min, date.max
    if situation.is_off or situation.is_undecided:
        dropped = set(situation.consultation.plan.session_days) - done_days
        first, end = max(done_days, default=date.max), min(dropped, default=date.max)
    today = situation.consultation.consultation_date or date.min
    return tuple(
        sorted(
            (visit for visit in visits if max(first, today) <= visit.day < end),
            key=lambda visit: visit.day,
        )
    )


def agreed_reviews(situation: Situation) -> tuple[Visit, ...]:
    """Give the agreed reviews that are to come after the last session, in order."""
    if situation.is_off or situation.is_undecided:
        return ()
    plan = situation.consultation.plan
    today = situation.consultation.consultation_date or date.min
    last = max(plan.session_days, default=date.min)
    reviews = (visit for visit in plan.reviews if visit.day >= today and visit.day > last)
    return tuple(sorted(reviews, key=lambda visit: visit.day))


def review_windows(situation: Situation) -> tuple[ReviewWindow, ...]:
    """Give the reviews to ask for: months after the last session, on days that are open.

    None while reviews are agreed, or the day of the last session is not known.
    """
    last_session = situation.last_session
    if last_session is None or agreed_reviews(situation):
        return ()
    today = situation.consultation.consultation_date or date.min
    found = []
    for review in situation.selection.of(situation.pack.reviews).values():
        first = max(review.after.after(last_session), today)
        last = review.latest.after(last_session)
        if last < today:
            continue
        open_day = first_open_day(first, last, situation.clinic.closed_days)
        found.append(
            ReviewWindow(
                first=open_day or first, last=last, review=review, no_open_day=open_day is None
            )
        )
    return tuple(found)


def session_name(number: int, situation: Situation) -> str:
    """Give the name of a session by its number; of the only one, that of the treatment."""
    labels = situation.pack.labels
    if not situation.consultation.plan.has_several_sessions:
        return labels["visit-treatment"]
    return fill(labels["row-session"], number=str(number))


def _procedures(situation: Situation) -> Iterator[_Procedure]:
    """Give the sample and the sessions that may be printed."""
    plan, anchors, done = situation.consultation.plan, situation.anchors, situation.done
    labels = situation.pack.labels
    for day in anchors.samplings:
        if day not in anchors.sessions:
            name = labels["visit-sample-done" if done.sample else "visit-sample"]
            visit = Visit(day=day, at=plan.sampling_time)
            yield _Procedure(visit=visit, name=name, past=done.sample)
    for number, visit in enumerate(plan.session_visits, start=1):
        if visit.day not in anchors.sessions:
            continue
        name, past = session_name(number, situation), number <= done.sessions
        sampled = visit.day in anchors.samplings
        if sampled and number == 1:
            name = fill(labels["visit-with-sample"], visit=name)
        yield _Procedure(
            visit=visit,
            name=fill(labels["visit-done"], visit=name) if past else name,
            past=past,
            # Nobody said that a sample is taken again, nor that cells are kept.
            asked=(labels["visit-sample-ask"],) if sampled and number > 1 else (),
        )


def undated_visit(anchor: Anchor, situation: Situation, language: str) -> CalendarRow:
    """Give the row of a sample or a treatment that has no day yet: what to ask for."""
    labels = situation.pack.labels
    name = labels["visit-sample"] if anchor is Anchor.SAMPLING else session_name(1, situation)
    procedure = _Procedure(visit=Visit(day=date.min), name=name, asked=(labels["visit-day-ask"],))
    return _procedure_row(procedure, situation, language)


def _procedure_row(procedure: _Procedure, situation: Situation, language: str) -> CalendarRow:
    visit, agreed = procedure.visit, situation.consultation.plan.on_the_day
    told: tuple[tuple[str, str | None], ...] = (
        ("place", visit.place or agreed.place or situation.clinic.address),
        ("bring", agreed.bring),
    )
    # Nobody fasts or is taken home for a fluid that is rubbed in, unless it was agreed.
    for key, value in (
        ("eat-and-drink", agreed.eat_and_drink),
        ("going-home", agreed.going_home),
    ):
        if value or situation.selection.case.known("skin") != "closed":
            told = (*told, (key, value))
    if procedure.past:
        return CalendarRow(
            kind="appointment", what=procedure.name, why="", icon="check", tick=False
        )
    return CalendarRow(
        kind="appointment",
        what=_timed(procedure.name, visit, situation, language),
        why="",
        icon="check",
        details=_details(visit, told, situation, language, asked=procedure.asked),
    )


def _small(visit: Visit, title: str, icon: str, situation: Situation, language: str) -> Appointment:
    """Give a call or a check, of which only the time and the place are to be agreed."""
    told = [] if icon == "phone" else [("place", visit.place or situation.clinic.address)]
    row = CalendarRow(
        kind="appointment",
        what=_timed(title, visit, situation, language),
        why="",
        icon=icon,
        details=_details(visit, told, situation, language),
    )
    return Appointment(day=visit.day, row=row)


def _timed(name: str, visit: Visit, situation: Situation, language: str) -> str:
    """Give the name of a visit with its time, where that was agreed."""
    if visit.at is None:
        return name
    time = clock_time(visit.at, language)
    return fill(situation.pack.labels["visit-at"], visit=name, time=time)


def _details(
    visit: Visit,
    told: Iterable[tuple[str, str | None]],
    situation: Situation,
    language: str,
    *,
    asked: tuple[str, ...] = (),
) -> tuple[Row, ...]:
    """Give what was agreed for a visit, each in a row, and last what is still to be asked."""
    labels = situation.pack.labels
    rows, to_ask = [], list(asked)
    if visit.at is None:
        to_ask.append(labels["visit-time-ask"])
    for key, value in told:
        if value:
            rows.append(Row(name=labels[f"visit-{key}"], value=isolated(value)))
        else:
            to_ask.append(labels[f"visit-{key}-ask"])
    if to_ask:
        questions = listed(to_ask, language)
        rows.append(Row(name=labels["visit-ask"], value=f"{questions}.", open=True))
    return tuple(rows)

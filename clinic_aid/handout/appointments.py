"""Decide the visits of a plan: each with its day, time and place, as agreed, else to be asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from clinic_aid.content.care import Review
from clinic_aid.content.dates import clock_time, listed
from clinic_aid.content.filling import Filling, fill, isolated
from clinic_aid.domain.plan import Visit
from clinic_aid.domain.schedule import Anchor, first_open_day
from clinic_aid.handout.parts import CalendarRow, Row
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


def appointments_of(
    situation: Situation, filling: Filling, language: str
) -> tuple[Appointment, ...]:
    """Give every agreed visit that may be printed, in the order of their days."""
    found = [
        *_of_sample(situation, filling, language),
        *_of_sessions(situation, filling, language),
    ]
    labels = situation.pack.labels
    for visit in agreed_visits(situation, "calls"):
        found.append(_small(visit, labels["visit-call"], "phone", situation, language))
    for visit in agreed_visits(situation, "checks"):
        found.append(_small(visit, labels["visit-check"], "check", situation, language))
    for number, visit in enumerate(agreed_reviews(situation), start=1):
        title = fill(labels["review-number"], number=str(number))
        found.append(_small(visit, title, "photo", situation, language))
    return tuple(sorted(found, key=lambda each: each.day))


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


def _of_sample(situation: Situation, filling: Filling, language: str) -> Iterator[Appointment]:
    plan, anchors = situation.consultation.plan, situation.anchors
    labels = situation.pack.labels
    for day in anchors.samplings:
        if day not in anchors.sessions:
            visit = Visit(day=day, at=plan.sampling_time)
            past = situation.done.sample
            title = labels["visit-sample-done" if past else "visit-sample"]
            yield _procedure(visit, title, situation, filling, language, past=past)


def _of_sessions(situation: Situation, filling: Filling, language: str) -> Iterator[Appointment]:
    labels = situation.pack.labels
    for number, visit in enumerate(situation.consultation.plan.session_visits, start=1):
        if visit.day not in situation.anchors.sessions:
            continue
        past = number <= situation.done.sessions
        name = session_name(number, situation)
        sampled = visit.day in situation.anchors.samplings
        if sampled and number == 1:
            name = fill(labels["visit-with-sample"], visit=name)
        title = fill(labels["visit-done"], visit=name) if past else name
        # Nobody said that a sample is taken again, nor that cells are kept.
        asked = (labels["visit-sample-ask"],) if sampled and number > 1 else ()
        yield _procedure(visit, title, situation, filling, language, past=past, asked=asked)


def undated_visit(
    anchor: Anchor, situation: Situation, filling: Filling, language: str
) -> CalendarRow:
    """Give the row of a sample or a treatment that has no day yet: what to ask for."""
    labels = situation.pack.labels
    name = labels["visit-sample"] if anchor is Anchor.SAMPLING else session_name(1, situation)
    asked = (labels["visit-day-ask"],)
    return _procedure(Visit(day=date.min), name, situation, filling, language, asked=asked).row


def _procedure(
    visit: Visit,
    title: str,
    situation: Situation,
    filling: Filling,
    language: str,
    *,
    past: bool = False,
    asked: tuple[str, ...] = (),
) -> Appointment:
    labels = situation.pack.labels
    agreed = situation.consultation.plan.on_the_day
    told: tuple[tuple[str, str | None], ...] = (
        ("time", clock_time(visit.at, language) if visit.at else None),
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
    return Appointment(
        day=visit.day,
        row=CalendarRow(
            kind="appointment",
            what=title,
            why="" if past else filling.text(labels["visit-call-first"]),
            icon="check",
            details=() if past else _details(told, situation, language, asked=asked),
        ),
    )


def _small(visit: Visit, title: str, icon: str, situation: Situation, language: str) -> Appointment:
    """Give a call, a check or a review, of which only the time and the place are to be agreed."""
    told = [("time", clock_time(visit.at, language) if visit.at else None)]
    if icon != "phone":
        told.append(("place", visit.place or situation.clinic.address))
    details = _details(told, situation, language)
    row = CalendarRow(kind="appointment", what=title, why="", icon=icon, details=details)
    return Appointment(day=visit.day, row=row)


def _details(
    told: Iterable[tuple[str, str | None]],
    situation: Situation,
    language: str,
    *,
    asked: tuple[str, ...] = (),
) -> tuple[Row, ...]:
    """Give what was agreed for a visit, each in a row, and last what is still to be asked."""
    labels = situation.pack.labels
    rows, to_ask = [], list(asked)
    for key, value in told:
        if value:
            rows.append(Row(name=labels[f"visit-{key}"], value=isolated(value)))
        else:
            to_ask.append(labels[f"visit-{key}-ask"])
    if to_ask:
        questions = listed(to_ask, language)
        rows.append(Row(name=labels["visit-ask"], value=f"{questions}.", open=True))
    return tuple(rows)

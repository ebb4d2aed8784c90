"""Decide the list of dates: visits, what to leave, what to do and what is allowed again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from clinic_aid.content.care import Aftercare
from clinic_aid.content.dates import long_date
from clinic_aid.content.filling import Filling, capitalised, fill
from clinic_aid.domain.schedule import (
    AftercareStep,
    Anchor,
    Milestone,
    dated_steps,
    undated_steps,
)
from clinic_aid.figures.drawing import Illustrator
from clinic_aid.handout.appointments import (
    agreed_visits,
    appointments_of,
    review_windows,
    undated_visit,
)
from clinic_aid.handout.day_words import span_words, today_words, undated_words, when_words
from clinic_aid.handout.parts import CalendarRow, PlacedFigure, RowKind
from clinic_aid.handout.pictures import day_strip
from clinic_aid.handout.situation import DateMode, Situation

_WEEK, _LONGEST_GROUP = 7, 3
# On one day: the visits with what to ask there, then what is forbidden or to be done from then
# on, then what is allowed again.
_ORDER: Mapping[RowKind, int] = {"appointment": 0, "ask": 1, "avoid": 2, "do": 2, "may": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarGroup:
    """Everything that shares its dates."""

    when: str
    rows: tuple[CalendarRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPhase:
    """A stretch of time around the visits, with its dates in order."""

    heading: str
    groups: tuple[CalendarGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPage:
    """The list of dates in order; what has no day yet is counted in days at its end."""

    title: str
    intro: str
    custom: str
    day_strip: PlacedFigure | None
    phases: tuple[CalendarPhase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One row of the list before it is put into its place."""

    first: date
    last: date
    when: str
    row: CalendarRow
    key: str
    again: bool = False
    """It was said before, so that it is said in short, with others of its kind in one row."""

    @property
    def place(self) -> tuple[date, int, date, str, str]:
        return self.first, _ORDER[self.row.kind], self.last, self.row.kind, self.key


def milestones_of(situation: Situation) -> tuple[Milestone, ...]:
    """Give this patient's dated aftercare that is not over; a visit that was agreed is no step."""
    today = situation.consultation.consultation_date
    milestones = dated_steps(
        _steps(situation), anchors=situation.anchors, closed=situation.clinic.closed_days
    )
    return tuple(
        item
        for item in milestones
        if not _is_over(item, milestones, today)
        and not _is_for_what_was_done(item, situation)
        and not _is_agreed(item, situation)
    )


def undated_of(situation: Situation) -> tuple[AftercareStep, ...]:
    """Give this patient's aftercare that counts from a day which is not agreed yet."""
    undated = undated_steps(_on_one_day(_steps(situation), situation), anchors=situation.anchors)
    if situation.is_off:
        # Only what was done is cared for, and nobody prepares for that any more.
        return tuple(step for step in undated if step.start.count >= 0)
    return undated


def calendar_page(
    situation: Situation, filling: Filling, language: str, illustrator: Illustrator
) -> CalendarPage | None:
    """Give the list; None where nothing is to come and nothing was done."""
    if not situation.has_care:
        return None
    pack, labels = situation.pack, situation.pack.labels
    section = pack.sections["calendar"]
    undated = tuple(_undated_phases(situation, filling, language))
    entries = sorted(_entries(situation, filling, language), key=lambda entry: entry.place)
    return CalendarPage(
        title=filling.text(section.title),
        intro=_intro(situation, filling.text(section.intro or ""), language),
        custom=filling.text(labels["aftercare-custom"]),
        day_strip=None if situation.is_off else day_strip(situation, illustrator),
        phases=(
            *(phase for anchor, phase in undated if anchor is Anchor.CONSULTATION),
            *_phases(entries, situation),
            *(phase for anchor, phase in undated if anchor is not Anchor.CONSULTATION),
            *_open_sessions(situation),
        ),
    )


def _steps(situation: Situation) -> tuple[AftercareStep, ...]:
    """Give the steps that apply, as the domain counts them."""
    applying = situation.care_selection.of(situation.pack.aftercare)
    steps = (item.step(key) for key, item in applying.items())
    return tuple(step for step in steps if step.anchor in situation.care_anchors)


def _is_over(milestone: Milestone, milestones: Iterable[Milestone], today: date | None) -> bool:
    """Say whether a rule has ended, or a later visit that has begun speaks in its place."""
    if today is None:
        return False
    if milestone.kind != "may":
        return milestone.last_day < today
    return milestone.day <= today and any(
        other.topic == milestone.topic and milestone.anchor_day < other.anchor_day <= today
        for other in milestones
    )


def _is_for_what_was_done(milestone: Milestone, situation: Situation) -> bool:
    """Say whether this is a step to take before a visit that has been."""
    done = {situation.done.sample_day, *situation.done.session_days}
    return milestone.day < milestone.anchor_day and milestone.anchor_day in done


def _is_agreed(milestone: Milestone, situation: Situation) -> bool:
    """Say whether a call or a check was agreed for the time in which a visit is to be asked for."""
    if milestone.kind != "visit":
        return False
    arranged = situation.pack.aftercare[milestone.key].arranged
    latest = milestone.last_day + timedelta(days=_WEEK)
    return any(
        milestone.anchor_day < visit.day <= latest
        for visit in agreed_visits(situation, arranged or "calls")
    )


def _entries(situation: Situation, filling: Filling, language: str) -> Iterator[_Entry]:
    pack, labels = situation.pack, situation.pack.labels
    today = situation.consultation.consultation_date
    for visit in appointments_of(situation, filling, language):
        when = long_date(visit.day, language)
        yield _Entry(first=visit.day, last=visit.day, when=when, row=visit.row, key=visit.row.what)
    said: set[str] = set()
    for milestone in milestones_of(situation):
        item = pack.aftercare[milestone.key]
        if milestone.kind == "visit":
            yield _question(milestone, item, situation, filling, language)
            continue
        again = milestone.key in said and not item.in_full
        yield _Entry(
            first=milestone.day if today is None else max(milestone.day, today),
            last=milestone.last_day,
            when=when_words(milestone, item, labels, language, today=today),
            row=_row(item, situation, filling, again=again),
            key=milestone.key,
            again=again,
        )
        said.add(milestone.key)
    for window in review_windows(situation):
        review = window.review
        yield _Entry(
            first=window.first,
            last=window.last,
            when=span_words(window.first, window.last, labels, language),
            row=CalendarRow(
                kind="ask",
                what=fill(labels["review-ask"], review=filling.text(review.title)),
                why=filling.text(review.what),
                icon="photo",
                warn=labels["no-open-day"] if window.no_open_day else None,
            ),
            key=review.title,
        )


def _question(
    milestone: Milestone,
    item: Aftercare,
    situation: Situation,
    filling: Filling,
    language: str,
) -> _Entry:
    """Ask on the day of the visit, while the patient is there, for a call or a check after it."""
    labels, today = situation.pack.labels, situation.consultation.consultation_date
    day = milestone.anchor_day
    past = today is not None and day < today
    row = _row(item, situation, filling, no_open_day=milestone.no_open_day)
    days = milestone.day, milestone.last_day
    often = span_words(*days, labels, language, longer="date-span")
    return _Entry(
        first=max(day, today) if today else day,
        last=day,
        when=today_words(today, labels, language) if past and today else long_date(day, language),
        row=replace(row, what=f"{row.what} {fill(labels['visit-often'], when=often)}"),
        key=milestone.key,
    )


def _phases(entries: Iterable[_Entry], situation: Situation) -> Iterator[CalendarPhase]:
    """Put what shares its dates side by side, under a heading for each stretch of time."""

    def heading(entry: _Entry) -> str:
        return _heading(entry.first, situation)

    for title, together in groupby(entries, key=heading):
        groups = (
            (when, list(_rows(same)))
            for when, same in groupby(together, key=lambda entry: entry.when)
        )
        yield CalendarPhase(heading=title, groups=tuple(_short_groups(groups)))


def _rows(entries: Iterable[_Entry]) -> Iterator[CalendarRow]:
    """Give the rows of one date; what is only said again stands in one row for each kind."""
    for (again, _), same in groupby(entries, key=lambda entry: (entry.again, entry.row.kind)):
        rows = [entry.row for entry in same]
        if again:
            yield replace(rows[0], what=" ".join(row.what for row in rows))
        else:
            yield from rows


def _heading(day: date, situation: Situation) -> str:
    """Name the stretch of time that a day lies in, by the visits before and after it."""
    labels, anchors = situation.pack.labels, situation.anchors
    several = situation.consultation.plan.has_several_sessions
    names = dict.fromkeys(anchors.samplings, labels["phase-of-sample"])
    names |= {
        each: fill(labels["phase-of-session"], number=str(number))
        if several
        else labels["phase-of-treatment"]
        for number, each in enumerate(anchors.sessions, start=1)
    }
    before = max((each for each in names if each <= day), default=None)
    after = min((each for each in names if each > day), default=None)
    if after is not None and (before is None or (after - day).days <= _WEEK < (day - before).days):
        return fill(labels["phase-before"], visit=names[after])
    if before is None:
        return labels["phase-today"]
    if before == day:
        return fill(labels["phase-day"], visit=names[before])
    key = "phase-week" if (day - before).days <= _WEEK else "phase-later"
    return fill(labels[key], visit=names[before])


def _open_sessions(situation: Situation) -> Iterator[CalendarPhase]:
    """Name the sessions that were planned and have no day yet, where others have one."""
    labels, dated = situation.pack.labels, len(situation.anchors.sessions)
    planned = situation.consultation.plan.sessions_planned or 0
    if situation.is_off or not dated or planned <= dated:
        return
    rows = tuple(
        CalendarRow(
            kind="ask",
            what=fill(labels["session-without-day"], number=str(number)),
            why="",
            icon="check",
        )
        for number in range(dated + 1, planned + 1)
    )
    groups = tuple(_short_groups([(labels["no-day-yet"], list(rows))]))
    yield CalendarPhase(heading=labels["phase-open-sessions"], groups=groups)


def _undated_phases(
    situation: Situation, filling: Filling, language: str
) -> Iterator[tuple[Anchor, CalendarPhase]]:
    """Give what counts from a day that is not agreed yet, in the order of its days."""
    pack, labels = situation.pack, situation.pack.labels
    undated = undated_of(situation)

    def anchor(step: AftercareStep) -> Anchor:
        # Nobody without a date can tell the first session from each.
        return Anchor.SESSION if step.anchor is Anchor.TREATMENT else step.anchor

    def place(step: AftercareStep) -> tuple[int, int, int, float, str]:
        order = list(Anchor).index(anchor(step))
        kind: RowKind = "ask" if step.kind == "visit" else step.kind
        last = step.end.rough_days if step.end else float("inf")
        return order, step.start.rough_days, _ORDER[kind], last, step.key

    def words(step: AftercareStep) -> str:
        return capitalised(undated_words(step, pack.aftercare[step.key], labels))

    for each, steps in groupby(sorted(undated, key=place), key=anchor):
        groups = [
            (when, [_row(pack.aftercare[step.key], situation, filling) for step in same])
            for when, same in groupby(steps, key=words)
        ]
        if each is not Anchor.CONSULTATION and not situation.is_off:
            visit = undated_visit(each, situation, filling, language)
            groups.insert(0, (labels["no-day-yet"], [visit]))
        yield (
            each,
            CalendarPhase(
                heading=labels[f"phase-undated-{each}"], groups=tuple(_short_groups(groups))
            ),
        )


def _short_groups(groups: Iterable[tuple[str, list[CalendarRow]]]) -> Iterator[CalendarGroup]:
    """Say the date of a long group again, so that each part stays whole on its page."""
    for when, rows in groups:
        for begin in range(0, len(rows), _LONGEST_GROUP):
            yield CalendarGroup(when=when, rows=tuple(rows[begin : begin + _LONGEST_GROUP]))


def _intro(situation: Situation, intro: str, language: str) -> str:
    """Say first that all dates hold only if the patient goes ahead, where that is so."""
    labels, day = situation.pack.labels, situation.next_day
    if situation.is_off:
        return labels["calendar-done-only"]
    if situation.mode is not DateMode.IF_GO_AHEAD or day is None:
        return intro
    return f"{fill(labels['timeline-if'], day=long_date(day, language))} {intro}"


def _on_one_day(
    steps: tuple[AftercareStep, ...], situation: Situation
) -> tuple[AftercareStep, ...]:
    """Count site care from the session too where cells surely are taken and given on one day."""
    if not situation.same_day:
        return steps
    return tuple(
        replace(step, anchor=Anchor.SESSION)
        if step.anchor in {Anchor.SAMPLING, Anchor.TREATMENT}
        else step
        for step in steps
    )


def _row(
    item: Aftercare,
    situation: Situation,
    filling: Filling,
    *,
    no_open_day: bool = False,
    again: bool = False,
) -> CalendarRow:
    texts = [f"{item.short}." if again else filling.text(item.ask or item.what)]
    known = item.in_doubt and situation.selection.case.known(item.in_doubt)
    if item.only_if and not known:
        texts.insert(0, filling.text(item.only_if))
    if item.condition:
        texts.append(filling.text(item.condition))
    return CalendarRow(
        kind="ask" if item.kind == "visit" else item.kind,
        what=" ".join(texts),
        why="" if again else filling.text(item.why),
        icon=item.icon,
        warn=situation.pack.labels["no-open-day"] if no_open_day else None,
    )

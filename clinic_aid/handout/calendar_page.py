"""Decide the list of dates: visits, what to leave, what to do and what is allowed again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from clinic_aid.content.care import Aftercare
from clinic_aid.content.dates import long_date
from clinic_aid.content.filling import Filling, fill
from clinic_aid.domain.schedule import (
    ENDLESS,
    AftercareStep,
    Anchor,
    Milestone,
    dated_steps,
    undated_steps,
)
from clinic_aid.figures.drawing import Illustrator
from clinic_aid.handout.appointments import appointments_of, review_windows
from clinic_aid.handout.day_words import span_words, undated_words, when_words
from clinic_aid.handout.model import (
    CalendarGroup,
    CalendarPage,
    CalendarPhase,
    CalendarRow,
    RowKind,
)
from clinic_aid.handout.pictures import day_strip
from clinic_aid.handout.situation import DateMode, Situation

_WEEK, _LONGEST_GROUP = 7, 3
# On one day: the visits, then what is forbidden or to be done from then on, then what to ask
# for, then what is allowed again.
_ORDER: Mapping[RowKind, int] = {"appointment": 0, "avoid": 1, "do": 1, "ask": 2, "may": 3}


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
    milestones = dated_steps(
        _steps(situation), anchors=situation.anchors, closed=situation.clinic.closed_days
    )
    return tuple(
        item
        for item in milestones
        if not _is_over(item, situation.consultation.consultation_date)
        and not _is_agreed(item, situation)
    )


def calendar_page(
    situation: Situation, filling: Filling, language: str, illustrator: Illustrator
) -> CalendarPage | None:
    """Give the list; None where nothing is to come and nothing was done."""
    if not situation.has_care:
        return None
    pack, labels = situation.pack, situation.pack.labels
    section = pack.sections["calendar"]
    entries = sorted(_entries(situation, filling, language), key=lambda entry: entry.place)
    return CalendarPage(
        title=filling.text(section.title),
        intro=_intro(situation, filling.text(section.intro or ""), language),
        custom=filling.text(labels["aftercare-custom"]),
        day_strip=None if situation.is_off else day_strip(situation, illustrator),
        phases=(*_phases(entries, situation), *_undated_phases(situation, filling)),
    )


def _steps(situation: Situation) -> tuple[AftercareStep, ...]:
    """Give the steps that apply, as the domain counts them."""
    applying = situation.care_selection.of(situation.pack.aftercare)
    steps = (item.step(key) for key, item in applying.items())
    return tuple(step for step in steps if step.anchor in situation.care_anchors)


def _is_over(milestone: Milestone, today: date | None) -> bool:
    return today is not None and milestone.kind != "may" and milestone.last_day < today


def _is_agreed(milestone: Milestone, situation: Situation) -> bool:
    """Say whether a call or a check was agreed for the time in which a visit is to be asked for."""
    if milestone.kind != "visit":
        return False
    arranged = situation.pack.aftercare[milestone.key].arranged
    visits = (
        situation.consultation.plan.calls
        if arranged == "calls"
        else (situation.consultation.plan.checks)
    )
    days = sorted({*situation.anchors.samplings, *situation.anchors.sessions})
    following = next((day for day in days if day > milestone.anchor_day), ENDLESS)
    return not situation.is_off and any(
        milestone.anchor_day <= visit.day < following for visit in visits
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
        first = milestone.day if today is None else max(milestone.day, today)
        yield _Entry(
            first=first,
            last=milestone.last_day,
            when=when_words(milestone, item, labels, language, today=today),
            row=_row(
                item,
                filling,
                labels,
                no_open_day=milestone.no_open_day,
                again=milestone.key in said,
            ),
            key=milestone.key,
            again=milestone.key in said,
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
    only = situation.consultation.plan.sessions_planned in {None, 1}
    names = dict.fromkeys(anchors.samplings, labels["phase-of-sample"])
    names |= {
        each: labels["phase-of-treatment"]
        if only
        else fill(labels["phase-of-session"], number=str(number))
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


def _undated_phases(situation: Situation, filling: Filling) -> Iterator[CalendarPhase]:
    """Give what counts from a day that is not agreed yet, in the order of its days."""
    pack, labels = situation.pack, situation.pack.labels
    undated = undated_steps(_on_one_day(_steps(situation), situation), anchors=situation.anchors)

    def anchor(step: AftercareStep) -> Anchor:
        # Nobody without a date can tell the first session from each.
        return Anchor.SESSION if step.anchor is Anchor.TREATMENT else step.anchor

    def place(step: AftercareStep) -> tuple[int, int, int, float, str]:
        order = list(Anchor).index(anchor(step))
        kind: RowKind = "ask" if step.kind == "visit" else step.kind
        last = step.end.rough_days if step.end else float("inf")
        return order, step.start.rough_days, _ORDER[kind], last, step.key

    def words(step: AftercareStep) -> str:
        said = undated_words(step, pack.aftercare[step.key], labels)
        return said[:1].upper() + said[1:]

    for each, steps in groupby(sorted(undated, key=place), key=anchor):
        yield CalendarPhase(
            heading=labels[f"phase-undated-{each}"],
            groups=tuple(
                _short_groups(
                    (when, [_row(pack.aftercare[step.key], filling, labels) for step in same])
                    for when, same in groupby(steps, key=words)
                )
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
    filling: Filling,
    labels: Mapping[str, str],
    *,
    no_open_day: bool = False,
    again: bool = False,
) -> CalendarRow:
    # A question stays one: a name alone would read like a visit that was promised.
    in_short = again and item.ask is None
    said = f"{item.short}." if in_short else filling.text(item.ask or item.what)
    condition = f" {filling.text(item.condition)}" if item.condition else ""
    return CalendarRow(
        kind="ask" if item.kind == "visit" else item.kind,
        what=said + condition,
        why="" if again else filling.text(item.why),
        icon=item.icon,
        warn=labels["no-open-day"] if no_open_day else None,
    )

"""Decide the list of dates: visits, what to leave, what to do and what is allowed again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from clinic_aid.content.dates import day_block, long_date
from clinic_aid.content.filling import Filling, capitalised, fill
from clinic_aid.domain.schedule import (
    ENDLESS,
    AftercareStep,
    Anchor,
    Milestone,
    dated_steps,
    undated_steps,
)
from clinic_aid.figures.drawing import Illustrator
from clinic_aid.handout.appointments import agreed_visits, undated_visit
from clinic_aid.handout.dated_rows import ORDER, DatedEntry, care_row, entries_of
from clinic_aid.handout.day_words import in_year, rail_lines, span_words, undated_words
from clinic_aid.handout.later_sessions import (
    LaterSessions,
    later_sessions,
    repeated_in,
    untold_rows,
)
from clinic_aid.handout.parts import CalendarRow, Leaf, PlacedFigure, RowKind
from clinic_aid.handout.pictures import how_to_drawings, signs_of
from clinic_aid.handout.situation import DateMode, Situation

_WEEK = 7
# A rule of so many days has a box to tick for each of them.
_MOST_BOXES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarGroup:
    """Everything that shares its dates.

    On paper the pieces of `rail` say them, without a year that the heading says; `boxes` are the
    numbers of its days, where each has a box to tick, and `leaf` is the day of a visit.
    """

    when: str
    rows: tuple[CalendarRow, ...]
    rail: tuple[str, ...]
    boxes: tuple[str, ...] = ()
    leaf: Leaf | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPhase:
    """A stretch of time around the visits, with its dates in order; `year` where it is of one."""

    heading: str
    year: str
    groups: tuple[CalendarGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPage:
    """The list of dates in order; what has no day yet is counted in days at its end.

    `signs` are the pictograms of its rows, by kind and icon, `drawings` those of how to do it.
    """

    title: str
    intro: str
    custom: str
    phases: tuple[CalendarPhase, ...]
    later: tuple[LaterSessions, ...]
    signs: Mapping[str, PlacedFigure]
    drawings: Mapping[str, PlacedFigure]


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
    situation: Situation,
    filling: Filling,
    language: str,
    illustrator: Illustrator,
    *,
    on_paper: bool = True,
) -> CalendarPage | None:
    """Give the list; None where nothing is to come and nothing was done.

    On paper its rows have pictograms, and what later sessions only repeat is a table.
    """
    if not situation.has_care:
        return None
    pack, labels = situation.pack, situation.pack.labels
    section = pack.sections["calendar"]
    undated = tuple(_undated_phases(situation, filling, language))
    milestones = milestones_of(situation)
    repeated = repeated_in(milestones) if on_paper else ()
    told = [each for each in milestones if each not in repeated]
    entries = sorted(entries_of(told, situation, filling, language), key=lambda entry: entry.place)
    later_days = {each.anchor_day for each in repeated}
    phases = (
        *(phase for anchor, phase in undated if anchor is Anchor.CONSULTATION),
        *_phases(entries, later_days, situation, language),
        *_new_with_sessions(untold_rows(repeated, told, situation, filling), situation),
        *(phase for anchor, phase in undated if anchor is not Anchor.CONSULTATION),
        *_open_sessions(situation),
    )
    later = tuple(later_sessions(repeated, situation, filling, language))
    signs, drawings = _drawn(phases, later, illustrator) if on_paper else ({}, {})
    return CalendarPage(
        title=filling.text(section.title),
        intro=_intro(situation, filling.text(section.intro or ""), language),
        custom=filling.text(labels["aftercare-custom"]),
        phases=phases,
        later=later,
        signs=signs,
        drawings=drawings,
    )


def _drawn(
    phases: Iterable[CalendarPhase], later: Iterable[LaterSessions], illustrator: Illustrator
) -> tuple[Mapping[str, PlacedFigure], Mapping[str, PlacedFigure]]:
    """Draw the signs of all rows, and how to do what they say."""
    rows = [row for phase in phases for group in phase.groups for row in group.rows]
    same = [group for table in later for rules in table.lists for group in rules.groups]
    signs = [(row.kind, row.icon) for row in rows]
    signs += [(rule.kind, rule.icon) for group in same for rule in group.rules]
    acts = (act for row in rows for act in row.how)
    return signs_of(signs, illustrator), how_to_drawings(acts, illustrator)


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


def _phases(
    entries: Iterable[DatedEntry], later_days: set[date], situation: Situation, language: str
) -> Iterator[CalendarPhase]:
    """Put what shares its dates side by side, under a heading for each stretch of time."""

    labels = situation.pack.labels
    alone = set(situation.anchors.sessions) <= later_days
    of_later = labels["phase-sessions" if alone else "phase-later-sessions"]
    headings = {
        fill(labels["phase-before"], visit=name): of_later
        for day, name in _names(situation).items()
        if day in later_days
    }

    def heading(entry: DatedEntry) -> str:
        found = _heading(entry, situation)
        return headings.get(found, found)

    for title, together in groupby(entries, key=heading):
        found = list(together)
        ends = {end for entry in found for end in (entry.first, entry.last) if end != ENDLESS}
        years = {day.year for day in ends}
        year = years.pop() if len(years) == 1 else None
        yield CalendarPhase(
            heading=title,
            year=str(year or ""),
            groups=tuple(_groups(found, year, situation, language)),
        )


def _groups(
    entries: Iterable[DatedEntry], year: int | None, situation: Situation, language: str
) -> Iterator[CalendarGroup]:
    """Give each visit a group of its own, and one to what shares its dates."""
    for (when, is_visit), same in groupby(
        entries, key=lambda entry: (entry.when, entry.row.kind == "appointment")
    ):
        found = list(same)
        rail = rail_lines(in_year(_in_rail(found[0], situation, language), year))
        if is_visit:
            for entry in found:
                weekday, day, month = day_block(entry.first, language)
                leaf = Leaf(weekday=weekday, day=day, month=month, what="", time="")
                yield CalendarGroup(when=when, rail=rail, rows=(entry.row,), leaf=leaf)
            continue
        boxes = _boxes(found[0]) if all(each.row.kind in {"avoid", "do"} for each in found) else ()
        ends = found[0].last != ENDLESS
        rows = tuple(replace(row, tick=ends and not boxes) for row in _rows(found))
        yield CalendarGroup(when=when, rail=rail, rows=rows, boxes=boxes)


def _in_rail(entry: DatedEntry, situation: Situation, language: str) -> str:
    """Give the dates of an entry for a narrow column: a span needs no word before it."""
    labels = situation.pack.labels
    last = long_date(entry.last, language)
    if entry.when == fill(labels["date-today-until"], last=last):
        return fill(labels["date-today-to"], last=last)
    if entry.last == ENDLESS or entry.when != span_words(entry.first, entry.last, labels, language):
        return entry.when
    return span_words(entry.first, entry.last, labels, language, longer="date-span")


def _boxes(entry: DatedEntry) -> tuple[str, ...]:
    """Give the number of each day of a rule, where they are few: a box to tick for each."""
    if entry.last == ENDLESS:
        return ()
    count = (entry.last - entry.first).days + 1
    if not 1 < count <= _MOST_BOXES:
        return ()
    return tuple(str((entry.first + timedelta(days=day)).day) for day in range(count))


def _rows(entries: Iterable[DatedEntry]) -> Iterator[CalendarRow]:
    """Give the rows of one date; what is only said again stands in one row for each kind."""
    for (again, _), same in groupby(entries, key=lambda entry: (entry.again, entry.row.kind)):
        rows = [entry.row for entry in same]
        if again:
            yield replace(rows[0], what=" ".join(row.what for row in rows))
        else:
            yield from rows


def _heading(entry: DatedEntry, situation: Situation) -> str:
    """Name the stretch of time that an entry lies in: before a visit and up to it, or after."""
    labels, day, names = situation.pack.labels, entry.first, _names(situation)
    if day in names and entry.row.tick and entry.row.kind in {"appointment", "ask"}:
        return fill(labels["phase-before"], visit=names[day])
    before = max((each for each in names if each <= day), default=None)
    after = min((each for each in names if each > day), default=None)
    if before is None:
        return fill(labels["phase-before"], visit=names[after]) if after else labels["phase-today"]
    if after is not None and (after - day).days <= _WEEK < (day - before).days:
        return fill(labels["phase-before"], visit=names[after])
    return fill(labels["phase-after"], visit=names[before])


def _names(situation: Situation) -> Mapping[date, str]:
    """Give the day of the sample and of each session with its name in a heading."""
    labels, anchors = situation.pack.labels, situation.anchors
    several = situation.consultation.plan.has_several_sessions
    names = dict.fromkeys(anchors.samplings, labels["phase-of-sample"])
    return names | {
        each: fill(labels["phase-of-session"], number=str(number))
        if several
        else labels["phase-of-treatment"]
        for number, each in enumerate(anchors.sessions, start=1)
    }


def _new_with_sessions(
    rows: Iterable[CalendarRow], situation: Situation
) -> Iterator[CalendarPhase]:
    """Tell in full what the table of the sessions repeats and the list has not told before."""
    labels, found = situation.pack.labels, tuple(replace(row, tick=False) for row in rows)
    if found:
        when = labels["later-new-days"]
        groups = (CalendarGroup(when=when, rail=(when,), rows=found),)
        yield CalendarPhase(heading=labels["later-new"], year="", groups=groups)


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
    when = labels["no-day-yet"]
    groups = (CalendarGroup(when=when, rail=(when,), rows=rows),)
    yield CalendarPhase(heading=labels["phase-open-sessions"], year="", groups=groups)


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
        return order, step.start.rough_days, ORDER[kind], last, step.key

    def words(step: AftercareStep) -> str:
        return capitalised(undated_words(step, pack.aftercare[step.key], labels))

    for each, steps in groupby(sorted(undated, key=place), key=anchor):
        groups = [
            (when, [care_row(pack.aftercare[step.key], situation, filling) for step in same])
            for when, same in groupby(steps, key=words)
        ]
        if each is not Anchor.CONSULTATION and not situation.is_off:
            visit = undated_visit(each, situation, language)
            groups.insert(0, (labels["no-day-yet"], [visit]))
        yield (
            each,
            CalendarPhase(
                heading=labels[f"phase-undated-{each}"],
                year="",
                groups=tuple(
                    CalendarGroup(when=when, rail=(when,), rows=tuple(rows))
                    for when, rows in groups
                ),
            ),
        )


def _intro(situation: Situation, intro: str, language: str) -> str:
    """Say first that all dates hold only if the patient goes ahead, where that is so."""
    labels, day = situation.pack.labels, situation.next_day
    if situation.is_off:
        return labels["calendar-done-only"]
    if any(step.anchor is not Anchor.CONSULTATION for step in undated_of(situation)):
        intro = f"{intro} {labels['calendar-count']}"
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

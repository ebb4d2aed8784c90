"""Decide the aftercare calendar."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby

from clinic_aid.content.care import Aftercare
from clinic_aid.content.dates import long_date
from clinic_aid.content.filling import Filling, fill
from clinic_aid.domain.schedule import (
    AftercareStep,
    Anchor,
    Milestone,
    dated_steps,
    undated_steps,
)
from clinic_aid.figures.drawing import Illustrator
from clinic_aid.handout.model import CalendarGroup, CalendarPage, CalendarRow, LaterSessions
from clinic_aid.handout.pictures import day_strip
from clinic_aid.handout.situation import DateMode, Situation

_SESSIONS_SIDE_BY_SIDE = 2


def steps_of(aftercare: Mapping[str, Aftercare]) -> tuple[AftercareStep, ...]:
    """Give the pack's aftercare as the domain counts it."""
    return tuple(item.step(key) for key, item in aftercare.items())


def milestones_of(situation: Situation) -> tuple[Milestone, ...]:
    """Give this patient's dated aftercare."""
    applying = situation.selection.of(situation.pack.aftercare)
    return dated_steps(
        steps_of(applying), anchors=situation.anchors, closed=situation.clinic.closed_days
    )


def calendar_page(
    situation: Situation, filling: Filling, language: str, illustrator: Illustrator
) -> CalendarPage | None:
    """Give the calendar; a patient who decided "no" gets none."""
    if situation.mode is DateMode.DECLINED:
        return None
    pack, labels = situation.pack, situation.pack.labels
    applying = situation.selection.of(pack.aftercare)
    milestones = milestones_of(situation)
    first = [milestone for milestone in milestones if milestone.session <= 1]
    groups = [
        CalendarGroup(
            when=when,
            rows=tuple(_row(applying[item.key], filling, labels, item) for item in items),
        )
        for when, items in _grouped(first, applying, labels, language)
    ]
    undated = undated_steps(_on_one_day(steps_of(applying), situation), anchors=situation.anchors)
    groups += [
        CalendarGroup(
            when=when,
            rows=tuple(_row(applying[step.key], filling, labels, None) for step in steps),
        )
        for when, steps in _grouped_undated(undated, applying, labels)
    ]
    section = pack.sections["calendar"]
    return CalendarPage(
        title=filling.text(section.title),
        intro=_intro(situation, filling.text(section.intro or ""), language),
        custom=filling.text(labels["aftercare-custom"]),
        day_strip=day_strip(situation, illustrator),
        groups=tuple(groups),
        later=tuple(_later_sessions(milestones, applying, situation, language)),
    )


def _intro(situation: Situation, intro: str, language: str) -> str:
    """Say first that all dates hold only if the patient goes ahead, where that is so."""
    day = situation.treatment_day
    if situation.mode is not DateMode.IF_GO_AHEAD or day is None:
        return intro
    return f"{fill(situation.pack.labels['timeline-if'], day=long_date(day, language))} {intro}"


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
    item: Aftercare, filling: Filling, labels: Mapping[str, str], milestone: Milestone | None
) -> CalendarRow:
    condition = f" {filling.text(item.condition)}" if item.condition else ""
    warn = labels["no-open-day"] if milestone is not None and milestone.ask_clinic else None
    return CalendarRow(
        what=filling.text(item.what) + condition,
        why=filling.text(item.why),
        icon=item.icon,
        warn=warn,
    )


def when_text(
    milestone: Milestone, item: Aftercare, labels: Mapping[str, str], language: str
) -> str:
    """Say a milestone's dates: "on", "from", "not before", or "up to and including"."""
    day, last = long_date(milestone.day, language), long_date(milestone.last_day, language)
    if milestone.ask_clinic:
        return fill(labels["date-between"], first=day, last=last)
    if item.wording == "until":
        return fill(labels["date-until"], last=last)
    if item.wording == "between":
        return fill(labels["date-between"], first=day, last=last)
    return fill(labels[f"date-{item.wording}"], day=day)


def _grouped(
    milestones: Iterable[Milestone],
    applying: Mapping[str, Aftercare],
    labels: Mapping[str, str],
    language: str,
) -> Iterable[tuple[str, list[Milestone]]]:
    """Put side by side what shares its dates and wording, in the order of the date that is said."""

    def wording(milestone: Milestone) -> str:
        return when_text(milestone, applying[milestone.key], labels, language)

    def shown_day(milestone: Milestone) -> tuple[date, str]:
        until = applying[milestone.key].wording == "until"
        return (milestone.last_day if until else milestone.day), wording(milestone)

    ordered = sorted(milestones, key=shown_day)
    return ((when, list(group)) for when, group in groupby(ordered, key=wording))


def _grouped_undated(
    steps: Iterable[AftercareStep], applying: Mapping[str, Aftercare], labels: Mapping[str, str]
) -> Iterable[tuple[str, list[AftercareStep]]]:
    """Put side by side what shares its days, counted in words from an anchor without a date."""

    def wording(step: AftercareStep) -> str:
        return capitalised(_days_in_words(step, applying[step.key], labels))

    def said_day(step: AftercareStep) -> tuple[int, int, str]:
        said = step.end if applying[step.key].wording == "until" else step.start
        anchors = (Anchor.CONSULTATION, Anchor.SAMPLING, Anchor.TREATMENT, Anchor.SESSION)
        return anchors.index(step.anchor), said.rough_days if said else 0, wording(step)

    ordered = sorted(steps, key=said_day)
    return ((when, list(group)) for when, group in groupby(ordered, key=wording))


def capitalised(text: str) -> str:
    """Give the text with a capital first letter, for the head of a row."""
    return text[:1].upper() + text[1:]


def _days_in_words(step: AftercareStep, item: Aftercare, labels: Mapping[str, str]) -> str:
    anchor = {Anchor.SAMPLING: "sampling", Anchor.CONSULTATION: "consultation"}.get(
        step.anchor, "treatment"
    )

    def words(count: int) -> str:
        if count == 0:
            return labels[f"the-{anchor}-day"]
        side = "after" if count > 0 else "before"
        return fill(labels[f"day-{side}-{anchor}"], number=str(abs(count)))

    first = words(step.start.rough_days) if step.start else ""
    last = words(step.end.rough_days) if step.end else ""
    if item.wording == "until":
        return fill(labels["date-until"], last=last)
    if item.wording == "between":
        return fill(labels["date-between"], first=first, last=last)
    return fill(labels[f"date-{item.wording}"], day=first)


def _later_sessions(
    milestones: Iterable[Milestone],
    applying: Mapping[str, Aftercare],
    situation: Situation,
    language: str,
) -> Iterable[LaterSessions]:
    labels = situation.pack.labels
    days = situation.anchors.sessions[1:]
    dates = {
        (item.key, item.session): when_text(item, applying[item.key], labels, language)
        for item in milestones
        if item.session > 1
    }
    keys = list(dict.fromkeys(item.key for item in milestones if item.session > 1))
    for begin in range(0, len(days), _SESSIONS_SIDE_BY_SIDE):
        numbers = range(begin + 2, begin + 2 + len(days[begin : begin + _SESSIONS_SIDE_BY_SIDE]))
        names: dict[tuple[str, ...], list[str]] = {}
        for key in keys:
            if any((key, number) in dates for number in numbers):
                when = tuple(dates.get((key, number), "") for number in numbers)
                names.setdefault(when, []).append(applying[key].short)
        yield LaterSessions(
            heading=labels["later-sessions"],
            columns=tuple(
                fill(
                    labels["session-on"],
                    number=str(number),
                    day=long_date(days[number - 2], language),
                )
                for number in numbers
            ),
            rows=tuple((tuple(steps), when) for when, steps in names.items()),
        )

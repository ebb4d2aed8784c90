"""Decide the page for who helps the patient: what to look for, whom to call, on which days."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time

from clinic_aid.content.dates import clock_time, long_date
from clinic_aid.content.filling import Filling, capitalised, fill, isolated
from clinic_aid.domain.schedule import AftercareStep, Anchor, undated_steps
from clinic_aid.handout.appointments import session_name
from clinic_aid.handout.calendar_page import milestones_of
from clinic_aid.handout.care_pages import Contacts
from clinic_aid.handout.day_words import undated_words, when_words
from clinic_aid.handout.parts import Row
from clinic_aid.handout.situation import DateMode, Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class HelperSign:
    """What somebody else may see; `points` follow a text that opens a list."""

    text: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HelperSigns:
    """Signs with the same thing to do, which their heading says."""

    title: str
    signs: tuple[HelperSign, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HelperStep:
    """One thing to help with, and all the dates on which it is to be done."""

    what: str
    when: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HelperPage:
    """What somebody who helps needs to know; nothing of money, feelings or health answers."""

    title: str
    lead: str
    which_number: str | None
    emergency: tuple[HelperSign, ...]
    tell_title: str
    tell: tuple[str, ...]
    same_day: tuple[HelperSigns, ...]
    nobody_answers: str
    visits_title: str
    visits: tuple[Row, ...]
    steps_title: str
    custom: str
    later: str
    steps: tuple[HelperStep, ...]


def helper_page(
    situation: Situation, filling: Filling, language: str, contacts: Contacts
) -> HelperPage | None:
    """Give the page; None where nothing is to come and nothing was done."""
    if not situation.has_care:
        return None
    pack, labels = situation.pack, situation.pack.labels
    name = situation.consultation.patient.first_name
    lead = fill(labels["helper-lead"], name=name)
    if situation.mode is DateMode.IF_GO_AHEAD or situation.is_undecided:
        lead = f"{lead} {fill(labels['helper-if'], name=name)}"
    advice = situation.care_selection.of(pack.emergency_advice)
    return HelperPage(
        title=fill(labels["helper-title"], name=name),
        lead=lead,
        # Where the patient sleeps is not asked of who helps them.
        which_number=None
        if contacts.elsewhere == labels["emergency-elsewhere"]
        else contacts.elsewhere,
        emergency=_signs("emergency", None, situation, filling),
        same_day=tuple(
            HelperSigns(title=labels[f"helper-night-{night}"], signs=signs)
            for night in ("now", "morning")
            if (signs := _signs("same-day", night, situation, filling))
        ),
        tell_title=labels["helper-tell"],
        nobody_answers=labels["helper-nobody"],
        tell=tuple(filling.text(pack.for_helper.advice[key]) for key in advice),
        visits_title=labels["helper-visits"],
        visits=tuple(_visits(situation, language)),
        steps_title=labels["helper-days"],
        custom=labels["helper-custom"],
        later=labels["helper-later"] if len(_coming(situation)) > 1 else "",
        steps=tuple(_steps(situation, filling, language)),
    )


def _signs(
    band: str, night: str | None, situation: Situation, filling: Filling
) -> tuple[HelperSign, ...]:
    seen = situation.pack.for_helper.signs
    return tuple(
        HelperSign(
            text=filling.text(seen[key].text),
            points=tuple(filling.text(point) for point in seen[key].signs),
        )
        for key, sign in situation.care_selection.of(situation.pack.signs).items()
        if sign.band == band and sign.night == night
    )


def _visits(situation: Situation, language: str) -> Iterator[Row]:
    """Give the days in the clinic that are to come, then the place and who drives."""
    plan, labels = situation.consultation.plan, situation.pack.labels
    name = situation.consultation.patient.first_name
    days: list[tuple[date, str, time | None]] = [
        (day, labels["helper-sample"], plan.sampling_time)
        for day in situation.anchors.samplings
        if day not in situation.anchors.sessions and not situation.done.sample
    ]
    coming = set(situation.anchors.sessions[situation.done.sessions :])
    for number, visit in enumerate(plan.session_visits, start=1):
        if visit.day in coming:
            several = plan.has_several_sessions
            title = session_name(number, situation) if several else labels["helper-session"]
            days.append((visit.day, title, visit.at))
    for day, title, at in days:
        when = f"{title}, {clock_time(at, language)}" if at else title
        yield Row(name=long_date(day, language), value=when)
    if situation.is_off or situation.is_given:
        return
    if not coming:
        yield Row(name=labels["helper-no-day"], value=labels["helper-session"], open=True)
    place = plan.on_the_day.place or situation.clinic.address
    if place:
        yield Row(name=labels["visit-place"], value=isolated(place))
    if agreed := plan.on_the_day.going_home:
        told = fill(labels["helper-home-agreed"], name=name, agreed=agreed)
        yield Row(name=labels["helper-home"], value=told)
    elif situation.selection.case.known("skin") != "closed":
        told = fill(labels["helper-home-ask"], name=name)
        yield Row(name=labels["helper-home"], value=told, open=True)


def _coming(situation: Situation) -> list[date]:
    """Give the days still to come on which something is done, in order."""
    done = {situation.done.sample_day, *situation.done.session_days}
    return sorted({*situation.anchors.samplings, *situation.anchors.sessions} - done)


def _steps(situation: Situation, filling: Filling, language: str) -> Iterator[HelperStep]:
    """Give each thing to help with once: what still holds, and what the next visit brings.

    While no visit has a day its steps are counted in days.
    """
    pack, labels = situation.pack, situation.pack.labels
    today, later = situation.consultation.consultation_date, _coming(situation)[1:]
    dates: dict[str, list[str]] = {}
    for item in milestones_of(situation):
        text = pack.for_helper.steps.get(item.key)
        if text is not None and item.anchor_day not in later:
            when = when_words(item, pack.aftercare[item.key], labels, language, today=today)
            dates.setdefault(text, []).append(when)
    for step in () if _coming(situation) else _undated(situation):
        when = capitalised(undated_words(step, pack.aftercare[step.key], labels))
        dates.setdefault(pack.for_helper.steps[step.key], []).append(when)
    for text, found in dates.items():
        yield HelperStep(what=filling.text(text), when=tuple(dict.fromkeys(found)))


def _undated(situation: Situation) -> tuple[AftercareStep, ...]:
    """Give the steps that count from a day that is not agreed, or not known, yet."""
    pack = situation.pack
    applying = situation.care_selection.of(pack.aftercare)
    steps = []
    for key in pack.for_helper.steps:
        if key in applying and Anchor(applying[key].anchor) in situation.care_anchors:
            step = applying[key].step(key)
            from_session = situation.same_day or step.anchor is Anchor.TREATMENT
            steps.append(replace(step, anchor=Anchor.SESSION) if from_session else step)
    return undated_steps(steps, anchors=situation.anchors)

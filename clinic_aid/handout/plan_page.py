"""Decide page 1 of the plan: the visits, what was agreed, whom to call, and where to find what."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from clinic_aid.content.dates import long_date
from clinic_aid.content.filling import Filling, fill, first_sentence, isolated, without_terms
from clinic_aid.domain.concerns import planned_too_soon
from clinic_aid.domain.guide_parts import Part
from clinic_aid.domain.schedule import decide_by
from clinic_aid.figures.drawing import Illustrator
from clinic_aid.handout.appointments import leaves_of
from clinic_aid.handout.approvals import approval_for
from clinic_aid.handout.parts import Leaf, PlacedFigure, Reference, Row
from clinic_aid.handout.pictures import described
from clinic_aid.handout.plan_rows import plan_rows
from clinic_aid.handout.situation import AGE_CHECK, DateMode, Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One of the few things that count most: its sign, what to do, and where that is told.

    `place` is in this part, else `where` names it.
    """

    sign: Literal["list", "settle", "call"]
    what: str
    place: str | None = None
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """Page 1. `above_all` is its one message, and the deeds say it in signs.

    `stops` say whom and what must be cleared before treatment can be planned.
    `fill_in` says that numbers are missing, `unasked` which health questions nobody asked;
    `cautions` what a doctor still decides about. `visits` are those to come.
    """

    title: str
    prepared_for: str
    above_all: str
    deeds: tuple[Deed, ...]
    approval_title: str
    not_approved: str
    decision: str
    fill_in: str | None
    settle_title: str
    unasked_title: str
    unasked: tuple[str, ...]
    unasked_then: str
    stops: tuple[str, ...]
    cautions: tuple[str, ...]
    visits_title: str
    visits: tuple[Leaf, ...]
    rows: tuple[Row, ...]
    still_open: Row | None
    map: PlacedFigure | None
    map_legend: tuple[str, ...]
    call_title: str
    time_title: str
    no_pressure: str
    change_mind: str
    know: tuple[Row, ...]
    find_title: str
    contents: tuple[Reference, ...]
    note_for_patient: str | None


def plan_page(
    situation: Situation,
    filling: Filling,
    language: str,
    illustrator: Illustrator,
    *,
    contacts_complete: bool,
    parts: Container[Part] = (),
) -> PlanPage:
    """Give page 1; `parts` are all that are printed, which it may name."""
    pack, labels, consultation = situation.pack, situation.pack.labels, situation.consultation
    rows, not_agreed = list(plan_rows(situation, filling, language)), labels["not-yet-agreed"]
    approval_title, not_approved = first_sentence(approval_words(situation, filling))
    legend, scalp_map = _map(situation, illustrator)
    note = consultation.notes_for_patient
    declined = situation.mode is DateMode.DECLINED
    # Whoever is under age decides nothing here; nor is there anything left to decide at the end.
    decides = not declined and not situation.under_age and not situation.is_given
    unasked = tuple(_unasked(situation))
    stops, cautions = tuple(_stops(situation, filling)), tuple(_cautions(situation, filling))
    if_ahead = situation.mode is DateMode.IF_GO_AHEAD
    return PlanPage(
        prepared_for=_prepared_for(situation, language),
        title=filling.text(pack.sections["plan"].title),
        above_all=labels[_above_all(situation, decides=decides)],
        deeds=tuple(_deeds(situation, parts, is_open=bool(unasked or stops or cautions))),
        approval_title=approval_title,
        not_approved=not_approved,
        fill_in=None if contacts_complete else labels["fill-in"],
        settle_title=labels["to-settle"],
        unasked_title=filling.text(labels["stops-unasked"]) if unasked else "",
        unasked=unasked,
        unasked_then=filling.text(labels["stops-unasked-then"]) if unasked else "",
        decision=_decision(situation, language),
        stops=stops,
        cautions=cautions,
        visits_title=labels["visits-if" if if_ahead else "visits"],
        visits=leaves_of(situation, language),
        rows=tuple(row for row in rows if row.value != not_agreed),
        still_open=_still_open([row.name for row in rows if row.value == not_agreed], situation),
        map=scalp_map,
        map_legend=legend,
        call_title=labels["whom-to-call"],
        no_pressure=_no_pressure(situation, filling) if decides else "",
        change_mind=filling.text(labels["change-mind"]) if decides and not situation.is_off else "",
        time_title=labels["take-your-time"],
        know=tuple(_know(situation, filling, parts)),
        find_title=labels["where-to-find"],
        contents=tuple(_contents(situation, parts)),
        note_for_patient=isolated(note) if note else None,
    )


def _still_open(names: Sequence[str], situation: Situation) -> Row | None:
    """Name what is not agreed yet, in one row."""
    if not names:
        return None
    return Row(name=situation.pack.labels["not-yet-agreed"], value="; ".join(names), open=True)


def _contents(situation: Situation, parts: Container[Part]) -> Iterator[Reference]:
    """Give where to find what: in this part by page, in another by its name, if it is printed."""
    labels = situation.pack.labels
    for place, there in (("timeline", situation.has_timeline), ("words", True)):
        if there:
            yield Reference(name=labels[f"find-{place}"], place=place)
    if "facts" in parts:
        yield Reference(name=labels["find-choices"], part=labels["part-facts"])


def _above_all(situation: Situation, *, decides: bool) -> str:
    """Give the key of what the page says above all."""
    if not situation.has_care:
        return "above-call"
    undecided = decides and situation.consultation.decision != "go-ahead" and not situation.is_off
    return "above-decide" if undecided else "above-follow"


def _deeds(situation: Situation, parts: Container[Part], *, is_open: bool) -> Iterator[Deed]:
    """Give what the message asks for, each with where to find it."""
    labels = situation.pack.labels
    if situation.has_care:
        yield Deed(sign="list", what=labels["deed-list"], place="calendar")
    if is_open:
        yield Deed(sign="settle", what=labels["deed-settle"], where=labels["see-below"])
    if "fridge" in parts:
        yield Deed(sign="call", what=labels["deed-call"], where=labels["part-fridge"])
    else:
        yield Deed(sign="call", what=labels["deed-call"], place="calls")


def _know(situation: Situation, filling: Filling, parts: Container[Part]) -> Iterator[Row]:
    """Give what is good to know, a matter a row: its first sentence names it."""
    pack, labels = situation.pack, situation.pack.labels
    declined = situation.mode is DateMode.DECLINED

    def row(*texts: str) -> Row:
        name, value = first_sentence(" ".join(filling.text(text) for text in texts))
        return Row(name=name, value=value)

    if not declined:
        told = "facts" in parts
        harm = fill(labels["may-harm-facts"], part=labels["part-facts"]) if told else ""
        yield row(labels["no-promise"], harm or labels["may-harm"])
    yield row(pack.pack.disclosure, labels["ask-elsewhere"])
    # Who is not treated has nobody who must talk about consent.
    if not declined and not situation.under_age:
        yield row(labels["not-consent"])


def approval_words(situation: Situation, filling: Filling) -> str:
    """Say where the treatment stands in the clinic's country, and what to ask for."""
    statement = filling.text(approval_for(situation).statement)
    return f"{statement} {filling.text(situation.pack.labels['ask-licence'])}"


def _prepared_for(situation: Situation, language: str) -> str:
    consultation, labels = situation.consultation, situation.pack.labels
    name = consultation.patient.name
    who, day = consultation.consultant, consultation.consultation_date
    key = "prepared-for" + ("-by" if who else "") + ("-on" if day else "")
    values = {"patient": name}
    if who:
        values["consultant"] = who
    if day:
        values["day"] = long_date(day, language)
    return fill(labels[key], **values)


def _decision(situation: Situation, language: str) -> str:
    labels, decision = situation.pack.labels, situation.consultation.decision
    if situation.mode is DateMode.STOPPED:
        said = labels["decision-stopped"]
    elif situation.is_given and situation.mode is not DateMode.DECLINED:
        return labels["decision-given"]
    elif (day := situation.next_day) is None or situation.mode is DateMode.DECLINED:
        said = labels[f"decision-{decision or 'none'}-undated"]
    else:
        said = fill(labels[f"decision-{decision or 'none'}-dated"], day=long_date(day, language))
    done_too = situation.is_off and not situation.done.is_nothing
    return f"{said} {labels['done-keeps-care']}" if done_too else said


def _unasked(situation: Situation) -> Iterator[str]:
    """Name the health questions that could stop the treatment and that nobody asked."""
    if situation.mode is not DateMode.DECLINED and not situation.under_age:
        for key in situation.stops.unasked:
            yield without_terms(situation.pack.checks[key].short)


def _stops(situation: Situation, filling: Filling) -> Iterable[str]:
    """Say what has to be cleared first; a name without a day and a way is said to be one."""
    labels, stops = situation.pack.labels, situation.stops
    if situation.mode is DateMode.DECLINED:
        return
    if situation.under_age:
        yield filling.text(labels["under-18"])
    for key in (*stops.open, *stops.not_confirmed):
        if situation.under_age and key == AGE_CHECK:
            continue
        yield _waiting("stop-check", key, situation, filling)
        if key in stops.not_confirmed:
            yield filling.text(labels["stop-not-confirmed"])
        elif situation.consultation.checks[key].answer == "unsure":
            yield filling.text(labels["stop-unsure"])


def _waiting(label: str, key: str, situation: Situation, filling: Filling) -> str:
    check = situation.pack.checks[key]
    values = {
        "short": filling.text(check.short),
        "waits": filling.text(check.waits or ""),
    }
    return filling.text(situation.pack.labels[label], values)


def _cautions(situation: Situation, filling: Filling) -> Iterable[str]:
    """Say what a doctor still has to look at; what a stop check says is not repeated."""
    pack, labels = situation.pack, situation.pack.labels
    if situation.mode is DateMode.DECLINED:
        return
    for key, noticed in situation.consultation.red_flags.items():
        if noticed != "no":
            yield filling.text(labels["red-flag"], {"sign": filling.text(pack.red_flags[key].text)})
    for key, answer in situation.consultation.checks.items():
        if pack.checks[key].level == "doctor" and answer.is_open:
            yield _waiting("doctor-check", key, situation, filling)


def _no_pressure(situation: Situation, filling: Filling) -> str:
    labels, consultation = situation.pack.labels, situation.consultation
    if consultation.consultation_date is None:
        return filling.text(labels["no-pressure-undated"])
    soon = not situation.is_off and planned_too_soon(consultation) is not None
    return filling.text(labels["no-pressure-too-soon" if soon else "no-pressure"])


def _map(
    situation: Situation, illustrator: Illustrator
) -> tuple[tuple[str, ...], PlacedFigure | None]:
    finding, pack = situation.consultation.finding, situation.pack
    if not finding.areas and not finding.strokes:
        return (), None
    strokes = [
        [list(point) for point in stroke.points]
        for stroke in finding.strokes
        if stroke.view == "top"
    ]
    figure = illustrator.draw("scalp-map", view="top", areas=list(finding.areas), strokes=strokes)
    numbers = {area: str(number) for number, area in enumerate(finding.areas, start=1)}
    legend = tuple(f"{number} {pack.areas[area]}" for area, number in numbers.items())
    marked = ", ".join(pack.areas[area] for area in finding.areas)
    shown = [fill(pack.labels["areas-marked"], areas=marked)] if marked else []
    shown += [pack.labels["lines-alt"]] if strokes else []
    alt = described("scalp-map", pack, *shown)
    caption = pack.figures["scalp-map"].caption
    return legend, PlacedFigure.of(figure, alt=alt, caption=caption, words=numbers)


def decide_by_text(situation: Situation, language: str) -> str:
    """Give the day before which no decision is due, in words."""
    day = situation.consultation.consultation_date
    return long_date(decide_by(day), language) if day else situation.pack.labels["no-date"]

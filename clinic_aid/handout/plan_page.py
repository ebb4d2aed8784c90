"""Decide page 1: the plan, the map, what to remember, and whom to call."""

from collections.abc import Iterable
from datetime import date, time

from clinic_aid.content.dates import clock_time, long_date
from clinic_aid.content.filling import Filling, fill, isolated
from clinic_aid.domain.schedule import decide_by
from clinic_aid.figures.drawing import Illustrator
from clinic_aid.handout.calendar_page import milestones_of, when_text
from clinic_aid.handout.model import Card, PlacedFigure, PlanPage, Row
from clinic_aid.handout.situation import DateMode, Situation

_REMEMBERED = 3


def plan_page(
    situation: Situation, filling: Filling, language: str, illustrator: Illustrator
) -> PlanPage:
    """Give page 1."""
    pack, labels, consultation = situation.pack, situation.pack.labels, situation.consultation
    legend, scalp_map = _map(situation, illustrator)
    note = consultation.notes_for_patient
    return PlanPage(
        title=filling.text(pack.sections["plan"].title),
        prepared_for=_prepared_for(situation, language),
        not_approved=filling.text(labels["not-approved"]),
        decision=_decision(situation, language),
        stops=tuple(_stops(situation, filling)),
        cautions=tuple(_cautions(situation, filling)),
        rows=()
        if situation.mode is DateMode.DECLINED
        else tuple(_rows(situation, filling, language)),
        map=scalp_map,
        map_legend=legend,
        remember_title=labels["remember"],
        remember=()
        if situation.mode is DateMode.DECLINED
        else tuple(_remember(situation, filling, language)),
        call_title=labels["whom-to-call"],
        no_pressure=_no_pressure(situation, filling),
        change_mind=""
        if situation.mode is DateMode.DECLINED
        else filling.text(labels["change-mind"]),
        ask_elsewhere=filling.text(labels["ask-elsewhere"]),
        not_consent=filling.text(labels["not-consent"]),
        note_for_patient=isolated(note) if note else None,
    )


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
        return labels["decision-stopped"]
    day = situation.treatment_day
    if day is None:
        return labels[f"decision-{decision or 'none'}-undated"]
    return fill(labels[f"decision-{decision or 'none'}-dated"], day=long_date(day, language))


def _stops(situation: Situation, filling: Filling) -> Iterable[str]:
    labels, pack = situation.pack.labels, situation.pack
    if situation.mode is DateMode.DECLINED:
        return
    if situation.under_age:
        yield filling.text(labels["under-18"])
    for key in situation.open_stops:
        check = pack.checks[key]
        if situation.under_age and key == "under-18":
            continue
        yield filling.text(
            labels["stop-check"],
            {"who": check.cleared_by, "question": filling.text(check.question)},
        )


def _cautions(situation: Situation, filling: Filling) -> Iterable[str]:
    """Say what a doctor still has to look at; what a stop check says is not repeated."""
    pack, labels = situation.pack, situation.pack.labels
    if situation.mode is DateMode.DECLINED:
        return
    for key, noticed in situation.consultation.red_flags.items():
        if noticed != "no":
            yield filling.text(labels["red-flag"], {"sign": filling.text(pack.red_flags[key].text)})
    for key, answer in situation.consultation.checks.items():
        check = pack.checks[key]
        if check.level == "doctor" and answer.is_open:
            values = {"who": check.cleared_by, "question": filling.text(check.question)}
            yield filling.text(labels["doctor-check"], values)


def _no_pressure(situation: Situation, filling: Filling) -> str:
    labels = situation.pack.labels
    if situation.mode is DateMode.DECLINED:
        return ""
    if situation.consultation.consultation_date is None:
        return filling.text(labels["no-pressure-undated"])
    return filling.text(labels["no-pressure"])


def _row(labels_name: str, value: str | None, open_text: str) -> Row:
    return Row(name=labels_name, value=value or open_text, open=value is None)


def _rows(situation: Situation, filling: Filling, language: str) -> Iterable[Row]:
    pack, labels, plan = situation.pack, situation.pack.labels, situation.consultation.plan
    product, case = pack.products[plan.product], situation.selection.case
    not_agreed = labels["not-yet-agreed"]

    def row(key: str, value: str | None) -> Row:
        return _row(labels[key], value, not_agreed)

    yield row("row-product", fill(labels["product-not-approved"], product=product.name))
    for aspect, values in (
        ("preparation", product.preparations),
        ("kind", product.kinds),
        ("origin", product.origins),
    ):
        if len(values) > 1:
            known = case.known(aspect)
            yield row(f"row-{aspect}", labels[f"{aspect}-{known}"] if known else None)
    sampling = case.known("sampling")
    if sampling in {None, "none"}:  # a known sampling says it already
        yield row("row-comes-from", filling.text(product.comes_from))
    if sampling != "none":
        taken = pack.samplings[sampling].name if sampling else None
        yield row("row-sampling", taken)
        if plan.sampling_date is None:
            if "grown" in case.possible["preparation"]:
                yield row("row-sampling-day", None)
        elif situation.anchors.samplings and plan.sampling_date != plan.treatment_date:
            yield row("row-sampling-day", _day(plan.sampling_date, plan.sampling_time, language))
    delivery = case.known("delivery")
    yield row("row-delivery", pack.deliveries[delivery].name if delivery else None)
    if situation.mode is not DateMode.STOPPED:
        yield from _treatment_rows(situation, language)
    else:
        yield Row(name=labels["row-treatment-day"], value=labels["cannot-be-planned"], open=True)
    stage = situation.consultation.finding.stage
    if stage is not None:
        yield row("row-stage", _stage_name(situation, stage))
    yield row("row-who", situation.clinic.who_treats and isolated(situation.clinic.who_treats))
    yield _row(labels["row-cost"], _cost(situation), labels["cost-not-agreed"])


def _treatment_rows(situation: Situation, language: str) -> Iterable[Row]:
    labels, plan = situation.pack.labels, situation.consultation.plan
    not_agreed, day = labels["not-yet-agreed"], situation.treatment_day
    key = "row-if-treatment-day" if situation.mode is DateMode.IF_GO_AHEAD else "row-treatment-day"
    when = _day(day, plan.treatment_time, language) if day else None
    yield _row(labels[key], when, not_agreed)
    for number, later in enumerate(situation.anchors.sessions[1:], start=2):
        name = fill(labels["row-session"], number=str(number))
        yield Row(name=name, value=isolated(long_date(later, language)))
    count = plan.sessions
    if count is None and len(plan.session_days) < 2:
        yield _row(labels["row-sessions"], None, not_agreed)
    elif count is not None and count > max(len(situation.anchors.sessions), 1):
        open_dates = fill(labels["sessions-open"], number=str(count))
        yield Row(name=labels["row-sessions"], value=open_dates, open=True)
    elif count == 1:
        yield Row(name=labels["row-sessions"], value=labels["one-session"])


def _day(day: date, at: time | None, language: str) -> str:
    words = long_date(day, language)
    return isolated(f"{words}, {clock_time(at, language)}" if at else words)


def _stage_name(situation: Situation, stage: str) -> str | None:
    for scale in situation.pack.scales.values():
        if stage in scale.stages:
            found = scale.stages[stage]
            name = f"{scale.name}, {found.name}"
            if found.no_trial_evidence:
                return fill(situation.pack.labels["no-trial-evidence"], stage=name)
            return name
    return None


def _cost(situation: Situation) -> str | None:
    """Give the agreed cost, else what the clinic asks for this product; never a guess."""
    plan = situation.consultation.plan
    price = situation.clinic.prices.get(plan.product)
    cost = plan.full_cost or (price.full_cost if price else None)
    return isolated(cost) if cost else None


def _map(
    situation: Situation, illustrator: Illustrator
) -> tuple[tuple[str, ...], PlacedFigure | None]:
    finding, pack = situation.consultation.finding, situation.pack
    if not finding.areas and not finding.strokes:
        return (), None
    texts = pack.figures["scalp-map"]
    strokes = [
        [list(point) for point in stroke.points]
        for stroke in finding.strokes
        if stroke.view == "top"
    ]
    figure = illustrator.draw("scalp-map", view="top", areas=list(finding.areas), strokes=strokes)
    numbers = {area: str(number) for number, area in enumerate(finding.areas, start=1)}
    legend = tuple(f"{number} {pack.areas[area]}" for area, number in numbers.items())
    marked = ", ".join(pack.areas[area] for area in finding.areas)
    alt = f"{texts.alt} {fill(pack.labels['areas-marked'], areas=marked)}" if marked else texts.alt
    return legend, PlacedFigure.of(figure, alt=alt, caption=texts.caption, words=numbers)


def _remember(situation: Situation, filling: Filling, language: str) -> Iterable[Card]:
    """Give three things: the dated first steps, or without dates what matters most to know."""
    pack, labels = situation.pack, situation.pack.labels
    applying = situation.selection.of(pack.aftercare)
    milestones = [
        item
        for item in milestones_of(situation)
        if item.session <= 1 and applying[item.key].remember
    ]
    cards = [
        Card(
            title=applying[item.key].short,
            text=when_text(item, applying[item.key], labels, language),
        )
        for item in milestones
    ][:_REMEMBERED]
    for number in range(1, _REMEMBERED + 1 - len(cards)):
        yield Card(
            title=labels[f"remember-{number}-title"],
            text=filling.text(labels[f"remember-{number}-text"]),
        )
    yield from cards


def decide_by_text(situation: Situation, language: str) -> str:
    """Give the day before which no decision is due, in words."""
    day = situation.consultation.consultation_date
    return long_date(decide_by(day), language) if day else situation.pack.labels["no-date"]

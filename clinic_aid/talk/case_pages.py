"""What the screens say of this patient's product, dates, risks and choices."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from clinic_aid.content.dates import month_date
from clinic_aid.content.evidence import Estimate
from clinic_aid.content.filling import Filling, estimate_values, fill
from clinic_aid.content.intervals import wilson_interval
from clinic_aid.content.model import ContentPack, Delivery, Product, Sampling
from clinic_aid.content.selection import samplings_for
from clinic_aid.figures.drawing import Illustrator
from clinic_aid.handout.calendar_page import calendar_page
from clinic_aid.handout.care_pages import two_am_page
from clinic_aid.handout.closing_pages import answers_page
from clinic_aid.handout.evidence_pages import (
    References,
    approval_for,
    evidence_page,
    option_rows,
    options_page,
    risks_page,
)
from clinic_aid.handout.model import CalendarPage, Card, Contacts, Row, TimelinePage
from clinic_aid.handout.plan_page import plan_page
from clinic_aid.handout.situation import DateMode, Situation, situation_of
from clinic_aid.handout.timeline_page import (
    at_share,
    counted_from,
    timeline_page,
    year_bar,
    year_marks,
)
from clinic_aid.talk.model import Choice, Illustration, Measured, Pages, Scale
from clinic_aid.talk.pictures import Pictures, nothing_first
from clinic_aid.talk.wording import citations, sureness

_MOST_PICTURED = 100
_HARVESTS = {"fat": "fat-harvest", "punch": "punch", "marrow": "marrow"}


def pages_of(
    situation: Situation,
    filling: Filling,
    pictures: Pictures,
    *,
    language: str,
    illustrator: Illustrator,
    contacts: Contacts,
) -> Pages:
    """Give what this patient's guide says, as the screens show it."""
    pack, labels = situation.pack, situation.pack.labels
    references = References()
    on_screen = bool(situation.clinic.prices_on_screen)
    dated = _in_general(situation) if situation.mode is DateMode.DECLINED else situation
    plan = plan_page(situation, filling, language, illustrator)
    costs = [row for row in plan.rows if row.name == labels["row-cost"]]
    timeline = timeline_page(dated, filling, language, illustrator)
    calendar = calendar_page(dated, filling, language, illustrator)
    # Both are None after a "no" only, which `_in_general` takes back.
    assert isinstance(timeline, TimelinePage)
    assert isinstance(calendar, CalendarPage)
    approval = approval_for(situation)
    return Pages(
        product=_product(situation.consultation.plan.product, pack, filling, pictures),
        day_steps=tuple(
            Card(title=filling.text(step.title), text=filling.text(step.what))
            for step in situation.selection.of(pack.day_steps).values()
        ),
        samplings=tuple(_samplings(situation, filling, pictures)),
        deliveries=tuple(_deliveries(situation, filling, pictures)),
        # No name and no cost: two people look at this, and others may pass by.
        plan=replace(
            plan,
            prepared_for="",
            note_for_patient=None,
            rows=tuple(row for row in plan.rows if row not in costs),
        ),
        treatment_day=dated.treatment_day,
        closed=situation.clinic.closed_days,
        timeline=timeline,
        timeline_bar=Illustration(
            figure=year_bar(dated, illustrator),
            words={},
            alt=pack.figures["timeline"].alt,
            caption=pack.figures["timeline"].caption,
        ),
        timeline_marks=tuple(
            (at_share(share), title, filling.day(day)) for share, title, day in year_marks(dated)
        ),
        # The introduction of the printed page speaks of ticking and of a new list.
        calendar=replace(calendar, intro=counted_from(dated, language)),
        two_am=two_am_page(situation, filling, contacts),
        risks=risks_page(situation, filling, references, illustrator),
        evidence=evidence_page(situation, filling, language, references, illustrator),
        claim_sources=tuple(
            citations(claim.sources, pack) for claim in situation.selection.of(pack.claims).values()
        ),
        # Without the numbers of the guide's list of sources, which no screen shows.
        approval_checked=fill(
            labels["approval-checked-no-source"], day=month_date(approval.checked_on, language)
        ),
        approval_sources=citations(approval.sources, pack),
        options=options_page(situation, filling, references),
        side_by_side=tuple(_options(situation, filling, pictures)),
        findings=tuple(_measured(_about(situation, "results"), pack, filling, pictures)),
        risk_findings=tuple(_measured(_of_risks(situation), pack, filling, pictures)),
        option_findings=tuple(_of_options(situation, pack, filling, pictures)),
        answers=answers_page(situation, filling, with_money=on_screen).answers,
        record=tuple(
            filling.text(point.text)
            for point in situation.selection.of(pack.consent_record).values()
        ),
        full_cost=costs[0].value if costs and on_screen else None,
        contacts=contacts,
    )


def choices_of_products(
    situation: Situation, filling: Filling, pictures: Pictures
) -> tuple[Choice, ...]:
    """Give the products that the clinic offers; all there are where it has not said."""
    pack = situation.pack
    offered = [key for key in pack.products if key in situation.clinic.products]
    chosen = situation.consultation.plan.product
    return tuple(
        _product(key, pack, filling, pictures)
        for key in pack.products
        if key in (offered or pack.products) or key == chosen
    )


def _in_general(situation: Situation) -> Situation:
    """Give the case without a decision and without dates: what a "no" leaves to talk about."""
    plan = replace(
        situation.consultation.plan,
        sampling_date=None,
        treatment_date=None,
        later_sessions=(),
        reviews=(),
    )
    undecided = replace(situation.consultation, decision=None, plan=plan)
    return situation_of(undecided, situation.clinic, situation.pack)


def _product(key: str, pack: ContentPack, filling: Filling, pictures: Pictures) -> Choice:
    product: Product = pack.products[key]
    labels = pack.labels
    return Choice(
        key=key,
        name=product.name,
        what=(filling.text(product.what), filling.text(product.alive)),
        rows=(
            Row(name=labels["row-comes-from"], value=filling.text(product.comes_from)),
            Row(name=labels["what-studies-say"], value=filling.text(product.evidence)),
        ),
        illustration=pictures.of("sources", {"highlight": product.source}),
        sure=None,
        sources=citations(product.sources, pack),
    )


def _samplings(situation: Situation, filling: Filling, pictures: Pictures) -> Iterable[Choice]:
    pack, plan = situation.pack, situation.consultation.plan
    product = pack.products[plan.product]
    origins = situation.selection.case.possible["origin"]
    for key in samplings_for(product, origins):
        sampling: Sampling = pack.samplings[key]
        yield Choice(
            key=key,
            name=sampling.name,
            what=(filling.text(sampling.what),),
            rows=(Row(name=pack.labels["its-wound"], value=filling.text(sampling.wound)),),
            illustration=pictures.of(_HARVESTS[key]) if key in _HARVESTS else None,
            sure=None,
            sources=citations(sampling.sources, pack),
        )


def _deliveries(situation: Situation, filling: Filling, pictures: Pictures) -> Iterable[Choice]:
    pack, labels = situation.pack, situation.pack.labels
    for key in pack.products[situation.consultation.plan.product].deliveries:
        delivery: Delivery = pack.deliveries[key]
        yield Choice(
            key=key,
            name=delivery.name,
            what=(filling.text(delivery.what),),
            rows=(
                Row(name=labels["speaks-for"], value=filling.text(delivery.speaks_for)),
                Row(name=labels["speaks-against"], value=filling.text(delivery.speaks_against)),
            ),
            illustration=pictures.of(f"delivery-{key}"),
            sure=sureness(delivery.certainty, pack),
            sources=citations(delivery.sources, pack),
        )


def _options(situation: Situation, filling: Filling, pictures: Pictures) -> Iterable[Choice]:
    """Give every option with what is said of each, doing nothing first, this treatment next."""
    pack = situation.pack
    for key in nothing_first(situation):
        option = pack.options[key]
        sure = sureness(option.certainty, pack)
        yield Choice(
            key=key,
            name=option.name,
            what=(),
            rows=option_rows(option, filling, pack.labels, sure=sure.word),
            illustration=pictures.of("option-icon", {"option": key}, caption=False),
            sure=sure,
            sources=citations(option.sources, pack),
        )


def _about(situation: Situation, about: str) -> dict[str, Estimate]:
    applying = situation.selection.of(situation.pack.estimates)
    return {key: estimate for key, estimate in applying.items() if estimate.about == about}


def _of_risks(situation: Situation) -> dict[str, Estimate]:
    pack = situation.pack
    risks = situation.selection.of(pack.risks).values()
    named = dict.fromkeys(risk.estimate for risk in risks if risk.estimate)
    found = {key: pack.estimates[key] for key in named}
    return {**found, **_about(situation, "side-effects")}


def _of_options(
    situation: Situation, pack: ContentPack, filling: Filling, pictures: Pictures
) -> Iterable[tuple[str, Measured]]:
    for option in situation.selection.of(pack.options).values():
        named = {key: pack.estimates[key] for key in option.estimates}
        for measured in _measured(named, pack, filling, pictures):
            yield option.name, measured


def _measured(
    estimates: dict[str, Estimate], pack: ContentPack, filling: Filling, pictures: Pictures
) -> Iterable[Measured]:
    labels = pack.labels
    for key, estimate in estimates.items():
        values = estimate_values(pack, estimate)
        counted = estimate.count is not None
        yield Measured(
            key=key,
            statement=filling.estimate(estimate, estimate.statement),
            meaning=filling.estimate(estimate, estimate.meaning),
            who=fill(
                labels["who-studied"],
                population=filling.estimate(estimate, estimate.population),
                time=filling.estimate(estimate, estimate.time_span),
            ),
            sure=sureness(estimate.certainty, pack),
            doubt=filling.estimate(estimate, estimate.doubt),
            people=pictures.people(count=estimate.count, total=estimate.people)
            if estimate.count is not None and estimate.people <= _MOST_PICTURED
            else None,
            count=fill(labels["count-of"], count=values["count"], people=values["people"])
            if counted
            else None,
            value=None
            if counted
            else fill(labels["value-in-unit"], value=values["value"], unit=values["unit"]),
            value_range=_range_in_words(estimate, values, labels),
            scale=_scale(estimate, values, labels),
            sources=citations(estimate.sources, pack),
        )


def _range_in_words(
    estimate: Estimate, values: Mapping[str, str], labels: Mapping[str, str]
) -> str:
    if estimate.count is not None:
        return fill(labels["share-range"], low=values["low_in_100"], high=values["high_in_100"])
    if estimate.low is None:
        return labels["no-range"]
    key = "value-spread" if estimate.range == "spread" else "value-range"
    return fill(labels[key], low=values["low"], high=values["high"])


def _scale(
    estimate: Estimate, values: Mapping[str, str], labels: Mapping[str, str]
) -> Scale | None:
    """Give the line of a figure whose range is known; people studied who are drawn need none."""
    if estimate.count is not None:
        return None if estimate.people <= _MOST_PICTURED else _share(estimate, values, labels)
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return None
    # Where nothing changed always lies on the line: only so can a gain be told from none.
    nothing = 1.0 if estimate.measure == "ratio" else 0.0
    word = labels["no-change" if estimate.measure == "change" else "no-difference"]
    return Scale(
        start=min(nothing, estimate.low),
        end=max(nothing, estimate.high),
        low=estimate.low,
        high=estimate.high,
        value=(estimate.value, values["value"]),
        ends=((estimate.low, values["low"]), (estimate.high, values["high"])),
        nothing=(nothing, word),
    )


def _share(estimate: Estimate, values: Mapping[str, str], labels: Mapping[str, str]) -> Scale:
    assert estimate.count is not None
    low, high = (100 * end for end in wilson_interval(estimate.count, estimate.people))
    return Scale(
        start=0.0,
        end=100.0,
        low=low,
        high=high,
        value=(
            100 * estimate.count / estimate.people,
            fill(labels["in-100"], value=values["in_100"]),
        ),
        ends=((0.0, "0"), (100.0, "100")),
        nothing=None,
    )

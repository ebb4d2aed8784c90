"""What the screens say of this patient's product, dates, risks and choices."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from clinic_aid.content.evidence import Estimate
from clinic_aid.content.filling import Filling
from clinic_aid.content.model import ContentPack, Delivery, Product, Sampling
from clinic_aid.content.selection import samplings_for
from clinic_aid.figures.drawing import Illustrator
from clinic_aid.handout.calendar_page import CalendarPage, calendar_page
from clinic_aid.handout.parts import Row
from clinic_aid.handout.plan_page import PlanPage, plan_page
from clinic_aid.handout.references import References
from clinic_aid.handout.risks_page import risks_page
from clinic_aid.handout.situation import DateMode, Situation, situation_of
from clinic_aid.handout.timeline_page import (
    TimelinePage,
    at_share,
    counted_from,
    timeline_page,
    year_alt,
    year_bar,
    year_marks,
)
from clinic_aid.talk.lazy import lazy
from clinic_aid.talk.measured import measured
from clinic_aid.talk.model import Choice, DayCard, Illustration, Pages
from clinic_aid.talk.pictures import Pictures
from clinic_aid.talk.wording import citations, sureness

_HARVESTS = {"fat": "fat-harvest", "punch": "punch", "marrow": "marrow"}


def pages_of(
    situation: Situation,
    filling: Filling,
    pictures: Pictures,
    *,
    language: str,
    illustrator: Illustrator,
    harm: Mapping[str, Estimate],
) -> Pages:
    """Give what this patient's guide says, as the screens show it; each page when it is shown.

    `harm` is what was counted in studies of harm.
    """
    pack, labels = situation.pack, situation.pack.labels
    on_screen = bool(situation.clinic.prices_on_screen)
    told = situation.has_care and situation.has_timeline
    dated = situation if told else _in_general(situation)
    product = pack.products[situation.consultation.plan.product]

    @cache
    def plan() -> tuple[PlanPage, str | None]:
        """Give the plan without name and cost, and the cost."""
        # No line is filled in on a screen.
        page = plan_page(situation, filling, language, illustrator, contacts_complete=True)
        costs = [row for row in page.rows if row.name == labels["row-cost"]]
        rows = tuple(row for row in page.rows if row not in costs)
        # Two people look at this, and others may pass by.
        bare = replace(page, prepared_for="", note_for_patient=None, rows=rows)
        return bare, costs[0].value if costs else None

    @cache
    def timeline() -> TimelinePage:
        page = timeline_page(dated, filling, language, illustrator)
        # None only where nothing is to come, which `_in_general` takes back.
        assert isinstance(page, TimelinePage)
        return page

    def calendar() -> CalendarPage:
        page = calendar_page(dated, filling, language, illustrator, on_paper=False)
        assert isinstance(page, CalendarPage)
        # The introduction of the printed page speaks of ticking and of a new list.
        return replace(page, intro=_counted_from(dated, language))

    return lazy(
        Pages,
        product=lambda: _product(situation.consultation.plan.product, pack, filling, pictures),
        day_steps=lambda: tuple(_day_steps(situation, filling)),
        samplings=lambda: tuple(_samplings(situation, filling, pictures)),
        deliveries=lambda: tuple(_deliveries(situation, filling, pictures)),
        plan=lambda: plan()[0],
        treatment_day=lambda: dated.treatment_day,
        closed=lambda: situation.clinic.closed_days,
        timeline=timeline,
        articles=lambda: tuple(
            (filling.text(item.read), filling.text(item.studies))
            for item in situation.selection.of(pack.article_phases).values()
        ),
        timeline_bar=lambda: Illustration(
            figure=year_bar(dated, illustrator),
            words={},
            alt=year_alt(dated, timeline()),
            caption=pack.figures["timeline"].caption,
        ),
        timeline_marks=lambda: tuple(
            (at_share(share), title, filling.day(day, dated.last_session))
            for share, title, day in year_marks(dated)
        ),
        calendar=calendar,
        risks=lambda: risks_page(situation, filling, References(), illustrator),
        evidence=lambda: filling.text(product.evidence),
        findings=lambda: tuple(measured(_about(situation, "results"), pack, filling, pictures)),
        risk_findings=lambda: tuple(measured(harm, pack, filling, pictures)),
        full_cost=lambda: plan()[1] if on_screen else None,
    )


def _counted_from(situation: Situation, language: str) -> str:
    """Say from which day the aftercare counts; nothing where a sample has days of its own.

    That it holds only if the patient goes ahead is said all the same.
    """
    anchors = situation.anchors
    if situation.mode is not DateMode.IF_GO_AHEAD and set(anchors.samplings) - set(
        anchors.sessions
    ):
        return ""
    return counted_from(situation, language)


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
    """Give the case without what ends it: what a "no" or a stop leaves to talk about."""
    consultation = situation.consultation
    plan = replace(
        consultation.plan,
        sampling_date=None,
        treatment_date=None,
        later_sessions=(),
        calls=(),
        checks=(),
        reviews=(),
    )
    patient = replace(consultation.patient, birth_date=None)
    open_again = replace(consultation, decision=None, plan=plan, patient=patient, checks={})
    return situation_of(open_again, situation.clinic, situation.pack)


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
        illustration=pictures.source_of(product),
        sure=None,
        sources=citations(product.sources, pack),
    )


def _day_steps(situation: Situation, filling: Filling) -> Iterable[DayCard]:
    """Give the steps of the day; those that are sure are counted."""
    number = 0
    for step in situation.selection.of(situation.pack.day_steps).values():
        sure = step.when.condition.surely_holds(situation.selection.case)
        number += sure
        yield DayCard(
            number=number if sure else None,
            title=filling.text(step.title),
            text=filling.text(step.what),
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


def _about(situation: Situation, about: str) -> dict[str, Estimate]:
    applying = situation.selection.of(situation.pack.estimates)
    return {key: estimate for key, estimate in applying.items() if estimate.about == about}


def risk_estimates(situation: Situation) -> dict[str, Estimate]:
    """Give what was counted in studies of harm, by key: of some products nothing was."""
    pack = situation.pack
    risks = situation.selection.of(pack.risks).values()
    named = dict.fromkeys(risk.estimate for risk in risks if risk.estimate)
    found = {key: pack.estimates[key] for key in named}
    return {**found, **_about(situation, "side-effects")}

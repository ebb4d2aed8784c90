"""From a consultation, a clinic and a content pack to the talk, all decisions made."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from clinic_aid.content.filling import Filling, capitalised, isolated
from clinic_aid.content.model import ContentPack, ScreenPlan, Stage
from clinic_aid.content.selection import ItemT, Selection
from clinic_aid.domain.case import Case
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.concerns import age_at_care
from clinic_aid.domain.consultation import Consultation, Patient
from clinic_aid.domain.plan import TreatmentPlan
from clinic_aid.domain.walkthrough import Walkthrough
from clinic_aid.figures.drawing import Illustrator
from clinic_aid.handout.care_pages import Contacts, contacts_of
from clinic_aid.handout.composing import direction_of, patient_values, treatment_days
from clinic_aid.handout.parts import Card
from clinic_aid.handout.plan_page import decide_by_text
from clinic_aid.handout.situation import AGE_CHECK, Situation, situation_of
from clinic_aid.talk.case_pages import choices_of_products, pages_of, risk_estimates
from clinic_aid.talk.general_pages import general_of
from clinic_aid.talk.lazy import LazyMapping, lazy
from clinic_aid.talk.marking import MarkedFilling, terms_of
from clinic_aid.talk.model import Graded, HealthQuestion, Staged, Talk, TalkScreen
from clinic_aid.talk.pictures import Pictures
from clinic_aid.talk.sources import sources_of
from clinic_aid.talk.wording import citations, sureness

_LEVELS: Final = ("stop", "doctor", "note")


def compose_talk(
    consultation: Consultation | None,
    *,
    clinic: Clinic,
    pack: ContentPack,
    language: str,
    illustrator: Illustrator,
) -> Talk:
    """Give the talk of one consultation; without one, as long as no product is chosen, in general.

    Made from the same selection by the same functions as the guide. What a screen says is
    composed when it is first looked at: at each change that is the screen in view.
    """
    chosen = consultation is not None
    situation = _situation(consultation, clinic, pack)
    known, pack = situation.consultation, situation.pack
    contacts = contacts_of(situation, language)
    filling = _filling(situation, contacts, language)
    pictures = Pictures(
        situation, illustrator, chosen=chosen, mirrored=direction_of(language) == "rtl"
    )
    harm = risk_estimates(situation)
    walkthrough = Walkthrough(
        chapters={
            key: tuple(_shown(key, situation, has_counted_harm=bool(harm))) for key in pack.chapters
        }
    )
    screen = partial(_screen, situation=situation, filling=filling, pictures=pictures)
    return lazy(
        Talk,
        language=lambda: language,
        direction=lambda: direction_of(language),
        walkthrough=lambda: walkthrough,
        chapter_names=lambda: {key: chapter.name for key, chapter in pack.chapters.items()},
        screens=lambda: LazyMapping(
            {
                key: partial(screen, key, plan, chapter)
                for chapter, planned in pack.chapters.items()
                for key, plan in planned.screens.items()
                if key in walkthrough.screens
            }
        ),
        general=lambda: general_of(
            situation,
            filling,
            pictures,
            language=language,
            contacts=contacts,
            # A price is one product's.
            with_money=chosen and bool(situation.clinic.prices_on_screen),
        ),
        pages=lambda: (
            pages_of(
                situation,
                filling,
                pictures,
                language=language,
                illustrator=illustrator,
                harm=harm,
            )
            if chosen
            else None
        ),
        scales=lambda: tuple(_scales(situation, filling, pictures)),
        areas=lambda: pack.areas,
        red_flags=lambda: tuple(
            HealthQuestion(key=key, level="red-flag", text=filling.text(flag.text))
            for key, flag in _of_patient(situation, pack.red_flags, known.red_flags)
        ),
        checks=lambda: _checks(situation, filling),
        matters=lambda: pack.matters,
        support=lambda: tuple(
            filling.text(point.text) for point in situation.selection.of(pack.support).values()
        ),
        faq=lambda: tuple(
            Card(title=filling.text(asked.question), text=filling.text(asked.answer))
            for asked in situation.selection.of(pack.faq).values()
        ),
        offered=lambda: choices_of_products(situation, filling, pictures),
        topics=lambda: {key: topic.headline for key, topic in pack.topics.items()},
        terms=lambda: terms_of(pack),
        labels=lambda: pack.labels,
        decide_by=lambda: (
            isolated(decide_by_text(situation, language))
            if known.consultation_date is not None
            else None
        ),
    )


def checks_of(
    consultation: Consultation | None, *, clinic: Clinic, pack: ContentPack, language: str
) -> tuple[HealthQuestion, ...]:
    """Give the health questions that the talk asks of this patient, in its order."""
    situation = _situation(consultation, clinic, pack)
    return _checks(situation, _filling(situation, contacts_of(situation, language), language))


def _situation(consultation: Consultation | None, clinic: Clinic, pack: ContentPack) -> Situation:
    if consultation is not None:
        return situation_of(consultation, clinic, pack)
    situation = situation_of(_anybody(clinic, pack), clinic, pack)
    return replace(situation, selection=_of_anybody(situation, pack))


def _filling(situation: Situation, contacts: Contacts, language: str) -> MarkedFilling:
    return MarkedFilling(
        situation.pack,
        language=language,
        values=patient_values(situation, contacts, language),
        days=treatment_days(situation),
    )


def _checks(situation: Situation, filling: Filling) -> tuple[HealthQuestion, ...]:
    """Give the checks of this patient, those that stop treatment first."""
    known = situation.consultation
    asked = _of_patient(situation, situation.pack.checks, known.checks)
    return tuple(
        HealthQuestion(
            key=key,
            level=check.level,
            text=filling.text(check.question),
            meaning=filling.text(check.meaning),
            waits=filling.text(check.waits) if check.waits else None,
            age=age_at_care(known) if key == AGE_CHECK and key not in known.checks else None,
        )
        for key, check in sorted(asked, key=lambda item: _LEVELS.index(item[1].level))
    )


def _anybody(clinic: Clinic, pack: ContentPack) -> Consultation:
    """Give a consultation of which nothing is known, to fill texts in before it begins."""
    offered = [key for key in clinic.products if key in pack.products] or list(pack.products)
    return Consultation(patient=Patient(name="\u2026"), plan=TreatmentPlan(product=offered[0]))


def _of_anybody(situation: Situation, pack: ContentPack) -> Selection:
    """Give all that may apply to somebody of whose treatment nothing is known."""
    possible = situation.selection.case.possible
    products = pack.products.values()
    unknown: dict[str, frozenset[str]] = {
        "product": frozenset(pack.products),
        "preparation": frozenset(value for each in products for value in each.preparations),
        "kind": frozenset(value for each in products for value in each.kinds),
        "origin": frozenset(value for each in products for value in each.origins),
        "sampling": frozenset(pack.samplings),
        "delivery": frozenset(pack.deliveries),
    }
    return Selection(pack, Case({**possible, **unknown}))


def _shown(chapter: str, situation: Situation, *, has_counted_harm: bool) -> Iterable[str]:
    """Give the screens of a chapter that apply: a topic, or counted harm, may be for some only."""
    pack = situation.pack
    for key, plan in pack.chapters[chapter].screens.items():
        applies = True
        if plan.kind == "explain":
            applies = pack.topics[plan.topic].when.condition.may_hold(situation.selection.case)
        elif plan.kind == "risk-findings":
            applies = has_counted_harm
        if applies:
            yield key


def _how_studied(stage: Stage, labels: Mapping[str, str]) -> str | None:
    if stage.studied == "some":
        return None
    return capitalised(labels[f"stage-studied-{stage.studied}"].replace("{stage}", stage.name))


def _screen(
    key: str,
    plan: ScreenPlan,
    chapter: str,
    *,
    situation: Situation,
    filling: Filling,
    pictures: Pictures,
) -> TalkScreen:
    pack = situation.pack
    topic = pack.topics[plan.topic]
    explains = plan.kind == "explain"
    return TalkScreen(
        key=key,
        chapter_name=pack.chapters[chapter].name,
        kind=plan.kind,
        topic=plan.topic,
        headline=topic.headline if plan.headline is None else plan.headline,
        lead=filling.text(plan.lead) if plan.lead is not None else None,
        points=tuple(filling.text(point) for point in topic.points) if explains else (),
        illustration=pictures.of_topic(topic) if explains else None,
        sure=sureness(topic.certainty, pack) if explains and topic.certainty else None,
        sources=citations(sources_of(plan, situation), pack),
        ask=filling.text(topic.ask),
        teach_back=filling.text(topic.teach_back),
    )


def _of_patient(
    situation: Situation, items: Mapping[str, ItemT], answered: Iterable[str]
) -> Iterable[tuple[str, ItemT]]:
    """Give what may apply to this patient, and what was answered all the same."""
    applying = situation.selection.of(items)
    for key, item in items.items():
        if key in applying or key in answered:
            yield key, item


def _scales(situation: Situation, filling: Filling, pictures: Pictures) -> Iterable[Graded]:
    labels = situation.pack.labels
    for key, scale in situation.pack.scales.items():
        yield Graded(
            key=key,
            name=scale.name,
            used_for=filling.text(scale.used_for),
            caution=filling.text(scale.caution),
            stages=tuple(
                Staged(
                    key=name,
                    name=stage.name,
                    description=filling.text(stage.description),
                    studied=_how_studied(stage, labels),
                    figure=pictures.stage(name, stage=stage, scale=scale),
                )
                for name, stage in scale.stages.items()
            ),
        )

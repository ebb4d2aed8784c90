"""From a consultation, a clinic and a content pack to the handout, all decisions made."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Final, Literal

from babel import localedata

from clinic_aid.content.clearness import Clearness
from clinic_aid.content.concern_words import WordedConcern, worded
from clinic_aid.content.dates import long_date, month_date
from clinic_aid.content.filling import Filling, fill, isolated, without_isolates
from clinic_aid.content.model import ContentPack
from clinic_aid.content.readability import READING_LANGUAGES
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.concerns import concerns_of
from clinic_aid.domain.consultation import Consultation
from clinic_aid.domain.guide_parts import (
    DEFAULT_WISH,
    CareState,
    Edition,
    GuideWish,
    Part,
    edition_needed,
    part_choices,
    parts_needed,
)
from clinic_aid.figures.drawing import Illustrator
from clinic_aid.handout.about_page import about_page
from clinic_aid.handout.answers_page import answers_page
from clinic_aid.handout.appointments import session_name
from clinic_aid.handout.approval_page import approval_page
from clinic_aid.handout.approvals import approval_for
from clinic_aid.handout.calendar_page import calendar_page, milestones_of
from clinic_aid.handout.care_pages import Contacts, contacts_of, fever_words
from clinic_aid.handout.decision_page import decision_page
from clinic_aid.handout.doctor_page import doctor_page
from clinic_aid.handout.evidence_page import evidence_page
from clinic_aid.handout.fridge_page import fridge_page, visits_told
from clinic_aid.handout.helper_page import helper_page
from clinic_aid.handout.links import links_of
from clinic_aid.handout.model import SECTIONS_OF, GuidePart, Handout
from clinic_aid.handout.not_now_page import not_now_page
from clinic_aid.handout.options_page import options_page
from clinic_aid.handout.parts import Row
from clinic_aid.handout.plan_page import decide_by_text, plan_page
from clinic_aid.handout.printed_text import guide_reading_level, words_of_the_facts
from clinic_aid.handout.references import References
from clinic_aid.handout.risks_page import risks_page
from clinic_aid.handout.situation import DateMode, Situation, situation_of
from clinic_aid.handout.timeline_page import reviews_without_open_day, timeline_page
from clinic_aid.handout.words_page import words_page
from clinic_aid.handout.worksheet_page import worksheet_page

# Others see these: on them stands no more of the name than they need.
_TO_OTHERS: frozenset[Part] = frozenset({"fridge", "helper"})
MOST_WORDS_OF_THE_FACTS: Final = 1900
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def compose(
    consultation: Consultation,
    *,
    clinic: Clinic,
    pack: ContentPack,
    language: str,
    illustrator: Illustrator,
    wish: GuideWish = DEFAULT_WISH,
    unchanged: Collection[Part] = (),
    measured: bool = True,
    clearness: Clearness | None = None,
) -> Handout:
    """Give the handout of one consultation; the same input gives the same handout.

    `unchanged` are parts that the patient has in hand as they would be printed now. Where it is
    not `measured` how hard it is to read, which takes most of the time, it says nothing of it;
    so it is with `clearness`, where this wording was not rated, or the facts have no room for it.
    """
    situation = situation_of(consultation, clinic, pack)
    state = _care_state(situation)
    choices = part_choices(state, wished=wish.parts, unchanged=unchanged)
    chosen = [choice.part for choice in choices if choice.is_chosen]
    if wish.parts is None:
        # The first to be read first.
        chosen.sort(key=parts_needed(state).index)
    edition = wish.edition or edition_needed(consultation.patient.information_needs)
    contacts = contacts_of(situation, language)
    labels, patient = pack.labels, consultation.patient

    def filling(days: tuple[tuple[date, str | None], ...]) -> Filling:
        """Each part explains its terms, where it has them first: it may be printed alone."""
        return Filling(
            pack,
            language=language,
            values=patient_values(situation, contacts, language),
            days=days,
        )

    days = treatment_days(situation)
    plan, facts = filling(days), filling(days)
    references = References()
    # Filled in the order in which they are read.
    handout = Handout(
        language=language,
        language_tag=language_tag(language, situation.clinic.country),
        content=f"{pack.pack.id} {pack.pack.version}",
        links=links_of(situation, references.order),
        direction=direction_of(language),
        paper=wish.paper,
        edition=edition,
        black_and_white=wish.black_and_white,
        parts=tuple(
            guide_part(
                part,
                pack,
                running=isolated(
                    patient.first_name if wish.discreet or part in _TO_OTHERS else patient.name
                ),
            )
            for part in chosen
        ),
        choices=choices,
        title=labels["part-plan"] if wish.discreet else pack.pack.title,
        author=None if wish.discreet else situation.clinic.name or labels["the-clinic"],
        logo=None if wish.discreet else situation.clinic.logo,
        header=contacts.clinic_name or labels["the-clinic"],
        footer=_footer(situation, language),
        draft=None if pack.pack.sign_off.is_signed else labels["draft"],
        contacts=contacts,
        labels=dict(labels),
        fridge=fridge_page(
            situation,
            filling(_days_on_the_fridge(situation)),
            contacts,
            language,
            illustrator,
        )
        if situation.has_care
        else None,
        plan=plan_page(
            situation,
            plan,
            language,
            illustrator,
            contacts_complete=contacts.are_complete,
            parts=chosen,
        ),
        calendar=calendar_page(situation, plan, language, illustrator),
        timeline=timeline_page(situation, plan, language, illustrator),
        words=words_page(situation, plan, language, illustrator),
        not_now=not_now_page(situation, filling(days), language, illustrator, parts=chosen),
        gp=doctor_page(situation, language, contacts),
        helper=helper_page(situation, filling(days), language, contacts),
        decision=decision_page(situation, facts, illustrator),
        options=options_page(situation, facts, language, references, illustrator),
        evidence=evidence_page(situation, facts, references, illustrator),
        risks=risks_page(situation, facts, references, illustrator, on_paper=True),
        approval=approval_page(situation, facts, language, references),
        answers=answers_page(situation, facts),
        worksheet=worksheet_page(situation, facts),
        about=about_page(situation, facts, language, references, clearness),
        concerns=worded_concerns(situation, contacts, language, edition=edition),
    )
    return _with_reading_level(_within_its_words(handout), pack) if measured else handout


def guide_part(part: Part, pack: ContentPack, *, running: str = "") -> GuidePart:
    """Give a part with its title, its sections, and the words on top of its pages."""
    title = pack.labels[f"part-{part}"]
    return GuidePart(id=part, title=title, running=running, sections=SECTIONS_OF[part])


def _care_state(situation: Situation) -> CareState:
    return CareState(
        decision=situation.consultation.decision,
        has_day=situation.treatment_day is not None,
        is_stopped=situation.mode is DateMode.STOPPED,
        is_done=not situation.done.is_nothing,
    )


def language_tag(language: str, country: str | None) -> str:
    """Give a language as it is spoken in a country (BCP 47, "en-GB"); alone where CLDR has none."""
    regional = f"{language}_{country}"
    return regional.replace("_", "-") if country and localedata.exists(regional) else language


def direction_of(language: str) -> Literal["ltr", "rtl"]:
    """Give the direction in which a language is written."""
    return "rtl" if language.split("-", maxsplit=1)[0] in _RIGHT_TO_LEFT else "ltr"


def patient_values(situation: Situation, contacts: Contacts, language: str) -> dict[str, str]:
    """Give the patient's values for the placeholders of texts."""
    labels, pack = situation.pack.labels, situation.pack
    day = situation.next_day
    return {
        "clinic": situation.clinic.name or labels["the-clinic"],
        "clinic_phone": without_isolates(contacts.phone or labels["the-clinics-number"]),
        "emergency_number": contacts.emergency[0].value or labels["the-emergency-number"],
        "fever": fever_words(situation),
        "regulator": approval_for(situation).regulator,
        "product": pack.products[situation.consultation.plan.product].name,
        "treatment_date": long_date(day, language) if day else labels["the-treatment-day"],
        "decide_by": decide_by_text(situation, language),
    }


def _footer(situation: Situation, language: str) -> str:
    """Give the words at the foot of each page: version and dates that say how far to trust it."""
    identity, labels = situation.pack.pack, situation.pack.labels
    return fill(
        labels["footer"],
        version=identity.version,
        published=month_date(identity.published, language),
        due=month_date(identity.review_due, language),
    )


def treatment_days(situation: Situation) -> tuple[tuple[date, str | None], ...]:
    """Give the days on which something is done, with their names where there are several."""
    anchors, labels = situation.anchors, situation.pack.labels
    named: dict[date, str] = dict.fromkeys(anchors.samplings, labels["visit-sample"])
    named |= {
        day: session_name(number, situation) for number, day in enumerate(anchors.sessions, start=1)
    }
    planned = situation.consultation.plan.sessions_planned or 1
    several = len(named) > 1 or planned > len(anchors.sessions)
    return tuple((day, name if several else None) for day, name in sorted(named.items()))


def _days_on_the_fridge(situation: Situation) -> tuple[tuple[date, str | None], ...]:
    """Give the days that the page for the fridge counts from; a single one needs no name."""
    told = visits_told(situation)
    days = tuple((day, name) for day, name in treatment_days(situation) if day in told)
    return days if len(days) > 1 else tuple((day, None) for day, _ in days)


def worded_concerns(
    situation: Situation, contacts: Contacts, language: str, *, edition: Edition | None = None
) -> tuple[WordedConcern, ...]:
    """Give what the consultant should look at before handing this out in an edition."""
    pack = situation.pack
    closed = [
        pack.aftercare[item.key].short for item in milestones_of(situation) if item.no_open_day
    ]
    found = concerns_of(
        situation.consultation,
        clinic=situation.clinic,
        stops=situation.stops,
        sign_off=pack.pack.sign_off,
        has_emergency_number=not any(row.open for row in contacts.emergency),
        edition=edition,
        without_open_day=[*closed, *reviews_without_open_day(situation)],
    )
    return tuple(worded(concern, pack, language) for concern in found)


def _with_reading_level(handout: Handout, pack: ContentPack) -> Handout:
    """Add how hard the guide is to read, measured on the text that it prints, if it can be."""
    if handout.language not in READING_LANGUAGES:
        return handout
    level = guide_reading_level(handout, pack)
    row = Row(
        name=pack.labels["about-reading"],
        value=fill(
            pack.labels["reading-line"],
            all_words=f"{level.everything:.1f}",
            exempted=f"{level.without_names:.1f}",
        ),
    )
    return replace(handout, about=replace(handout.about, rows=(*handout.about.rows, row)))


def _within_its_words(handout: Handout) -> Handout:
    """Leave out how clear the guide was rated to be where the facts would be too long with it."""
    labels = handout.labels
    level = f"{labels['about-reading']} {labels['reading-line']}".split()
    if words_of_the_facts(handout) + len(level) <= MOST_WORDS_OF_THE_FACTS:
        return handout
    rows = tuple(row for row in handout.about.rows if row.name != labels["about-clear"])
    return replace(handout, about=replace(handout.about, rows=rows))

"""From a consultation, a clinic and a content pack to the handout, all decisions made."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Literal

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
from clinic_aid.handout.appointments import session_name
from clinic_aid.handout.approvals import approval_for
from clinic_aid.handout.calendar_page import calendar_page, milestones_of
from clinic_aid.handout.care_pages import contacts_of, fever_words, two_am_page
from clinic_aid.handout.closing_pages import about_page, answers_page, words_page
from clinic_aid.handout.evidence_pages import (
    References,
    evidence_page,
    options_page,
    risks_page,
)
from clinic_aid.handout.model import SECTIONS_OF, Contacts, GuidePart, Handout
from clinic_aid.handout.parts import Row
from clinic_aid.handout.plan_page import decide_by_text, plan_page
from clinic_aid.handout.printed_text import guide_reading_level
from clinic_aid.handout.situation import DateMode, Situation, situation_of
from clinic_aid.handout.timeline_page import reviews_without_open_day, timeline_page

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
) -> Handout:
    """Give the handout of one consultation; the same input gives the same handout.

    `unchanged` are parts that the patient has in hand as they would be printed now. Where it is
    not `measured` how hard it is to read, which takes most of the time, it says nothing of it.
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
    labels = pack.labels

    def filling() -> Filling:
        """Each part explains its terms, where it has them first: it may be printed alone."""
        return Filling(
            pack,
            language=language,
            values=patient_values(situation, contacts, language),
            days=treatment_days(situation),
        )

    plan, facts = filling(), filling()
    references = References()
    # Filled in the order in which they are read.
    handout = Handout(
        language=language,
        direction=direction_of(language),
        paper=wish.paper,
        edition=edition,
        parts=tuple(guide_part(part, pack) for part in chosen),
        choices=choices,
        title=pack.pack.title,
        author=situation.clinic.name or labels["the-clinic"],
        logo=situation.clinic.logo,
        header=contacts.clinic_name or labels["the-clinic"],
        running=isolated(consultation.patient.name),
        footer=_footer(situation, language),
        draft=None if pack.pack.sign_off.is_signed else labels["draft"],
        contacts=contacts,
        labels=dict(labels),
        two_am=two_am_page(situation, filling(), contacts) if situation.has_care else None,
        plan=plan_page(
            situation, plan, language, illustrator, contacts_complete=contacts.are_complete
        ),
        calendar=calendar_page(situation, plan, language, illustrator),
        timeline=timeline_page(situation, plan, language, illustrator),
        words=words_page(situation, plan, language, illustrator),
        options=options_page(situation, facts, references),
        evidence=evidence_page(situation, facts, language, references, illustrator),
        risks=risks_page(situation, facts, references, illustrator),
        answers=answers_page(situation, facts),
        about=about_page(situation, facts, language, references),
        concerns=worded_concerns(situation, contacts, language, edition=edition),
    )
    return _with_reading_level(handout, pack) if measured else handout


def guide_part(part: Part, pack: ContentPack) -> GuidePart:
    """Give a part with its title and its sections."""
    return GuidePart(id=part, title=pack.labels[f"part-{part}"], sections=SECTIONS_OF[part])


def _care_state(situation: Situation) -> CareState:
    return CareState(
        decision=situation.consultation.decision,
        has_day=situation.treatment_day is not None,
        is_stopped=situation.mode is DateMode.STOPPED,
        is_done=not situation.done.is_nothing,
    )


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

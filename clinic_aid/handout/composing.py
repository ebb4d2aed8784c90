"""From a consultation, a clinic and a content pack to the handout, all decisions made."""

from dataclasses import replace
from datetime import date
from typing import Literal

from babel import localedata

from clinic_aid.content.concern_words import WordedConcern, worded
from clinic_aid.content.dates import long_date, month_date
from clinic_aid.content.filling import Filling, fill, isolated, without_isolates
from clinic_aid.content.model import ContentPack
from clinic_aid.content.readability import READING_LANGUAGES
from clinic_aid.domain.clinic import Clinic, Paper
from clinic_aid.domain.concerns import concerns_of
from clinic_aid.domain.consultation import Consultation
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
from clinic_aid.handout.links import links_of
from clinic_aid.handout.model import Contacts, Handout
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
    paper: Paper = "a4",
    measured: bool = True,
) -> Handout:
    """Give the handout of one consultation; the same input gives the same handout.

    Where it is not `measured` how hard it is to read, which takes most of the time, it says
    nothing of it.
    """
    situation = situation_of(consultation, clinic, pack)
    contacts = contacts_of(situation, language)
    filling = Filling(
        pack,
        language=language,
        values=patient_values(situation, contacts, language),
        days=treatment_days(situation),
    )
    references = References()
    # Filled in the order in which they are read: a term is explained where it comes first.
    plan = plan_page(
        situation, filling, language, illustrator, contacts_complete=contacts.are_complete
    )
    calendar = calendar_page(situation, filling, language, illustrator)
    timeline = timeline_page(situation, filling, language, illustrator)
    two_am = two_am_page(situation, filling, contacts) if situation.has_care else None
    risks = risks_page(situation, filling, references, illustrator)
    evidence = evidence_page(situation, filling, language, references, illustrator)
    options = options_page(situation, filling, references)
    answers = answers_page(situation, filling)
    words = words_page(situation, filling, language, illustrator)
    about = about_page(situation, filling, language, references)
    labels = pack.labels
    handout = Handout(
        language=language,
        language_tag=language_tag(language, situation.clinic.country),
        content=f"{pack.pack.id} {pack.pack.version}",
        links=links_of(situation, references.order),
        direction=direction_of(language),
        paper=paper,
        title=pack.pack.title,
        author=situation.clinic.name or labels["the-clinic"],
        logo=situation.clinic.logo,
        header=contacts.clinic_name or labels["the-clinic"],
        running=_running(situation, language),
        footer=_footer(situation, language),
        contacts=contacts,
        labels=dict(labels),
        plan=plan,
        calendar=calendar,
        timeline=timeline,
        two_am=two_am,
        risks=risks,
        evidence=evidence,
        options=options,
        answers=answers,
        words=words,
        about=about,
        concerns=worded_concerns(situation, contacts, language),
    )
    return _with_reading_level(handout, pack) if measured else handout


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


def _running(situation: Situation, language: str) -> str:
    """Give the words on top of each page: whose guide, and for which treatment day."""
    labels, day = situation.pack.labels, situation.next_day
    name = situation.consultation.patient.name
    if day is None:
        return isolated(name)
    key = "running-if" if situation.mode is DateMode.IF_GO_AHEAD else "running-dated"
    return fill(labels[key], patient=name, day=long_date(day, language))


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
    situation: Situation, contacts: Contacts, language: str
) -> tuple[WordedConcern, ...]:
    """Give what the consultant should look at before handing this out."""
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

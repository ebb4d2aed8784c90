"""Decide whom to call, and the page for the night."""

from babel import Locale

from clinic_aid.content.filling import Filling, fill, isolated
from clinic_aid.handout.model import (
    Contacts,
    Row,
    SignList,
    TwoAmPage,
)
from clinic_aid.handout.situation import Situation


def contacts_of(situation: Situation, language: str) -> Contacts:
    """Give whom to call; the emergency number comes from the sourced table by country."""
    clinic, pack = situation.clinic, situation.pack
    emergency = pack.emergency_numbers.get(clinic.country) if clinic.country else None
    territory = Locale.parse(language).territories.get(clinic.country) if clinic.country else None
    joined = fill_or(pack.labels["or"], emergency.numbers) if emergency else None
    return Contacts(
        clinic_name=clinic.name and isolated(clinic.name),
        phone=clinic.phone and isolated(clinic.phone),
        out_of_hours=clinic.out_of_hours and isolated(clinic.out_of_hours),
        emergency_numbers=joined,
        emergency_country=territory and isolated(territory),
    )


def fill_or(word: str, parts: tuple[str, ...]) -> str:
    """Join numbers with the language's "or"."""
    return f" {word} ".join(isolated(part) for part in parts)


def two_am_page(situation: Situation, filling: Filling, contacts: Contacts) -> TwoAmPage:
    """Give the page to read at night."""
    pack, labels = situation.pack, situation.pack.labels
    signs = situation.selection.of(pack.signs).values()
    dated = _one_treatment_day(situation)
    section = pack.sections["two-am"]
    numbers = {
        "usual": (),
        "same-day": (
            Row(name=labels["clinic-phone"], value=contacts.phone or "", open=not contacts.phone),
            Row(
                name=labels["out-of-hours"],
                value=contacts.out_of_hours or "",
                open=not contacts.out_of_hours,
            ),
        ),
        "emergency": (
            Row(
                name=fill(labels["emergency-in"], country=contacts.emergency_country)
                if contacts.emergency_country
                else labels["emergency-number"],
                value=contacts.emergency_numbers or "",
                open=not contacts.emergency_numbers,
            ),
        ),
    }
    return TwoAmPage(
        title=filling.text(section.title),
        intro=filling.text(section.intro or ""),
        bands=tuple(
            SignList(
                band=band,
                title=labels[f"band-{band}"],
                numbers=numbers[band],
                signs=tuple(
                    filling.text(sign.text, dated=dated) for sign in signs if sign.band == band
                ),
            )
            for band in ("usual", "same-day", "emergency")
        ),
    )


def _one_treatment_day(situation: Situation) -> bool:
    """Say whether all that is done is done on one day: only then does a sign have one date."""
    days = {*situation.anchors.samplings, *situation.anchors.sessions}
    more = (situation.consultation.plan.sessions or 1) > 1
    grown = "grown" in situation.selection.case.possible["preparation"]
    return len(days) == 1 and not more and not grown

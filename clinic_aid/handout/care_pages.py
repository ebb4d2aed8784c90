"""Decide whom to call, and the page for the night."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import phonenumbers
from babel import Locale

from clinic_aid.content.care import Urgent
from clinic_aid.content.dates import listed
from clinic_aid.content.filling import Filling, fill, isolated
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.clinic import is_number
from clinic_aid.handout.parts import Row
from clinic_aid.handout.situation import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """Whom to call; a None is a line to fill in.

    `emergency` has a number for each country that matters, the one where the patient sleeps
    first; `elsewhere` says which of them to call, or to ask for one.
    """

    clinic_name: str | None
    phone: str | None
    out_of_hours: str | None
    emergency: tuple[Row, ...]
    elsewhere: str | None
    nobody_answers: str

    @property
    def are_complete(self) -> bool:
        """Say whether no line is left to fill in."""
        return bool(self.phone and self.out_of_hours) and not any(
            row.open for row in self.emergency
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NightSign:
    """What somebody may see or feel; `points` follow a text that opens a list."""

    text: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignGroup:
    """Signs of a band that belong together, under a heading where there is one."""

    title: str | None
    signs: tuple[NightSign, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignList:
    """One band of the 2 a.m. page."""

    band: Literal["usual", "same-day", "emergency"]
    title: str
    numbers: tuple[Row, ...]
    groups: tuple[SignGroup, ...]
    notes: tuple[str, ...] = ()

    @property
    def signs(self) -> tuple[str, ...]:
        """Give every sign in one run of text each, with the points of its list."""
        signs = (sign for group in self.groups for sign in group.signs)
        return tuple(" ".join((sign.text, *sign.points)) for sign in signs)


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoAmPage:
    """What is an emergency, what needs a call today, what is usual; at most two pages."""

    title: str
    intro: str
    bands: tuple[SignList, ...]
    advice: SignGroup


def contacts_of(situation: Situation, language: str) -> Contacts:
    """Give whom to call; emergency numbers come from the sourced table by country."""
    clinic, labels = situation.clinic, situation.pack.labels
    countries = countries_of(situation)
    # What holds no digit to dial is a line to fill in.
    phone, out_of_hours = (
        number if is_number(number) else None for number in (clinic.phone, clinic.out_of_hours)
    )
    return Contacts(
        clinic_name=clinic.name and isolated(clinic.name),
        phone=_phone(phone, situation),
        out_of_hours=_phone(out_of_hours, situation),
        emergency=tuple(_emergency(country, situation, language) for country in countries)
        or (Row(name=labels["emergency-number"], value="", open=True),),
        elsewhere=_elsewhere(situation),
        nobody_answers=" ".join(_nobody_answers(situation, language)),
    )


def _elsewhere(situation: Situation) -> str | None:
    """Say which number is whose: of two, of one that may not be the right one, or of none."""
    pack, countries = situation.pack, countries_of(situation)
    labels = pack.labels
    known = [country in pack.emergency_numbers for country in countries]
    if not any(known):
        return labels["emergency-ask"]
    if not all(known):
        return f"{labels['emergency-which']} {labels['emergency-ask']}"
    if len(countries) > 1:
        return labels["emergency-which"]
    return labels["emergency-elsewhere"] if situation.consultation.plan.sleeps_in is None else None


def countries_of(situation: Situation) -> tuple[str, ...]:
    """Give the countries whose numbers matter: where the patient sleeps, then the clinic's."""
    named = (situation.consultation.plan.sleeps_in, situation.clinic.country)
    return tuple(dict.fromkeys(country for country in named if country))


def emergency_numbers(country: str, pack: ContentPack, language: str) -> str | None:
    """Give a country's numbers joined by "or"; None where we know no source for them."""
    known = pack.emergency_numbers.get(country)
    if known is None:
        return None
    return listed([isolated(number) for number in known.numbers], language, style="or")


def urgent_numbers(situation: Situation) -> Iterator[tuple[str, Urgent]]:
    """Give whom to call when it is no emergency and nobody answers, by country where known."""
    for country in countries_of(situation):
        known = situation.pack.emergency_numbers.get(country)
        if known is not None and known.urgent is not None:
            yield country, known.urgent


def country_name(country: str, language: str) -> str:
    """Give a country's name (CLDR), else its code."""
    return str(Locale.parse(language).territories.get(country, country))


def fever_words(situation: Situation) -> str:
    """Give the temperature of a fever, in Fahrenheit too for countries that use it."""
    pack = situation.pack
    fahrenheit = any(country in pack.fahrenheit_countries for country in countries_of(situation))
    return pack.labels["fever-both" if fahrenheit else "fever"]


def _nobody_answers(situation: Situation, language: str) -> Iterator[str]:
    """Say where to turn when the clinic does not answer, by country where that is known."""
    pack = situation.pack
    yield pack.labels["nobody-answers"]
    for country, urgent in urgent_numbers(situation):
        name = country_name(country, language)
        told = fill(pack.labels["urgent-in"], country=name, number=urgent.number)
        yield f"{told} {urgent.text}"


def _emergency(country: str, situation: Situation, language: str) -> Row:
    name = fill(situation.pack.labels["emergency-in"], country=country_name(country, language))
    numbers = emergency_numbers(country, situation.pack, language)
    return Row(name=name, value=numbers or "", open=numbers is None)


def _phone(number: str | None, situation: Situation) -> str | None:
    """Give a clinic's number, with its country's code where it is called from another country."""
    country = situation.clinic.country
    away = situation.consultation.plan.sleeps_in not in {None, country}
    if number is None or country is None or not away:
        return number and isolated(number)
    parsed = dialled(number, country)
    if parsed is None:
        code = phonenumbers.country_code_for_region(country)
        told = fill(situation.pack.labels["phone-with-code"], number=number, code=f"+{code}")
        return told if code else isolated(number)
    return isolated(
        phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    )


def dialled(text: str, country: str | None) -> phonenumbers.PhoneNumber | None:
    """Give the number of a text that is nothing but one number; None where it says more."""
    if not set(text) <= set("0123456789+()-. "):
        return None
    try:
        parsed = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    return parsed if phonenumbers.is_possible_number(parsed) else None


def two_am_page(situation: Situation, filling: Filling, contacts: Contacts) -> TwoAmPage:
    """Give the page to read at night, the gravest first."""
    labels, section = situation.pack.labels, situation.pack.sections["two-am"]
    clinic_numbers = (
        Row(name=labels["clinic-phone"], value=contacts.phone or "", open=not contacts.phone),
        Row(
            name=labels["out-of-hours"],
            value=contacts.out_of_hours or "",
            open=not contacts.out_of_hours,
        ),
    )
    return TwoAmPage(
        title=filling.text(section.title),
        intro=filling.text(section.intro or ""),
        bands=(
            SignList(
                band="emergency",
                title=labels["band-emergency"],
                numbers=contacts.emergency,
                groups=(SignGroup(title=None, signs=_signs("emergency", situation, filling)),),
                notes=(contacts.elsewhere,) if contacts.elsewhere else (),
            ),
            SignList(
                band="same-day",
                title=labels["band-same-day"],
                numbers=clinic_numbers,
                groups=tuple(_same_day_groups(situation, filling)),
                notes=(contacts.nobody_answers,),
            ),
            SignList(
                band="usual",
                title=labels["band-usual"],
                numbers=(),
                groups=(SignGroup(title=None, signs=_signs("usual", situation, filling)),),
            ),
        ),
        advice=_advice(situation, filling),
    )


def _advice(situation: Situation, filling: Filling) -> SignGroup:
    """Give what to tell whoever treats the patient in an emergency."""
    advice = situation.care_selection.of(situation.pack.emergency_advice).values()
    return SignGroup(
        title=situation.pack.labels["tell-whoever-treats"],
        signs=tuple(NightSign(text=filling.text(point.text)) for point in advice),
    )


def _same_day_groups(situation: Situation, filling: Filling) -> Iterator[SignGroup]:
    """Give what cannot wait for the morning, then what can."""
    labels = situation.pack.labels
    for night in ("now", "morning"):
        signs = _signs("same-day", situation, filling, night=night)
        if signs:
            yield SignGroup(title=labels[f"night-{night}"], signs=signs)


def _signs(
    band: str, situation: Situation, filling: Filling, *, night: str | None = None
) -> tuple[NightSign, ...]:
    return tuple(
        NightSign(
            text=filling.text(sign.text), points=tuple(filling.text(point) for point in sign.signs)
        )
        for sign in situation.care_selection.of(situation.pack.signs).values()
        if sign.band == band and sign.night == night
    )

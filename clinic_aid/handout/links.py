"""Decide where the numbers and addresses of a guide lead when somebody reads it on a screen."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from phonenumbers import PhoneNumberFormat, format_number

from clinic_aid.content.filling import fill, without_isolates
from clinic_aid.handout.care_pages import countries_of, dialled
from clinic_aid.handout.parts import Link
from clinic_aid.handout.situation import Situation

# Nothing that an address of either kind could smuggle in: no other scheme, no "?" with a subject.
_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
_WEBSITE: Final = re.compile(r"(https://)?([\w-]+(\.[\w-]+)+(/[\w./~+-]*)?)", re.ASCII)
_HTTPS: Final = "https://"


def links_of(situation: Situation, sources: Iterable[str]) -> dict[str, Link]:
    """Give the link of each number and address by the words that are printed for it.

    `sources` are the ids of the sources that the guide names. What was typed otherwise than as
    one number or one address has no link.
    """
    labels = situation.pack.labels
    links: dict[str, Link] = {}
    for number, address in _numbers(situation):
        said = fill(labels["link-call"], number=number)
        links[number] = Link(address=address, says=without_isolates(said))
    if (email := situation.clinic.email) and _EMAIL.fullmatch(email):
        said = fill(labels["link-write"], address=email)
        links[email] = Link(address=f"mailto:{email}", says=without_isolates(said))
    for shown, address in _pages(situation, sources):
        said = fill(labels["link-open"], address=shown)
        links[shown] = Link(address=address, says=without_isolates(said))
    return links


def shown_address(address: str) -> str:
    """Give an address as it is printed: who types it leaves out what each of them begins with."""
    return address.removeprefix(_HTTPS)


def _numbers(situation: Situation) -> Iterator[tuple[str, str]]:
    pack, clinic = situation.pack, situation.clinic
    for number in (clinic.phone, clinic.out_of_hours):
        parsed = dialled(number, clinic.country) if number else None
        if number and parsed:
            # RFC 3966; it is printed in either form.
            address = format_number(parsed, PhoneNumberFormat.RFC3966)
            yield number, address
            yield format_number(parsed, PhoneNumberFormat.INTERNATIONAL), address
    for country in countries_of(situation):
        if known := pack.emergency_numbers.get(country):
            short = (*known.numbers, *([known.urgent.number] if known.urgent else []))
            yield from ((number, f"tel:{number.replace(' ', '')}") for number in short)


def _pages(situation: Situation, sources: Iterable[str]) -> Iterator[tuple[str, str]]:
    website = situation.clinic.website
    if website and (found := _WEBSITE.fullmatch(website)):
        yield website, f"{_HTTPS}{found[2]}"
    for key in sources:
        address = situation.pack.sources[key].address
        if address and address.startswith(_HTTPS):
            yield shown_address(address), address

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from clinic_aid.content.model import ContentPack
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.consultation import Consultation
from clinic_aid.handout.links import links_of
from clinic_aid.handout.parts import Link
from clinic_aid.handout.situation import situation_of

LinksAt = Callable[..., dict[str, Link]]


@pytest.fixture
def links_at(
    pack: ContentPack, clinic: Clinic, consultation_of: Callable[[str], Consultation]
) -> LinksAt:
    """Give the links of a guide of the made-up clinic with other facts."""

    def links(*sources: str, **facts: Any) -> dict[str, Link]:
        situation = situation_of(consultation_of("full"), replace(clinic, **facts), pack)
        return links_of(situation, sources)

    return links


@pytest.mark.parametrize(
    ("facts", "shown", "address"),
    [
        ({"phone": "020 7946 0000"}, "020 7946 0000", "tel:+44-20-7946-0000"),
        # As it is printed for somebody who sleeps in another country.
        ({"phone": "020 7946 0000"}, "+44 20 7946 0000", "tel:+44-20-7946-0000"),
        ({"out_of_hours": "+49 30 901820"}, "+49 30 901820", "tel:+49-30-901820"),
        ({"email": "a.b+c@willow.example"}, "a.b+c@willow.example", "mailto:a.b+c@willow.example"),
        ({"website": "willow.example"}, "willow.example", "https://willow.example"),
        (
            {"website": "https://willow.example/a"},
            "https://willow.example/a",
            "https://willow.example/a",
        ),
    ],
)
def test_a_fact_of_the_clinic_leads_there(
    facts: dict[str, str], shown: str, address: str, links_at: LinksAt
) -> None:
    assert links_at(**facts)[shown].address == address


@pytest.mark.parametrize(
    "facts",
    [
        {"phone": "020 7946 0000, ask for Ann"},
        {"phone": "12"},
        {"email": "hello@willow.example?bcc=x@y.example"},
        {"email": "hello at willow"},
        {"website": "http://willow.example"},
        {"website": "javascript:alert(1)"},
        {"website": "https://willow.example@evil.example/"},
        {"website": "ask at the desk"},
    ],
)
def test_what_is_not_one_number_or_address_leads_nowhere(
    facts: dict[str, str], links_at: LinksAt
) -> None:
    [typed] = facts.values()
    assert typed not in links_at(**facts)


def test_without_a_country_only_a_whole_number_can_be_dialled(links_at: LinksAt) -> None:
    found = links_at(country=None, phone="020 7946 0000", out_of_hours="+44 20 7946 0999")
    assert found["+44 20 7946 0999"].address == "tel:+44-20-7946-0999"
    assert "020 7946 0000" not in found


def test_emergency_numbers_are_dialled_as_they_are(links_at: LinksAt) -> None:
    found = links_at(country="AU")
    assert found["000"].address == "tel:000"
    assert found["1800 022 222"].address == "tel:1800022222"


def test_a_source_leads_to_its_page(links_at: LinksAt, pack: ContentPack) -> None:
    key, address = next(
        (key, source.address) for key, source in pack.sources.items() if source.address
    )
    found = links_at(key)
    assert found[address.removeprefix("https://")].address == address


def test_only_what_the_guide_names_has_a_link(links_at: LinksAt) -> None:
    alone = links_at(phone=None, out_of_hours=None, email=None, website=None, country=None)
    assert alone == {}


def test_a_link_says_where_it_leads(links_at: LinksAt) -> None:
    found = links_at()
    assert found["020 7946 0000"].says == "Call 020 7946 0000"
    assert found["hello@willow.example"].says == "Write an e-mail to hello@willow.example"
    assert found["willow.example"].says == "Open willow.example"

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from clinic_aid.content.filling import Filling, without_isolates
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.concerns import Kind
from clinic_aid.domain.consultation import Consultation
from clinic_aid.handout.care_pages import SignList, contacts_of, two_am_page
from clinic_aid.handout.composing import patient_values, treatment_days
from clinic_aid.handout.model import Handout
from clinic_aid.handout.situation import situation_of

HandoutOf = Callable[..., Handout]
Printed = Callable[..., bytes]
Bands = Callable[..., tuple[SignList, ...]]
Texts = Callable[[bytes], tuple[str, ...]]


def tree(**changes: Any) -> dict[str, Any]:
    plan = {"product": "own-fat-cells", "treatment_date": "2026-12-03"} | changes.pop("plan", {})
    whole = {"patient": {"name": "Amira Haddad"}, "plan": plan, "consultation_date": "2026-11-16"}
    return whole | changes


def emergency(handout: Handout) -> list[tuple[str, str]]:
    return [
        (without_isolates(row.name), without_isolates(row.value))
        for row in handout.contacts.emergency
    ]


@pytest.fixture
def bands(
    consultation_of: Callable[[str | Mapping[str, Any]], Consultation],
    clinic: Clinic,
    pack: ContentPack,
) -> Bands:
    """Give the bands of a sample or a tree, at the made-up clinic or another."""

    def make(source: str | Mapping[str, Any], *, at: Clinic | None = None) -> tuple[SignList, ...]:
        situation = situation_of(consultation_of(source), at or clinic, pack)
        contacts = contacts_of(situation, "en")
        filling = Filling(
            pack,
            language="en",
            values=patient_values(situation, contacts, "en"),
            days=treatment_days(situation),
        )
        return two_am_page(situation, filling, contacts).bands

    return make


@pytest.mark.parametrize(
    ("country", "numbers"),
    [
        ("GB", "999"),
        ("US", "911"),
        ("FR", "112"),
        ("CH", "144 or 112"),
        ("JP", "119"),
        ("MX", "911"),
        ("TH", "1669"),
    ],
)
def test_the_emergency_number_is_that_of_the_country(
    country: str, numbers: str, handout_of: HandoutOf
) -> None:
    [(_, found)] = emergency(handout_of(tree(), at=Clinic(country=country)))
    assert found == numbers


def test_the_number_of_the_country_where_the_patient_sleeps_comes_first_then_the_clinics(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    handout = handout_of(tree(plan={"sleeps_in": "US"}), at=Clinic(country="TR"))
    name = labels["emergency-in"].format
    assert emergency(handout) == [
        (name(country="United States"), "911"),
        (name(country="Türkiye"), "112"),
    ]
    assert handout.contacts.elsewhere == labels["emergency-which"]


def test_at_home_one_number_is_enough(handout_of: HandoutOf) -> None:
    handout = handout_of(tree(plan={"sleeps_in": "GB"}), at=Clinic(country="GB"))
    assert [number for _, number in emergency(handout)] == ["999"]
    assert handout.contacts.elsewhere is None


def test_where_nobody_asked_where_the_patient_sleeps_a_line_says_to_ask_elsewhere(
    handout_of: HandoutOf, labels: Mapping[str, str], bands: Bands
) -> None:
    handout = handout_of(tree(), at=Clinic(country="GB"))
    assert handout.contacts.elsewhere == labels["emergency-elsewhere"]
    assert labels["emergency-elsewhere"] in bands(tree(), at=Clinic(country="GB"))[0].notes


@pytest.mark.parametrize(
    ("country", "told", "abroad"),
    [
        ("GB", "020 7946 0000", "+44 20 7946 0000"),
        ("TR", "0212 555 00 00", "+90 212 555 00 00"),
        ("GB", "24/7 020 7946 0999", "24/7 020 7946 0999 (from abroad: +44)"),
        ("GB", "020 7946 0018 / 0019", "020 7946 0018 / 0019 (from abroad: +44)"),
    ],
)
def test_the_clinics_number_has_its_countrys_code_for_who_sleeps_abroad(
    country: str, told: str, abroad: str, handout_of: HandoutOf
) -> None:
    clinic = Clinic(country=country, phone=told, out_of_hours=told)
    home = handout_of(tree(plan={"sleeps_in": country}), at=clinic).contacts
    away = handout_of(tree(plan={"sleeps_in": "US"}), at=clinic).contacts
    for number, expected in ((home.phone, told), (away.phone, abroad), (away.out_of_hours, abroad)):
        assert number is not None
        assert without_isolates(number) == expected


def test_of_two_countries_one_without_a_number_is_said_to_have_none(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    handout = handout_of(tree(plan={"sleeps_in": "KE"}), at=Clinic(country="TR"))
    assert [row.open for row in handout.contacts.emergency] == [True, False]
    assert handout.contacts.elsewhere is not None
    for label in ("emergency-which", "emergency-ask"):
        assert labels[label] in handout.contacts.elsewhere


@pytest.mark.parametrize("country", [None, "KE"])
def test_without_a_known_number_there_is_a_line_to_fill_in(
    country: str | None, handout_of: HandoutOf, labels: Mapping[str, str], bands: Bands
) -> None:
    handout = handout_of(tree(), at=Clinic(country=country))
    assert [row.open for row in handout.contacts.emergency] == [True]
    assert handout.contacts.elsewhere == labels["emergency-ask"]
    assert not handout.contacts.are_complete
    assert [row.open for row in bands(tree(), at=Clinic(country=country))[0].numbers] == [True]


def test_a_clinic_that_told_nothing_leaves_lines_and_takes_no_name(
    handout_of: HandoutOf, labels: Mapping[str, str], bands: Bands
) -> None:
    handout = handout_of(tree(), at=Clinic())
    assert (handout.contacts.phone, handout.contacts.out_of_hours) == (None, None)
    assert handout.header == labels["the-clinic"]
    assert all(row.open for band in bands(tree(), at=Clinic()) for row in band.numbers)


def test_the_page_for_the_night_has_three_bands_the_gravest_first(
    clinic: Clinic, bands: Bands
) -> None:
    found = bands(tree())
    assert [band.band for band in found] == ["emergency", "same-day", "usual"]
    assert all(band.signs for band in found)
    numbers = [without_isolates(row.value) for band in found for row in band.numbers]
    assert numbers == ["999", clinic.phone, clinic.out_of_hours]


def test_the_page_for_the_night_says_what_to_do_when_nobody_answers(
    labels: Mapping[str, str], bands: Bands
) -> None:
    [same_day] = [band for band in bands(tree()) if band.band == "same-day"]
    [note] = same_day.notes
    assert note.startswith(labels["nobody-answers"])


def test_where_to_turn_is_told_by_country_where_it_is_known(handout_of: HandoutOf) -> None:
    told = handout_of(tree(), at=Clinic(country="GB")).contacts.nobody_answers
    assert "United Kingdom: 111." in without_isolates(told)
    unknown = handout_of(tree(), at=Clinic(country="US")).contacts.nobody_answers
    assert "United States" not in unknown


def test_the_page_for_the_night_is_about_this_sampling(bands: Bands) -> None:
    def signs(source: str) -> set[str]:
        return {without_isolates(sign) for band in bands(source) for sign in band.signs}

    assert signs("go-ahead") != signs("topical")


@pytest.mark.parametrize(
    ("at", "sleeps_in", "both"),
    [("GB", None, False), ("US", None, True), ("TR", "US", True), ("TR", "FR", False)],
)
def test_a_fever_is_said_in_fahrenheit_too_for_countries_that_use_it(
    at: str, sleeps_in: str | None, both: bool, bands: Bands
) -> None:
    plan = {"sleeps_in": sleeps_in} if sleeps_in else {}
    said = repr(bands(tree(plan=plan), at=Clinic(country=at)))
    assert "38 °C" in said
    assert ("100.4 °F" in said) is both


def signs_of(bands: tuple[SignList, ...]) -> str:
    return " ".join(without_isolates(sign) for band in bands for sign in band.signs)


def test_a_sign_that_counts_days_has_the_date(bands: Bands) -> None:
    assert "Sunday 6 December 2026" in signs_of(bands(tree(plan={"sessions": 1})))


def test_with_several_treatment_days_a_sign_has_the_date_after_each(
    labels: Mapping[str, str], bands: Bands
) -> None:
    said = signs_of(bands("full"))
    assert labels["day-after-treatment"].format(number=3) not in said
    for day in ("Friday 4 December 2026", "Sunday 17 January 2027", "Sunday 7 March 2027"):
        assert day in said


def test_without_a_treatment_day_a_sign_counts_the_days(
    labels: Mapping[str, str], bands: Bands
) -> None:
    undated = bands(tree(plan={"treatment_date": None}))
    assert labels["day-after-treatment"].format(number=3) in signs_of(undated)


@pytest.mark.parametrize("phone", ["", " ", "-", "\u200b", "ask us"])
def test_what_holds_no_number_is_a_line_to_fill_in(
    phone: str, handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    handout = handout_of(tree(), at=Clinic(country="GB", phone=phone, out_of_hours="020 7946 0"))
    assert handout.contacts.phone is None
    assert handout.plan.fill_in == labels["fill-in"]
    assert Kind.NO_PHONE in [concern.kind for concern in handout.concerns]

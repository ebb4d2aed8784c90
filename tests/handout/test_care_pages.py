from collections.abc import Callable, Mapping
from typing import Any

import pytest

from clinic_aid.content.filling import without_isolates
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.clinic import Clinic
from clinic_aid.handout.model import Handout

HandoutOf = Callable[..., Handout]
Printed = Callable[..., bytes]
Texts = Callable[[bytes], tuple[str, ...]]


def tree(**changes: Any) -> dict[str, Any]:
    plan = {"product": "own-fat-cells", "treatment_date": "2026-12-03"} | changes.pop("plan", {})
    whole = {"patient": {"name": "Amira Haddad"}, "plan": plan, "consultation_date": "2026-11-16"}
    return whole | changes


@pytest.mark.parametrize(
    ("country", "numbers"),
    [("GB", "999"), ("US", "911"), ("FR", "112"), ("CH", "144 or 112"), ("JP", "119")],
)
def test_the_emergency_number_is_that_of_the_country(
    country: str, numbers: str, handout_of: HandoutOf
) -> None:
    found = handout_of(tree(), at=Clinic(country=country)).contacts.emergency_numbers
    assert found is not None
    assert without_isolates(found) == numbers


@pytest.mark.parametrize("country", [None, "BR"])
def test_without_a_known_number_there_is_a_line_to_fill_in(
    country: str | None, handout_of: HandoutOf
) -> None:
    handout = handout_of(tree(), at=Clinic(country=country))
    assert handout.contacts.emergency_numbers is None
    assert [row.open for row in handout.two_am.bands[-1].numbers] == [True]


def test_the_emergency_number_names_its_country(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    [row] = handout_of(tree(), at=Clinic(country="US")).two_am.bands[-1].numbers
    assert without_isolates(row.name) == labels["emergency-in"].format(country="United States")


def test_a_clinic_that_told_nothing_leaves_lines_and_takes_no_name(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    handout = handout_of(tree(), at=Clinic())
    assert (handout.contacts.phone, handout.contacts.out_of_hours) == (None, None)
    assert handout.header == labels["the-clinic"]
    assert all(row.open for band in handout.two_am.bands for row in band.numbers)


def test_the_page_for_the_night_has_three_bands_each_with_signs(
    handout_of: HandoutOf, clinic: Clinic
) -> None:
    bands = handout_of(tree()).two_am.bands
    assert [band.band for band in bands] == ["usual", "same-day", "emergency"]
    assert all(band.signs for band in bands)
    numbers = [without_isolates(row.value) for band in bands for row in band.numbers]
    assert numbers == [clinic.phone, clinic.out_of_hours, "999"]


def test_the_page_for_the_night_is_about_this_sampling(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    def signs(source: str) -> set[str]:
        bands = handout_of(source).two_am.bands
        return {without_isolates(sign) for band in bands for sign in band.signs}

    assert signs("go-ahead") != signs("topical")


@pytest.mark.parametrize(("sample", "dated"), [("go-ahead", True), ("full", False)])
def test_a_sign_has_a_date_only_where_all_is_done_on_one_day(
    sample: str, dated: bool, handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    signs = [sign for band in handout_of(sample).two_am.bands for sign in band.signs]
    said = " ".join(map(without_isolates, signs))
    assert ("Sunday 6 December 2026" in said) is dated
    assert (labels["day-after-treatment"].format(number=3) in said) is not dated

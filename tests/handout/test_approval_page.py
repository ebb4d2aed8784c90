from collections.abc import Callable, Mapping
from typing import Any

import pytest

from clinic_aid.content.filling import without_isolates
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.clinic import Clinic
from clinic_aid.handout.model import Handout

HandoutOf = Callable[..., Handout]


def tree(product: str = "own-fat-cells", **plan: Any) -> dict[str, Any]:
    return {"patient": {"name": "Amira Haddad"}, "plan": {"product": product, **plan}}


@pytest.mark.parametrize("country", ["GB", "US", "FR", "IN", "TR"])
def test_the_approval_is_that_of_the_clinic_s_country(
    country: str, handout_of: HandoutOf, pack: ContentPack
) -> None:
    [fitting] = [one for one in pack.approvals.values() if country in one.countries]
    page = handout_of(tree(), at=Clinic(country=country)).approval
    assert len(page.more) == min(len(fitting.more), 2)
    assert str(fitting.checked_on.year) in page.checked


@pytest.mark.parametrize(("country", "key"), [(None, "no-country"), ("QA", "other")])
def test_a_clinic_s_country_that_is_not_told_is_another_matter_than_one_without_an_entry(
    country: str | None, key: str, handout_of: HandoutOf, pack: ContentPack
) -> None:
    page = handout_of(tree(), at=Clinic(country=country)).approval
    assert page.statement.startswith(pack.approvals[key].statement.split(".")[0])


@pytest.mark.parametrize("country", ["CA", "MX", "TH", "SA", "AE", "JP", "TR"])
def test_the_approval_names_whom_to_ask(
    country: str, handout_of: HandoutOf, pack: ContentPack
) -> None:
    [approval] = [one for one in pack.approvals.values() if country in one.countries]
    page = handout_of(tree(), at=Clinic(country=country)).approval
    assert approval.regulator in without_isolates(page.statement)


def test_a_country_without_sources_says_only_when_it_was_checked(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    said = without_isolates(handout_of(tree(), at=Clinic(country="QA")).approval.checked)
    assert said == labels["approval-checked-no-source"].format(day="21 November 2026")


def test_the_licence_is_what_the_clinic_says_and_a_blank_is_said_to_be_one(
    handout_of: HandoutOf,
    clinic: Clinic,
    labels: Mapping[str, str],
    words_of: Callable[[str], list[str]],
) -> None:
    told = without_isolates(handout_of(tree()).approval.licence)
    assert told == labels["licence-told"].format(licence=clinic.licence)
    blank = handout_of(tree(), at=Clinic()).approval.licence
    assert all(piece in blank for piece in words_of(labels["blank-licence"]))

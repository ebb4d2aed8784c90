from collections.abc import Callable
from typing import Any

import pytest

from clinic_aid.content.filling import without_isolates
from clinic_aid.content.model import ContentPack
from clinic_aid.handout.model import Handout

HandoutOf = Callable[..., Handout]
PRODUCTS = ("own-fat-cells", "own-follicle-cells", "own-marrow-cells", "cell-free-fluid")
each_product = pytest.mark.parametrize("product", PRODUCTS)
GROWN = {"preparation": "grown", "delivery": "injection"}


def tree(product: str = "own-fat-cells", **plan: Any) -> dict[str, Any]:
    return {"patient": {"name": "Amira Haddad"}, "plan": {"product": product, **plan}}


def test_every_product_is_looked_at_here(pack: ContentPack) -> None:
    assert set(PRODUCTS) == set(pack.products)


@each_product
def test_risks_stand_from_common_to_serious(product: str, handout_of: HandoutOf) -> None:
    order = ["common", "uncommon", "unknown", "serious"]
    groups = handout_of(tree(product)).risks.groups
    found = [group.likelihood for group in groups]
    assert found == [likelihood for likelihood in order if likelihood in found]
    assert all(group.risks for group in groups)


@each_product
def test_what_lasts_stands_apart_from_what_goes_away(
    product: str, handout_of: HandoutOf, pack: ContentPack
) -> None:
    lasting = {" ".join(risk.text.split()) for risk in pack.risks.values() if risk.lasts}
    for group in handout_of(tree(product)).risks.groups:
        assert {without_isolates(risk.text) for risk in group.lasting} <= lasting
        assert not {without_isolates(risk.text) for risk in group.passing} & lasting


@each_product
def test_every_serious_risk_is_printed(
    product: str, handout_of: HandoutOf, pack: ContentPack
) -> None:
    [serious] = [g for g in handout_of(tree(product)).risks.groups if g.likelihood == "serious"]
    assert serious.risks
    assert not [
        key for key, risk in pack.risks.items() if risk.likelihood == "serious" and risk.screen_only
    ]


@each_product
def test_every_risk_has_the_numbers_of_its_sources_and_no_other_has_any(
    product: str, handout_of: HandoutOf, pack: ContentPack
) -> None:
    handout = handout_of(tree(product))
    texts = {" ".join(risk.text.split()): risk for risk in pack.risks.values()}
    for said in (risk for group in handout.risks.groups for risk in group.risks):
        risk = texts.get(without_isolates(said.text))
        numbers = without_isolates(said.sources).removeprefix("Source").split(",")
        cited = [handout.about.sources[int(number) - 1].text for number in numbers if number]
        for key, text in zip(risk.sources if risk else (), cited, strict=risk is not None):
            assert pack.sources[key].citation.startswith(text[:30])


def test_risks_of_the_sampling_are_those_that_may_be_taken(handout_of: HandoutOf) -> None:
    def risks(**plan: str) -> set[str]:
        groups = handout_of(tree("cell-free-fluid", **plan)).risks.groups
        return {without_isolates(risk.text) for group in groups for risk in group.risks}

    donor, fat = risks(origin="donor"), risks(origin="own", sampling="fat")
    assert fat - donor
    assert len(risks()) >= len(fat | donor) - 2


def test_what_was_counted_is_drawn_of_100_people_and_told_once(handout_of: HandoutOf) -> None:
    page = handout_of(tree("own-follicle-cells", **GROWN)).risks
    [counted] = page.counted
    assert without_isolates(counted.figure.alt) == "100 drawn people, 22 of them filled in."
    assert "14 of 65 people" in without_isolates(counted.text)
    assert not [
        risk for group in page.groups for risk in group.risks if "Of 65 people" in risk.text
    ]


def test_where_nothing_was_counted_nothing_is_drawn(handout_of: HandoutOf) -> None:
    page = handout_of(tree()).risks
    assert (page.counted, page.counted_title) == ((), "")

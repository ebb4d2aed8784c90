from collections.abc import Callable
from typing import Any

import pytest

from clinic_aid.content.filling import without_isolates
from clinic_aid.content.model import ContentPack
from clinic_aid.handout.model import Handout

HandoutOf = Callable[..., Handout]
PRODUCTS = ("own-fat-cells", "own-follicle-cells", "own-marrow-cells", "cell-free-fluid")
each_product = pytest.mark.parametrize("product", PRODUCTS)
KINDS = [
    ("own-fat-cells", {}, "fat-cells-overall"),
    ("own-follicle-cells", {"preparation": "grown"}, "grown-follicle-cells-doses"),
    ("own-follicle-cells", {"preparation": "same-day"}, "same-day-follicle-cells"),
    ("cell-free-fluid", {"kind": "medium"}, "medium-density"),
    ("cell-free-fluid", {"kind": "extract", "delivery": "topical"}, "extract-on-skin"),
    ("cell-free-fluid", {"kind": "exosomes"}, "exosomes-with-plants"),
]


def tree(product: str = "own-fat-cells", **plan: Any) -> dict[str, Any]:
    return {"patient": {"name": "Amira Haddad"}, "plan": {"product": product, **plan}}


def sources_of(numbers: str, handout: Handout) -> list[str]:
    told = without_isolates(numbers).removeprefix("Source").split(",")
    return [handout.about.sources[int(number) - 1].text for number in told]


def test_every_product_is_looked_at_here(pack: ContentPack) -> None:
    assert set(PRODUCTS) == set(pack.products)


@pytest.mark.parametrize(("product", "plan", "fairest"), KINDS)
def test_the_fairest_study_comes_first(
    product: str, plan: dict[str, str], fairest: str, handout_of: HandoutOf, pack: ContentPack
) -> None:
    found = handout_of(tree(product, **plan)).evidence.fairest
    assert found is not None
    estimate = pack.estimates[fairest]
    assert str(estimate.people) in without_isolates(found.who) or estimate.people == 65
    assert found.doubt.split(".")[0] in " ".join(estimate.doubt.split())


@pytest.mark.parametrize(
    ("product", "plan", "said"),
    [
        ("own-follicle-cells", {}, "Ask which one you would get."),
        ("cell-free-fluid", {}, "There are three kinds."),
        ("own-follicle-cells", {"preparation": "grown"}, ""),
        ("own-fat-cells", {}, ""),
    ],
)
def test_while_it_is_open_which_product_it_is_the_page_says_so(
    product: str, plan: dict[str, str], said: str, handout_of: HandoutOf
) -> None:
    told = handout_of(tree(product, **plan)).evidence.open_product
    assert said in told
    assert bool(said) is bool(told)


@each_product
def test_a_study_without_a_comparison_is_never_the_first(
    product: str, handout_of: HandoutOf, pack: ContentPack
) -> None:
    found = handout_of(tree(product)).evidence.fairest
    alone = {e.doubt for e in pack.estimates.values() if e.compared_with != "placebo"}
    assert found is None or found.doubt not in alone


def test_a_gain_without_a_comparison_is_left_to_the_screens(handout_of: HandoutOf) -> None:
    others = handout_of(tree("own-follicle-cells", preparation="grown")).evidence.others
    assert not [said for said in others if "Photos" in said.text]


def test_people_who_lost_hair_again_are_told_without_a_comparison(handout_of: HandoutOf) -> None:
    others = handout_of(tree("own-follicle-cells", preparation="same-day")).evidence.others
    assert "6 of 27 people were losing hair again" in without_isolates(others[-1].text)


@each_product
def test_the_fairest_study_is_told_with_who_how_sure_and_why_we_doubt(
    product: str, handout_of: HandoutOf, pack: ContentPack
) -> None:
    page = handout_of(tree(product)).evidence
    if page.fairest is None:
        assert page.in_words is not None
        return
    found = page.fairest
    assert all((found.statement, found.meaning, found.who, found.doubt, found.sources))
    assert any(level.word in found.sure for level in pack.wording.certainty.values())


def test_the_people_of_the_fairest_study_are_drawn_with_what_the_picture_means(
    handout_of: HandoutOf,
) -> None:
    found = handout_of(tree()).evidence.fairest
    assert found is not None
    assert found.figure is not None
    assert without_isolates(found.figure.alt) == "71 drawn people, 9 of them filled in."
    assert found.figure.caption is not None
    assert "only 9 of the 71" in without_isolates(found.figure.caption)


def test_rows_of_like_people_are_not_drawn_beside_a_gain(handout_of: HandoutOf) -> None:
    found = handout_of(tree("own-follicle-cells", preparation="grown")).evidence.fairest
    assert found is not None
    assert found.figure is None


def test_a_study_of_more_than_100_people_is_not_drawn(handout_of: HandoutOf) -> None:
    found = handout_of(tree("cell-free-fluid", kind="medium")).evidence.fairest
    assert found is not None
    assert found.figure is None


def test_the_only_study_of_marrow_cells_is_told_in_words_with_its_source(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    handout = handout_of(tree("own-marrow-cells"))
    said = handout.evidence.in_words
    assert said is not None
    [cited] = sources_of(said.sources, handout)
    assert pack.sources["elmaadawi-2018"].citation.startswith(cited)


def test_what_is_usual_in_a_unit_has_its_source(handout_of: HandoutOf, pack: ContentPack) -> None:
    handout = handout_of(tree("cell-free-fluid", kind="extract", delivery="topical"))
    assert handout.evidence.fairest is not None
    cited = sources_of(handout.evidence.fairest.sources, handout)
    assert [
        pack.sources[key].citation.startswith(text[:30])
        for key, text in zip(("tak-2020", "rushton-1991"), cited, strict=True)
    ] == [True, True]


@each_product
@pytest.mark.parametrize(
    "more",
    [
        {},
        {"decision": "no"},
        {"decision": "go-ahead"},
        {"checks": {"infection": {"answer": "yes"}}},
    ],
)
def test_every_guide_says_that_adults_are_not_known_to_grow_more_hair_roots(
    product: str, more: dict[str, Any], handout_of: HandoutOf
) -> None:
    evidence = handout_of(tree(product) | more).evidence
    assert evidence.roots.endswith("Nobody has shown that adults grow new ones.")


def test_what_nobody_knows_is_said_of_this_product(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    said = handout_of(tree("own-marrow-cells")).evidence.unknowns
    assert pack.unknowns["marrow-cells"].text in said
    assert pack.unknowns["how-long"].text in said


def test_what_is_told_on_a_screen_only_is_not_printed(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    said = handout_of(tree()).evidence.unknowns
    left = {item.text for item in pack.unknowns.values() if item.screen_only}
    assert left
    assert not left & set(said)

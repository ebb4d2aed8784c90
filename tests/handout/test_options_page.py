from collections.abc import Callable, Mapping
from typing import Any

import pytest

from clinic_aid.content.blocks import Certainty
from clinic_aid.content.filling import without_isolates
from clinic_aid.content.model import ContentPack
from clinic_aid.handout.model import Handout

HandoutOf = Callable[..., Handout]
PRODUCTS = ("own-fat-cells", "own-follicle-cells", "own-marrow-cells", "cell-free-fluid")
each_product = pytest.mark.parametrize("product", PRODUCTS)


def tree(product: str = "own-fat-cells", sex: str | None = None) -> dict[str, Any]:
    patient = {"name": "Amira Haddad"} | ({"sex": sex} if sex else {})
    return {"patient": patient, "plan": {"product": product}}


def test_every_product_is_looked_at_here(pack: ContentPack) -> None:
    assert set(PRODUCTS) == set(pack.products)


@each_product
def test_doing_nothing_and_this_treatment_come_first_and_every_option_is_told_once(
    product: str, handout_of: HandoutOf, pack: ContentPack
) -> None:
    names = [choice.name for choice in handout_of(tree(product)).options.choices]
    assert names[:2] == [pack.options[key].name for key in ("nothing", "this-treatment")]
    assert sorted(names) == sorted(option.name for option in pack.options.values())


def test_every_option_answers_the_same_questions(handout_of: HandoutOf) -> None:
    page = handout_of(tree()).options
    assert len(page.heads) == 3
    for choice in page.choices:
        told = (choice.works, choice.risks, choice.part, choice.approval)
        assert all((*told, choice.sure, choice.sources))


def test_dots_and_words_say_the_same_of_how_sure_we_are(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    levels: tuple[Certainty, ...] = ("very-low", "low", "moderate", "high")
    for choice in handout_of(tree()).options.choices:
        assert choice.sure == pack.wording.certainty[levels[choice.level - 1]].word


def test_how_to_read_the_dots_and_a_harm_without_a_number_is_said(
    handout_of: HandoutOf, labels: Mapping[str, str], pack: ContentPack
) -> None:
    page = handout_of(tree()).options
    assert page.levels == ("Very unsure", "Unsure", "Fairly sure", "Very sure")
    assert page.whose_view == pack.pack.certainty_note
    assert page.no_number == labels["choices-no-number"]


def test_the_cost_of_this_treatment_is_that_of_page_1(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    handout = handout_of("full")
    [told] = [row.value for row in handout.plan.rows if row.name == labels["row-cost"]]
    assert handout.options.choices[1].part.endswith(told)


@pytest.mark.parametrize("sample", ["under-18", "stop-check"])
def test_a_minor_and_whom_a_check_stops_read_nothing_of_money(
    sample: str, handout_of: HandoutOf, labels: Mapping[str, str], pack: ContentPack
) -> None:
    page = handout_of(sample).options
    assert page.heads[2] == labels["choices-part"]
    costs = [option.cost for option in pack.options.values()]
    assert not [choice.name for choice in page.choices if choice.part.endswith(tuple(costs))]


def test_who_decided_no_reads_what_the_other_choices_cost(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    [lotion] = [
        choice
        for choice in handout_of("decided-no").options.choices
        if choice.name == pack.options["topical-minoxidil"].name
    ]
    assert lotion.part.endswith(pack.options["topical-minoxidil"].cost)


def test_a_caution_stands_once_under_the_names_of_all_that_it_is_about(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    cautions = handout_of(tree()).options.cautions
    said = [row.value for row in cautions]
    warned = {option.name: option.warning for option in pack.options.values() if option.warning}
    assert len(set(said)) == len(said) == len(set(warned.values()))
    assert all(any(name in row.name for row in cautions) for name in warned)


def test_what_was_counted_is_drawn_with_and_without_for_people_like_the_patient(
    handout_of: HandoutOf,
) -> None:
    [counted] = handout_of(tree(sex="female")).options.counted
    captions = [figure.caption or "" for figure in (counted.with_it, counted.without_it)]
    assert [without_isolates(caption) for caption in captions] == [
        "Each figure is one of 100 people with it. 26, the filled ones, gained.",
        "These 100 people had a dummy. 14, the filled ones, gained.",
    ]
    assert all(
        "100 drawn people" in without_isolates(f.alt) for f in (counted.with_it, counted.without_it)
    )
    assert handout_of(tree(sex="male")).options.counted == ()
    assert handout_of(tree()).options.counted == ()


def test_a_minor_is_told_that_the_choices_were_tested_in_adults(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    assert handout_of("under-18").options.only_adults == labels["options-only-adults"]


def test_an_adult_is_not_told_that_the_choices_were_tested_in_adults(
    handout_of: HandoutOf,
) -> None:
    assert handout_of("go-ahead").options.only_adults == ""

from typing import Any

import pytest

from clinic_aid.content.blocks import When
from clinic_aid.content.model import ContentPack, Product, ProductVariant
from clinic_aid.content.selection import Selection, case_of, samplings_for, skin_of
from clinic_aid.domain.case import Case
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.consultation import Consultation, Finding, Patient
from clinic_aid.domain.plan import TreatmentPlan


def case(
    pack: ContentPack,
    *,
    sex: Any = None,
    stage: str | None = None,
    country: str | None = None,
    **plan: Any,
) -> Case:
    consultation = Consultation(
        patient=Patient(name="A", sex=sex),
        finding=Finding(stage=stage),
        plan=TreatmentPlan(**{"product": "cell-free-fluid", **plan}),
    )
    return case_of(consultation, Clinic(country=country), pack)


def test_what_was_said_is_known(shipped: ContentPack) -> None:
    found = case(shipped, kind="exosomes", origin="donor", delivery="topical")
    assert found.known("kind") == "exosomes"
    assert found.known("delivery") == "topical"
    assert found.known("product") == "cell-free-fluid"


def test_what_was_not_said_may_be_all_that_the_product_allows(shipped: ContentPack) -> None:
    found, product = case(shipped), shipped.products["cell-free-fluid"]
    assert found.possible["kind"] == set(product.kinds)
    assert found.possible["delivery"] == set(product.deliveries)
    assert found.possible["sampling"] == set(product.samplings)
    assert found.known("kind") is None


def test_what_a_product_allows_one_of_is_known(shipped: ContentPack) -> None:
    found = case(shipped, product="own-fat-cells")
    assert (found.known("sampling"), found.known("origin")) == ("fat", "own")


@pytest.mark.parametrize(
    ("origins", "samplings"),
    [
        ({"donor"}, {"none"}),
        ({"own"}, {"fat", "punch"}),
        ({"own", "donor"}, {"none", "fat", "punch"}),
    ],
)
def test_nothing_is_taken_from_the_patient_for_a_donor_s_fluid(
    origins: set[str], samplings: set[str], shipped: ContentPack
) -> None:
    product = shipped.products["cell-free-fluid"]
    assert set(samplings_for(product, frozenset(origins))) == samplings


def test_the_origin_decides_the_possible_samplings(shipped: ContentPack) -> None:
    assert case(shipped, origin="donor").known("sampling") == "none"
    assert "none" not in case(shipped, origin="own").possible["sampling"]


@pytest.mark.parametrize(("sex", "known"), [("female", True), ("other", False), (None, False)])
def test_sex_narrows_only_where_the_pack_speaks_of_it(
    sex: str | None, known: bool, shipped: ContentPack
) -> None:
    assert ("sex" in case(shipped, sex=sex).possible) is known


def test_stage_and_country_narrow_where_they_are_known(shipped: ContentPack) -> None:
    assert case(shipped, stage="ludwig-1", country="GB").known("stage") == "ludwig-1"
    assert case(shipped, country="GB").known("country") == "GB"
    assert not {"stage", "country"} & set(case(shipped).possible)


def test_items_that_may_apply_are_given_in_the_pack_s_order(shipped: ContentPack) -> None:
    fat = Selection(shipped, case(shipped, product="own-fat-cells")).of(shipped.aftercare)
    assert "exercise-after-fat" in fat
    assert "punch-clean" not in fat
    assert list(fat) == [key for key in shipped.aftercare if key in fat]


def test_an_open_case_gives_all_that_either_answer_gives(shipped: ContentPack) -> None:
    def keys(**plan: Any) -> set[str]:
        return set(Selection(shipped, case(shipped, **plan)).of(shipped.aftercare))

    each = [keys(delivery=one) for one in shipped.products["cell-free-fluid"].deliveries]
    assert keys() == set.union(*each)


@pytest.mark.parametrize(
    ("samplings", "deliveries", "skin"),
    [
        ({"none"}, {"topical"}, {"closed"}),
        ({"punch"}, {"topical"}, {"opened"}),
        ({"none"}, {"injection"}, {"opened"}),
        ({"none"}, {"topical", "microneedling"}, {"opened", "closed"}),
        ({"none", "fat"}, {"topical"}, {"opened", "closed"}),
        ({"fat", "punch"}, {"injection", "topical"}, {"opened"}),
    ],
)
def test_needles_or_a_sample_open_the_skin(
    samplings: set[str], deliveries: set[str], skin: set[str]
) -> None:
    assert skin_of(frozenset(samplings), frozenset(deliveries)) == skin


def test_nobody_is_made_drowsy_where_nothing_opens_the_skin(shipped: ContentPack) -> None:
    assert case(shipped, origin="donor", delivery="topical").known("sedation") == "awake"
    assert case(shipped, origin="own", delivery="topical").known("sedation") is None


# What a block says differently in some cases

GROWN = ProductVariant(
    when=When(product=("own-follicle-cells",), preparation=("grown",)),
    what="A laboratory grows them.",
)


@pytest.fixture
def with_variant(shipped: ContentPack) -> ContentPack:
    said = shipped.products["own-follicle-cells"].model_copy(update={"variants": {"grown": GROWN}})
    products = {**shipped.products, "own-follicle-cells": said}
    return shipped.model_copy(update={"products": products})


def product_in(pack: ContentPack, found: Case) -> Product:
    return Selection(pack, found).pack.products["own-follicle-cells"]


def test_a_block_says_what_is_for_the_case_and_else_what_it_always_says(
    with_variant: ContentPack,
) -> None:
    known = case(with_variant, product="own-follicle-cells", preparation="grown")
    said, plain = product_in(with_variant, known), with_variant.products["own-follicle-cells"]
    assert said.what == "A laboratory grows them."
    assert said.evidence == plain.evidence


@pytest.mark.parametrize(
    "plan",
    [
        {"product": "own-follicle-cells"},
        {"product": "own-follicle-cells", "preparation": "same-day"},
        {"product": "own-fat-cells"},
    ],
)
def test_what_is_open_or_another_leaves_a_block_as_it_is(
    plan: dict[str, Any], with_variant: ContentPack
) -> None:
    plain = with_variant.products["own-follicle-cells"]
    assert product_in(with_variant, case(with_variant, **plan)) == plain

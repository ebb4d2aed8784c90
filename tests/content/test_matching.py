from datetime import date
from typing import Any

import pytest

from clinic_aid.content.matching import clinic_mismatches, consultation_mismatches
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.clinic import Answer, Clinic, Price
from clinic_aid.domain.consultation import (
    CheckAnswer,
    Consultation,
    Finding,
    Patient,
    TeachBack,
)
from clinic_aid.domain.plan import TreatmentPlan

DAY = date(2026, 12, 3)


def mismatches(pack: ContentPack, *, plan: dict[str, Any] | None = None, **more: Any) -> list[Any]:
    whole = TreatmentPlan(**{"product": "own-fat-cells", **(plan or {})})
    consultation = Consultation(patient=Patient(name="A"), plan=whole, **more)
    return consultation_mismatches(consultation, pack, "en")


def test_a_consultation_that_names_what_the_pack_has_fits(shipped: ContentPack) -> None:
    found = mismatches(
        shipped,
        plan={"sampling": "fat", "delivery": "injection", "origin": "own"},
        finding=Finding(stage="ludwig-1", areas=("crown",)),
        checks={"infection": CheckAnswer(answer="no")},
        teach_back=(TeachBack(topic="hair-cycle"),),
    )
    assert found == []


@pytest.mark.parametrize(
    ("more", "path", "nearest"),
    [
        ({"content": "hair-stem-cel"}, ("content",), "hair-stem-cell"),
        ({"plan": {"product": "own-fat"}}, ("plan", "product"), "own-fat-cells"),
        ({"finding": Finding(stage="ludwig1")}, ("finding", "stage"), "ludwig-1"),
        ({"finding": Finding(areas=("crown", "crowm"))}, ("finding", "areas", 1), "crown"),
        ({"checks": {"infections": CheckAnswer(answer="no")}}, ("checks", "infections"),
         "infection"),
        ({"teach_back": (TeachBack(topic="haircycle"),)}, ("teach_back", 0, "topic"),
         "hair-cycle"),
        ({"clinic": Clinic(products=("own-fat-cell",))}, ("clinic", "products", 0),
         "own-fat-cells"),
    ],
)  # fmt: skip
def test_what_the_pack_does_not_have_is_named_with_the_nearest(
    more: dict[str, Any], path: tuple[str | int, ...], nearest: str, shipped: ContentPack
) -> None:
    [(found, message)] = mismatches(shipped, **more)
    assert found == path
    assert message.endswith(f"unknown; did you mean {nearest}?")


def test_where_nothing_is_near_the_choices_are_listed(shipped: ContentPack) -> None:
    [(_, message)] = mismatches(shipped, plan={"product": "xyz"})
    assert message == f"xyz: unknown; choose from {', '.join(shipped.products)}"


@pytest.mark.parametrize(
    ("plan", "name"),
    [
        ({"preparation": "grown"}, "preparation"),
        ({"kind": "exosomes"}, "kind"),
        ({"origin": "donor"}, "origin"),
        ({"sampling": "punch"}, "sampling"),
        ({"delivery": "topical"}, "delivery"),
        ({"product": "cell-free-fluid", "origin": "donor", "sampling": "fat"}, "sampling"),
        ({"product": "cell-free-fluid", "origin": "own", "sampling": "none"}, "sampling"),
    ],
)
def test_what_does_not_fit_the_product_is_refused(
    plan: dict[str, Any], name: str, shipped: ContentPack
) -> None:
    found = mismatches(shipped, plan=plan)
    assert ("plan", name) in [path for path, _ in found]
    assert all(str(plan[path[-1]]) in text or "leave it out" in text for path, text in found)


@pytest.mark.parametrize(
    "plan",
    [
        {"product": "cell-free-fluid", "sampling": "none", "sampling_date": DAY},
        {"product": "cell-free-fluid", "origin": "donor", "sampling_date": DAY},
    ],
)
def test_a_sampling_day_needs_a_sample(plan: dict[str, Any], shipped: ContentPack) -> None:
    [(path, message)] = mismatches(shipped, plan=plan)
    assert path == ("plan", "sampling_date")
    assert "no sample is taken" in message


def test_grown_cells_are_not_given_on_the_day_they_are_taken(shipped: ContentPack) -> None:
    plan = {"product": "own-follicle-cells", "sampling_date": DAY, "treatment_date": DAY}
    assert mismatches(shipped, plan=plan) == []
    [(path, _)] = mismatches(shipped, plan={**plan, "preparation": "grown"})
    assert path == ("plan", "sampling_date")


def test_a_clinic_s_prices_answers_and_country_must_be_known(shipped: ContentPack) -> None:
    clinic = Clinic(prices={"fat": Price()}, answers={"costs": "a"}, country="UK")
    paths = {path for path, _ in clinic_mismatches(clinic, shipped)}
    assert paths == {("prices", "fat"), ("answers", "costs"), ("country",)}


@pytest.mark.parametrize("country", ["gb", "UK", "XX", "England", ""])
def test_a_country_that_is_none_is_refused(country: str, shipped: ContentPack) -> None:
    [(path, message)] = clinic_mismatches(Clinic(country=country), shipped)
    assert path == ("country",)
    assert "such as GB" in message


def test_every_country_of_the_pack_is_one(shipped: ContentPack) -> None:
    countries = {*shipped.emergency_numbers} | {
        country for approval in shipped.approvals.values() for country in approval.countries
    }
    for country in countries:
        assert clinic_mismatches(Clinic(country=country), shipped) == []


@pytest.mark.parametrize("country", ["gb", "UK", "001", ""])
def test_a_patient_sleeps_in_a_country_that_there_is(country: str, shipped: ContentPack) -> None:
    [(path, _)] = mismatches(shipped, plan={"sleeps_in": country})
    assert path == ("plan", "sleeps_in")


def test_an_answer_names_products_that_there_are(shipped: ContentPack) -> None:
    told = (Answer(text="a", products=("own-fat-cells", "own-fat")), Answer(text="b"))
    [(path, message)] = clinic_mismatches(Clinic(answers={"cost": told}), shipped)
    assert path == ("answers", "cost")
    assert message == "own-fat: unknown; did you mean own-fat-cells?"


def test_nobody_is_sedated_for_a_fluid_that_is_rubbed_in(shipped: ContentPack) -> None:
    fluid = {"product": "cell-free-fluid", "origin": "donor", "delivery": "topical"}
    [(path, _)] = mismatches(shipped, plan={**fluid, "sedation": "sedated"})
    assert path == ("plan", "sedation")
    assert mismatches(shipped, plan={**fluid, "sedation": "awake"}) == []


def test_a_value_that_is_refused_is_not_repeated_at_full_length(shipped: ContentPack) -> None:
    long = "x" * 200
    found = mismatches(shipped, plan={"product": long, "sleeps_in": long}, content=long)
    assert [path for path, _ in found] == [
        ("content",),
        ("plan", "product"),
        ("plan", "sleeps_in"),
    ]
    assert all(message.startswith("x" * 59 + "…: unknown; ") for _, message in found)

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("for_helper.signs.today-eye", "for_helper.signs.today-eye"),
        ("for_doctor.signs.now-eye", "for_doctor.signs.now-eye"),
        ("for_doctor.products.own-fat-cells", "for_doctor.products.own-fat-cells"),
        ("for_doctor.red_flags.shiny-skin", "for_doctor.red_flags.shiny-skin"),
    ],
)
def test_a_sign_or_a_product_that_a_leaf_lacks_is_a_fault(
    broken: Any, path: str, place: str
) -> None:
    broken.drop("en/for-others.yaml", path)
    [fault] = broken.faults()
    assert f"{place}: is missing; a page prints it" in fault


def test_a_stop_check_without_its_reason_to_wait_is_a_fault(broken: Any) -> None:
    broken.drop("en/not-now.yaml", "not_now.bleeding")
    [fault] = broken.faults()
    assert "not_now.bleeding: is missing; a page prints it" in fault


def test_a_property_that_a_plan_may_have_is_asked_for(broken: Any) -> None:
    broken.drop("en/for-others.yaml", "for_doctor.properties.kind-medium")
    [fault] = broken.faults()
    assert "for_doctor.properties.kind-medium: is missing; a plan may have it" in fault


@pytest.mark.parametrize(
    ("file", "path"),
    [
        ("en/for-others.yaml", "for_helper.steps"),
        ("en/for-others.yaml", "for_doctor.checks"),
    ],
)
def test_a_name_that_nothing_has_is_a_fault(broken: Any, file: str, path: str) -> None:
    line = broken.add(file, path, "nobody: This is said of nothing.")
    assert f"{file}: {path}.nobody: nobody: unknown (line {line})" in broken.faults()


def test_a_sign_for_helpers_has_as_many_points_as_the_patients(broken: Any) -> None:
    broken.put("en/for-others.yaml", "for_helper.signs.now-without-wound.signs", "[a headache]")
    [fault] = broken.faults()
    assert "must have as many points as the patient's sign" in fault

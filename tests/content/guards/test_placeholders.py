from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Call {phone}.",
            "{phone} cannot be filled here; possible: {clinic}, {clinic_phone}, {day}, "
            "{decide_by}, {emergency_number}, {fever}, {product}, {regulator}, "
            "{treatment_date}",
        ),
        ("Call {Clinic}.", "{Clinic} is no placeholder"),
        ("Call {clinic.", "{ is no placeholder"),
        ("Call clinic}.", "} is no placeholder"),
        ("Call us from {day} on.", "{day} needs a distance from treatment, such as {day:3d}"),
        ("Call us from {day:3x} on.", "{day:3x} is no placeholder"),
        ("Call us from {day:99999d} on.", "{day:99999d} is too far from treatment"),
        ("Call us from {clinic:3d} on.", "{clinic:3d}: only a day counts from treatment"),
    ],
)
def test_only_what_can_be_filled_may_stand_in_braces(broken: Any, text: str, message: str) -> None:
    line = broken.put("en/faq.yaml", "faq.bald.answer", f'"{text}"')
    assert broken.faults() == [f"en/faq.yaml: faq.bald.answer: {message} (line {line})"]


def test_a_text_may_place_the_patients_values_and_days(broken: Any) -> None:
    text = "Ask {clinic} ({clinic_phone}) about {product} from {day:-2w} to {day:6m}."
    broken.put("en/faq.yaml", "faq.bald.answer", f'"{text}"')
    assert not broken.faults()


def test_a_name_is_printed_as_it_stands(broken: Any) -> None:
    line = broken.put("en/products.yaml", "samplings.fat.name", '"Fat for {clinic}"')
    assert broken.faults() == [
        "en/products.yaml: samplings.fat.name: {clinic} cannot be filled here; "
        f"this is printed as it stands (line {line})"
    ]


def test_a_label_places_every_value_that_it_is_given(broken: Any) -> None:
    line = broken.put("en/labels.yaml", "labels.visit-done", '"Done"')
    assert broken.faults() == [
        f"en/labels.yaml: labels.visit-done: must place {{visit}} (line {line})"
    ]


def test_a_label_places_no_other_value(broken: Any) -> None:
    line = broken.put("en/labels.yaml", "labels.visit-done", '"{visit}, {clinic}"')
    assert broken.faults() == [
        "en/labels.yaml: labels.visit-done: {clinic} cannot be filled here; "
        f"possible: {{visit}} (line {line})"
    ]


def test_a_label_that_is_a_sentence_may_place_the_patients_values(broken: Any) -> None:
    broken.put("en/clinic.yaml", "labels.blank-answer", '"{clinic} has not told us."')
    assert not broken.faults()


def test_a_label_that_no_page_knows_is_printed_as_it_stands(broken: Any) -> None:
    line = broken.add("en/labels.yaml", "labels", 'new-label: "For {patient}"')
    assert broken.faults() == [
        "en/labels.yaml: labels.new-label: {patient} cannot be filled here; "
        f"this is printed as it stands (line {line})"
    ]


def test_a_label_may_leave_out_what_it_need_not_place(broken: Any) -> None:
    broken.put("en/labels.yaml", "labels.decision-none-dated", "You have not decided yet.")
    assert not broken.faults()

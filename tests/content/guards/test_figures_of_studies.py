from typing import Any

import pytest


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("sources", "[]", "has no source"),
        (
            "range",
            "computed",
            "needs value, unit and a range from its source (or range: not-reported)",
        ),
        ("value", "null", "needs value, unit and a range from its source (or range: not-reported)"),
        ("low", "null", "needs low and high, low first, or range: not-reported"),
        ("low", "99", "needs low and high, low first, or range: not-reported"),
    ],
)
def test_a_figure_without_its_source_value_or_range_is_a_fault(
    broken: Any, key: str, value: str, message: str
) -> None:
    broken.put("evidence.yaml", f"estimates.plasma-density.{key}", value)
    line = broken.line_of("evidence.yaml", "estimates.plasma-density")
    assert broken.faults() == [f"evidence.yaml: estimates.plasma-density: {message} (line {line})"]


@pytest.mark.parametrize("key", ["people", "weeks", "certainty", "range", "compared_with"])
def test_a_figure_without_people_time_or_certainty_is_a_fault(broken: Any, key: str) -> None:
    broken.drop("evidence.yaml", f"estimates.plasma-density.{key}")
    line = broken.line_of("evidence.yaml", "estimates.plasma-density")
    assert broken.faults() == [
        f"evidence.yaml: estimates.plasma-density.{key}: is missing (line {line})"
    ]


@pytest.mark.parametrize("key", ["statement", "population", "time_span", "meaning", "doubt"])
def test_a_figure_without_one_of_its_texts_is_a_fault(broken: Any, key: str) -> None:
    broken.drop("en/evidence.yaml", f"estimates.plasma-density.{key}")
    line = broken.line_of("evidence.yaml", "estimates.plasma-density")
    assert broken.faults() == [
        f"evidence.yaml: estimates.plasma-density.{key}: is missing (line {line})"
    ]


def test_a_proportion_counts_no_more_people_than_there_were(broken: Any) -> None:
    path = "estimates.cell-injection-site-effects"
    broken.put("evidence.yaml", f"{path}.count", "66")
    line = broken.line_of("evidence.yaml", path)
    assert broken.faults() == [
        f"evidence.yaml: {path}: a proportion needs count, people (at least count) and "
        f"range: computed (line {line})"
    ]


@pytest.mark.parametrize(
    ("key", "text", "message"),
    [
        (
            "statement",
            "It may add {unit}: {low} to {high}.",
            "does not say the figure; place {value}",
        ),
        (
            "statement",
            "It may add {value} {unit}.",
            "does not say the range; place {low} and {high}",
        ),
        ("population", "Many people.", "does not say how many people; place {people}"),
        ("meaning", "It may be {count}.", "{count}: this figure has no such value"),
    ],
)
def test_a_figure_that_is_not_said_in_full_is_a_fault(
    broken: Any, key: str, text: str, message: str
) -> None:
    path = f"estimates.plasma-density.{key}"
    line = broken.put("en/evidence.yaml", path, f'"{text}"')
    assert broken.faults() == [f"en/evidence.yaml: {path}: {message} (line {line})"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "{in_100} in 100 are probably sore.",
            "does not say the range; place {low_in_100} and {high_in_100}",
        ),
        (
            "It is probably {low_in_100} to {high_in_100}.",
            "does not say the figure; place {count} or {in_100}",
        ),
    ],
)
def test_a_proportion_that_is_not_said_in_full_is_a_fault(
    broken: Any, text: str, message: str
) -> None:
    path = "estimates.cell-injection-site-effects"
    broken.put("en/evidence.yaml", f"{path}.meaning", "It is mild.")
    line = broken.put("en/evidence.yaml", f"{path}.statement", f'"{text}"')
    assert broken.faults() == [f"en/evidence.yaml: {path}.statement: {message} (line {line})"]


@pytest.mark.parametrize("key", ["minoxidil-men-density", "grown-follicle-cells-doses"])
def test_a_range_or_size_that_is_not_reported_is_said_to_be_missing(broken: Any, key: str) -> None:
    path = f"estimates.{key}.doubt"
    line = broken.put("en/evidence.yaml", path, "It is one study.")
    assert broken.faults() == [
        f"en/evidence.yaml: {path}: the range is not reported; "
        f'say so ("no range", "no number") (line {line})'
    ]


def test_a_direction_has_no_value(broken: Any) -> None:
    path = "estimates.grown-follicle-cells-doses"
    line = broken.line_of("evidence.yaml", path)
    broken.add("evidence.yaml", path, "value: 5", "unit: percent")
    assert broken.faults() == [
        f"evidence.yaml: {path}: a direction needs a card, no value, and range: not-reported "
        f"(line {line})"
    ]


def test_an_option_without_one_of_the_fields_is_a_fault(broken: Any) -> None:
    broken.drop("en/options.yaml", "options.laser.cost")
    line = broken.line_of("options.yaml", "options.laser")
    assert broken.faults() == [f"options.yaml: options.laser.cost: is missing (line {line})"]


def test_an_option_that_says_much_less_than_the_others_is_a_fault(broken: Any) -> None:
    for key in ("what", "works", "how_long", "risks"):
        broken.put("en/options.yaml", f"options.laser.{key}", "It may help.")
    line = broken.line_of("options.yaml", "options.laser")
    (fault,) = broken.faults()
    assert fault.startswith("options.yaml: options.laser: has ")
    assert fault.endswith(f" (line {line})")
    assert "words in all; give every option" in fault


def test_exactly_one_option_is_this_treatment(broken: Any) -> None:
    broken.put("options.yaml", "options.laser.role", "this")
    line = broken.line_of("options.yaml", "options")
    assert broken.faults() == [
        f"options.yaml: options: 2 options have the role this for {product}; give it to one "
        f"(line {line})"
        for product in (
            "own-fat-cells",
            "own-follicle-cells",
            "own-marrow-cells",
            "cell-free-fluid",
        )
    ]

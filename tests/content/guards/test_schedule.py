from typing import Any

import pytest


@pytest.mark.parametrize(
    ("file", "path", "value", "message"),
    [
        ("aftercare", "aftercare.phone-check.end", "0d", "may be before start (1d)"),
        ("timeline", "phases.healing.end", "-1d", "may be before start (0d)"),
        ("timeline", "reviews.month-3.latest", "90d", "may be before after (3m)"),
        ("timeline", "phases.early-weeks.start", "1w", "is before the end of healing (2w)"),
    ],
)
def test_days_that_run_backwards_are_a_fault(
    broken: Any, file: str, path: str, value: str, message: str
) -> None:
    line = broken.put(f"{file}.yaml", path, f'"{value}"')
    assert broken.faults() == [f"{file}.yaml: {path}: {message} (line {line})"]


def test_a_rule_that_ends_before_it_starts_is_a_fault(broken: Any) -> None:
    broken.put("aftercare.yaml", "aftercare.sun.start", "8d")
    line = broken.line_of("aftercare.yaml", "aftercare.sun.end")
    assert broken.faults() == [
        f"aftercare.yaml: aftercare.sun.end: may be before start (8d) (line {line})"
    ]


def test_a_day_that_is_no_offset_is_a_fault(broken: Any) -> None:
    line = broken.put("aftercare.yaml", "aftercare.sun.end", "soon")
    assert broken.faults() == [
        "aftercare.yaml: aftercare.sun.end: 'soon' is not a number of days, weeks or months "
        f"such as 3d, 2w or 6m (line {line})"
    ]


def test_steps_of_one_topic_are_of_one_kind(broken: Any) -> None:
    line = broken.put("aftercare.yaml", "aftercare.exercise-scalp.kind", "do")
    assert broken.faults() == [
        "aftercare.yaml: aftercare.exercise-scalp.kind: must be avoid, as in "
        f"exercise-after-fat, which has the same topic exercise (line {line})"
    ]


def test_steps_without_an_end_cannot_share_a_topic(broken: Any) -> None:
    broken.drop("aftercare.yaml", "aftercare.alcohol-scalp.end")
    broken.add("aftercare.yaml", "aftercare.alcohol-scalp", "no_end: Nobody knows.")
    line = broken.line_of("aftercare.yaml", "aftercare.alcohol-scalp.topic")
    assert broken.faults() == [
        "aftercare.yaml: aftercare.alcohol-scalp.topic: alcohol-after-sample has it too, and "
        f"steps without an end cannot share a topic (line {line})"
    ]

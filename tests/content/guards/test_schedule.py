from typing import Any

import pytest


@pytest.mark.parametrize(
    ("file", "path", "value", "message"),
    [
        ("aftercare", "aftercare.phone-check.latest", "0d", "may be before start (1d)"),
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


def test_a_window_that_ends_before_it_starts_is_a_fault(broken: Any) -> None:
    broken.put("aftercare.yaml", "aftercare.sun.wording", "between")
    broken.put("aftercare.yaml", "aftercare.sun.end", "1d")
    broken.add("aftercare.yaml", "aftercare.sun", "start: 2d")
    line = broken.line_of("aftercare.yaml", "aftercare.sun.end")
    assert broken.faults() == [
        f"aftercare.yaml: aftercare.sun.end: may be before start (2d) (line {line})"
    ]


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("start", "wording 'on' does not fit the start and end given"),
        ("latest", "a visit in the clinic needs latest, and only a visit has it"),
    ],
)
def test_a_visit_without_its_days_is_a_fault(broken: Any, key: str, message: str) -> None:
    broken.drop("aftercare.yaml", f"aftercare.phone-check.{key}")
    line = broken.line_of("aftercare.yaml", "aftercare.phone-check")
    assert broken.faults() == [f"aftercare.yaml: aftercare.phone-check: {message} (line {line})"]


def test_a_day_that_is_no_offset_is_a_fault(broken: Any) -> None:
    line = broken.put("aftercare.yaml", "aftercare.sun.end", "soon")
    assert broken.faults() == [
        "aftercare.yaml: aftercare.sun.end: 'soon' is not a number of days, weeks or months "
        f"such as 3d, 2w or 6m (line {line})"
    ]


def test_steps_of_one_topic_share_their_wording(broken: Any) -> None:
    broken.drop("aftercare.yaml", "aftercare.exercise-scalp.end")
    broken.add("aftercare.yaml", "aftercare.exercise-scalp", "start: 3d")
    line = broken.put("aftercare.yaml", "aftercare.exercise-scalp.wording", "not-before")
    assert broken.faults() == [
        "aftercare.yaml: aftercare.exercise-scalp.wording: must be until, as in "
        f"exercise-after-fat, which has the same topic exercise (line {line})"
    ]


def test_steps_with_both_ends_cannot_share_a_topic(broken: Any) -> None:
    for key in ("alcohol-after-sample", "alcohol-scalp"):
        broken.add("aftercare.yaml", f"aftercare.{key}", "start: 0d")
        broken.put("aftercare.yaml", f"aftercare.{key}.wording", "between")
    line = broken.line_of("aftercare.yaml", "aftercare.alcohol-scalp.topic")
    assert broken.faults() == [
        "aftercare.yaml: aftercare.alcohol-scalp.topic: alcohol-after-sample has it too, and "
        f"steps with both ends cannot share a topic (line {line})"
    ]


def test_page_one_has_room_for_three_steps(broken: Any) -> None:
    line = broken.add("aftercare.yaml", "aftercare.hats", "remember: true")
    assert broken.faults() == [
        "aftercare.yaml: aftercare.hats.remember: is one too many for own-fat-cells; "
        f"page 1 has room for 3 (line {line})"
    ]

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from clinic_aid.handout.model import Handout
from clinic_aid.handout.parts import PlacedFigure

HandoutOf = Callable[..., Handout]


def figure_of(handout_of: HandoutOf, **plan: Any) -> PlacedFigure:
    whole = {"product": "own-follicle-cells", "preparation": "grown", **plan}
    source = {"patient": {"name": "A"}, "plan": whole, "consultation_date": "2026-11-16"}
    timeline = handout_of(source).timeline
    assert timeline is not None
    return timeline.figure


def places(figure: PlacedFigure) -> dict[str, float]:
    return {label.text: label.x for label in figure.labels}


def test_the_course_is_true_to_scale(handout_of: HandoutOf, labels: Mapping[str, str]) -> None:
    at = places(figure_of(handout_of, treatment_date="2027-01-14", sessions=1))
    reviews = [at[f"Review \u2068{number}\u2069"] for number in (1, 2, 3)]
    assert at[labels["course-treatment"]] == 0
    # Three of twelve months, six of twelve.
    assert reviews == pytest.approx([26, 50, 100], abs=2)


def test_sessions_have_their_numbers_where_they_are_apart(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    first = {"treatment_date": "2027-01-14", "sampling_date": "2026-12-01"}
    apart = places(figure_of(handout_of, **first, later_sessions=["2027-03-04"]))
    assert apart["1"] < apart["2"]
    assert {labels["course-sample"], labels["course-sessions"]} <= set(apart)
    near = places(figure_of(handout_of, **first, later_sessions=["2027-01-21"]))
    assert not {"1", "2"} & set(near)


def test_without_a_day_the_course_has_no_year(handout_of: HandoutOf) -> None:
    assert not any(text.isdigit() for text in places(figure_of(handout_of)))


def test_names_that_would_touch_stand_at_two_heights(handout_of: HandoutOf) -> None:
    first = {"treatment_date": "2026-12-08", "sampling_date": "2026-12-01", "sessions": 1}
    figure = figure_of(handout_of, **first)
    assert len({label.y for label in figure.labels if not label.text.isdigit()}) > 1

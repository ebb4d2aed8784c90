from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from clinic_aid.content.filling import without_isolates
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.clinic import Clinic, ClosedPeriod
from clinic_aid.handout.model import Handout
from clinic_aid.handout.timeline_page import TimelinePage

HandoutOf = Callable[..., Handout]
Printed = Callable[..., bytes]
Texts = Callable[[bytes], tuple[str, ...]]


def tree(**changes: Any) -> dict[str, Any]:
    plan = {"product": "own-fat-cells", "treatment_date": "2026-12-03"} | changes.pop("plan", {})
    whole = {"patient": {"name": "Amira Haddad"}, "plan": plan, "consultation_date": "2026-11-16"}
    return whole | changes


def timeline(handout: Handout) -> TimelinePage:
    assert handout.timeline is not None
    return handout.timeline


def test_every_phase_says_or_no_change(handout_of: HandoutOf, pack: ContentPack) -> None:
    phases = timeline(handout_of(tree())).phases
    assert len(phases) == len(pack.phases)
    assert all(phase.or_no_change and phase.sure for phase in phases)


def test_the_timeline_says_what_it_counts_from(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    day = "Thursday 3 December 2026"
    last = "Thursday 4 March 2027"
    two = {"later_sessions": ["2027-03-04"]}
    cases = {
        "timeline-dated": tree(),
        "timeline-last": tree(plan=two),
        "timeline-if": tree(decision="think-about-it"),
        "timeline-if-last": tree(plan=two, decision="think-about-it"),
        "timeline-undated": tree(plan={"treatment_date": None}),
        "timeline-last-undated": tree(plan={"sessions": 3}),
    }
    for key, source in cases.items():
        intro = without_isolates(timeline(handout_of(source)).intro)
        assert intro.startswith(
            labels[key].format(day=last if key == "timeline-last" else day, last=last)
        )


def test_agreed_reviews_stand_in_place_of_the_usual_ones(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    plan = {"reviews": [{"day": "2027-03-05", "at": "14:30"}, {"day": "2027-06-04"}]}
    reviews = timeline(handout_of(tree(plan=plan))).reviews
    assert [(without_isolates(row.name), without_isolates(row.value)) for row in reviews] == [
        (f"{labels['review-number'].format(number=1)}, 14:30", "Friday 5 March 2027"),
        (labels["review-number"].format(number=2), "Friday 4 June 2027"),
    ]


def test_a_review_without_an_open_day_says_so_and_warns_the_consultant(
    handout_of: HandoutOf, clinic: Clinic, labels: Mapping[str, str], pack: ContentPack
) -> None:
    holiday = ClosedPeriod(first=date(2027, 2, 20), last=date(2027, 4, 4))
    handout = handout_of(tree(), at=replace(clinic, closed_periods=(holiday,)))
    first = without_isolates(timeline(handout).reviews[0].value)
    window = labels["date-span"].format(first="Wednesday 3", last="Thursday 18 March 2027")
    assert first.startswith(f"{window}. ")
    assert first.endswith(labels["no-open-day"])
    expected = labels["concern-no-open-day"].format(subject=pack.reviews["month-3"].title)
    assert expected in [without_isolates(concern.text) for concern in handout.concerns]


def test_agreed_reviews_are_said_without_a_treatment_date(handout_of: HandoutOf) -> None:
    plan = {"treatment_date": None, "reviews": [{"day": "2027-03-05"}]}
    (review,) = timeline(handout_of(tree(plan=plan))).reviews
    assert without_isolates(review.value) == "Friday 5 March 2027"


def test_a_review_stands_after_the_phase_that_it_ends(handout_of: HandoutOf) -> None:
    page = timeline(handout_of(tree(plan={"sessions": 1})))
    assert [len(phase.reviews) for phase in page.phases] == [0, 1, 1, 0, 1]


def test_two_phases_of_one_tone_look_different(handout_of: HandoutOf) -> None:
    page = timeline(handout_of(tree(plan={"sessions": 1})))
    looks = [phase.look for phase in page.phases]
    assert looks == ["heal", "wait", "change", "judge", "last"]
    assert set(page.looks) == set(looks)

from collections.abc import Callable, Mapping

import pytest

from clinic_aid.content.model import ContentPack
from clinic_aid.handout.model import Handout

HandoutOf = Callable[..., Handout]


@pytest.mark.parametrize(
    ("sample", "stands"),
    [
        ("think-about-it", "open"),
        ("no-date", "open"),
        ("decided-no", "off"),
        ("stop-check", "off"),
        ("under-18", "off"),
    ],
)
def test_the_decision_is_asked_as_it_stands(
    sample: str, stands: str, handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    assert handout_of(sample).decision.decision == labels[f"deciding-{stands}"]


def test_who_was_treated_is_asked_if_they_want_more(
    handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    tree = {
        "patient": {"name": "Amira Haddad"},
        "consultation_date": "2026-11-16",
        "plan": {
            "product": "own-fat-cells",
            "treatment_date": "2026-11-02",
            "sessions": 1,
        },
    }
    assert handout_of(tree).decision.decision == labels["deciding-given"]


def test_doing_nothing_is_said_to_be_a_choice(handout_of: HandoutOf) -> None:
    assert handout_of("go-ahead").decision.choice == "Doing nothing is a choice too."


@pytest.mark.parametrize("sample", ["go-ahead", "decided-no", "under-18"])
def test_the_front_says_that_it_is_not_approved_and_who_earns(
    sample: str, handout_of: HandoutOf, pack: ContentPack
) -> None:
    front = handout_of(sample).decision
    assert "We found no approval for it anywhere we looked." in front.not_proven
    assert front.disclosure == pack.pack.disclosure


@pytest.mark.parametrize("sample", ["go-ahead", "decided-no", "under-18", "topical", "full"])
def test_the_front_sums_up_the_studies_the_harm_and_the_other_choices(
    sample: str, handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    studies, harm, others = handout_of(sample).decision.in_short
    assert studies.endswith("Nobody can promise you a result.")
    assert harm == labels["short-harm"]
    assert "other treatments" in others


def test_hair_loss_and_what_it_is_like_to_live_with_are_told(handout_of: HandoutOf) -> None:
    front = handout_of("go-ahead").decision
    assert "affects about half of men" in front.condition
    assert front.living[0].endswith("make you feel less sure of yourself.")
    assert front.figure.caption

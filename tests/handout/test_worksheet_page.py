from collections.abc import Callable, Mapping

import pytest

from clinic_aid.content.model import ContentPack
from clinic_aid.handout.model import Handout

HandoutOf = Callable[..., Handout]
# More in one list are hard to keep in view.
MOST_IN_A_LIST = 7


def test_what_the_patient_named_stands_first_and_everything_once(
    handout_of: HandoutOf, pack: ContentPack, labels: Mapping[str, str]
) -> None:
    tree = {
        "patient": {"name": "Amira Haddad"},
        "plan": {"product": "own-fat-cells"},
        "what_matters": ["time", "My wedding"],
    }
    named, *others = handout_of(tree).worksheet.matters
    assert named.title == labels["worksheet-named"]
    assert named.texts == (pack.matters["time"], "\u2068My wedding\u2069")
    told = [text for group in others for text in group.texts]
    assert sorted(told) == sorted(set(pack.matters.values()) - {pack.matters["time"]})


def test_the_worksheet_asks_though_nothing_was_named(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    page = handout_of("minimal").worksheet
    assert sorted(text for group in page.matters for text in group.texts) == sorted(
        pack.matters.values()
    )
    assert all(len(group.texts) <= MOST_IN_A_LIST for group in page.matters)
    assert len(page.marks) == len(page.step_heads) == len(page.first_step) == 3
    assert page.empty_steps


@pytest.mark.parametrize(
    ("sample", "is_offered"),
    [("think-about-it", True), ("decided-no", False), ("stop-check", False), ("under-18", False)],
)
def test_this_treatment_can_be_ticked_unless_it_is_off(
    sample: str, is_offered: bool, handout_of: HandoutOf, labels: Mapping[str, str]
) -> None:
    answers = handout_of(sample).worksheet.answers
    assert (labels["worksheet-this"] in answers) is is_offered
    assert {labels["worksheet-none"], labels["worksheet-wait"]} <= set(answers)

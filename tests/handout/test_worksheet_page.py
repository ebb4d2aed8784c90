from collections.abc import Callable

from clinic_aid.content.model import ContentPack
from clinic_aid.handout.model import Handout

HandoutOf = Callable[..., Handout]


def test_what_the_patient_named_stands_first_and_everything_once(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    tree = {
        "patient": {"name": "Amira Haddad"},
        "plan": {"product": "own-fat-cells"},
        "what_matters": ["time", "My wedding"],
    }
    matters = handout_of(tree).worksheet.matters
    assert matters[:2] == (pack.matters["time"], "\u2068My wedding\u2069")
    assert sorted(matters[2:]) == sorted(set(pack.matters.values()) - {pack.matters["time"]})


def test_the_worksheet_asks_though_nothing_was_named(
    handout_of: HandoutOf, pack: ContentPack
) -> None:
    page = handout_of("minimal").worksheet
    assert page.matters == tuple(pack.matters.values())
    assert len(page.marks) == len(page.step_heads) == 3
    assert page.first_step
    assert page.empty_steps

"""The talk tells each product's own studies; those of another one explain nothing of it."""

from collections.abc import Mapping

import pytest

from clinic_aid.content.filling import without_isolates
from tests.talk.conftest import TalkOf
from tests.talk.test_coverage import texts_of

# Products by how they are planned, each with words that name its own studies.
PLANS: Mapping[str, tuple[Mapping[str, str], tuple[str, ...]]] = {
    "fat": ({"product": "own-fat-cells"}, ("71 people", "188 people")),
    "same-day": (
        {"product": "own-follicle-cells", "preparation": "same-day"},
        ("27 people", "33 people", "140 adults"),
    ),
    "grown": (
        {"product": "own-follicle-cells", "preparation": "grown"},
        ("65 people", "36 adults", "three doses"),
    ),
    "marrow": ({"product": "own-marrow-cells"}, ("had 40 people",)),
    "medium": ({"product": "cell-free-fluid", "kind": "medium"}, ("221 people", "had 30 people")),
    "extract": ({"product": "cell-free-fluid", "kind": "extract"}, ("38 people",)),
    "exosomes": ({"product": "cell-free-fluid", "kind": "exosomes"}, ("20 men", "plant extracts")),
}


@pytest.fixture
def explained(talk_of: TalkOf, plan: str) -> str:
    """Give what the talk explains of the product that is planned."""
    talk = talk_of(PLANS[plan][0])
    assert talk.pages is not None
    told = (talk.screens, talk.faq, talk.pages.evidence, talk.pages.findings, talk.general.unknowns)
    return "\n".join(without_isolates(text) for text in texts_of(told))


@pytest.mark.parametrize("plan", PLANS)
def test_no_study_of_another_product_is_told(explained: str, plan: str) -> None:
    others = [words for name, (_, own) in PLANS.items() if name != plan for words in own]
    assert [words for words in others if words in explained] == []


@pytest.mark.parametrize("plan", PLANS)
def test_the_studies_of_the_product_are_told(explained: str, plan: str) -> None:
    assert [words for words in PLANS[plan][1] if words not in explained] == []


@pytest.mark.parametrize("plan", PLANS)
def test_counted_harm_has_a_screen_where_there_is_some(talk_of: TalkOf, plan: str) -> None:
    talk = talk_of({**PLANS[plan][0], "delivery": "injection"})
    assert talk.pages is not None
    assert ("risk-results" in talk.screens) == bool(talk.pages.risk_findings) == (plan == "grown")

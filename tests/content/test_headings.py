from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from clinic_aid.content.headings import headings_of
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.records import Headings

SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "full.yaml"


@pytest.fixture(scope="module")
def tree() -> dict[str, Any]:
    # Dates as text, as the tree of a consultation has them.
    found: dict[str, Any] = yaml.load(SAMPLE.read_text(encoding="utf-8"), yaml.BaseLoader)
    return found


def test_the_headings_of_a_whole_consultation(tree: dict[str, Any], shipped: ContentPack) -> None:
    found = headings_of(tree, shipped, language="en")
    assert found.name == tree["patient"]["name"]
    assert found.birth_date == date.fromisoformat(tree["patient"]["birth_date"])
    assert found.day == date.fromisoformat(tree["consultation_date"])
    assert found.product == tree["plan"]["product"]


def test_the_words_are_those_that_people_type(shipped: ContentPack) -> None:
    product = next(iter(shipped.products))
    tree = {
        "patient": {"name": "Amira Haddad"},
        "consultation_date": "2026-11-21",
        "plan": {"product": product, "treatment_date": "2026-12-03"},
    }
    words = headings_of(tree, shipped, language="en").words
    for word in (
        "Amira Haddad",
        shipped.products[product].name,
        "Saturday 21 November 2026",
        "2026-11-21",
        "21.11.2026",
        "Thursday 3 December 2026",
    ):
        assert word in words


def test_an_unknown_product_is_found_by_its_key(shipped: ContentPack) -> None:
    found = headings_of({"plan": {"product": "of-old"}}, shipped, language="en")
    assert (found.product, found.words) == ("of-old", "of-old")


def test_a_name_is_cut_in_the_list_and_whole_in_the_search(shipped: ContentPack) -> None:
    name = "n" * 10_000
    found = headings_of({"patient": {"name": name}}, shipped, language="en")
    assert found.name == name[:200]
    assert found.words == name


@pytest.mark.parametrize(
    "tree",
    [
        {},
        {"patient": None, "plan": [], "consultation_date": 7, "decision": {}},
        {"patient": {"name": "   ", "birth_date": "31.12.1990"}, "plan": {"product": ["x"]}},
        {"patient": {"name": 7}, "consultation_date": "2026-02-30"},
        {"patient": [{"name": "Amira"}]},
    ],
)
def test_nothing_in_a_half_written_consultation_is_a_fault(
    shipped: ContentPack, tree: dict[str, object]
) -> None:
    assert headings_of(tree, shipped, language="en") == Headings()

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from clinic_aid.errors import InputError
from clinic_aid.scores.instruments import Scoring
from clinic_aid.scores.ratings import read_ratings

Rate = Callable[..., None]


def faults(own: Path, scoring: Scoring) -> str:
    with pytest.raises(InputError) as caught:
        read_ratings(own, scoring)
    return str(caught.value)


def edited(own: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the tree of the first rater's file."""
    file = own / "rater-a.yaml"
    tree = yaml.safe_load(file.read_text(encoding="utf-8"))
    change(tree)
    file.write_text(yaml.safe_dump(tree, sort_keys=False), encoding="utf-8")


def test_without_files_nobody_has_rated(own: Path, scoring: Scoring) -> None:
    assert read_ratings(own, scoring) == ()


def test_both_sets_are_kept(own: Path, scoring: Scoring, rate: Rate) -> None:
    rate("a")
    rate("b", changes={"pemat/plan/2": "no"})
    first, second = read_ratings(own, scoring)
    assert first.ratings["pemat"]["plan"]["2"].rating == "yes"
    assert second.ratings["pemat"]["plan"]["2"].rating == "no"


@pytest.mark.parametrize(
    ("path", "grade", "told"),
    [
        ("pemat/plan/2", 3, "ratings.pemat.plan.2: must be one of no, yes"),
        ("pemat/plan/2", "na", "ratings.pemat.plan.2: always applies; give a grade"),
        ("ipdas/facts-and-plan/C1", 5, "C1: must be one of 1, 2, 3, 4"),
        ("discern/facts-and-plan/1", "yes", "must be one of 1, 2, 3, 4, 5"),
    ],
)
def test_a_grade_off_the_scale_is_told_with_its_place(  # noqa: PLR0917
    path: str, grade: object, told: str, own: Path, scoring: Scoring, rate: Rate
) -> None:
    rate("a", changes={path: grade})
    found = faults(own, scoring)
    assert found.startswith("rater-a.yaml: ")
    assert told in found
    assert "(line " in found


def test_a_missing_item_is_told_with_what_it_asks(own: Path, scoring: Scoring, rate: Rate) -> None:
    rate("a")
    edited(own, lambda tree: tree["ratings"]["cdc"]["fridge"].pop("5"))
    assert "ratings.cdc.fridge.5: is missing; rate it: Does it ask this" in faults(own, scoring)


def test_a_missing_part_and_a_missing_digest_are_told(
    own: Path, scoring: Scoring, rate: Rate
) -> None:
    rate("a")
    edited(own, lambda tree: (tree["ratings"]["cdc"].pop("plan"), tree["words"].pop("plan")))
    found = faults(own, scoring)
    assert "ratings.cdc.plan: is missing; rate it" in found
    assert "words.plan: is missing; clinic-aid content check --scores tells it" in found


def test_an_unknown_item_a_part_not_rated_and_an_unknown_key_are_told(
    own: Path, scoring: Scoring, rate: Rate
) -> None:
    rate("a")
    one = {"rating": "yes", "place": "page 1", "why": "It does, in plain words."}

    def change(tree: dict[str, Any]) -> None:
        tree["ratings"]["pemat"]["plan"]["13"] = one
        tree["ratings"]["discern"]["plan"] = {"1": {**one}}

    edited(own, change)
    found = faults(own, scoring)
    assert "ratings.pemat.plan.13: is no item of PEMAT-P; delete it" in found
    assert "ratings.discern.plan: is not rated by DISCERN; delete it" in found
    edited(own, lambda tree: tree.update(mood="good"))
    assert "mood: " in faults(own, scoring)


@pytest.mark.parametrize("key", ["C3", "K16"])
def test_what_the_program_decides_is_not_for_raters(
    key: str, own: Path, scoring: Scoring, rate: Rate
) -> None:
    rate("a")
    one = {"rating": 4, "place": "page 1", "why": "It does, in plain words."}
    edited(own, lambda tree: tree["ratings"]["ipdas"]["facts-and-plan"].update({key: one}))
    assert f"{key}: is not for raters: the program decides it; delete it" in faults(own, scoring)


@pytest.mark.parametrize("field", ["place", "why"])
def test_a_rating_says_where_and_why(field: str, own: Path, scoring: Scoring, rate: Rate) -> None:
    rate("a")
    edited(own, lambda tree: tree["ratings"]["cdc"]["plan"]["1"].update({field: ""}))
    assert f"ratings.cdc.plan.1.{field}: " in faults(own, scoring)


def test_one_person_does_not_rate_twice(own: Path, scoring: Scoring, rate: Rate) -> None:
    rate("a")
    rate("b", rater="Rater A")
    assert "rater-b.yaml: rater: is the same as in rater-a.yaml" in faults(own, scoring)

from pathlib import Path

import pytest
from pydantic import ValidationError

from clinic_aid.errors import InputError
from clinic_aid.scores.checks import CHECKS
from clinic_aid.scores.instruments import (
    WHOLE,
    ItemGroup,
    RatedItem,
    Scoring,
    Target,
    read_scoring,
)


@pytest.mark.parametrize(
    ("name", "items"), [("pemat", 24), ("cdc", 20), ("ipdas", 35), ("discern", 16)]
)
def test_every_item_of_each_instrument_is_there(scoring: Scoring, name: str, items: int) -> None:
    assert len(scoring.instruments[name].items) == items


@pytest.mark.parametrize(
    ("group", "items"), [("qualifying", 6), ("certifying", 6), ("quality", 23)]
)
def test_ipdas_has_its_items_that_are_not_about_screening(
    scoring: Scoring, group: str, items: int
) -> None:
    found = [it for it in scoring.instruments["ipdas"].items.values() if it.group == group]
    assert len(found) == items


def test_every_check_that_an_item_names_is_there_and_no_other(scoring: Scoring) -> None:
    named = {
        item.check
        for instrument in scoring.instruments.values()
        for item in instrument.items.values()
        if item.check
    }
    assert named == CHECKS


def test_an_instrument_is_rated_for_each_part_or_once(scoring: Scoring) -> None:
    assert scoring.subjects_of("pemat") == ("fridge", "plan", "facts", "not-now")
    assert scoring.subjects_of("ipdas") == (WHOLE,)


def test_what_nobody_has_done_is_met_by_no_rating(scoring: Scoring) -> None:
    items = scoring.instruments["ipdas"].items
    unmet = {key for key, item in items.items() if item.unmet}
    assert unmet == {"K12", "K13", "K14", "K15", "K16", "K17", "K22", "K23"}
    assert not any(items[key].rated for key in unmet)


@pytest.mark.parametrize(
    ("scale", "grade", "is_met"),
    [
        *[("yes-no", "yes", True), ("yes-no", "no", False), ("1-4", 3, True), ("1-4", 2, False)],
        *[("1-5", 4, True), ("1-5", 3, False)],
    ],
)
def test_an_item_is_met_from_a_grade_on(scale: str, grade: str | int, is_met: bool) -> None:
    group = ItemGroup.model_validate({"title": "Some", "scale": scale})
    assert group.is_met(grade) is is_met  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "item",
    [
        {"rated": False},
        {"unmet": "Nobody did."},
        {"rated": True, "check": "dated", "unmet": "Nobody did."},
    ],
)
def test_an_item_is_decided_by_somebody(item: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="needs raters"):
        RatedItem.model_validate({"group": "core", "asks": "Is it?"} | item)


def test_a_target_is_one_count() -> None:
    with pytest.raises(ValidationError, match="needs one of"):
        Target(percent=90, met=3)


def test_a_fault_of_an_instrument_is_told_with_its_place(own: Path) -> None:
    file = own / "cdc.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("group: risk", "group: risks", 1), encoding="utf-8")
    with pytest.raises(InputError, match=r"cdc\.yaml: .*there is no group risks"):
        read_scoring(own)

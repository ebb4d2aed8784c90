from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from clinic_aid.entry.checking import Checking
from clinic_aid.entry.draft import Checked
from clinic_aid.entry.presentable import NOBODY, presentable

Tree = dict[str, Any]
_DAY = date(2026, 12, 3)


@pytest.fixture
def tree() -> Tree:
    return {
        "patient": {"name": "Amira Haddad"},
        "plan": {"product": "own-fat-cells", "treatment_date": "2026-12-03"},
    }


def test_whole_consultation_is_presented_as_it_is(check: Checking, full_tree: Tree) -> None:
    assert presentable(full_tree, check) == check(full_tree).consultation


def test_entries_are_not_changed(check: Checking, tree: Tree) -> None:
    tree["plan"]["sessions"] = 99
    before = deepcopy(tree)

    presentable(tree, check)

    assert tree == before


@pytest.mark.parametrize("name", [None, "", "  ", "\u200b", 7, "x" * 300, "a\x00b"])
def test_name_that_is_missing_or_wrong_is_nobody(check: Checking, tree: Tree, name: object) -> None:
    tree["patient"] = {} if name is None else {"name": name}

    consultation = presentable(tree, check)

    assert consultation is not None
    assert consultation.patient.name == NOBODY
    assert consultation.plan.treatment_date == _DAY


@pytest.mark.parametrize(
    "plan", [None, {}, [], "later", {"product": None}, {"product": "none"}, {"product": [1]}]
)
def test_without_a_product_there_is_nothing_to_present(
    check: Checking, tree: Tree, plan: object
) -> None:
    tree["plan"] = plan

    assert presentable(tree, check) is None


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("plan.sessions", 99),
        ("plan.full_cost", "x" * 300),
        ("plan.delivery", "no-such-way"),
        ("plan.sampling_time", "soon"),
        ("plan.later_sessions", ["soon"]),
        ("plan.unknown", 1),
        ("consultant", "x" * 300),
        ("notes_for_patient", "x" * 5000),
        ("questions", [{"question": "Why?"}] * 60),
        ("questions", [{"answer": "So."}]),
        ("questions", "Why?"),
        ("decision", "maybe"),
        ("shown", [7, {"screen": 5}, {"screen": "a", "at": "soon"}, {}]),
        ("finding", {"strokes": [{"view": "top", "points": [[0, 9]]}]}),
        ("checks", {"no-such-check": {"answer": "yes"}}),
        ("patient.language", "xx"),
        ("unknown", 1),
        ("format", 2),
        ("clinic", {"closed_periods": [{"first": "2027-01-02", "last": "2027-01-01"}]}),
    ],
)
def test_entry_at_fault_takes_nothing_with_it(
    check: Checking, tree: Tree, path: str, value: object
) -> None:
    *parents, last = path.split(".")
    node = tree
    for key in parents:
        node = node[key]
    node[last] = value
    assert check(tree).consultation is None

    consultation = presentable(tree, check)

    assert consultation is not None
    assert consultation.patient.name == "Amira Haddad"
    assert (consultation.plan.product, consultation.plan.treatment_date) == ("own-fat-cells", _DAY)


def test_date_that_is_none_is_left_out(check: Checking, tree: Tree) -> None:
    tree["plan"]["treatment_date"] = "soon"

    consultation = presentable(tree, check)

    assert consultation is not None
    assert consultation.plan.treatment_date is None


def test_dates_that_contradict_each_other_are_all_left_out(check: Checking, tree: Tree) -> None:
    tree["plan"]["sampling_date"] = "2027-01-01"

    consultation = presentable(tree, check)

    assert consultation is not None
    assert consultation.plan.treatment_date is None
    assert consultation.plan.sampling_date is None


def test_several_faults_of_one_whole_are_left_out_one_by_one(check: Checking, tree: Tree) -> None:
    tree["plan"].update(sessions=99, full_cost="x" * 300)
    tree["consultant"] = "x" * 300

    consultation = presentable(tree, check)

    assert consultation is not None
    assert consultation.plan.treatment_date == _DAY
    assert consultation.consultant is None


def test_good_entries_of_a_list_stay(check: Checking, tree: Tree) -> None:
    tree["questions"] = [7, {"question": "Why?"}, {"answer": "So."}, {"question": 5}]

    consultation = presentable(tree, check)

    assert consultation is not None
    assert [asked.question for asked in consultation.questions] == ["Why?"]


@pytest.mark.parametrize("count", [150, 1000])
def test_however_many_entries_are_unknown_few_checks_are_made(
    check: Checking, tree: Tree, count: int
) -> None:
    tree |= {f"k{number}": 1 for number in range(count)}
    asked = 0

    def counted(tree: Mapping[str, object]) -> Checked:
        nonlocal asked
        asked += 1
        return check(tree)

    presentable(tree, counted)

    assert asked <= 8


def test_a_hundred_and_fifty_unknown_entries_are_left_out(check: Checking, tree: Tree) -> None:
    whole = presentable(tree, check)
    assert whole is not None
    assert presentable(tree | {f"k{number}": 1 for number in range(150)}, check) == whole

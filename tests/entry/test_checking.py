"""A tree as it was entered: is it a consultation, and is it asked about once only."""

from collections.abc import Mapping
from typing import Any

from clinic_aid.entry.checking import Checking, Presentable
from clinic_aid.entry.draft import Checked, Draft


def test_whole_tree_is_a_consultation_without_faults(
    check: Checking, full_tree: Mapping[str, Any]
) -> None:
    checked = check(full_tree)
    assert checked.consultation is not None
    assert checked.consultation.patient.name == full_tree["patient"]["name"]
    assert not checked.faults


def test_fault_is_named_by_the_path_of_its_entry(
    check: Checking, full_tree: Mapping[str, object]
) -> None:
    draft = Draft(full_tree)
    draft.put("plan.product", "snake_oil")
    checked = check(draft.tree)
    assert checked.consultation is None
    assert [fault.path for fault in checked.faults] == ["plan.product"]


def test_language_without_texts_is_a_fault(
    check: Checking, full_tree: Mapping[str, object]
) -> None:
    draft = Draft(full_tree)
    draft.put("patient.language", "de")
    checked = check(draft.tree)
    assert checked.consultation is None
    assert [fault.path for fault in checked.faults] == ["patient.language"]


def test_same_tree_is_checked_once(check: Checking, full_tree: Mapping[str, object]) -> None:
    asked = _Counted(check)
    presentable = Presentable(asked)
    first = presentable(full_tree)
    assert presentable(full_tree) is first
    assert asked.times == 1


def test_one_is_not_the_same_as_true(check: Checking, full_tree: Mapping[str, object]) -> None:
    asked = _Counted(check)
    presentable = Presentable(asked)
    presentable({**full_tree, "format": 1})
    presentable({**full_tree, "format": True})
    assert asked.times > 1


def test_what_is_tried_to_present_a_faulty_tree_does_not_make_it_be_checked_again(
    check: Checking, full_tree: Mapping[str, object]
) -> None:
    faulty, asked = {**full_tree, "zz": 1}, _Counted(check)
    presentable = Presentable(asked)
    faults = presentable.check(faulty).faults
    assert presentable(faulty) is not None
    before = asked.times
    assert presentable.check(faulty).faults == faults
    assert presentable(faulty) is not None
    assert asked.times == before


class _Counted(Checking):
    def __init__(self, check: Checking) -> None:
        self._check, self.times = check, 0

    def __call__(self, tree: Mapping[str, object]) -> Checked:
        self.times += 1
        return self._check(tree)

"""A consultation to talk about, although not everything in it is right or there yet."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from clinic_aid.domain.blank import is_blank
from clinic_aid.domain.consultation import Consultation
from clinic_aid.entry.draft import Checked, Draft
from clinic_aid.files.tree import MORE_FAULTS

Check = Callable[[Mapping[str, object]], Checked]

_TRIES = 8
NOBODY = "\u2026"
"""Stands for the name while none is entered; no screen shows a name."""
# What may contradict each other, so that nobody can say which of them is wrong.
_DATES: Final = frozenset(
    {"sampling_date", "treatment_date", "later_sessions", "already_done", "reviews"}
)
_NEEDED: Final = frozenset({"patient", "plan", "plan.product"})
_WHOLES: Final = ("", "plan")
_INSIDE: Final = re.compile(r"\.[^.\[\]]*$|\[[^\[\]]*\]$")


def presentable(tree: Mapping[str, object], check: Check) -> Consultation | None:
    """Give the consultation without its faulty entries; None while no product is chosen.

    A talk goes on while an entry is missing or wrong: the form says so, the screens say
    "not yet agreed".
    """
    draft = Draft(tree)
    for _ in range(_TRIES):
        if is_blank(draft.text("patient.name") or ""):
            draft.put("patient.name", NOBODY)
        checked = check(draft.tree)
        if checked.consultation is not None:
            return checked.consultation
        if draft.text("plan.product") is None:
            return None
        _leave_out(draft, [fault.path for fault in checked.faults if fault.path not in _WHOLES])
        for fault in checked.faults:
            # Where there are more faults than are told, it is no whole that is at fault.
            if fault.path in _WHOLES and fault.message != MORE_FAULTS:
                _mend(draft, fault.path, fault.message, check)
    return None


def _leave_out(draft: Draft, paths: Sequence[str]) -> None:
    before = draft.tree
    draft.remove_all(paths)
    if draft.holds(before):
        # What is missing cannot be left out; what it is missing from can.
        draft.remove_all(_INSIDE.sub("", path) for path in paths)


def _mend(draft: Draft, path: str, message: str, check: Check) -> None:
    """Leave out what is at fault in a whole that says no more than that it is faulty."""
    held = draft.tree if not path else draft.value(path)
    names = sorted(held) if isinstance(held, dict) else []
    paths = [f"{path}.{name}".lstrip(".") for name in names if name not in _DATES]
    for single in paths:
        if single not in _NEEDED and not _says(message, _without(draft, single), path, check):
            draft.put(single, None)
            return
    dates = [f"plan.{name}" for name in _DATES]
    if not path:
        dates.append("patient.birth_date")
    if any(draft.value(name) is not None for name in dates):
        for name in dates:
            draft.put(name, None)
        return
    for single in paths:
        if single not in _NEEDED:
            draft.put(single, None)


def _without(draft: Draft, path: str) -> Draft:
    other = Draft(draft.tree)
    other.put(path, None)
    return other


def _says(message: str, draft: Draft, path: str, check: Check) -> bool:
    faults = check(draft.tree).faults
    return any((fault.path, fault.message) == (path, message) for fault in faults)

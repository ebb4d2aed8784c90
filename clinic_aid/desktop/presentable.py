"""A consultation to talk about, although not everything in it is right or there yet."""

from collections.abc import Callable, Mapping

from clinic_aid.desktop.draft import Draft
from clinic_aid.desktop.services import Checked
from clinic_aid.domain.consultation import Consultation

_TRIES = 8
NOBODY = "\u2026"
"""Stands for the name while none is entered; no screen shows a name."""
# What may contradict each other within the plan, and then stays out of the talk.
_DATES = ("sampling_date", "treatment_date", "later_sessions", "reviews")


def presentable(
    tree: Mapping[str, object], check: Callable[[Mapping[str, object]], Checked]
) -> Consultation | None:
    """Give the consultation without its faulty entries; None while no product is chosen.

    A talk goes on while an entry is missing or wrong: the form says so, the screens say
    "not yet agreed".
    """
    draft = Draft(tree)
    if not (draft.text("patient.name") or "").strip():
        draft.put("patient.name", NOBODY)
    for _ in range(_TRIES):
        checked = check(draft.tree)
        if checked.consultation is not None:
            return checked.consultation
        for fault in reversed(checked.faults):
            _leave_out(draft, fault.path)
        if draft.text("plan.product") is None:
            return None
        if not (draft.text("patient.name") or "").strip():
            draft.put("patient.name", NOBODY)
    return None


def _leave_out(draft: Draft, path: str) -> None:
    if path in ("", "plan"):
        for name in _DATES:
            draft.put(f"plan.{name}", None)
        if not path:
            draft.put("patient.birth_date", None)
    else:
        draft.remove(path)

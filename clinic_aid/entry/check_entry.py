"""A health question's entry in the file: its answer, and who cleared it, when and how."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from clinic_aid.domain.consultation import is_clearing
from clinic_aid.domain.unfinished import day_at, text_at

OPEN: Final = ("yes", "unsure")
"""The answers after which somebody has to look."""
CLEARING: Final = ("cleared_by", "cleared_on", "cleared_how")
"""The entries of a check that are put together in one act, and taken back together."""
_WAYS: Final = ("letter", "spoken", "test")


def clearing_of(entry: Mapping[str, object]) -> tuple[str, date, str] | None:
    """Give by whom, when and how a check was cleared; None while one of the three is missing."""
    who, day = text_at(entry, "cleared_by"), day_at(entry, "cleared_on")
    how = text_at(entry, "cleared_how")
    if who is None or day is None or how not in _WAYS or not is_clearing(who, day, how):
        return None
    return who, day, how


def claimed_by(entry: Mapping[str, object]) -> str:
    """Give who is noted for a check that is not cleared all the same."""
    return "" if clearing_of(entry) else text_at(entry, "cleared_by") or ""


def with_answer(entry: Mapping[str, object], answer: object) -> dict[str, object] | None:
    """Give the entry with another answer; None where it is taken back."""
    if answer is None:
        return None
    # With a no there is nothing to clear; the rest of the entry is kept.
    kept = without_clearing(entry) if answer == "no" else entry
    return {**kept, "answer": answer}


def with_clearing(entry: Mapping[str, object], who: str, day: date, how: str) -> dict[str, object]:
    """Give the entry as somebody cleared it."""
    return {**entry, **dict(zip(CLEARING, (who, day.isoformat(), how), strict=True))}


def without_clearing(entry: Mapping[str, object]) -> dict[str, object]:
    """Give an entry of a check as if nobody had cleared it."""
    return {name: value for name, value in entry.items() if name not in CLEARING}

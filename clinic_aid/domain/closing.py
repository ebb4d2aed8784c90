"""When a consultation is closed, and what a new one takes over from it.

A given guide is proof of what was said. So a consultation whose guide was given is closed once
its day is over: it is read, and corrected by notes. What comes later has a record of its own.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from clinic_aid.domain.consultation import is_clearing
from clinic_aid.domain.records import Entry, Tree
from clinic_aid.domain.unfinished import day_at, text_at

_CARRIED: Final = (
    "format", "patient", "content", "finding", "consultant", "clinic", "plan", "what_matters",
    "decision",
)  # fmt: skip
_OF_THE_TALK: Final = ("shown", "questions", "teach_back", "notes_for_patient")


def last_open_day(day: date | None, first_given: datetime | None) -> date | None:
    """Give the last local day on which a consultation may change; None where it has none yet.

    It is the later of its own day and of that on which one of its guides was first given.
    """
    if first_given is None:
        return None
    given = first_given.astimezone().date()
    return given if day is None else max(given, day)


def is_closed(entry: Entry, today: date) -> bool:
    """Say whether a consultation is read only, and corrected by notes."""
    last = last_open_day(entry.headings.day, entry.first_given)
    return last is not None and today > last


def continued(tree: Tree, *, today: date, closed: Tree) -> dict[str, object]:
    """Give the tree of a new consultation that follows one that is closed.

    Carried over is who the patient is, what was seen, agreed, done and decided. What was said
    and shown in the talk stays with the earlier one. Health questions are asked again; only an
    answer that still stops something is carried, so that nothing is cleared by being passed on.
    `tree` is what is entered now: what it holds beyond what is `closed` is new, and stays.
    """
    carried = {name: tree[name] for name in _CARRIED if name in tree}
    for name in _OF_THE_TALK:
        if new := _beyond(tree.get(name), closed.get(name)):
            carried[name] = new
    for name in ("checks", "red_flags"):
        if answers := _asked_again(tree.get(name), closed.get(name)):
            carried[name] = answers
    return {**carried, "consultation_date": today.isoformat()}


def _beyond(now: object, before: object) -> object:
    """Give what was added to an entry; an entry that was changed is new as a whole."""
    if now == before:
        return None
    if isinstance(now, list) and isinstance(before, list) and now[: len(before)] == before:
        return now[len(before) :]
    return now


def _asked_again(now: object, before: object) -> dict[str, object]:
    """Give the answers that are new, or that somebody still has to clear."""
    known = before if isinstance(before, Mapping) else {}
    answers = now if isinstance(now, Mapping) else {}
    return {
        key: answer
        for key, answer in answers.items()
        if answer != known.get(key) or _is_open(answer)
    }


def _is_open(answer: object) -> bool:
    if not isinstance(answer, Mapping):
        return answer in ("yes", "unsure")
    cleared = is_clearing(
        text_at(answer, "cleared_by"), day_at(answer, "cleared_on"), text_at(answer, "cleared_how")
    )
    return answer.get("answer") in ("yes", "unsure") and not cleared

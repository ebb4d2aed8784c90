"""Lists of what the patient said, as the consultation file holds them."""

from clinic_aid.domain.blank import is_blank
from clinic_aid.entry.draft import Draft

Entry = dict[str, object]
UNSAID = "\u2026"
"""Stands for a question not written (yet): its answer, and the places of others, stay."""


def entries(draft: Draft, path: str) -> list[Entry]:
    """Give the entries of a list in the file; what is no entry there is passed over."""
    return [dict(entry) for entry in draft.entries(path)]


def questions_with(
    draft: Draft, place: int, question: object, answer: object
) -> list[Entry] | None:
    """Give the questions with one put at its place; at the end it goes when it has no words.

    Elsewhere an emptied one keeps its place: whoever writes on must not write into the next.
    """
    kept = entries(draft, "questions")
    entry: Entry = {"question": question or UNSAID}
    if answer:
        entry["answer"] = answer
    is_last = place >= len(kept) - 1
    kept[place : place + 1] = [] if is_last and _is_empty(entry) else [entry]
    return kept or None


def questions_without_empty(draft: Draft) -> list[Entry] | None:
    """Give the questions without those that were emptied."""
    return [entry for entry in entries(draft, "questions") if not _is_empty(entry)] or None


def question_of(entry: Entry) -> str:
    """Give the words of a question as they are written on."""
    words = entry.get("question")
    return "" if words is None or words == UNSAID else str(words)


def _is_empty(entry: Entry) -> bool:
    return is_blank(question_of(entry)) and is_blank(str(entry.get("answer") or ""))


def teach_back_of(draft: Draft, topic: str) -> Entry:
    """Give what was said back about a topic."""
    return next((e for e in entries(draft, "teach_back") if e.get("topic") == topic), {})


def teach_back_with(draft: Draft, topic: str, changes: Entry) -> list[Entry] | None:
    """Give what was said back, with changes to one topic; an entry without words goes."""
    kept = entries(draft, "teach_back")
    entry = {"topic": topic, **teach_back_of(draft, topic), **changes}
    entry = {key: value for key, value in entry.items() if value is not None}
    place = next((i for i, e in enumerate(kept) if e.get("topic") == topic), len(kept))
    kept[place : place + 1] = [] if entry.keys() == {"topic"} else [entry]
    return kept or None

"""Lists of what the patient said, as the consultation file holds them."""

from collections.abc import Mapping

from clinic_aid.desktop.draft import Draft

Entry = dict[str, object]


def entries(draft: Draft, path: str) -> list[Entry]:
    """Give the entries of a list in the file; what is no entry there is passed over."""
    value = draft.value(path)
    if not isinstance(value, list):
        return []
    return [dict(entry) for entry in value if isinstance(entry, Mapping)]


def questions_with(
    draft: Draft, place: int, question: object, answer: object
) -> list[Entry] | None:
    """Give the questions with one put at its place; without words it is taken out."""
    kept = entries(draft, "questions")
    entry: Entry = {"question": question} if question else {}
    if question and answer:
        entry["answer"] = answer
    if place < len(kept):
        kept[place : place + 1] = [entry] if entry else []
    elif entry:
        kept.append(entry)
    return kept or None


def teach_back_of(draft: Draft, topic: str) -> Entry:
    """Give what was said back about a topic."""
    return next((e for e in entries(draft, "teach_back") if e.get("topic") == topic), {})


def teach_back_with(draft: Draft, topic: str, changes: Entry) -> list[Entry] | None:
    """Give what was said back, with changes to one topic; an entry without words goes."""
    kept = entries(draft, "teach_back")
    entry = {"topic": topic, **teach_back_of(draft, topic), **changes}
    entry = {key: value for key, value in entry.items() if value is not None}
    others = [e for e in kept if e.get("topic") != topic]
    if len(entry) == 1:
        return others or None
    place = next((i for i, e in enumerate(kept) if e.get("topic") == topic), len(others))
    others.insert(place, entry)
    return others

"""What a kept consultation is listed and found by, in the words that people type."""

from datetime import date

from clinic_aid.content.dates import long_date, month_date
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.records import Headings, Tree

_LONGEST_NAME = 200


def headings_of(tree: Tree, pack: ContentPack, *, language: str) -> Headings:
    """Give the headings of a consultation's tree, whole or not yet; nothing in it is an error."""
    name = _text(tree, "patient", "name")
    day = _day(tree, "consultation_date")
    product = _text(tree, "plan", "product")
    known = pack.products.get(product or "")
    days = [day, _day(tree, "plan", "treatment_date")]
    words = [name, known.name if known else product]
    words += [word for found in days if found is not None for word in _spellings(found, language)]
    return Headings(
        name=name and name[:_LONGEST_NAME],
        birth_date=_day(tree, "patient", "birth_date"),
        day=day,
        product=product,
        decision=_text(tree, "decision"),
        words=" ".join(word for word in words if word),
    )


def _spellings(day: date, language: str) -> tuple[str, ...]:
    """Give a date as it is read on paper, as files have it, and as it is typed in a hurry."""
    long = long_date(day, language)
    return long, month_date(day, language), day.isoformat(), f"{day.day}.{day.month}.{day.year}"


def _text(tree: Tree, *path: str) -> str | None:
    node: object = tree
    for step in path:
        node = node.get(step) if isinstance(node, dict) else None
    return node.strip() or None if isinstance(node, str) else None


def _day(tree: Tree, *path: str) -> date | None:
    try:
        return date.fromisoformat(_text(tree, *path) or "")
    except ValueError:
        return None

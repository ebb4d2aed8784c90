"""What a kept consultation is listed and found by, in the words that people type."""

from datetime import date

from clinic_aid.content.dates import long_date, month_date
from clinic_aid.content.model import ContentPack
from clinic_aid.domain.records import Headings, Tree
from clinic_aid.domain.unfinished import day_at, text_at

_LONGEST_NAME = 200


def headings_of(tree: Tree, pack: ContentPack, *, language: str) -> Headings:
    """Give the headings of a consultation's tree, whole or not yet; nothing in it is an error."""
    name = text_at(tree, "patient.name")
    day = day_at(tree, "consultation_date")
    product = text_at(tree, "plan.product")
    known = pack.products.get(product or "")
    days = [day, day_at(tree, "plan.treatment_date")]
    words = [name, known.name if known else product]
    words += [word for found in days if found is not None for word in _spellings(found, language)]
    return Headings(
        name=name and name[:_LONGEST_NAME],
        birth_date=day_at(tree, "patient.birth_date"),
        day=day,
        product=product,
        decision=text_at(tree, "decision"),
        words=" ".join(word for word in words if word),
    )


def _spellings(day: date, language: str) -> tuple[str, ...]:
    """Give a date as it is read on paper, as files have it, and as it is typed in a hurry."""
    long = long_date(day, language)
    return long, month_date(day, language), day.isoformat(), f"{day.day}.{day.month}.{day.year}"

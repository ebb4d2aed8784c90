"""What a list of consultations is read by, and the value that each row of it becomes."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import func, select

from clinic_aid.domain.records import Entry, Headings
from clinic_aid.vault import search
from clinic_aid.vault.tables import consultation, giving, guide

LISTED: Final = (
    consultation.c.id,
    consultation.c.key,
    consultation.c.begun_at,
    consultation.c.changed_at,
    consultation.c.name,
    consultation.c.birth_date,
    consultation.c.day,
    consultation.c.product,
    consultation.c.decision,
    consultation.c.words,
    consultation.c.held,
    consultation.c.follows,
    consultation.c.newer_guide,
    consultation.c.newer_left,
)
_GUIDES = select(func.count()).where(guide.c.consultation_id == consultation.c.id)
FIRST_GIVEN: Final = (
    select(func.min(giving.c.at))
    .join(guide, guide.c.id == giving.c.guide_id)
    .where(guide.c.consultation_id == consultation.c.id)
)
LIST: Final = select(
    *LISTED,
    FIRST_GIVEN.scalar_subquery().label("first_given"),
    _GUIDES.scalar_subquery().label("guides"),
)
# Made once, not anew for each letter that is typed.
FOUND: Final = LIST.join(search.FOUND, search.FOUND.c.number == consultation.c.id).order_by(
    search.FOUND.c.number.desc()
)


def entry_of(row: Sequence[Any]) -> Entry:
    """Give a row of `LIST`; by place, since a hundred are made for each letter that is typed."""
    _, key, begun_at, changed_at, name, born, day, product, decision, words, *more = row
    held, follows, newer, left, first_given, guides = more
    return Entry(
        key=key,
        headings=Headings(
            name=name, birth_date=born, day=day, product=product, decision=decision, words=words
        ),
        begun_at=begun_at,
        changed_at=changed_at,
        guides=guides,
        held=bool(held),
        follows=follows,
        first_given=first_given,
        guides_are_older=newer is not None and newer != left,
    )

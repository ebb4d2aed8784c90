"""A consultation as it begins: with what need not be asked."""

from collections.abc import Sequence
from datetime import date


def new_consultation(
    day: date, *, consultant: str = "", products: Sequence[str] = ()
) -> dict[str, object]:
    """Give the entries of a new consultation, all of which can be changed.

    `consultant` is who unlocked the app, "" for nobody in particular. Of `products`, those that
    the clinic offers, the only one is chosen.
    """
    plan = {"product": products[0]} if len(products) == 1 else {}
    known = {"consultant": consultant} if consultant else {}
    return {
        "format": 1,
        "patient": {},
        "plan": plan,
        "consultation_date": day.isoformat(),
        **known,
    }

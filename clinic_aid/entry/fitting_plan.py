"""Which entries of a plan a product knows: what it does not know is taken back with the choice."""

from collections.abc import Mapping

from clinic_aid.content.model import Product
from clinic_aid.content.selection import values_for
from clinic_aid.entry.draft import Draft

ATTRIBUTES = ("preparation", "kind", "origin")
"""What differs between products of one name, as entries of the plan."""


def fitting_values(product: Product, origin: str | None) -> dict[str, tuple[str, ...]]:
    """Give for each entry that depends on the product the values that it may have."""
    origins = frozenset({origin}) if origin in product.origins else frozenset(product.origins)
    return values_for(product, frozenset(map(str, origins)))


def unfitting(draft: Draft, product: Product, origin: str | None) -> tuple[str, ...]:
    """Give the paths of the draft whose values this product, of this origin, does not know."""
    return tuple(
        f"plan.{name}"
        for name, values in fitting_values(product, origin).items()
        if draft.value(f"plan.{name}") not in (None, *values)
    )


def has_choice(name: str, values: tuple[str, ...]) -> bool:
    """Say whether an attribute is to be chosen: one of several, or whether it is agreed at all."""
    # A product that always comes from one place leaves nothing to choose.
    return len(values) > 1 or (name != "origin" and bool(values))


def plan_with(draft: Draft, products: Mapping[str, Product], path: str, value: object) -> Draft:
    """Give a copy of the draft with a value in its plan, and without what then does not fit."""
    changed = Draft(draft.tree)
    changed.put(path, value)
    product = products.get(changed.text("plan.product") or "")
    if product is not None and path in {"plan.product", "plan.origin"}:
        for unfit in unfitting(changed, product, changed.text("plan.origin")):
            changed.put(unfit, None)
    return changed

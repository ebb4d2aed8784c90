"""The widest cases that a pack allows for: those in which all that can be open is open."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from clinic_aid.content.blocks import Item, Varied
from clinic_aid.content.model import ContentPack
from clinic_aid.content.selection import sedations_for, skin_of
from clinic_aid.domain.case import Case

ItemT = TypeVar("ItemT", bound=Item)


def known_values(pack: ContentPack) -> Mapping[str, tuple[str, ...]]:
    """Give the values that each aspect of a case may have, where the pack says so."""
    return {
        "product": tuple(pack.products),
        "sampling": tuple(pack.samplings),
        "delivery": tuple(pack.deliveries),
        "stage": tuple(key for scale in pack.scales.values() for key in scale.stages),
    }


def widest_cases(pack: ContentPack) -> Iterator[tuple[str, Case]]:
    """Give for each product the case in which nothing but the product is known.

    What is open counts as possible, so no list of a handout for it can be longer.
    """
    for key, product in pack.products.items():
        sampling, delivery = frozenset(product.samplings), frozenset(product.deliveries)
        skin = skin_of(sampling, delivery)
        yield (
            key,
            Case(
                {
                    "product": frozenset({key}),
                    "preparation": frozenset(product.preparations),
                    "kind": frozenset(product.kinds),
                    "origin": frozenset(product.origins),
                    "sampling": sampling,
                    "delivery": delivery,
                    "skin": skin,
                    "sedation": frozenset(sedations_for(skin)),
                }
            ),
        )


def applying(section: Mapping[str, ItemT], case: Case) -> dict[str, ItemT]:
    """Give the items of a section that may apply to a case."""
    return {key: item for key, item in section.items() if item.when.condition.may_hold(case)}


def versions(
    section: Mapping[str, ItemT],
) -> Iterator[tuple[tuple[str, ...], ItemT]]:
    """Give each block by its key, and by those of each of its variants as that has it."""
    for key, item in section.items():
        yield (key,), item
        if isinstance(item, Varied):
            for name, variant in item.variants.items():
                yield (key, "variants", name), item.with_variants([variant])

"""What of a content pack applies to one patient."""

from collections.abc import Mapping
from typing import TypeVar

from clinic_aid.content.blocks import Item, Varied
from clinic_aid.content.model import ContentPack, Product
from clinic_aid.domain.case import Case
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.consultation import Consultation

ItemT = TypeVar("ItemT", bound=Item)


def case_of(consultation: Consultation, clinic: Clinic, pack: ContentPack) -> Case:
    """Give what is known of the case; what was not said may be all that the product allows."""
    plan, product = consultation.plan, pack.products[consultation.plan.product]
    origins = _chosen(plan.origin, product.origins)
    sampling = _chosen(plan.sampling, samplings_for(product, origins))
    delivery = _chosen(plan.delivery, product.deliveries)
    skin = skin_of(sampling, delivery)
    possible = {
        "product": frozenset({plan.product}),
        "preparation": _chosen(plan.preparation, product.preparations),
        "kind": _chosen(plan.kind, product.kinds),
        "origin": origins,
        "sampling": sampling,
        "delivery": delivery,
        "skin": skin,
        "sedation": _chosen(plan.sedation, sedations_for(skin)),
    }
    if consultation.patient.sex in {"female", "male"}:
        possible["sex"] = frozenset({consultation.patient.sex})
    if clinic.country is not None and plan.sleeps_in is not None:
        away = plan.sleeps_in != clinic.country
        possible["stay"] = frozenset({"abroad" if away else "home"})
    if consultation.finding.stage is not None:
        possible["stage"] = frozenset({consultation.finding.stage})
    if clinic.country is not None:
        possible["country"] = frozenset({clinic.country})
    return Case(possible)


def samplings_for(product: Product, origins: frozenset[str]) -> tuple[str, ...]:
    """Give the samplings that fit the origin: what a donor gave is not taken from the patient."""
    if origins == {"donor"}:
        return tuple(key for key in product.samplings if key == "none")
    if origins == {"own"}:
        return tuple(key for key in product.samplings if key != "none")
    return product.samplings


def values_for(product: Product, origins: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Give for each entry of a plan that depends on the product the values that it may have."""
    return {
        "preparation": product.preparations,
        "kind": product.kinds,
        "origin": product.origins,
        "sampling": samplings_for(product, origins),
        "delivery": product.deliveries,
    }


def skin_of(sampling: frozenset[str], delivery: frozenset[str]) -> frozenset[str]:
    """Say whether needles or a sample open the skin, as far as that is known."""
    opened = sampling != {"none"} or delivery != {"topical"}
    closed = "none" in sampling and "topical" in delivery
    return frozenset({"opened"} if opened else ()) | frozenset({"closed"} if closed else ())


def sedations_for(skin: frozenset[str]) -> tuple[str, ...]:
    """Give what is possible: nobody is made drowsy where nothing opens the skin."""
    return ("awake",) if skin == {"closed"} else ("awake", "sedated")


def _chosen(value: str | None, all_values: tuple[str, ...]) -> frozenset[str]:
    return frozenset(all_values) if value is None else frozenset({value})


class Selection:
    """A pack as it applies to one case; what is still open counts as possible."""

    def __init__(self, pack: ContentPack, case: Case) -> None:
        self.pack = _fitting(pack, case)
        self.case = case

    def of(self, section: Mapping[str, ItemT]) -> dict[str, ItemT]:
        """Give the items of a section that may apply, in the pack's order."""
        return {
            key: item for key, item in section.items() if item.when.condition.may_hold(self.case)
        }


def _fitting(pack: ContentPack, case: Case) -> ContentPack:
    """Give the pack with every block as it is for the case, so that each reader has the same."""
    sections = {name: getattr(pack, name) for name in type(pack).model_fields}
    return pack.model_copy(
        update={
            name: {
                key: item.fitting(case) if isinstance(item, Varied) else item
                for key, item in section.items()
            }
            for name, section in sections.items()
            if isinstance(section, Mapping)
        }
    )

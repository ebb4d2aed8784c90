"""What every part of a content pack is made of: strict values, conditions, facts and sources."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from clinic_aid.domain.case import Case, Condition
from clinic_aid.domain.day_count import Offset

Certainty = Literal["high", "moderate", "low", "very-low"]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]


def _offset(value: object) -> object:
    return Offset.parse(value) if isinstance(value, str) else value


DayOffset = Annotated[Offset, BeforeValidator(_offset)]


class Strict(BaseModel):
    """A value that refuses unknown keys and cannot be changed."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class When(Strict):
    """Which cases a block is for; every named aspect must have one of the values.

    `skin` is opened by needles or by a sample, and closed where a fluid is only put on it.
    `stay` is where the patient sleeps after treatment, seen from the clinic's country.
    """

    product: tuple[Id, ...] = ()
    preparation: tuple[Literal["same-day", "grown"], ...] = ()
    kind: tuple[Literal["medium", "extract", "exosomes"], ...] = ()
    origin: tuple[Literal["own", "donor"], ...] = ()
    sampling: tuple[Id, ...] = ()
    delivery: tuple[Id, ...] = ()
    skin: tuple[Literal["opened", "closed"], ...] = ()
    sedation: tuple[Literal["awake", "sedated"], ...] = ()
    stay: tuple[Literal["home", "abroad"], ...] = ()
    sex: tuple[Literal["female", "male"], ...] = ()
    stage: tuple[Id, ...] = ()
    country: tuple[Country, ...] = ()

    @cached_property
    def condition(self) -> Condition:
        """Give the same as the domain's rule."""
        named = ((aspect, getattr(self, aspect)) for aspect in type(self).model_fields)
        return Condition({aspect: frozenset(values) for aspect, values in named if values})


class Item(Strict):
    """A block of content: the facts and sources it rests on, and whom it is for."""

    facts: tuple[str, ...] = ()
    sources: tuple[Id, ...] = ()
    when: When = When()


class Variant(Item):
    """What a block says instead where `when` surely holds: only what is given here differs."""

    @property
    def given(self) -> dict[str, object]:
        """Give by name what takes the place of the block's own."""
        return {name: getattr(self, name) for name in self.model_fields_set - {"when"}}


class Varied(Item):
    """A block of which every page has one, and which says it differently in some cases."""

    variants: Mapping[Id, Variant] = Field(default_factory=dict)

    def fitting(self, case: Case) -> Self:
        """Give the block as it is for a case; what is open in the case changes nothing."""
        surely = [v for v in self.variants.values() if v.when.condition.surely_holds(case)]
        return self.with_variants(surely) if surely else self

    def with_variants(self, variants: Iterable[Variant]) -> Self:
        """Give the block with what the variants give."""
        return self.model_copy(update={k: v for one in variants for k, v in one.given.items()})

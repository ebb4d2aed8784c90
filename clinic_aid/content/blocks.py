"""What every part of a content pack is made of: strict values, conditions, facts and sources."""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from clinic_aid.domain.case import Condition
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

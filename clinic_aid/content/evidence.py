"""The shape of what is known: sources, published figures, claims, risks, approvals and options."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from clinic_aid.content.blocks import Certainty, Country, Id, Item, Strict, Variant, Varied
from clinic_aid.content.texts import Cell, Heading, Label, Line, Passage


class Source(Strict):
    """An original work. `seen` says how much of it was read."""

    citation: str
    address: str | None = Field(default=None, pattern=r"^(https://|doi:10\.)\S+$")
    seen: Literal["full", "abstract", "extract", "listing"]
    seen_on: date


class Measurement(Strict):
    """What a figure is counted in, and how much of it a person usually has."""

    name: Label
    yardstick: Line | None = None
    """Printed with every figure in this unit; none where the unit explains itself."""
    sources: tuple[Id, ...] = ()


class Share(Strict):
    """So many of so many people."""

    count: int = Field(ge=0)
    people: int = Field(gt=0)


class Estimate(Item):
    """A published finding with all that is needed to read it honestly.

    A proportion is `count` of `people`; its range is computed (Wilson, 95 %) and said to be
    our own arithmetic. A difference (from another group) and a change (from before) have a
    `value` in `unit` with the range their source gives, or `range: not-reported`. A direction
    says which way a study points where its source gives no size; a card says it on the screen.
    `without` is the share among those who had the dummy. Of all `people`, so many were `compared`:
    they had nothing but the dummy.
    """

    measure: Literal["proportion", "difference", "change", "direction"]
    count: int | None = Field(default=None, ge=0)
    people: int = Field(gt=0)
    compared: int | None = Field(default=None, gt=0)
    without: Share | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    range: Literal["interval", "spread", "computed", "not-reported"]
    unit: Id | None = None
    decimals: int = Field(default=0, ge=0, le=2)
    weeks: int = Field(gt=0)
    compared_with: Literal["placebo", "before", "other-treatment", "nothing"]
    certainty: Certainty
    about: Id
    statement: Passage
    card: Heading | None = None
    card_note: Line | None = None
    """What a screen says large, and under it, where the number alone would mislead."""
    picture: Line | None = None
    """What the drawing of its people means, on paper; without it they are not drawn."""
    population: Line
    time_span: Label
    meaning: Line
    doubt: Line

    @model_validator(mode="after")
    def _figures_belong_together(self) -> Self:
        if not self.sources:
            raise ValueError("has no source")
        if (self.card is None) != (self.card_note is None):
            raise ValueError("needs both card and card_note, or neither")
        if self.picture is not None and self.compared is None:
            # Rows of like people beside a gain would read as "nobody gained".
            raise ValueError("has a picture, but no compared group to tell apart in it")
        if self.without is not None and self.measure != "proportion":
            raise ValueError("has a share without treatment, but is no proportion")
        if self.measure == "proportion":
            if self.count is None or self.count > self.people or self.range != "computed":
                raise ValueError(
                    "a proportion needs count, people (at least count) and range: computed"
                )
        elif self.measure == "direction":
            if self.card is None or self.value is not None or self.range != "not-reported":
                raise ValueError("a direction needs a card, no value, and range: not-reported")
        elif self.value is None or self.unit is None or self.range == "computed":
            raise ValueError(
                "needs value, unit and a range from its source (or range: not-reported)"
            )
        if self.range in {"interval", "spread"} and (
            self.low is None or self.high is None or self.low > self.high
        ):
            raise ValueError("needs low and high, low first, or range: not-reported")
        return self


class Unknown(Item):
    """Something nobody knows; what is `screen_only` is told in the talk and not on paper."""

    screen_only: bool = False
    text: Line


class ClaimVariant(Variant):
    """What is known of a claim instead."""

    know: Line = ""


class Claim(Varied):
    """A claim sold elsewhere and what is known; `row` is its row in the facts' table."""

    rows: tuple[int, ...] = Field(min_length=1)
    read: Cell
    know: Line
    variants: Mapping[Id, ClaimVariant] = Field(default_factory=dict)


class Risk(Item):
    """One risk, by how likely it is as far as anyone knows.

    What `lasts` may stay or need a doctor; anything else goes away by itself. What is
    `screen_only` is told in the talk and not on paper.
    """

    likelihood: Literal["common", "uncommon", "serious", "unknown"]
    lasts: bool = False
    screen_only: bool = False
    certainty: Certainty
    estimate: Id | None = None
    text: Line


class Approval(Item):
    """Where the treatment stands with one regulator."""

    countries: tuple[Country, ...]
    status: Literal["not-approved", "none-found"]
    checked_on: date
    regulator: Label
    statement: Passage
    more: tuple[Line, ...] = Field(default=(), max_length=4)


class OptionVariant(Variant):
    """What is said of an option instead."""

    certainty: Certainty = "very-low"
    what: Cell = ""
    works: Line = ""
    how_long: Cell = ""
    risks: Line = ""
    involves: Cell = ""


class Option(Varied):
    """One choice; every option has the same fields, each filled.

    A `warning` says when to stop it and whom to see: as much as it needs, where it needs one.
    What may be tried `without_doctor` is not among those to ask a doctor about first. `in_list`
    names it within a sentence where its name alone says too little.
    """

    role: Literal["nothing", "this", "other"]
    certainty: Certainty
    without_doctor: bool = False
    estimates: tuple[Id, ...] = ()
    name: Label
    in_list: Label = ""
    what: Cell
    works: Line
    how_long: Cell
    risks: Line
    involves: Cell
    cost: Cell
    approval: Cell
    warning: Passage | None = None
    variants: Mapping[Id, OptionVariant] = Field(default_factory=dict)

"""What a guide is rated by: published instruments, told in our own words, and what is rated."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal, Self, TypeVar

from pydantic import BaseModel, Field, model_validator

from clinic_aid.content.blocks import Id, Strict
from clinic_aid.domain.guide_parts import Part
from clinic_aid.files.models import validate
from clinic_aid.files.strict import read_file

Scale = Literal["yes-no", "1-4", "1-5"]
Grade = Literal["yes", "no"] | int
SCALES: Final[Mapping[Scale, tuple[Grade, ...]]] = {
    "yes-no": ("no", "yes"),
    "1-4": (1, 2, 3, 4),
    "1-5": (1, 2, 3, 4, 5),
}
"""The grades of each scale, the lowest first."""
_MET_FROM: Final[Mapping[Scale, Grade]] = {"yes-no": "yes", "1-4": 3, "1-5": 4}

WHOLE: Final = "facts-and-plan"
"""What is rated once: *The facts* with *My plan*."""
Subject = Literal["fridge", "plan", "facts", "not-now", "facts-and-plan"]
PARTS_OF: Final[Mapping[Subject, tuple[Part, ...]]] = {
    "fridge": ("fridge",),
    "plan": ("plan",),
    "facts": ("facts",),
    "not-now": ("not-now",),
    WHOLE: ("facts", "plan"),
}
"""The parts of a guide that are rated as one."""

T = TypeVar("T", bound=BaseModel)


class Work(Strict):
    """Where an instrument was published."""

    citation: str
    address: str = Field(pattern=r"^https?://\S+$")
    dated: date


class ItemGroup(Strict):
    """Items that are counted together, and by what they are graded."""

    title: str
    scale: Scale

    @property
    def grades(self) -> tuple[Grade, ...]:
        """Give the grades that an item may have, the lowest first."""
        return SCALES[self.scale]

    def is_met(self, grade: Grade) -> bool:
        """Say whether an item of this grade counts as met."""
        return self.grades.index(grade) >= self.grades.index(_MET_FROM[self.scale])


class Target(Strict):
    """What is aimed at, in one group or in all of them, by one of three counts."""

    group: Id | None = None
    percent: int | None = Field(default=None, ge=1, le=100)
    met: int | None = Field(default=None, ge=1)
    missed: int | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _is_one_count(self) -> Self:
        if sum(count is not None for count in (self.percent, self.met, self.missed)) != 1:
            raise ValueError("needs one of percent, met and missed")
        return self


class RatedItem(Strict):
    """One item. `na` says when it does not apply; without it, it always does.

    The `check` of that name can refuse it, whatever raters say; where it is not `rated`, the check
    decides alone. What is `unmet` is met by nobody's word, since what it asks for was never done.
    """

    group: Id
    asks: str
    na: str | None = None
    rated: bool = True
    check: Id | None = None
    unmet: str | None = None

    @model_validator(mode="after")
    def _is_decided(self) -> Self:
        alone = self.unmet is not None or (not self.rated and self.check is not None)
        if self.rated == alone:
            raise ValueError("needs raters, or a check or unmet that decides it alone")
        return self


class Instrument(Strict):
    """A published instrument: rated for each part that a patient gets, or once."""

    format: Literal[1]
    name: str
    title: str
    source: Work
    subject: Literal["each-part", "facts-and-plan"]
    groups: Mapping[Id, ItemGroup]
    targets: tuple[Target, ...] = Field(min_length=1)
    items: Mapping[str, RatedItem]

    @model_validator(mode="after")
    def _groups_are_known(self) -> Self:
        named = {item.group for item in self.items.values()}
        named |= {target.group for target in self.targets if target.group}
        if unknown := sorted(named - set(self.groups)):
            raise ValueError(f"there is no group {unknown[0]}")
        return self

    def group_of(self, item: str) -> ItemGroup:
        """Give the group of an item."""
        return self.groups[self.items[item].group]


class RatedGuides(Strict):
    """The samples whose guides raters read, by part, and why other parts are not rated."""

    format: Literal[1]
    guides: Mapping[Literal["fridge", "plan", "facts", "not-now"], tuple[str, ...]]
    left_out: Mapping[Literal["gp", "helper"], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """All that a guide is rated by."""

    instruments: Mapping[str, Instrument]
    guides: RatedGuides

    def subjects_of(self, instrument: str) -> tuple[Subject, ...]:
        """Give what an instrument is rated for."""
        if self.instruments[instrument].subject == WHOLE:
            return (WHOLE,)
        return tuple(self.guides.guides)

    def pairs(self) -> Iterator[tuple[str, Subject]]:
        """Give every instrument with each thing that it is rated for."""
        for name in self.instruments:
            for subject in self.subjects_of(name):
                yield name, subject


INSTRUMENTS: Final = ("pemat", "cdc", "ipdas", "discern")
"""The files of the instruments, in the order in which they are told."""


def read_scoring(folder: Path) -> Scoring:
    """Give the instruments of a folder and what is rated, or every fault of the first bad file."""
    return Scoring(
        instruments={
            name: read_strictly(folder / f"{name}.yaml", Instrument) for name in INSTRUMENTS
        },
        guides=read_strictly(folder / "rated.yaml", RatedGuides),
    )


def read_strictly(path: Path, type_: type[T]) -> T:
    """Give a file as a value of a type, or every fault of it."""
    return validate(read_file(path), type_)

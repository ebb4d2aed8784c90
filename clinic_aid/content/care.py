"""The shape of what to watch and do: signs, checks, phases, reviews and aftercare."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from clinic_aid.content.blocks import Certainty, DayOffset, Id, Item, Strict
from clinic_aid.content.texts import Cell, Label, Line
from clinic_aid.domain.schedule import AftercareStep, Anchor


class Sign(Item):
    """What is usual, what needs a call today, what is an emergency."""

    band: Literal["usual", "same-day", "emergency"]
    text: Line


class Check(Item):
    """A question about the patient; `stop` and `doctor` need clearing by a person."""

    level: Literal["stop", "doctor", "note"]
    question: Line
    meaning: Line
    cleared_by: Label


class RedFlag(Item):
    """A sign that a dermatologist or doctor should see first."""

    text: Line


class EmergencyNumber(Strict):
    """A country's number for medical emergencies."""

    numbers: tuple[Annotated[str, Field(pattern=r"^\d{2,5}$")], ...] = Field(min_length=1)
    source: Id


class Phase(Item):
    """A stretch of the timeline, counted from the treatment day."""

    start: DayOffset
    end: DayOffset
    tone: Literal["heal", "wait", "change", "judge"]
    certainty: Certainty
    title: Label
    what: Line
    or_no_change: Line


class ArticlePhase(Item):
    """What articles promise for a stretch of time beside what trials saw."""

    read: Cell
    studies: Line


class Review(Item):
    """A visit that looks at the result, counted from the treatment day.

    `latest` is the last day it may move to past closed days.
    """

    after: DayOffset
    latest: DayOffset
    title: Label
    what: Line


class Aftercare(Item):
    """One aftercare step.

    `start` without `end`: from that day on. `end` without `start`: up to and
    including that day. Both: between them; equal: on that day. Steps with the
    same `topic` are alternatives, of which the most careful one that may apply
    is printed. `latest` is the last day a visit in the clinic may move to. `icon`
    is the pictogram of what the step is about (figure `care-icon`).
    """

    topic: Id
    icon: Id
    anchor: Literal["consultation", "sampling", "session", "treatment"] = "session"
    start: DayOffset | None = None
    end: DayOffset | None = None
    wording: Literal["on", "from", "not-before", "until", "between"]
    in_clinic: bool = False
    latest: DayOffset | None = None
    remember: bool = False
    short: Label
    what: Line
    why: Cell
    condition: Cell | None = None

    @model_validator(mode="after")
    def _days_fit_the_wording(self) -> Self:
        has = (self.start is not None, self.end is not None)
        wanted = {
            "on": (True, False),
            "from": (True, False),
            "not-before": (True, False),
            "until": (False, True),
            "between": (True, True),
        }[self.wording]
        if has != wanted:
            raise ValueError(f"wording {self.wording!r} does not fit the start and end given")
        if self.in_clinic != (self.latest is not None):
            raise ValueError("a visit in the clinic needs latest, and only a visit has it")
        return self

    def step(self, key: str) -> AftercareStep:
        """Give this as the domain counts it."""
        return AftercareStep(
            key=key,
            topic=self.topic,
            anchor=Anchor(self.anchor),
            start=self.start,
            end=self.end,
            in_clinic=self.in_clinic,
            latest=self.latest,
        )

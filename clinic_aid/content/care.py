"""The shape of what to watch and do: signs, checks, phases, reviews and aftercare."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from clinic_aid.content.blocks import Certainty, DayOffset, Id, Item, Strict, Variant, Varied
from clinic_aid.content.texts import Cell, Label, Line, Passage
from clinic_aid.domain.schedule import AftercareStep, Anchor, StepKind

WarningIcon = Literal[
    "belly-pain",
    "bleeding-long",
    "bleeding-through",
    "bulging-eye",
    "changing-spot",
    "collapse",
    "dying-skin",
    "eye-shut",
    "hairline-back",
    "lungs-and-heart",
    "numb-mouth",
    "periods",
    "round-patches",
    "scaly-scalp",
    "shiny-skin",
    "sore-scalp",
    "spreading-skin",
    "swollen-belly",
    "swollen-face",
    "swollen-leg",
    "thin-eyebrows",
    "weight-change",
    "wound-and-fever",
]
"""The pictograms of what to watch for (figure `warning-sign`)."""


class Sign(Item):
    """What is usual, what needs a call today, what is an emergency.

    `signs` are the points of a list that `text` opens ("and any one of these:"). `night` says
    of a same-day sign whether it can wait until the morning. `glance` is the same for the page
    on the fridge: a sentence and what runs on from it; without it, `text` and `signs` stand there.
    `better_by` is the day until which it is usual. What to call for at once has an `icon`; an
    emergency tells the whole body from the skin and the eyes, by which its list is parted.
    """

    band: Literal["usual", "same-day", "emergency"]
    night: Literal["now", "morning"] | None = None
    text: Line
    signs: tuple[Line, ...] = Field(default=(), max_length=9)
    glance: tuple[Passage, ...] = Field(default=(), max_length=12)
    better_by: DayOffset | None = None
    icon: WarningIcon | None = None
    where: Literal["whole-body", "skin-or-eyes"] | None = None

    @model_validator(mode="after")
    def _night_fits_the_band(self) -> Self:
        if (self.band == "same-day") != (self.night is not None):
            raise ValueError("a same-day sign needs night, now or morning, and only it has it")
        if (self.band == "emergency" or self.night == "now") != (self.icon is not None):
            raise ValueError("a sign to call for at once needs an icon, and only it has one")
        if (self.band == "emergency") != (self.where is not None):
            raise ValueError("an emergency needs where it is seen, and only it has it")
        return self


class Check(Item):
    """A question about the patient; `stop` and `doctor` need clearing by a person.

    `short` names it in a list. `waits` says what the treatment waits for, and who clears it.
    """

    level: Literal["stop", "doctor", "note"]
    short: Label
    question: Line
    meaning: Line
    waits: Line | None = None
    cleared_by: Label

    @model_validator(mode="after")
    def _waits_if_it_needs_clearing(self) -> Self:
        if (self.level == "note") != (self.waits is None):
            raise ValueError("a check that needs clearing needs waits, and a note has none")
        return self


class EmergencyAdvice(Item):
    """What whoever treats the patient needs to know; `glance` names no treatment."""

    text: Line
    glance: Line | None = None


class RedFlag(Item):
    """A sign that a dermatologist or doctor should see first."""

    icon: WarningIcon
    where: Literal["scalp", "hair-or-body"]
    text: Line


class Urgent(Strict):
    """Where to turn in a country when it is no emergency, cannot wait, and nobody answers."""

    number: Annotated[str, Field(pattern=r"^\d[\d ]{1,14}$")]
    source: Id
    text: Line


class EmergencyNumber(Strict):
    """A country's number for medical emergencies, and for what is urgent where it is known."""

    numbers: tuple[Annotated[str, Field(pattern=r"^\d{2,5}$")], ...] = Field(min_length=1)
    source: Id
    urgent: Urgent | None = None


class PhaseVariant(Variant):
    """What may happen instead."""

    certainty: Certainty = "very-low"
    title: Label = ""
    what: Line = ""


class Phase(Varied):
    """A stretch of the timeline, counted from the treatment day."""

    start: DayOffset
    end: DayOffset
    tone: Literal["heal", "wait", "change", "judge"]
    certainty: Certainty
    title: Label
    what: Line
    or_no_change: Line
    variants: Mapping[Id, PhaseVariant] = Field(default_factory=dict)


class ArticlePhaseVariant(Variant):
    """What trials saw instead."""

    studies: Line = ""


class ArticlePhase(Varied):
    """What articles promise for a stretch of time beside what trials saw."""

    read: Cell
    studies: Line
    variants: Mapping[Id, ArticlePhaseVariant] = Field(default_factory=dict)


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

    What is to be avoided or done holds from `start` up to and including `end`; where it never
    ends, `no_end` gives our reason, which is not printed. What is allowed again has a `start`,
    said as "from" or "not before". A visit is one to ask for, between `start` and `end`, as
    long as the plan has none of its kind (`arranged`). Steps with the same `topic` are
    alternatives, of which the most careful one that may apply is printed. `icon` is the
    pictogram of what the step is about (figure `care-icon`).

    `glance` names it on a bar of the calendar: things that are left ("alcohol") or allowed again
    ("gentle washing"), a task ("Sleep with your head raised"), or what to ask at the visit.
    """

    topic: Id
    icon: Id
    how: tuple[Id, ...] = ()
    """Drawings of how it is done (figure `how-to`)."""
    kind: StepKind
    anchor: Literal["consultation", "sampling", "session", "treatment"] = "session"
    start: DayOffset
    end: DayOffset | None = None
    no_end: str | None = Field(default=None, min_length=1)
    wording: Literal["from", "not-before"] = "from"
    arranged: Literal["calls", "checks"] | None = None
    short: Label
    glance: tuple[Label, ...] = Field(min_length=1, max_length=4)
    what: Line
    why: Cell
    condition: Cell | None = None
    only_if: Cell | None = None
    in_doubt: Id | None = None
    """`only_if` opens the step, unless the aspect `in_doubt` is known and lets it apply."""
    unless: Id | None = None
    """A topic whose rules come first: on their days this is not said."""
    in_full: bool = False
    """Said in full after every session: in short it would lose what keeps the patient from harm."""
    ask: Line | None = None

    @model_validator(mode="after")
    def _ends_fit_the_kind(self) -> Self:
        if self.kind in {"avoid", "do"} and (self.end is None) == (self.no_end is None):
            raise ValueError("needs the last day, end, or the reason why there is none, no_end")
        if self.kind == "may" and (self.end is not None or self.no_end is not None):
            raise ValueError("is allowed again from its start on, so it has no end")
        if (self.kind == "visit") != (self.ask is not None and self.arranged is not None):
            raise ValueError("a visit needs ask and arranged, and only a visit has them")
        if self.kind == "visit" and (self.end is None or self.no_end is not None):
            raise ValueError("a visit needs the last day on which it may be, end")
        if self.kind != "may" and self.wording != "from":
            raise ValueError("only what is allowed again can be worded not-before")
        return self

    def step(self, key: str) -> AftercareStep:
        """Give this as the domain counts it."""
        return AftercareStep(
            key=key,
            topic=self.topic,
            kind=self.kind,
            anchor=Anchor(self.anchor),
            unless=self.unless,
            start=self.start,
            end=self.end,
        )

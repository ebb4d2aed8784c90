"""The shape of a content pack: structure and texts of one subject in one language.

A pack's structure (`*.yaml`) and its texts (`<language>/*.yaml`) are read into
these values together; the key of a text is its path, "aftercare.wash.why".
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from clinic_aid.content.texts import Cell, Heading, Label, Line, Note, Passage
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
    """Which cases a block is for; every named aspect must have one of the values."""

    product: tuple[Id, ...] = ()
    preparation: tuple[Literal["same-day", "grown"], ...] = ()
    kind: tuple[Literal["medium", "extract", "exosomes"], ...] = ()
    origin: tuple[Literal["own", "donor"], ...] = ()
    sampling: tuple[Id, ...] = ()
    delivery: tuple[Id, ...] = ()
    sex: tuple[Literal["female", "male"], ...] = ()
    stage: tuple[Id, ...] = ()
    country: tuple[Country, ...] = ()

    @property
    def condition(self) -> Condition:
        """Give the same as the domain's rule."""
        named = ((aspect, getattr(self, aspect)) for aspect in type(self).model_fields)
        return Condition({aspect: frozenset(values) for aspect, values in named if values})


class Item(Strict):
    """A block of content: the facts and sources it rests on, and whom it is for."""

    facts: tuple[str, ...] = ()
    sources: tuple[Id, ...] = ()
    when: When = When()


class Person(Strict):
    """Somebody who wrote or reviewed the pack."""

    name: str
    role: Line


class Identity(Strict):
    """What a pack is, who answers for it, and until when it may be trusted."""

    id: Id
    version: str
    published: date
    facts_checked: date
    reviewed_on: date | None
    review_due: date
    title: Heading
    audience: Line
    authors: tuple[Person, ...] = Field(min_length=1)
    reviewers: tuple[Person, ...]
    not_reviewed: Line
    funding: Line
    disclosure: Passage
    update_policy: Line
    evidence_search: Note
    certainty_note: Line


class Source(Strict):
    """An original work. `seen` says how much of it was read."""

    citation: str
    address: str | None = Field(default=None, pattern=r"^(https://|doi:10\.)\S+$")
    seen: Literal["full", "abstract", "extract", "listing"]
    seen_on: date


class Term(Strict):
    """A word that needs explaining; `[[form]]` in a text explains it at its first use."""

    forms: tuple[Label, ...] = Field(min_length=1)
    meaning: Annotated[Cell, Field(min_length=3)]


class Topic(Item):
    """One idea of the talk: a message and at most three points."""

    chapter: Id
    figure: Id | None = None
    certainty: Certainty | None = None
    headline: Heading
    points: tuple[Line, ...] = Field(min_length=1, max_length=3)
    ask: Line
    teach_back: Line


class Stage(Item):
    """One stage of a scale."""

    no_trial_evidence: bool = False
    name: Label
    description: Line


class Scale(Item):
    """A scale that grades how hair loss looks."""

    needs_clinician_check: bool = False
    name: Label
    used_for: Line
    caution: Line
    stages: Mapping[Id, Stage]


class Product(Item):
    """What is given. Attributes are listed where evidence, law or aftercare differ."""

    living_cells: bool
    preparations: tuple[Literal["same-day", "grown"], ...] = ()
    kinds: tuple[Literal["medium", "extract", "exosomes"], ...] = ()
    origins: tuple[Literal["own", "donor"], ...] = Field(min_length=1)
    samplings: tuple[Id, ...] = Field(min_length=1)
    deliveries: tuple[Id, ...] = Field(min_length=1)
    source: Literal["fat", "follicle", "marrow", "fluid"]
    figure: Id
    name: Label
    comes_from: Cell
    alive: Line
    what: Passage
    evidence: Passage


class Sampling(Item):
    """How cells are taken."""

    name: Label
    what: Passage
    wound: Line


class Delivery(Item):
    """How the product is given."""

    certainty: Certainty
    name: Label
    what: Passage
    speaks_for: Line
    speaks_against: Line


class DayStep(Item):
    """One step of the treatment day, in order."""

    pictogram: Id
    title: Label
    what: Line


class Estimate(Item):
    """A published figure with all that is needed to read it honestly.

    A proportion is `count` of `people`; its range is computed (Wilson, 95 %) and
    said to be our own arithmetic. Any other measure has a `value` in `unit` with
    the range its source gives, or `range: not-reported`.
    """

    measure: Literal["proportion", "difference", "change", "ratio"]
    count: int | None = Field(default=None, ge=0)
    people: int = Field(gt=0)
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
    population: Line
    time_span: Label
    meaning: Line
    doubt: Line

    @model_validator(mode="after")
    def _figures_belong_together(self) -> Self:
        if not self.sources:
            raise ValueError("has no source")
        if self.measure == "proportion":
            if self.count is None or self.count > self.people or self.range != "computed":
                raise ValueError(
                    "a proportion needs count, people (at least count) and range: computed"
                )
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
    """Something nobody knows."""

    text: Line


class Claim(Item):
    """A claim sold elsewhere and what is known; `row` is its row in the facts' table."""

    rows: tuple[int, ...] = Field(min_length=1)
    read: Cell
    know: Line


class Risk(Item):
    """One risk, by how likely it is as far as anyone knows."""

    likelihood: Literal["common", "uncommon", "serious", "unknown"]
    certainty: Certainty
    estimate: Id | None = None
    text: Line


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


class Approval(Item):
    """Where the treatment stands with one regulator."""

    countries: tuple[Country, ...]
    status: Literal["not-approved", "none-found"]
    checked_on: date
    regulator: Label
    statement: Passage
    more: tuple[Line, ...] = Field(default=(), max_length=4)


class EmergencyNumber(Strict):
    """A country's number for medical emergencies."""

    numbers: tuple[Annotated[str, Field(pattern=r"^\d{2,5}$")], ...] = Field(min_length=1)
    source: Id


class Option(Item):
    """One choice; every option has the same fields, each filled."""

    role: Literal["nothing", "this", "other"]
    certainty: Certainty
    estimates: tuple[Id, ...] = ()
    name: Label
    what: Cell
    works: Line
    how_long: Cell
    risks: Cell
    involves: Cell
    cost: Cell
    approval: Cell


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
    is printed. `latest` is the last day a visit in the clinic may move to.
    """

    topic: Id
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


class Question(Item):
    """A question patients ask, with its answer."""

    question: Line
    answer: Passage


class ClinicQuestion(Item):
    """A question that patients are told to ask; the clinic's answer comes from its own file."""

    question: Line
    short: Label


class Point(Item):
    """A single statement."""

    text: Line


class Section(Strict):
    """The heading of a part of the handout, and its opening words."""

    title: Heading
    intro: Passage | None = None


class FigureTexts(Strict):
    """The words of a figure: alternative text, caption and labels by anchor key."""

    alt: Note
    caption: Line | None = None
    labels: Mapping[Id, Label] = Field(default_factory=dict)


class CertaintyWords(Strict):
    """How sure, in words, and the verbs that fit."""

    word: Label
    meaning: Line
    verbs: tuple[str, ...] = Field(min_length=1)
    not_verbs: tuple[str, ...] = ()


class Wording(Strict):
    """The language's own rules for the guards."""

    certainty: Mapping[Certainty, CertaintyWords]
    banned: tuple[str, ...]
    allowed_denials: Mapping[str, str]


class ContentPack(Strict):
    """Everything the screens and the handout say about one subject, in one language."""

    pack: Identity
    wording: Wording
    sources: Mapping[Id, Source]
    glossary: Mapping[Id, Term]
    topics: Mapping[Id, Topic]
    scales: Mapping[Id, Scale]
    areas: Mapping[Id, Label]
    products: Mapping[Id, Product]
    samplings: Mapping[Id, Sampling]
    deliveries: Mapping[Id, Delivery]
    day_steps: Mapping[Id, DayStep]
    estimates: Mapping[Id, Estimate]
    units: Mapping[Id, Label]
    unknowns: Mapping[Id, Unknown]
    claims: Mapping[Id, Claim]
    risks: Mapping[Id, Risk]
    signs: Mapping[Id, Sign]
    checks: Mapping[Id, Check]
    red_flags: Mapping[Id, RedFlag]
    approvals: Mapping[Id, Approval]
    emergency_numbers: Mapping[Country, EmergencyNumber]
    options: Mapping[Id, Option]
    phases: Mapping[Id, Phase]
    article_phases: Mapping[Id, ArticlePhase]
    reviews: Mapping[Id, Review]
    aftercare: Mapping[Id, Aftercare]
    faq: Mapping[Id, Question]
    clinic_questions: Mapping[Id, ClinicQuestion]
    consent_record: Mapping[Id, Point]
    support: Mapping[Id, Point]
    matters: Mapping[Id, Label]
    sections: Mapping[Id, Section]
    figures: Mapping[Id, FigureTexts]
    labels: Mapping[Id, Passage]
    facts_left_out: Mapping[str, str]

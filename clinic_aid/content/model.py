"""The shape of a content pack: structure and texts of one subject in one language.

A pack's structure (`*.yaml`) and its texts (`<language>/*.yaml`) are read into
these values together; the key of a text is its path, "aftercare.wash.why".
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from clinic_aid.content.blocks import Certainty, Country, Id, Item, Strict, Variant, Varied
from clinic_aid.content.care import (
    Aftercare,
    ArticlePhase,
    Check,
    EmergencyAdvice,
    EmergencyNumber,
    Phase,
    RedFlag,
    Review,
    Sign,
)
from clinic_aid.content.evidence import (
    Approval,
    Claim,
    Estimate,
    Measurement,
    Option,
    Risk,
    Source,
    Unknown,
)
from clinic_aid.content.for_others import ForDoctor, ForHelper, Pause
from clinic_aid.content.texts import Cell, Heading, Label, Line, Note, Passage
from clinic_aid.domain.concerns import SignOff


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

    @property
    def sign_off(self) -> SignOff:
        """Give who checked the content, and when it must be checked again."""
        return SignOff(
            reviewed_on=self.reviewed_on,
            reviewers=len(self.reviewers),
            review_due=self.review_due,
        )

    @property
    def release(self) -> str:
        """Give the pack and its version, as records name it: "hair-stem-cell 1.0"."""
        return f"{self.id} {self.version}"


class Term(Strict):
    """A word that needs explaining; `[[form]]` in a text explains it at its first use."""

    forms: tuple[Label, ...] = Field(min_length=1)
    meaning: Annotated[Cell, Field(min_length=3)]


class TopicVariant(Variant):
    """What a topic says and shows instead."""

    figure: Id | None = None
    figure_values: Mapping[str, int] = Field(default_factory=dict)
    figure_caption: Line = ""
    points: tuple[Line, ...] = Field(default=(), min_length=1, max_length=3)


class Topic(Varied):
    """One idea of the talk: a message and at most three points."""

    chapter: Id
    figure: Id | None = None
    figure_values: Mapping[str, int] = Field(default_factory=dict)
    certainty: Certainty | None = None
    headline: Heading
    figure_caption: Line | None = None
    points: tuple[Line, ...] = Field(min_length=1, max_length=3)
    ask: Line
    teach_back: Line
    variants: Mapping[Id, TopicVariant] = Field(default_factory=dict)


ScreenKind = Literal[
    "explain",
    "matters",
    "support",
    "stage",
    "map",
    "red-flags",
    "checks",
    "product",
    "day-steps",
    "sampling",
    "delivery",
    "findings",
    "unknowns",
    "claims",
    "risks",
    "risk-findings",
    "approval",
    "answers",
    "options",
    "option-findings",
    "timeline",
    "reviews",
    "aftercare",
    "signs",
    "faq",
    "questions",
    "teach-back",
    "record",
    "decision",
]


class ScreenPlan(Strict):
    """One screen of the talk.

    An `explain` screen shows its topic and has no words of its own. Any other kind has a
    headline, and takes from its topic what the consultant may ask there.
    """

    kind: ScreenKind
    topic: Id
    headline: Heading | None = None
    lead: Line | None = None


class Chapter(Strict):
    """A chapter of the talk, with its screens in order."""

    name: Label
    screens: Mapping[Id, ScreenPlan] = Field(min_length=1)


class Stage(Item):
    """One stage of a scale; `studied` says how far studies had people at it."""

    studied: Literal["some", "hardly", "not-found"] = "some"
    name: Label
    description: Line


class Scale(Item):
    """A scale that grades how hair loss looks."""

    needs_clinician_check: bool = False
    name: Label
    used_for: Line
    caution: Line
    stages: Mapping[Id, Stage]


class ProductVariant(Variant):
    """What is said of a product instead."""

    comes_from: Cell = ""
    what: Passage = ""
    evidence: Passage = ""


class Product(Varied):
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
    variants: Mapping[Id, ProductVariant] = Field(default_factory=dict)


class Sampling(Item):
    """How cells are taken; `neutral` says so to a stranger, after "I had"."""

    name: Label
    neutral: Label
    what: Passage
    wound: Line


class Delivery(Item):
    """How the product is given; `neutral` says so to a stranger, after "I had"."""

    certainty: Certainty
    name: Label
    neutral: Label
    what: Passage
    speaks_for: Line
    speaks_against: Line


class DayStep(Item):
    """One step of the treatment day, in order."""

    pictogram: Id
    title: Label
    what: Line


class QuestionVariant(Variant):
    """What is answered instead."""

    answer: Passage = ""


class Question(Varied):
    """A question patients ask, with its answer."""

    question: Line
    answer: Passage
    variants: Mapping[Id, QuestionVariant] = Field(default_factory=dict)


Subject = Literal["treatment", "trouble", "terms"]
"""What a question to the clinic is about: the treatment, what goes wrong, or money and rights."""


class ClinicQuestion(Item):
    """A question that patients are told to ask; the clinic's answer comes from its own file."""

    about: Subject
    about_money: bool = False
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
    """The language's own rules for the guards.

    `verbs` are the forms of verbs of which each sentence needs one; without any, none is asked for.
    """

    certainty: Mapping[Certainty, CertaintyWords]
    verbs: tuple[str, ...] = ()
    banned: tuple[str, ...]
    allowed_denials: Mapping[str, str]


class ContentPack(Strict):
    """Everything the screens and the handout say about one subject, in one language."""

    pack: Identity
    wording: Wording
    sources: Mapping[Id, Source]
    glossary: Mapping[Id, Term]
    topics: Mapping[Id, Topic]
    chapters: Mapping[Id, Chapter]
    scales: Mapping[Id, Scale]
    areas: Mapping[Id, Label]
    products: Mapping[Id, Product]
    samplings: Mapping[Id, Sampling]
    deliveries: Mapping[Id, Delivery]
    day_steps: Mapping[Id, DayStep]
    estimates: Mapping[Id, Estimate]
    units: Mapping[Id, Measurement]
    unknowns: Mapping[Id, Unknown]
    claims: Mapping[Id, Claim]
    risks: Mapping[Id, Risk]
    signs: Mapping[Id, Sign]
    checks: Mapping[Id, Check]
    red_flags: Mapping[Id, RedFlag]
    approvals: Mapping[Id, Approval]
    emergency_numbers: Mapping[Country, EmergencyNumber]
    emergency_advice: Mapping[Id, EmergencyAdvice]
    fahrenheit_countries: tuple[Country, ...]
    options: Mapping[Id, Option]
    phases: Mapping[Id, Phase]
    article_phases: Mapping[Id, ArticlePhase]
    reviews: Mapping[Id, Review]
    aftercare: Mapping[Id, Aftercare]
    faq: Mapping[Id, Question]
    clinic_questions: Mapping[Id, ClinicQuestion]
    consent_record: Mapping[Id, Point]
    support: Mapping[Id, Point]
    not_now: Mapping[Id, Pause]
    for_helper: ForHelper
    for_doctor: ForDoctor
    matters: Mapping[Id, Label]
    sections: Mapping[Id, Section]
    figures: Mapping[Id, FigureTexts]
    labels: Mapping[Id, Passage]
    facts_left_out: Mapping[str, str]

"""The talk as decided: what every screen says to this patient.

The screens show these values and decide nothing. A text keeps its marks around words that
need explaining, "[[follicle]]": a screen explains such a word when it is asked to. Names,
numbers and dates stand between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from clinic_aid.content.model import ScreenKind
from clinic_aid.domain.schedule import ClosedDays, is_minor
from clinic_aid.domain.walkthrough import Walkthrough
from clinic_aid.figures.drawing import Figure
from clinic_aid.handout.calendar_page import CalendarPage
from clinic_aid.handout.care_pages import TwoAmPage
from clinic_aid.handout.parts import Card, Row
from clinic_aid.handout.plan_page import PlanPage
from clinic_aid.handout.risks_page import RisksPage
from clinic_aid.handout.timeline_page import TimelinePage


@dataclass(frozen=True, slots=True, kw_only=True)
class Illustration:
    """A figure with its words in the language of the talk."""

    figure: Figure
    words: Mapping[str, str]
    alt: str
    caption: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sureness:
    """How sure we are of what a screen says, in words."""

    word: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """Where a published figure and its range lie on a line, and where nothing would have changed.

    The line runs from `start` to `end`. Each mark is a place on it with the words for it.
    """

    start: float
    end: float
    low: float
    high: float
    value: tuple[float, str]
    ends: tuple[tuple[float, str], tuple[float, str]]
    nothing: tuple[float, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One published figure: in words, as people studied where they can be drawn, and how sure."""

    key: str
    statement: str
    meaning: str
    who: str
    sure: Sureness
    doubt: str
    people: Illustration | None
    card: tuple[str, str] | None
    """What is said large in place of the number, and under it, where it alone would mislead."""
    count: str | None
    value: str | None
    value_range: str
    scale: FigureLine | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of several things that may be planned, with its picture and what is said of it."""

    key: str
    name: str
    what: tuple[str, ...]
    rows: tuple[Row, ...]
    illustration: Illustration | None
    sure: Sureness | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCard:
    """A step of the day; without a number where it is one of several ways, or may not happen."""

    number: int | None
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthQuestion:
    """Something asked of the patient, by its id in the pack.

    `waits` says who can clear it. `age` is there where the birth date answers the question:
    the years on the first day of care.
    """

    key: str
    level: Literal["stop", "doctor", "note", "red-flag"]
    text: str
    meaning: str | None = None
    waits: str | None = None
    age: int | None = None

    @property
    def can_be_cleared(self) -> bool:
        """Say whether somebody can clear it: nobody clears an age."""
        return self.level != "note" and self.age is None

    @property
    def says_under_age(self) -> bool:
        """Say whether by the birth date the patient is a child."""
        return is_minor(self.age)


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """One stage of a scale with its picture."""

    key: str
    name: str
    description: str
    studied: str | None
    """Where hardly anybody or nobody at this stage was studied, that it is so."""
    figure: Illustration


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """A scale with its stages."""

    key: str
    name: str
    used_for: str
    caution: str
    stages: tuple[Staged, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What this patient's guide says, as far as a product is chosen.

    The values are those of the guide's pages, so that what is shown is what is printed. After
    a "no", timeline and calendar are shown as they are in general, without a date.
    `treatment_day` is day 0 where dates are counted from one, `closed` when the clinic is closed.
    `articles` are promises for stretches of time, each with what studies saw.
    `evidence` says in short what studies of the product found. `full_cost` is there only if the
    clinic shows prices on screen.
    """

    product: Choice
    day_steps: tuple[DayCard, ...]
    samplings: tuple[Choice, ...]
    deliveries: tuple[Choice, ...]
    plan: PlanPage
    treatment_day: date | None
    closed: ClosedDays
    timeline: TimelinePage
    articles: tuple[tuple[str, str], ...]
    timeline_bar: Illustration
    timeline_marks: tuple[tuple[float, str, str], ...]
    calendar: CalendarPage
    risks: RisksPage
    evidence: str
    findings: tuple[Measured, ...]
    risk_findings: tuple[Measured, ...]
    full_cost: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class General:
    """What can be said to anybody, and to a patient with a product as far as it applies.

    `side_by_side` has every option, doing nothing first, each with the same rows. Prices are
    among the answers only if the clinic shows them on screen.
    """

    not_approved: str
    country: str | None
    approval: tuple[str, ...]
    approval_checked: str
    approval_sources: tuple[str, ...]
    licence: str
    unknowns: tuple[str, ...]
    claims: tuple[tuple[str, str], ...]
    claim_sources: tuple[tuple[str, ...], ...]
    not_comparable: str
    side_by_side: tuple[Choice, ...]
    option_findings: tuple[tuple[str, Measured], ...]
    answers: tuple[Row, ...]
    record: tuple[str, ...]
    two_am: TwoAmPage


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkScreen:
    """What one screen says. `ask` and `teach_back` are for the consultant to say."""

    key: str
    chapter_name: str
    kind: ScreenKind
    topic: str
    headline: str
    lead: str | None
    points: tuple[str, ...]
    illustration: Illustration | None
    sure: Sureness | None
    sources: tuple[str, ...]
    ask: str
    teach_back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """All screens of one talk, in order. `pages` is None until a product is chosen."""

    language: str
    direction: Literal["ltr", "rtl"]
    walkthrough: Walkthrough
    chapter_names: Mapping[str, str]
    screens: Mapping[str, TalkScreen]
    general: General
    pages: Pages | None
    scales: tuple[Graded, ...]
    areas: Mapping[str, str]
    red_flags: tuple[HealthQuestion, ...]
    checks: tuple[HealthQuestion, ...]
    matters: Mapping[str, str]
    support: tuple[str, ...]
    faq: tuple[Card, ...]
    offered: tuple[Choice, ...]
    topics: Mapping[str, str]
    """The headline of each topic, for what was said back about it."""
    terms: Mapping[str, tuple[str, str]]
    """Each form of a word, in lower case, with the word as it is listed and its meaning."""
    labels: Mapping[str, str]
    decide_by: str | None

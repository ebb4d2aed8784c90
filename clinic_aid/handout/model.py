"""The handout as decided: every sentence, number and date that a page places.

A template reads these values and decides nothing. Strings hold names, numbers
and dates between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE, so that they
keep their order inside text of any direction.
"""

from dataclasses import dataclass
from typing import Literal

from clinic_aid.content.concern_words import WordedConcern
from clinic_aid.domain.clinic import Paper
from clinic_aid.handout.parts import Link, PlacedFigure, Row, Sourced

RowKind = Literal["appointment", "avoid", "do", "may", "ask"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """Whom to call; a None is a line to fill in.

    `emergency` has a number for each country that matters, the one where the patient sleeps
    first; `elsewhere` says which of them to call, or to ask for one.
    """

    clinic_name: str | None
    phone: str | None
    out_of_hours: str | None
    emergency: tuple[Row, ...]
    elsewhere: str | None
    nobody_answers: str

    @property
    def are_complete(self) -> bool:
        """Say whether no line is left to fill in."""
        return bool(self.phone and self.out_of_hours) and not any(
            row.open for row in self.emergency
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """Page 1. `stops` say whom and what must be cleared before treatment can be planned.

    `draft` says that no clinician checked the wording, `fill_in` that numbers are missing,
    `unasked` which health questions nobody asked; `cautions` what a doctor still decides about.
    """

    title: str
    prepared_for: str
    not_approved: str
    decision: str
    draft: str | None
    fill_in: str | None
    unasked: str | None
    stops: tuple[str, ...]
    cautions: tuple[str, ...]
    rows: tuple[Row, ...]
    map: PlacedFigure | None
    map_legend: tuple[str, ...]
    no_promise: str
    call_title: str
    no_pressure: str
    change_mind: str
    disclosure: str
    ask_elsewhere: str
    not_consent: str
    note_for_patient: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRow:
    """A visit, or one thing to do, leave, ask for, or that is allowed again, with the reason.

    `icon` is its pictogram (figure `care-icon`); `details` are a visit's time, place and more.
    """

    kind: RowKind
    what: str
    why: str
    icon: str
    warn: str | None = None
    details: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarGroup:
    """Everything that shares its dates."""

    when: str
    rows: tuple[CalendarRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPhase:
    """A stretch of time around the visits, with its dates in order."""

    heading: str
    groups: tuple[CalendarGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPage:
    """The list of dates in order; what has no day yet is counted in days at its end."""

    title: str
    intro: str
    custom: str
    day_strip: PlacedFigure | None
    phases: tuple[CalendarPhase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseCard:
    """One phase: its days, what may happen, and "or no change"."""

    tone: str
    title: str
    days: str
    what: str
    or_no_change: str
    sure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage:
    """What to expect and when, with the reviews.

    `reviews_in_list` says that the list of dates has them too.
    """

    title: str
    intro: str
    figure: PlacedFigure
    phases: tuple[PhaseCard, ...]
    reviews_title: str
    reviews: tuple[Row, ...]
    reviews_in_list: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NightSign:
    """What somebody may see or feel; `points` follow a text that opens a list."""

    text: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignGroup:
    """Signs of a band that belong together, under a heading where there is one."""

    title: str | None
    signs: tuple[NightSign, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignList:
    """One band of the 2 a.m. page."""

    band: Literal["usual", "same-day", "emergency"]
    title: str
    numbers: tuple[Row, ...]
    groups: tuple[SignGroup, ...]
    notes: tuple[str, ...] = ()

    @property
    def signs(self) -> tuple[str, ...]:
        """Give every sign in one run of text each, with the points of its list."""
        signs = (sign for group in self.groups for sign in group.signs)
        return tuple(" ".join((sign.text, *sign.points)) for sign in signs)


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoAmPage:
    """What is an emergency, what needs a call today, what is usual; at most two pages."""

    title: str
    intro: str
    bands: tuple[SignList, ...]
    advice: SignGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskGroup:
    """Risks of one likelihood."""

    likelihood: str
    title: str
    risks: tuple[Sourced, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItem:
    """One published figure: the statement, what it means, how sure, and the reason for doubt."""

    statement: str
    meaning: str
    who: str
    sure: str
    doubt: str
    sources: str
    figure: PlacedFigure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RisksPage:
    """Common, uncommon, serious, unknown; for this product and sampling."""

    title: str
    intro: str
    groups: tuple[RiskGroup, ...]
    figures_title: str
    figures: tuple[EvidenceItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePage:
    """What is known and not known, what is said elsewhere, and whether it is approved."""

    title: str
    intro: str
    product_name: str
    product: tuple[Sourced, ...]
    product_figure: PlacedFigure
    theory_title: str
    theory: tuple[str, ...]
    theory_figures: tuple[PlacedFigure, ...]
    findings: tuple[EvidenceItem, ...]
    unknown_title: str
    unknowns: tuple[str, ...]
    claims_title: str
    claims_heads: tuple[str, str]
    claims: tuple[tuple[str, Sourced], ...]
    approval_title: str
    approval: tuple[str, ...]
    approval_checked: str
    licence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionsGrid:
    """At most three options side by side; doing nothing is the first of all.

    `warnings` say of an option when to stop it, over the whole width below them.
    """

    names: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    warnings: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionsPage:
    """All options, the same questions for each."""

    title: str
    intro: str
    only_adults: str
    """For a minor that all of these were tested in adults; empty for others."""
    not_comparable: str
    grids: tuple[OptionsGrid, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersPage:
    """The clinic's written answers; blanks are said."""

    title: str
    intro: str
    clinic: str
    answers: tuple[Row, ...]
    record_title: str
    record: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsPage:
    """The patient's own words, what was seen together, and lines to write on."""

    title: str
    intro: str
    seen_title: str
    seen: tuple[Row, ...]
    maps: tuple[PlacedFigure, ...]
    told_title: str
    told: tuple[Row, ...]
    told_rest: str | None
    matters_title: str
    matters: tuple[str, ...]
    questions_title: str
    questions: tuple[Row, ...]
    teach_back_title: str
    teach_back: tuple[Row, ...]
    support_title: str
    support: tuple[str, ...]
    lines_title: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutPage:
    """Where this guide comes from and how far it may be trusted."""

    title: str
    intro: str
    rows: tuple[Row, ...]
    overdue: str | None
    sources_title: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """One patient's guide. A page that is None does not apply to what was decided.

    `logo` is the path of the clinic's picture. `language_tag` is the language with the region
    that it is spoken in; `content` is the pack with its version; `links` tells where a printed
    number or address leads.
    """

    language: str
    language_tag: str
    content: str
    links: dict[str, Link]
    direction: Literal["ltr", "rtl"]
    paper: Paper
    title: str
    author: str
    logo: str | None
    header: str
    running: str
    footer: str
    contacts: Contacts
    labels: dict[str, str]
    plan: PlanPage
    calendar: CalendarPage | None
    timeline: TimelinePage | None
    two_am: TwoAmPage | None
    risks: RisksPage
    evidence: EvidencePage
    options: OptionsPage
    answers: AnswersPage
    words: WordsPage
    about: AboutPage
    concerns: tuple[WordedConcern, ...]

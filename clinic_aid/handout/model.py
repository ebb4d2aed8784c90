"""The handout as decided: every sentence, number and date that a page places.

A template reads these values and decides nothing. Strings hold names, numbers
and dates between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE, so that they
keep their order inside text of any direction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from clinic_aid.content.concern_words import WordedConcern
from clinic_aid.domain.clinic import Paper
from clinic_aid.domain.guide_parts import Edition, Part
from clinic_aid.handout.about_page import AboutPage
from clinic_aid.handout.answers_page import AnswersPage
from clinic_aid.handout.approval_page import ApprovalPage
from clinic_aid.handout.calendar_page import CalendarPage
from clinic_aid.handout.care_pages import Contacts
from clinic_aid.handout.decision_page import DecisionPage
from clinic_aid.handout.doctor_page import DoctorPage
from clinic_aid.handout.evidence_page import EvidencePage
from clinic_aid.handout.fridge_page import FridgePage
from clinic_aid.handout.helper_page import HelperPage
from clinic_aid.handout.not_now_page import NotNowPage
from clinic_aid.handout.options_page import OptionsPage
from clinic_aid.handout.parts import PlacedFigure, Row
from clinic_aid.handout.risks_page import RisksPage
from clinic_aid.handout.worksheet_page import WorksheetPage


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


SECTIONS_OF: Final[Mapping[Part, tuple[str, ...]]] = {
    "fridge": ("fridge",),
    "plan": ("plan", "calendar", "timeline", "words"),
    "facts": (
        *("decision", "options", "evidence", "risks"),
        *("approval", "answers", "worksheet", "about"),
    ),
    "not-now": ("not_now",),
    "gp": ("gp",),
    "helper": ("helper",),
}
"""What each part holds, in the order in which it is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePart:
    """One part of the guide, printed alone or with others; the names of its sections.

    `running` is the patient's name as it stands on top of its pages.
    """

    id: Part
    title: str
    running: str
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """One patient's guide: its parts in the order in which they print, and what they may hold.

    A section that is None does not apply to what was decided. `logo` is the path of the clinic's
    picture; `draft` says that no clinician has checked the wording.
    """

    language: str
    direction: Literal["ltr", "rtl"]
    paper: Paper
    edition: Edition
    black_and_white: bool
    parts: tuple[GuidePart, ...]
    title: str
    author: str | None
    logo: str | None
    header: str
    footer: str
    draft: str | None
    contacts: Contacts
    labels: dict[str, str]
    fridge: FridgePage | None
    plan: PlanPage
    calendar: CalendarPage | None
    timeline: TimelinePage | None
    words: WordsPage
    not_now: "NotNowPage | None"
    gp: "DoctorPage"
    helper: "HelperPage | None"
    decision: DecisionPage
    options: OptionsPage
    evidence: EvidencePage
    risks: RisksPage
    approval: ApprovalPage
    answers: AnswersPage
    worksheet: WorksheetPage
    about: AboutPage
    concerns: tuple[WordedConcern, ...]

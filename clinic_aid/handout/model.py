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
from clinic_aid.domain.guide_parts import Edition, Part, PartChoice
from clinic_aid.handout.about_page import AboutPage
from clinic_aid.handout.answers_page import AnswersPage
from clinic_aid.handout.approval_page import ApprovalSection
from clinic_aid.handout.calendar_page import CalendarPage
from clinic_aid.handout.care_pages import Contacts
from clinic_aid.handout.decision_page import DecisionSection
from clinic_aid.handout.doctor_page import DoctorPage
from clinic_aid.handout.evidence_page import EvidencePage
from clinic_aid.handout.fridge_page import FridgePage
from clinic_aid.handout.helper_page import HelperPage
from clinic_aid.handout.not_now_page import NotNowPage
from clinic_aid.handout.options_page import OptionsPage
from clinic_aid.handout.parts import Link
from clinic_aid.handout.plan_page import PlanPage
from clinic_aid.handout.risks_page import RisksPage
from clinic_aid.handout.timeline_page import TimelinePage
from clinic_aid.handout.words_page import WordsPage
from clinic_aid.handout.worksheet_page import WorksheetPage

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

    `choices` say of every part whether it prints, and why. A section that is None does not apply
    to what was decided. `logo` is the path of the clinic's picture; `draft` says that no clinician
    has checked the wording. `language_tag` is the language with the region that it is spoken in;
    `content` is the pack with its version; `links` tells where a printed number or address leads.
    """

    language: str
    language_tag: str
    content: str
    links: dict[str, Link]
    direction: Literal["ltr", "rtl"]
    paper: Paper
    edition: Edition
    black_and_white: bool
    parts: tuple[GuidePart, ...]
    choices: tuple[PartChoice, ...]
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
    decision: DecisionSection
    options: OptionsPage
    evidence: EvidencePage
    risks: RisksPage
    approval: ApprovalSection
    answers: AnswersPage
    worksheet: WorksheetPage
    about: AboutPage
    concerns: tuple[WordedConcern, ...]

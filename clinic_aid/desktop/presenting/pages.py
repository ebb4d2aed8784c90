"""Which page shows which kind of screen."""

from collections.abc import Callable

from clinic_aid.content.model import ScreenKind
from clinic_aid.desktop.presenting.aftercare import AftercarePage
from clinic_aid.desktop.presenting.approval import ApprovalPage
from clinic_aid.desktop.presenting.choices import ChoicePage
from clinic_aid.desktop.presenting.day_steps import DayStepsPage
from clinic_aid.desktop.presenting.decision import DecisionPage
from clinic_aid.desktop.presenting.explain import ExplainPage
from clinic_aid.desktop.presenting.faq import FaqPage
from clinic_aid.desktop.presenting.findings import FindingsPage
from clinic_aid.desktop.presenting.health import ChecksPage, RedFlagsPage
from clinic_aid.desktop.presenting.matters import MattersPage
from clinic_aid.desktop.presenting.options import OptionsPage
from clinic_aid.desktop.presenting.questions import QuestionsPage
from clinic_aid.desktop.presenting.reviews import ReviewsPage
from clinic_aid.desktop.presenting.risks import RisksPage
from clinic_aid.desktop.presenting.said_back_page import SaidBackPage
from clinic_aid.desktop.presenting.scalp import MapPage
from clinic_aid.desktop.presenting.signs import SignsPage
from clinic_aid.desktop.presenting.stage import StagePage
from clinic_aid.desktop.presenting.statements import (
    AnswersPage,
    ClaimsPage,
    RecordPage,
    UnknownsPage,
)
from clinic_aid.desktop.presenting.support import SupportPage
from clinic_aid.desktop.presenting.talk_page import TalkPage
from clinic_aid.desktop.presenting.timeline import TimelinePage
from clinic_aid.desktop.services import Services
from clinic_aid.desktop.style import Look

PAGES: dict[ScreenKind, Callable[[Look, Services], TalkPage]] = {
    "explain": ExplainPage,
    "questions": QuestionsPage,
    "teach-back": SaidBackPage,
    "decision": DecisionPage,
    "red-flags": RedFlagsPage,
    "checks": ChecksPage,
    "unknowns": UnknownsPage,
    "claims": ClaimsPage,
    "record": RecordPage,
    "approval": ApprovalPage,
    "answers": AnswersPage,
    "day-steps": DayStepsPage,
    "faq": FaqPage,
    "map": MapPage,
    "matters": MattersPage,
    "stage": StagePage,
    "support": SupportPage,
    "product": ChoicePage,
    "sampling": ChoicePage,
    "delivery": ChoicePage,
    "findings": FindingsPage,
    "risk-findings": FindingsPage,
    "option-findings": FindingsPage,
    "risks": RisksPage,
    "aftercare": AftercarePage,
    "options": OptionsPage,
    "reviews": ReviewsPage,
    "signs": SignsPage,
    "timeline": TimelinePage,
}

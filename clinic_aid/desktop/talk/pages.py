"""Which page shows which kind of screen."""

from collections.abc import Callable

from clinic_aid.content.model import ScreenKind
from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.page import TalkPage
from clinic_aid.desktop.talk.screens.aftercare import AftercarePage
from clinic_aid.desktop.talk.screens.approval import ApprovalPage
from clinic_aid.desktop.talk.screens.choices import ChoicePage
from clinic_aid.desktop.talk.screens.day_steps import DayStepsPage
from clinic_aid.desktop.talk.screens.decision import DecisionPage
from clinic_aid.desktop.talk.screens.explain import ExplainPage
from clinic_aid.desktop.talk.screens.faq import FaqPage
from clinic_aid.desktop.talk.screens.findings import FindingsPage
from clinic_aid.desktop.talk.screens.health import HealthPage, RedFlagsPage
from clinic_aid.desktop.talk.screens.matters import MattersPage
from clinic_aid.desktop.talk.screens.options import TalkOptionsPage
from clinic_aid.desktop.talk.screens.questions import QuestionsPage
from clinic_aid.desktop.talk.screens.reviews import ReviewsPage
from clinic_aid.desktop.talk.screens.risks import TalkRisksPage
from clinic_aid.desktop.talk.screens.said_back import SaidBackPage
from clinic_aid.desktop.talk.screens.scalp import MapPage
from clinic_aid.desktop.talk.screens.signs import SignsPage
from clinic_aid.desktop.talk.screens.stage import StagePage
from clinic_aid.desktop.talk.screens.statements import (
    ClaimsPage,
    RecordPage,
    TalkAnswersPage,
    UnknownsPage,
)
from clinic_aid.desktop.talk.screens.support import SupportPage
from clinic_aid.desktop.talk.screens.timeline import TalkTimelinePage
from clinic_aid.desktop.widgets.style import Look

PAGES: dict[ScreenKind, Callable[[Look, Services], TalkPage]] = {
    "explain": ExplainPage,
    "questions": QuestionsPage,
    "teach-back": SaidBackPage,
    "decision": DecisionPage,
    "red-flags": RedFlagsPage,
    "checks": HealthPage,
    "unknowns": UnknownsPage,
    "claims": ClaimsPage,
    "record": RecordPage,
    "approval": ApprovalPage,
    "answers": TalkAnswersPage,
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
    "risks": TalkRisksPage,
    "aftercare": AftercarePage,
    "options": TalkOptionsPage,
    "reviews": ReviewsPage,
    "signs": SignsPage,
    "timeline": TalkTimelinePage,
}

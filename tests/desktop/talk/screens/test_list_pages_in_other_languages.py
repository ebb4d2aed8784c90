from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.screens.approval import ApprovalPage
from clinic_aid.desktop.talk.screens.day_steps import DayStepsPage
from clinic_aid.desktop.talk.screens.faq import FaqPage
from clinic_aid.desktop.talk.screens.health import HealthPage, RedFlagsPage
from clinic_aid.desktop.talk.screens.statements import (
    ClaimsPage,
    RecordPage,
    TalkAnswersPage,
    UnknownsPage,
)
from clinic_aid.talk.composing import compose_talk
from clinic_aid.talk.model import Talk
from tests.languages import Change, accented, pseudo_pack, right_to_left, speaking
from tests.languages.clipping import faults_of

OpenPages = Callable[..., Any]
Tree = Mapping[str, object]

_SCREENS: dict[type, str] = {
    RedFlagsPage: "warning-signs",
    HealthPage: "your-checks",
    UnknownsPage: "nobody-knows",
    ClaimsPage: "read-and-known",
    ApprovalPage: "your-country",
    TalkAnswersPage: "clinic-answers",
    FaqPage: "common-questions",
    RecordPage: "before-you-agree",
    DayStepsPage: "your-day",
}
_ANSWERS = {
    "red_flags": {"sudden-loss": "yes", "shiny-skin": "unsure"},
    "checks": {"infection": {"answer": "yes"}, "other-hair-treatment": {"answer": "yes"}},
}


@pytest.fixture(params=[(accented, "en"), (right_to_left, "he")], ids=["long", "rtl"])
def other_services(
    request: pytest.FixtureRequest, services: Services, qapp: QApplication
) -> Iterator[Services]:
    change: Change
    change, language = request.param
    pack = pseudo_pack(services.pack, change)

    def talk(tree: Tree) -> Talk:
        return compose_talk(
            services.check(tree).consultation,
            clinic=services.clinic,
            pack=pack,
            language=language,
            illustrator=services.illustrator,
        )

    with speaking(qapp, change):
        yield replace(services, pack=pack, language=language, talk=talk)


@pytest.mark.parametrize("kind", list(_SCREENS))
def test_nothing_is_cut_covered_or_too_small(
    kind: type, open_page: OpenPages, other_services: Services, full_tree: Tree
) -> None:
    tree = {**full_tree, **_ANSWERS}
    shown = open_page(kind, _SCREENS[kind], tree, work_with=other_services)
    found = []
    for part in range(shown.page.parts):
        shown.page.turn_to(part)
        QApplication.processEvents()
        found += faults_of(shown.window)
    assert found == []
    assert shown.cut_words() == []

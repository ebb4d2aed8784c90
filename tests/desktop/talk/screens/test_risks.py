from collections.abc import Callable, Mapping
from typing import Any

import pytest
from PySide6.QtCore import QSize

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.page import CHOOSE_PRODUCT
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.talk.screens.risks import TalkRisksPage
from clinic_aid.handout.risks_page import RisksPage

OpenPages = Callable[..., Any]
Tree = Mapping[str, object]

_SCREEN = "your-risks"


def _risks(services: Services, tree: Tree) -> RisksPage:
    pages = services.talk(tree).pages
    assert pages is not None
    return pages.risks


def _tree(product: str) -> Tree:
    return {"patient": {"name": "Amira Haddad"}, "plan": {"product": product}}


def test_every_group_is_shown_with_its_name_and_risks(
    open_page: OpenPages, services: Services, full_tree: Tree
) -> None:
    page = open_page(TalkRisksPage, _SCREEN, full_tree).page
    said = [
        (card.title.marked(), tuple(risk.findChildren(Words)[-1].marked() for risk in card.risks))
        for card in page.rows.rows
    ]
    groups = _risks(services, full_tree).groups
    assert [group.likelihood for group in groups] == ["common", "unknown", "serious"]
    assert said == [(group.title, tuple(risk.text for risk in group.risks)) for group in groups]


def test_all_four_are_in_view_together_where_they_fit(
    open_page: OpenPages, full_tree: Tree
) -> None:
    page = open_page(TalkRisksPage, _SCREEN, full_tree).page
    assert page.parts == 1
    assert all(card.isVisible() for card in page.rows.rows)


def test_all_groups_look_the_same(open_page: OpenPages, full_tree: Tree) -> None:
    cards = open_page(TalkRisksPage, _SCREEN, full_tree).page.rows.rows
    assert {card.objectName() for card in cards} == {"card"}
    assert len({card.title.font().pixelSize() for card in cards}) == 1
    assert len({card.sign.size().toTuple() for card in cards}) == 1


def test_each_group_has_a_sign_of_its_own(open_page: OpenPages, full_tree: Tree) -> None:
    cards = open_page(TalkRisksPage, _SCREEN, full_tree).page.rows.rows
    signs = [card.sign.pixmap().toImage() for card in cards]
    assert all(first != second for n, first in enumerate(signs) for second in signs[n + 1 :])


def test_the_head_says_how_the_risks_are_sorted(
    open_page: OpenPages, services: Services, full_tree: Tree
) -> None:
    page = open_page(TalkRisksPage, _SCREEN, full_tree).page
    lead = services.talk(full_tree).screens[_SCREEN].lead
    assert lead is not None
    assert page.lead.marked() == f"{lead} {_risks(services, full_tree).intro}".strip()


def test_a_change_elsewhere_keeps_the_cards(open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(TalkRisksPage, _SCREEN, full_tree)
    cards = shown.page.rows.rows
    shown.session.put("plan.full_cost", "1")
    assert shown.page.rows.rows == cards


def test_a_card_reads_out_its_risks(
    open_page: OpenPages, services: Services, full_tree: Tree
) -> None:
    cards = open_page(TalkRisksPage, _SCREEN, full_tree).page.rows.rows
    unknown = _risks(services, full_tree).groups[-1]
    risks = " ".join(risk.text for risk in unknown.risks)
    assert cards[-1].accessibleName() == f"{unknown.title}. {risks}"


def test_without_a_product_the_way_to_it_is_shown(open_page: OpenPages) -> None:
    shown = open_page(TalkRisksPage, _SCREEN)
    assert not shown.page.rows.isVisible()
    shown.page.needs.choose.click()
    assert shown.asked == [CHOOSE_PRODUCT]


@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1280, 720)], ids=["1366", "1280"])
def test_every_word_has_room_whatever_is_planned(
    size: QSize, open_page: OpenPages, services: Services
) -> None:
    for product in services.pack.products:
        shown = open_page(TalkRisksPage, _SCREEN, _tree(product), size=size)
        assert shown.cut_words() == []
        assert shown.smallest_words() >= 18

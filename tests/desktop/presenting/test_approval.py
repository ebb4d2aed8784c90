from collections.abc import Callable, Mapping
from typing import Any

import pytest
from PySide6.QtCore import QSize

from clinic_aid.desktop.presenting.approval import ApprovalPage
from clinic_aid.desktop.presenting.talk_page import CHOOSE_PRODUCT
from clinic_aid.desktop.services import Services

OpenPages = Callable[..., Any]
Tree = Mapping[str, object]

_SCREEN = "your-country"


def test_it_is_said_first_that_nothing_is_approved(
    open_page: OpenPages, services: Services, full_tree: Tree
) -> None:
    shown = open_page(ApprovalPage, _SCREEN, full_tree)
    pages = services.talk(full_tree).pages
    assert pages is not None
    assert shown.page.not_approved.marked() == pages.plan.not_approved


def test_country_statements_and_licence_are_shown(
    open_page: OpenPages, services: Services, full_tree: Tree
) -> None:
    shown = open_page(ApprovalPage, _SCREEN, full_tree)
    pages = services.talk(full_tree).pages
    assert pages is not None
    assert shown.page.country.marked() == pages.contacts.emergency_country
    said = tuple(words.marked() for words in shown.page.statements if words.isVisible())
    assert said == pages.evidence.approval
    assert shown.page.licence.marked() == pages.evidence.licence


def test_no_number_of_a_printed_list_is_shown(open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(ApprovalPage, _SCREEN, full_tree)
    assert "source" not in shown.page.checked.text()
    assert shown.page.checked.text().startswith("Rules last checked on ")


def test_the_sources_are_those_of_the_rules(open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(ApprovalPage, _SCREEN, full_tree)
    assert shown.page.sources


def test_without_a_product_the_way_to_it_is_shown(open_page: OpenPages) -> None:
    shown = open_page(ApprovalPage, _SCREEN)
    assert not shown.page.box.isVisible()
    shown.page.needs.choose.click()
    assert shown.asked == [CHOOSE_PRODUCT]
    assert shown.page.sources == ()


@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1280, 720)], ids=["1366", "1280"])
def test_every_word_has_room(size: QSize, open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(ApprovalPage, _SCREEN, full_tree, size=size)
    assert shown.cut_words() == []
    assert shown.smallest_words() >= 18

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from PySide6.QtCore import QSize

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.screens.approval import ApprovalPage

OpenPages = Callable[..., Any]
Tree = Mapping[str, object]

_SCREEN = "your-country"


def test_it_is_said_first_that_nothing_is_approved(
    open_page: OpenPages, services: Services, full_tree: Tree
) -> None:
    shown = open_page(ApprovalPage, _SCREEN, full_tree)
    assert shown.page.not_approved.marked() == services.talk(full_tree).general.not_approved


def test_country_statements_and_licence_are_shown(
    open_page: OpenPages, services: Services, full_tree: Tree
) -> None:
    shown = open_page(ApprovalPage, _SCREEN, full_tree)
    general = services.talk(full_tree).general
    assert shown.page.country.marked() == general.country
    said = tuple(words.marked() for words in shown.page.statements if words.isVisible())
    assert said == general.approval
    assert shown.page.licence.marked() == general.licence


def test_no_number_of_a_printed_list_is_shown(open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(ApprovalPage, _SCREEN, full_tree)
    assert "source" not in shown.page.checked.text()
    assert shown.page.checked.text().startswith("We looked for this on ")


def test_the_sources_are_those_of_the_rules(open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(ApprovalPage, _SCREEN, full_tree)
    assert shown.page.sources


def test_the_approval_is_told_before_a_product_is_chosen(open_page: OpenPages) -> None:
    shown = open_page(ApprovalPage, _SCREEN)
    assert shown.page.statements[0].marked()
    assert shown.page.sources != ()
    assert shown.cut_words() == []


@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1280, 720)], ids=["1366", "1280"])
def test_every_word_has_room(size: QSize, open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(ApprovalPage, _SCREEN, full_tree, size=size)
    assert shown.cut_words() == []
    assert shown.smallest_words() >= 18

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.talk.kit.page import GUIDE
from clinic_aid.desktop.talk.screens.decision import DecisionPage

OpenPages = Callable[..., Any]
Tree = dict[str, Any]
_SCREEN = "your-decision"


def chosen(opened: Any) -> list[str]:
    return [key for key, card in opened.page.cards.items() if card.isChecked()]


def test_nothing_is_decided_before_somebody_says_so(
    open_page: OpenPages, minimal_tree: Tree
) -> None:
    assert chosen(open_page(DecisionPage, _SCREEN, minimal_tree)) == []


@pytest.mark.parametrize("key", ["go-ahead", "think-about-it", "no"])
def test_decision_is_kept_and_marked(open_page: OpenPages, minimal_tree: Tree, key: str) -> None:
    opened = open_page(DecisionPage, _SCREEN, minimal_tree)

    opened.page.cards[key].click()

    assert opened.edits == [("decision", key)]
    assert chosen(opened) == [key]


def test_second_tap_takes_the_decision_back(open_page: OpenPages, full_tree: Tree) -> None:
    opened = open_page(DecisionPage, _SCREEN, full_tree)

    opened.page.cards["go-ahead"].click()

    assert opened.edits == [("decision", None)]
    assert chosen(opened) == []


def test_other_decision_takes_the_place_of_the_first(open_page: OpenPages, full_tree: Tree) -> None:
    opened = open_page(DecisionPage, _SCREEN, full_tree)

    opened.page.cards["no"].click()

    assert chosen(opened) == ["no"]


def test_answers_are_of_one_size(open_page: OpenPages, minimal_tree: Tree) -> None:
    opened = open_page(DecisionPage, _SCREEN, minimal_tree)

    sizes = {(card.height(), card.title.font().pixelSize()) for card in opened.page.cards.values()}
    widths = [card.width() for card in opened.page.cards.values()]
    assert len(sizes) == 1
    assert max(widths) - min(widths) <= 1


def test_day_before_which_nothing_is_due_is_said(open_page: OpenPages, full_tree: Tree) -> None:
    opened = open_page(DecisionPage, _SCREEN, full_tree)

    assert any("30 November 2026" in line.text() for line in opened.page.lines)


def test_without_a_date_nothing_is_due_either(open_page: OpenPages, minimal_tree: Tree) -> None:
    opened = open_page(DecisionPage, _SCREEN, minimal_tree)

    shown = [line.marked() for line in opened.page.lines if not line.isHidden()]
    labels = opened.page.services.talk(minimal_tree).labels
    assert labels["no-pressure-undated"] in shown
    assert labels["ask-elsewhere"] in shown


def test_cost_is_not_shown_unless_the_clinic_wants_it(
    open_page: OpenPages, full_tree: Tree
) -> None:
    opened = open_page(DecisionPage, _SCREEN, full_tree)

    assert opened.page.cost.text() == ""


def test_cost_is_shown_where_the_clinic_wants_it(open_page: OpenPages, full_tree: Tree) -> None:
    full_tree["clinic"] = {"prices_on_screen": True}

    opened = open_page(DecisionPage, _SCREEN, full_tree)

    assert opened.page.cost.text().startswith("Full cost: ")
    assert "£6,400" in opened.page.cost.text()


def test_what_stops_the_treatment_is_said_first(open_page: OpenPages, full_tree: Tree) -> None:
    full_tree["patient"]["birth_date"] = "2012-01-01"

    opened = open_page(DecisionPage, _SCREEN, full_tree)

    talk = opened.page.services.talk(full_tree)
    assert opened.page.lines[0].marked() == talk.pages.plan.stops[0]


def test_guide_is_one_button_away(qtbot: QtBot, open_page: OpenPages, minimal_tree: Tree) -> None:
    opened = open_page(DecisionPage, _SCREEN, minimal_tree)

    qtbot.mouseClick(opened.page.guide, Qt.MouseButton.LeftButton)

    assert opened.asked == [GUIDE]


def test_page_is_there_without_a_product(open_page: OpenPages) -> None:
    opened = open_page(DecisionPage, _SCREEN, {"patient": {}, "plan": {}})

    opened.page.cards["no"].click()

    assert chosen(opened) == ["no"]


@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1280, 720), QSize(1920, 1080)])
def test_nothing_is_cut(open_page: OpenPages, full_tree: Tree, size: QSize) -> None:
    full_tree["patient"]["birth_date"] = "2012-01-01"
    full_tree["clinic"] = {"prices_on_screen": True}

    opened = open_page(DecisionPage, _SCREEN, full_tree, size=size)

    assert opened.cut_words() == []


def test_calm_words_take_no_more_height_than_they_need(
    open_page: OpenPages, minimal_tree: Tree
) -> None:
    page = open_page(DecisionPage, _SCREEN, minimal_tree).page

    shown = [line for line in page.lines if line.isVisible()]
    assert page.calm.height() < 50 + 40 * len(shown)
    assert page.choices.height() > page.calm.height()

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.words import plain
from clinic_aid.desktop.talk.screens.faq import FaqPage

OpenPages = Callable[..., Any]
Tree = Mapping[str, object]

_SCREEN = "common-questions"


def test_every_question_is_a_card(
    open_page: OpenPages, services: Services, full_tree: Tree
) -> None:
    shown = open_page(FaqPage, _SCREEN, full_tree)
    faq = services.talk(full_tree).faq
    assert [card.accessibleName() for card in shown.page.rows.rows] == [
        plain(asked.title) for asked in faq
    ]


def test_no_answer_is_shown_before_one_is_asked_for(open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(FaqPage, _SCREEN, full_tree)
    assert not shown.page.pane.isVisible()
    assert shown.page.figure.isVisible()


def test_a_tap_opens_the_answer(open_page: OpenPages, services: Services, full_tree: Tree) -> None:
    shown = open_page(FaqPage, _SCREEN, full_tree)
    shown.page.rows.rows[2].click()
    asked = services.talk(full_tree).faq[2]
    assert shown.page.pane.isVisible()
    assert shown.page.question.marked() == asked.title
    assert shown.page.answer.marked() == asked.text


def test_one_answer_is_open_at_a_time(open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(FaqPage, _SCREEN, full_tree)
    cards = shown.page.rows.rows
    cards[0].click()
    cards[1].click()
    assert [card.isChecked() for card in cards[:2]] == [False, True]


def test_the_open_question_tapped_again_is_closed(open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(FaqPage, _SCREEN, full_tree)
    shown.page.rows.rows[0].click()
    shown.page.rows.rows[0].click()
    assert not shown.page.pane.isVisible()
    assert not shown.page.rows.rows[0].isChecked()


def test_a_question_is_opened_by_keyboard(
    open_page: OpenPages, full_tree: Tree, qtbot: QtBot
) -> None:
    shown = open_page(FaqPage, _SCREEN, full_tree)
    card = shown.page.rows.rows[1]
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Space)
    assert shown.page.pane.isVisible()
    assert shown.window.focusWidget() is card


def test_nothing_is_entered(open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(FaqPage, _SCREEN, full_tree)
    shown.page.rows.rows[0].click()
    assert shown.edits == []


def test_the_answer_stays_open_when_the_consultation_changes(
    open_page: OpenPages, full_tree: Tree
) -> None:
    shown = open_page(FaqPage, _SCREEN, full_tree)
    shown.page.rows.rows[0].click()
    shown.session.put("patient.sex", "male")
    assert shown.page.pane.isVisible()


def test_a_word_of_an_answer_can_be_asked_for(open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(FaqPage, _SCREEN, full_tree)
    shown.page.answer.linkActivated.emit("term:follicles")
    assert shown.asked == ["term:follicles"]


@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1280, 720)], ids=["1366", "1280"])
def test_every_question_and_answer_has_room(
    size: QSize, open_page: OpenPages, full_tree: Tree
) -> None:
    shown = open_page(FaqPage, _SCREEN, full_tree, size=size)
    assert shown.cut_words() == []
    for card in shown.page.rows.rows:
        card.click()
        QApplication.processEvents()
        answer = shown.page.answer
        assert answer.heightForWidth(answer.width()) <= answer.height()
        assert answer.font().pixelSize() >= 20

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.talk.kit.cards import TapCard
from clinic_aid.desktop.talk.screens.said_back import SaidBackPage

OpenPages = Callable[..., Any]
Tree = dict[str, Any]
_SCREEN = "in-your-words"


def cards(opened: Any) -> list[TapCard]:
    return [card for card in opened.page.rows.rows if isinstance(card, TapCard)]


def test_topics_talked_about_come_first(open_page: OpenPages, minimal_tree: Tree) -> None:
    minimal_tree["shown"] = [{"screen": "risks-in-short", "seconds": 60}]
    minimal_tree["teach_back"] = [{"topic": "hair-cycle", "words": "It rests."}]

    opened = open_page(SaidBackPage, _SCREEN, minimal_tree)

    first, second = cards(opened)[:2]
    assert first.note.text() == "It rests."
    assert second.note.text() == "Not said back yet"
    assert first.isChecked()


def test_every_topic_of_the_talk_can_be_said_back(open_page: OpenPages, minimal_tree: Tree) -> None:
    opened = open_page(SaidBackPage, _SCREEN, minimal_tree)

    talk = opened.page.services.talk(minimal_tree)
    explained = [screen for screen in talk.screens.values() if screen.kind == "explain"]
    assert len(cards(opened)) == len(explained)


def test_words_are_kept_with_the_topic_that_was_tapped(
    qtbot: QtBot, open_page: OpenPages, minimal_tree: Tree
) -> None:
    minimal_tree["shown"] = [{"screen": key, "seconds": 9} for key in ("hair-root", "hair-cycle")]
    opened = open_page(SaidBackPage, _SCREEN, minimal_tree)

    cards(opened)[1].click()
    qtbot.keyClicks(opened.page.said.entry.text, "It rests")

    assert opened.session.draft.value("teach_back") == [
        {"topic": "hair-cycle", "words": "It rests"}
    ]
    assert cards(opened)[1].note.text() == "It rests"


def test_typing_about_a_topic_not_shown_goes_on_where_it_began(
    qtbot: QtBot, open_page: OpenPages, minimal_tree: Tree
) -> None:
    opened = open_page(SaidBackPage, _SCREEN, minimal_tree)
    cards(opened)[4].click()
    question = opened.page.question.marked()

    qtbot.keyClicks(opened.page.said.entry.text, "Pain")

    assert opened.session.draft.value("teach_back")[0]["words"] == "Pain"
    assert opened.page.question.marked() == question


def test_topic_stays_in_its_place_while_something_is_said_about_it(
    open_page: OpenPages, minimal_tree: Tree
) -> None:
    opened = open_page(SaidBackPage, _SCREEN, minimal_tree)
    opened.page.turn_to(1)
    card = cards(opened)[7]
    card.click()
    topic = card.title.marked()

    opened.page.said.outcome.buttons["clear"].click()

    assert cards(opened)[7].title.marked() == topic
    assert cards(opened)[7].note.text() == "It is clear"
    assert cards(opened)[7].isVisible()


def test_outcome_alone_is_told_on_the_card(open_page: OpenPages, minimal_tree: Tree) -> None:
    opened = open_page(SaidBackPage, _SCREEN, minimal_tree)

    opened.page.said.outcome.buttons["explain-again"].click()

    assert cards(opened)[0].note.text() == "Explain again"


def test_parts_turn(open_page: OpenPages, minimal_tree: Tree) -> None:
    opened = open_page(SaidBackPage, _SCREEN, minimal_tree)
    assert opened.page.parts > 1

    opened.page.turn_to(1)

    assert opened.page.part == 1
    assert cards(opened)[0].isHidden()


@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1280, 720), QSize(1920, 1080)])
def test_nothing_is_cut(open_page: OpenPages, full_tree: Tree, size: QSize) -> None:
    opened = open_page(SaidBackPage, _SCREEN, full_tree, size=size)
    QApplication.processEvents()

    assert opened.cut_words() == []


def test_place_in_the_list_is_told_and_turned_by_buttons(
    open_page: OpenPages, minimal_tree: Tree
) -> None:
    opened = open_page(SaidBackPage, _SCREEN, minimal_tree)
    page = opened.page
    count = len(cards(opened))
    assert page.turners.place.text().startswith("1 to ")

    page.turners.forward.click()

    assert page.part == 1
    first = [card.isHidden() for card in cards(opened)].index(False) + 1
    assert page.turners.place.text().startswith(f"{first} to ")
    assert page.turners.place.text().endswith(f" of {count}")


def test_question_says_its_topic_when_the_card_of_it_is_out_of_view(
    open_page: OpenPages, minimal_tree: Tree
) -> None:
    opened = open_page(SaidBackPage, _SCREEN, minimal_tree)
    chosen = cards(opened)[0]

    opened.page.turn_to(1)

    assert not chosen.isVisible()
    assert opened.page.about.marked() == chosen.title.marked()

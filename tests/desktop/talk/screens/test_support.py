from dataclasses import replace

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.talk.screens.support import SupportPage
from tests.desktop.talk.conftest import OpenPages

_SIZES = [QSize(1366, 768), QSize(1280, 720), QSize(1920, 1080)]
_SCREEN = "where-to-talk"


def _texts(page: SupportPage) -> list[str]:
    return [words.marked() for row in page.rows.rows for words in row.findChildren(Words)]


def test_every_text_has_a_card(open_page: OpenPages, services: Services) -> None:
    opened = open_page(SupportPage, _SCREEN)

    assert _texts(opened.page) == list(services.talk(opened.session.draft.tree).support)


def test_the_picture_of_the_topic_stands_beside_them(open_page: OpenPages) -> None:
    page = open_page(SupportPage, _SCREEN).page

    assert page.figure.isVisible()
    assert page.figure.accessibleName()


def test_a_change_elsewhere_leaves_the_cards_as_they_are(open_page: OpenPages) -> None:
    opened = open_page(SupportPage, _SCREEN)
    rows = opened.page.rows.rows

    opened.session.put("finding.since", "1 to 3 years")

    assert opened.page.rows.rows == rows


def test_texts_too_many_for_one_view_turn(open_page: OpenPages, services: Services) -> None:
    def talk_of(tree: object) -> object:
        talk = services.talk(tree)  # type: ignore[arg-type]
        return replace(talk, support=tuple(f"{text} {text}" for text in talk.support))

    more = replace(services, talk=talk_of)  # type: ignore[arg-type]
    page = open_page(SupportPage, _SCREEN, work_with=more).page

    assert page.parts > 1
    assert page.turners.isVisible()
    page.turners.forward.click()
    QApplication.processEvents()
    assert page.part == 1


def test_a_word_to_explain_can_be_asked_for(open_page: OpenPages, qtbot: QtBot) -> None:
    opened = open_page(SupportPage, _SCREEN)
    marked = next(words for words in opened.page.rows.findChildren(Words) if "[[" in words.marked())

    with qtbot.waitSignal(opened.page.asked):
        marked.linkActivated.emit("term:regulator")


@pytest.mark.parametrize("size", _SIZES)
def test_no_words_are_cut(open_page: OpenPages, size: QSize) -> None:
    opened = open_page(SupportPage, _SCREEN, size=size)

    assert opened.cut_words() == []
    assert opened.smallest_words() >= 18

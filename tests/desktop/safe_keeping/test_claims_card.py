from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.safe_keeping.claims_card import ClaimsCard
from clinic_aid.desktop.widgets.style import Look
from tests.desktop.conftest import PressKey, ShowWidget
from tests.desktop.safe_keeping.conftest import MakeEntry


@pytest.fixture
def card(the_look: Look, show_widget: ShowWidget) -> ClaimsCard:
    card = ClaimsCard(
        the_look,
        language="en",
        product_name={"own-fat-cells": "Own fat"}.get,
        today=lambda: date(2026, 11, 21),
    )
    show_widget(card)
    return card


def test_nothing_to_decide_is_not_talked_about(card: ClaimsCard) -> None:
    card.show_known(())

    assert not card.isVisible()


def test_it_tells_who_it_is_and_that_nothing_was_erased(
    card: ClaimsCard, make_entry: MakeEntry
) -> None:
    card.show_known([make_entry("a", name="Amira Haddad")])

    assert card.title.text() == "A list beside the vault calls this erased: 1 consultation"
    assert card.name.text() == "Amira Haddad"
    assert card.words.text() == ("Birth date not noted · last changed 21 November 2015 · Own fat")
    assert not card.keep_all.isVisible()


def test_each_is_decided_about_alone(qtbot: QtBot, card: ClaimsCard, make_entry: MakeEntry) -> None:
    card.show_known([make_entry("a", name="Amira Haddad"), make_entry("b", name="Kim Lee")])
    card.pager.forward.click()
    assert card.name.text() == "Kim Lee"
    assert card.pager.place.text() == "2 of 2"

    with qtbot.waitSignal(card.decided) as told:
        card.keep.click()

    assert told.args == [("b",), False]


def test_all_can_be_kept_at_once(qtbot: QtBot, card: ClaimsCard, make_entry: MakeEntry) -> None:
    card.show_known([make_entry("a"), make_entry("b")])

    with qtbot.waitSignal(card.decided) as told:
        card.keep_all.click()

    assert told.args == [("a", "b"), False]


def test_nothing_is_erased_without_a_question(
    qtbot: QtBot, card: ClaimsCard, make_entry: MakeEntry
) -> None:
    card.show_known([make_entry("a"), make_entry("b")])

    with qtbot.assertNotEmitted(card.decided):
        card.erase.click()
    with qtbot.waitSignal(card.decided) as told:
        card.question.yes.click()

    assert told.args == [("a",), True]


def test_enter_after_the_question_erases_nothing(
    qtbot: QtBot, card: ClaimsCard, make_entry: MakeEntry, press: PressKey
) -> None:
    card.show_known([make_entry("a")])
    card.erase.click()

    with qtbot.assertNotEmitted(card.decided):
        press(Qt.Key.Key_Return)

    assert card.erase.hasFocus()

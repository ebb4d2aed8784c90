import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.widgets.layouts import column
from clinic_aid.desktop.widgets.question import Confirmation
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.desktop.widgets.task_page import words_label
from tests.desktop.conftest import PressKey, ShowWidget


@pytest.fixture
def question(the_look: Look, show_widget: ShowWidget) -> Confirmation:
    card = words_label("What is asked about", name="card")
    question = Confirmation(the_look, instead_of=card)
    page = QWidget()
    column(card, question, on=page)
    show_widget(page)
    question.ask("Erase it?", "Nobody can bring it back.", yes="&Erase", no="&Do not")
    return question


def test_keyboard_is_on_the_answer_that_changes_nothing(question: Confirmation) -> None:
    assert question.no.hasFocus()


def test_enter_says_no(qtbot: QtBot, question: Confirmation, press: PressKey) -> None:
    with qtbot.waitSignal(question.refused), qtbot.assertNotEmitted(question.agreed):
        press(Qt.Key.Key_Return)

    assert not question.isVisible()


def test_yes_is_told_once(qtbot: QtBot, question: Confirmation) -> None:
    with qtbot.waitSignal(question.agreed):
        question.yes.click()

    assert not question.isVisible()


def test_what_gave_way_comes_back_with_the_answer(question: Confirmation) -> None:
    page = question.parentWidget()
    assert page is not None
    card = page.findChild(QLabel, "card")
    assert isinstance(card, QLabel)
    assert not card.isVisible()

    question.no.click()

    assert card.isVisible()


def test_answers_are_told_to_a_screen_reader_without_marks(question: Confirmation) -> None:
    assert (question.yes.accessibleName(), question.no.accessibleName()) == ("Erase", "Do not")

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.widgets.question import Confirmation
from clinic_aid.desktop.widgets.style import Look
from tests.desktop.conftest import PressKey, ShowWidget


@pytest.fixture
def question(the_look: Look, show_widget: ShowWidget) -> Confirmation:
    question = Confirmation(the_look)
    show_widget(question)
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


def test_answers_are_told_to_a_screen_reader_without_marks(question: Confirmation) -> None:
    assert (question.yes.accessibleName(), question.no.accessibleName()) == ("Erase", "Do not")

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.talk.key_map import Action
from clinic_aid.desktop.talk.kit.cards import TapCard
from clinic_aid.desktop.talk.screens.questions import QuestionContent, QuestionsPage
from clinic_aid.desktop.talk.window import TalkWindow
from clinic_aid.entry.said import UNSAID

OpenTalk = Callable[..., TalkWindow]
OpenPages = Callable[..., Any]
Tree = dict[str, Any]

_THREE = [
    {"question": "Does it hurt?", "answer": "A little."},
    {"question": "How long?"},
    {"question": "Who does it?"},
]


def asking(questions: list[dict[str, str]]) -> Mapping[str, object]:
    return {"patient": {"name": "Sam Reed"}, "plan": {}, "questions": questions}


@pytest.fixture
def page(open_page: OpenPages) -> Any:
    return open_page(QuestionsPage, "your-questions", asking(_THREE))


def cards(opened: Any) -> list[TapCard]:
    return [card for card in opened.page.rows.rows if isinstance(card, TapCard)]


def texts(opened: Any) -> tuple[str, str]:
    entry = opened.page.entry
    return entry.question.text.toPlainText(), entry.answer.text.toPlainText()


def rewrite(qtbot: QtBot, text: QPlainTextEdit, words: str) -> None:
    text.setFocus()
    text.selectAll()
    qtbot.keyClick(text, Qt.Key.Key_Delete)
    qtbot.keyClicks(text, words)


def test_questions_stand_with_their_answers(page: Any) -> None:
    assert [(card.title.text(), card.note.text()) for card in cards(page)] == [
        ("Does it hurt?", "A little."),
        ("How long?", "Not answered yet"),
        ("Who does it?", "Not answered yet"),
    ]


def test_first_question_is_open(page: Any) -> None:
    assert texts(page) == ("Does it hurt?", "A little.")
    assert [card.isChecked() for card in cards(page)] == [True, False, False]


def test_question_is_answered_by_tapping_it(qtbot: QtBot, page: Any) -> None:
    cards(page)[1].click()
    qtbot.keyClicks(page.page.entry.answer.text, "An hour")

    assert page.session.draft.value("questions")[1] == {
        "question": "How long?",
        "answer": "An hour",
    }
    assert cards(page)[1].note.text() == "An hour"


def test_tap_puts_the_keyboard_into_the_question(qtbot: QtBot, page: Any) -> None:
    page.window.activateWindow()
    cards(page)[2].click()

    qtbot.waitUntil(page.page.entry.question.text.hasFocus)


def test_question_written_anew_stays_at_its_place_and_changes_no_other(
    qtbot: QtBot, page: Any
) -> None:
    rewrite(qtbot, page.page.entry.question.text, "Will it burn?")

    asked = page.session.draft.value("questions")
    assert asked == [{"question": "Will it burn?", "answer": "A little."}, *_THREE[1:]]


def test_question_without_answer_written_anew_changes_no_other(qtbot: QtBot, page: Any) -> None:
    cards(page)[1].click()

    rewrite(qtbot, page.page.entry.question.text, "How often?")

    asked = page.session.draft.value("questions")
    assert asked == [_THREE[0], {"question": "How often?"}, _THREE[2]]


def test_emptied_question_is_gone_once_another_is_tapped(qtbot: QtBot, page: Any) -> None:
    cards(page)[1].click()
    rewrite(qtbot, page.page.entry.question.text, "")
    assert [card.title.text() for card in cards(page)] == ["Does it hurt?", UNSAID, "Who does it?"]

    cards(page)[2].click()

    assert page.session.draft.value("questions") == [_THREE[0], _THREE[2]]
    assert texts(page) == ("Who does it?", "")
    assert [card.isChecked() for card in cards(page)] == [False, True]


def test_last_question_is_taken_away_by_emptying_it(qtbot: QtBot, page: Any) -> None:
    cards(page)[2].click()

    rewrite(qtbot, page.page.entry.question.text, "")

    assert page.session.draft.value("questions") == _THREE[:2]


def test_another_question_can_be_asked(qtbot: QtBot, page: Any) -> None:
    page.page.add.click()
    assert texts(page) == ("", "")

    qtbot.keyClicks(page.page.entry.question.text, "And then?")

    assert page.session.draft.value("questions")[3] == {"question": "And then?"}


def test_answer_typed_first_is_kept(qtbot: QtBot, open_page: OpenPages) -> None:
    page = open_page(QuestionsPage, "your-questions", asking([]))

    qtbot.keyClicks(page.page.entry.answer.text, "Yes.")
    qtbot.keyClicks(page.page.entry.question.text, "Really?")

    assert page.session.draft.value("questions") == [{"question": "Really?", "answer": "Yes."}]


def test_page_without_questions_says_so(open_page: OpenPages) -> None:
    page = open_page(QuestionsPage, "your-questions", asking([]))

    assert page.page.rows.rows[0].text() == "No question is noted yet. Ask at any screen."


def test_many_questions_stand_on_several_parts(open_page: OpenPages) -> None:
    many = [{"question": f"Question {number}?"} for number in range(50)]

    page = open_page(QuestionsPage, "your-questions", asking(many))

    assert page.page.parts >= 10
    assert not page.page.add.isEnabled()


@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1280, 720)])
def test_nothing_is_cut(open_page: OpenPages, size: QSize) -> None:
    long = [{"question": "Why is it that " * 12, "answer": "Because " * 20} for _ in range(6)]

    page = open_page(QuestionsPage, "your-questions", asking(long), size=size)

    assert page.cut_words() == []
    assert page.smallest_words() >= 18


def test_question_is_noted_over_any_screen_after_those_already_there(
    qtbot: QtBot, open_talk: OpenTalk, session: Session
) -> None:
    window = open_talk(asking(_THREE), screen="hair-root")
    window.do(Action.QUESTION)

    qtbot.keyClicks(QApplication.focusWidget(), "And then?")

    asked: Any = session.draft.value("questions")
    assert asked == [*_THREE, {"question": "And then?"}]


def test_tab_leads_from_the_question_to_its_answer_and_to_the_button(
    qtbot: QtBot, open_talk: OpenTalk
) -> None:
    window = open_talk()
    window.do(Action.QUESTION)
    content = window.sheet.content
    assert isinstance(content, QuestionContent)

    for wanted in (content.entry.question.text, content.entry.answer.text, content.keep):
        assert QApplication.focusWidget() is wanted
        qtbot.keyClick(wanted, Qt.Key.Key_Tab)


def test_noted_question_is_kept_by_its_button_and_the_next_one_is_new(
    qtbot: QtBot, open_talk: OpenTalk, session: Session
) -> None:
    window = open_talk()
    for words in ("One?", "Two?"):
        window.do(Action.QUESTION)
        qtbot.keyClicks(QApplication.focusWidget(), words)
        content = window.sheet.content
        assert isinstance(content, QuestionContent)
        content.keep.click()

    assert not window.sheet.is_open
    assert session.draft.value("questions") == [{"question": "One?"}, {"question": "Two?"}]


def test_full_list_of_questions_takes_no_more(open_talk: OpenTalk) -> None:
    window = open_talk(asking([{"question": "Why?"}] * 50))

    window.do(Action.QUESTION)

    content = window.sheet.content
    assert isinstance(content, QuestionContent)
    assert not content.entry.isEnabled()
    assert "no room" in content.note.text()


def test_question_over_the_page_of_questions_is_on_the_page(
    qtbot: QtBot, open_talk: OpenTalk
) -> None:
    window = open_talk(asking(_THREE), screen="your-questions")
    first = window.page.rows.rows[0]  # type: ignore[attr-defined]
    first.setFocus()
    window.do(Action.QUESTION)
    qtbot.keyClicks(QApplication.focusWidget(), "And then?")

    window.do(Action.LEAVE)
    QApplication.processEvents()

    titles = [card.title.text() for card in window.page.rows.rows]  # type: ignore[attr-defined]
    assert titles[-1] == "And then?"
    assert not window.sheet.is_open

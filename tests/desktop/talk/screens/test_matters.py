import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.talk.screens.matters import MattersPage, OwnRow
from tests.desktop.talk.conftest import OpenPage, OpenPages

_SIZES = [QSize(1366, 768), QSize(1280, 720), QSize(1920, 1080)]
_SCREEN = "what-matters"


def _of(*matters: str) -> dict[str, object]:
    tree: dict[str, object] = {"format": 1, "patient": {"name": "Sam Reed"}, "plan": {}}
    return {**tree, "what_matters": list(matters)} if matters else tree


def _rows(opened: OpenPage) -> list[OwnRow]:
    return [row for row in opened.page.rows.rows if isinstance(row, OwnRow)]


def test_what_the_file_has_is_shown(open_page: OpenPages, full_tree: dict[str, object]) -> None:
    page = open_page(MattersPage, _SCREEN, full_tree).page

    chosen = [key for key, card in page.cards.items() if card.isChecked() and card.sign.is_on]
    assert chosen == ["cost", "avoiding-surgery"]
    assert page.line.text() == "Looking like myself at my sister's wedding"
    assert not page.rows.isVisible()


def test_taps_are_kept_in_their_order(open_page: OpenPages) -> None:
    opened = open_page(MattersPage, _SCREEN, _of())

    opened.page.cards["time"].click()
    opened.page.cards["cost"].click()
    opened.page.cards["time"].click()

    assert [value for _, value in opened.edits] == [["time"], ["time", "cost"], ["cost"]]
    assert {path for path, _ in opened.edits} == {"what_matters"}


def test_the_last_one_taken_back_leaves_nothing_in_the_file(open_page: OpenPages) -> None:
    opened = open_page(MattersPage, _SCREEN, _of("cost"))

    opened.page.cards["cost"].click()

    assert opened.edits == [("what_matters", None)]
    assert not opened.page.cards["cost"].sign.is_on


def test_own_words_are_kept_as_they_are_typed(open_page: OpenPages, qtbot: QtBot) -> None:
    opened = open_page(MattersPage, _SCREEN, _of("cost"))

    qtbot.keyClicks(opened.page.line, "My job ")

    assert opened.page.line.text() == "My job "
    assert opened.session.draft.value("what_matters") == ["cost", "My job"]


def test_own_words_changed_keep_their_place(open_page: OpenPages, qtbot: QtBot) -> None:
    opened = open_page(MattersPage, _SCREEN, _of("cost", "My job", "time"))

    qtbot.keyClicks(opened.page.line, "x")
    opened.page.line.setCursorPosition(0)
    qtbot.keyClicks(opened.page.line, "y")

    assert opened.session.draft.value("what_matters") == ["cost", "yxMy job", "time"]
    assert opened.page.line.cursorPosition() == 1


def test_emptying_the_line_takes_the_words_away(open_page: OpenPages, qtbot: QtBot) -> None:
    opened = open_page(MattersPage, _SCREEN, _of("cost", "A", "B"))

    qtbot.keyClick(opened.page.line, Qt.Key.Key_Delete)

    assert opened.session.draft.value("what_matters") == ["cost", "A"]
    assert opened.page.line.text() == ""
    assert [row.text for row in _rows(opened)] == ["A"]


def test_a_word_that_is_also_an_id_stays_a_text(open_page: OpenPages, qtbot: QtBot) -> None:
    opened = open_page(MattersPage, _SCREEN, _of())

    qtbot.keyClicks(opened.page.line, "cost")

    assert opened.session.draft.value("what_matters") == ["Cost"]
    assert not opened.page.cards["cost"].isChecked()
    assert opened.page.line.text() == "cost"


def test_further_own_texts_can_be_taken_away(open_page: OpenPages) -> None:
    opened = open_page(MattersPage, _SCREEN, _of("A", "cost", "B", "C"))
    rows = _rows(opened)

    rows[0].remove.click()

    assert [row.text for row in rows] == ["A", "B"]
    assert rows[0].remove.accessibleName() == "Take away: A"
    assert opened.edits == [("what_matters", ["cost", "B", "C"])]
    assert opened.page.line.text() == "C"


def test_many_own_texts_go_over_several_parts(open_page: OpenPages) -> None:
    opened = open_page(MattersPage, _SCREEN, _of(*(f"Own text {n}" for n in range(12))))
    page = opened.page
    parts = page.parts
    page.turners.forward.click()

    assert parts > 1
    assert page.part == 1
    assert page.turners.isVisible()
    assert not _rows(opened)[0].isVisible()


def test_the_words_of_one_patient_leave_with_the_patient(open_page: OpenPages) -> None:
    opened = open_page(MattersPage, _SCREEN, _of("A", "B"))

    opened.session.replace(_of())

    assert opened.page.line.text() == ""
    assert _rows(opened) == []


def test_enter_ends_the_typing_and_goes_no_further(open_page: OpenPages, qtbot: QtBot) -> None:
    opened = open_page(MattersPage, _SCREEN, _of())
    opened.window.activateWindow()
    qtbot.waitUntil(opened.window.isActiveWindow)
    opened.page.line.setFocus()

    qtbot.keyClick(opened.page.line, Qt.Key.Key_Return)

    assert QApplication.focusWidget() is not opened.page.line


def test_a_full_list_takes_no_more(open_page: OpenPages) -> None:
    opened = open_page(MattersPage, _SCREEN, _of(*(f"Own text {n}" for n in range(50))))

    opened.page.cards["cost"].click()

    assert opened.edits == []
    assert not opened.page.cards["cost"].isChecked()


def test_cards_are_named_with_the_question(open_page: OpenPages) -> None:
    page = open_page(MattersPage, _SCREEN, _of()).page

    assert page.cards["cost"].accessibleName() == "What matters most to you? Cost"
    assert page.line.accessibleName() == "In your own words"
    assert page.line.maxLength() == 200


@pytest.mark.parametrize("count", [0, 1, 9])
@pytest.mark.parametrize("size", _SIZES)
def test_no_words_are_cut(open_page: OpenPages, size: QSize, count: int) -> None:
    texts = [f"{n} and some more words about what I hope for in all of this" for n in range(count)]
    opened = open_page(MattersPage, _SCREEN, _of("cost", *texts), size=size)

    assert opened.cut_words() == []
    assert opened.smallest_words() >= 18
    assert min(card.height() for card in opened.page.cards.values()) >= 44


def test_cards_stay_where_they_are_when_own_texts_turn(open_page: OpenPages) -> None:
    page = open_page(MattersPage, _SCREEN, _of(*(f"Own text {n}" for n in range(6)))).page
    places = []
    for part in range(page.parts):
        page.turn_to(part)
        QApplication.processEvents()
        places.append([card.geometry() for card in page.cards.values()])

    assert len(places) > 1
    assert places.count(places[0]) == len(places)

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from clinic_aid.desktop.talk.screens.options import CompareRow, TalkOptionsPage
from tests.desktop.talk.conftest import OpenPage, OpenPages

SCREEN = "compare-options"
SIZES = [QSize(1366, 768), QSize(1280, 720), QSize(1920, 1080)]
Tree = dict[str, object]


@pytest.fixture
def opened(open_page: OpenPages, full_tree: Tree) -> OpenPage:
    return open_page(TalkOptionsPage, SCREEN, full_tree)


def tap(opened: OpenPage, option: str) -> None:
    QTest.mouseClick(opened.page.chips.buttons[option], Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def columns(opened: OpenPage) -> list[str]:
    return [choice.key for choice in opened.page.in_view]


def heads(opened: OpenPage) -> list[str]:
    return [head.words.text() for head in opened.page.heads if head.isVisible()]


def test_doing_nothing_is_first_and_this_treatment_next(opened: OpenPage) -> None:
    assert columns(opened)[0] == "nothing"
    assert heads(opened)[:2] == ["Doing nothing", "This treatment"]
    assert "nothing" not in opened.page.chips.buttons


def test_a_tap_puts_an_option_where_the_oldest_stood(opened: OpenPage) -> None:
    first, second = columns(opened)[1:]
    new, newer, *_ = [key for key in opened.page.chips.buttons if key not in (first, second)]
    tap(opened, new)
    assert columns(opened) == ["nothing", new, second]
    tap(opened, newer)
    assert columns(opened) == ["nothing", new, newer]
    assert opened.edits == []


def test_a_tap_on_an_option_in_view_leaves_it_there(opened: OpenPage) -> None:
    before = columns(opened)
    tap(opened, before[1])
    assert columns(opened) == before
    assert opened.page.chips.buttons[before[1]].isChecked()


def test_the_options_in_view_are_ticked(opened: OpenPage) -> None:
    new = next(k for k in opened.page.chips.buttons if k not in columns(opened))
    tap(opened, new)
    ticked = {key for key, button in opened.page.chips.buttons.items() if button.isChecked()}
    assert ticked == set(columns(opened)[1:])


def test_every_option_can_be_put_in_view_with_its_own_answers(opened: OpenPage) -> None:
    talk = opened.page.services.talk(opened.session.draft.tree)
    for choice in talk.general.side_by_side[1:]:
        tap(opened, choice.key)
        place = columns(opened).index(choice.key)
        rows = [row for row in opened.page.rows.rows if isinstance(row, CompareRow)]
        shown = [row.cells[place].marked().casefold() for row in rows]
        assert shown == [row.value.casefold() for row in choice.rows]


def test_all_columns_answer_the_same_questions(opened: OpenPage) -> None:
    talk = opened.page.services.talk(opened.session.draft.tree)
    names = {tuple(row.name for row in choice.rows) for choice in talk.general.side_by_side}
    assert len(names) == 1
    assert len(next(iter(names))) == 8


def test_how_sure_is_said_without_numbers_of_the_paper(opened: OpenPage) -> None:
    talk = opened.page.services.talk(opened.session.draft.tree)
    for choice in talk.general.side_by_side:
        sure = next(row.value for row in choice.rows if row.name == talk.labels["option-sure"])
        assert not any(sign.isdigit() for sign in sure)


def test_the_sources_are_those_of_the_options_in_view(opened: OpenPage) -> None:
    before = opened.page.sources
    assert before
    others = [key for key in opened.page.chips.buttons if key not in columns(opened)]
    for key in others[:2]:
        tap(opened, key)
    talk = opened.page.services.talk(opened.session.draft.tree)
    known = {choice.key: choice.sources for choice in talk.general.side_by_side}
    wanted = {source for key in columns(opened) for source in known[key]}
    assert set(opened.page.sources) == wanted != set(before)


def test_the_columns_have_one_width(opened: OpenPage) -> None:
    row = next(row for row in opened.page.rows.rows if row.isVisible())
    widths = [cell.width() for cell in row.cells]
    assert max(widths) - min(widths) <= 1


def test_the_heads_stand_over_their_columns_in_every_part(opened: OpenPage) -> None:
    page = opened.page
    for part in range(page.parts):
        page.turn_to(part)
        QApplication.processEvents()
        row = next(row for row in page.rows.rows if row.isVisible())
        for head, cell in zip(page.heads, row.cells, strict=True):
            there = head.mapTo(page, head.rect().topLeft()).x()
            assert abs(there - cell.mapTo(page, cell.rect().topLeft()).x()) <= 2


def test_no_column_is_coloured_for_a_favourite(opened: OpenPage) -> None:
    row = next(row for row in opened.page.rows.rows if row.isVisible())
    colours = {cell.palette().windowText().color().name() for cell in row.cells}
    assert len(colours) == 1


def test_at_most_seven_rows_are_in_view_and_all_come(opened: OpenPage) -> None:
    seen = []
    for part in range(opened.page.parts):
        opened.page.turn_to(part)
        QApplication.processEvents()
        shown = [row for row in opened.page.rows.rows if row.isVisible()]
        assert len(shown) <= 7
        seen += shown
    assert seen == list(opened.page.rows.rows)


def test_that_numbers_cannot_be_compared_is_said(opened: OpenPage) -> None:
    talk = opened.page.services.talk(opened.session.draft.tree)
    assert talk.general.not_comparable in opened.page.lead.marked()


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_no_words_are_cut_whatever_is_chosen(
    open_page: OpenPages, full_tree: Tree, size: QSize
) -> None:
    opened = open_page(TalkOptionsPage, SCREEN, full_tree, size=size)
    for key in opened.page.chips.buttons:
        tap(opened, key)
        assert opened.cut_words() == []
        assert opened.smallest_words() >= 18


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_cost_is_told_in_full_where_prices_are_shown(
    open_page: OpenPages, full_tree: Tree, size: QSize
) -> None:
    cost = "£6,400 for three sessions, with the sample, three reviews and all calls"
    plan = full_tree["plan"]
    assert isinstance(plan, dict)
    tree = {
        **full_tree,
        "plan": {**plan, "full_cost": cost},
        "clinic": {"prices_on_screen": True},
    }
    opened = open_page(TalkOptionsPage, SCREEN, tree, size=size)
    rows = [row for row in opened.page.rows.rows if isinstance(row, CompareRow)]
    place = columns(opened).index("this-treatment")
    assert any(cost in row.cells[place].text() for row in rows)
    for part in range(opened.page.parts):
        opened.page.turn_to(part)
        QApplication.processEvents()
        assert opened.cut_words() == []


def test_the_choice_stays_when_something_else_changes(opened: OpenPage) -> None:
    new = next(k for k in opened.page.chips.buttons if k not in columns(opened))
    tap(opened, new)
    rows = opened.page.rows.rows
    opened.session.put("decision", "think-about-it")
    assert new in columns(opened)
    assert opened.page.rows.rows == rows


def test_options_can_be_chosen_from_the_keyboard(opened: OpenPage) -> None:
    key, button = next(
        (k, b) for k, b in opened.page.chips.buttons.items() if k not in columns(opened)
    )
    assert button.accessibleName().startswith("Compare: ")
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert key in columns(opened)


def test_chips_are_large_enough_to_tap(opened: OpenPage) -> None:
    assert all(button.height() >= 44 for button in opened.page.chips.buttons.values())


def test_every_option_can_be_compared_before_a_product_is_chosen(open_page: OpenPages) -> None:
    opened = open_page(TalkOptionsPage, SCREEN)
    assert opened.page.in_view[0].key == "nothing"
    assert len(opened.page.in_view) == 3
    assert opened.cut_words() == []

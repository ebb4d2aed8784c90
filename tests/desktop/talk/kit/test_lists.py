from collections.abc import Callable, Mapping
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.lists import CardRow, ListPage
from clinic_aid.desktop.talk.kit.page import CHOOSE_PRODUCT
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.talk.screens.day_steps import DayStepsPage
from clinic_aid.desktop.widgets.style import Look

OpenPages = Callable[..., Any]
Tree = Mapping[str, object]


class _Plain(CardRow):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.words = Words("body", text)
        self.line.addWidget(self.words)


class _Numbers(ListPage):
    """As many rows as are asked for."""

    count = 12

    def show_screen(self, screen: Any, talk: Any, draft: Any) -> None:
        self.show_head(screen)
        self.show_values([f"Row {n + 1}" for n in range(self.count)], _Plain)


def _open(open_page: OpenPages, count: int) -> Any:
    def made(look: Look, services: Services) -> _Numbers:
        page = _Numbers(look, services)
        page.count = count
        return page

    return open_page(made, "nobody-knows")


def _in_view(page: Any) -> list[str]:
    return [row.words.text() for row in page.rows.rows if row.isVisible()]


def test_rows_are_shared_out_evenly_over_the_views(open_page: OpenPages) -> None:
    page = _open(open_page, 12).page
    assert page.parts == 2
    assert _in_view(page) == [f"Row {n}" for n in range(1, 7)]


def test_no_view_is_left_with_less_than_its_share(open_page: OpenPages) -> None:
    page = _open(open_page, 17).page
    sizes = []
    for part in range(page.parts):
        page.turn_to(part)
        sizes.append(len(_in_view(page)))
    assert sizes == [6, 6, 5]


def test_the_place_says_which_rows_are_in_view(open_page: OpenPages) -> None:
    page = _open(open_page, 12).page
    assert page.turners.place.text() == "1 to 6 of 12"
    page.turn_to(1)
    assert page.turners.place.text() == "7 to 12 of 12"


def test_the_turners_turn(open_page: OpenPages, qtbot: QtBot) -> None:
    shown = _open(open_page, 12)
    with qtbot.waitSignal(shown.page.turned):
        shown.page.turners.forward.click()
    assert shown.page.part == 1
    shown.page.turners.back.click()
    assert shown.page.part == 0


def test_the_turners_end_where_the_rows_do(open_page: OpenPages) -> None:
    turners = _open(open_page, 12).page.turners
    assert (turners.back.isEnabled(), turners.forward.isEnabled()) == (False, True)
    turners.forward.click()
    assert (turners.back.isEnabled(), turners.forward.isEnabled()) == (True, False)


def test_a_click_on_a_turner_leaves_the_keyboard_where_it_is(open_page: OpenPages) -> None:
    turners = _open(open_page, 12).page.turners
    assert turners.forward.focusPolicy() == Qt.FocusPolicy.TabFocus
    assert turners.back.focusPolicy() == Qt.FocusPolicy.TabFocus


def test_turners_are_large_and_named(open_page: OpenPages) -> None:
    turners = _open(open_page, 12).page.turners
    for button in (turners.back, turners.forward):
        assert min(button.width(), button.height()) >= 44
        assert button.accessibleName()


def test_one_view_needs_no_turners(open_page: OpenPages) -> None:
    page = _open(open_page, 5).page
    assert page.parts == 1
    assert not page.turners.isVisible()


def test_a_row_stays_the_same_widget_while_its_value_stays(open_page: OpenPages) -> None:
    shown = _open(open_page, 5)
    before = shown.page.rows.rows
    shown.page.count = 6
    shown.session.touched()
    assert shown.page.rows.rows[:5] == before


def test_rows_that_are_gone_are_gone(open_page: OpenPages) -> None:
    shown = _open(open_page, 12)
    shown.page.turn_to(1)
    shown.page.count = 3
    shown.session.touched()
    QApplication.processEvents()
    assert (shown.page.parts, shown.page.part) == (1, 0)
    assert _in_view(shown.page) == ["Row 1", "Row 2", "Row 3"]


def test_an_empty_list_is_one_empty_view(open_page: OpenPages) -> None:
    shown = _open(open_page, 12)
    shown.page.count = 0
    shown.session.touched()
    assert (shown.page.parts, shown.page.part) == (1, 0)
    assert not shown.page.turners.isVisible()


def test_without_a_product_the_list_shows_the_way_to_it(open_page: OpenPages) -> None:
    shown = open_page(DayStepsPage, "your-day")
    assert shown.page.lacks_product
    assert shown.page.parts == 1
    assert not shown.page.rows.isVisible()
    shown.page.needs.choose.click()
    assert shown.asked == [CHOOSE_PRODUCT]


def test_the_list_comes_once_the_product_is_chosen(
    open_page: OpenPages, minimal_tree: Tree
) -> None:
    shown = open_page(DayStepsPage, "your-day")
    shown.session.replace(minimal_tree)
    QApplication.processEvents()
    assert not shown.page.lacks_product
    assert shown.page.rows.isVisible()
    assert not shown.page.needs.isVisible()


@pytest.mark.parametrize("width", [1366, 1920, 3840])
def test_everything_grows_with_the_window(width: int, open_page: OpenPages) -> None:
    shown = open_page(_Numbers, "nobody-knows", size=QSize(width, width * 9 // 16))
    assert shown.page.parts == 2
    assert shown.cut_words() == []

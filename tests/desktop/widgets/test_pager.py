import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.widgets.pager import Pager
from clinic_aid.desktop.widgets.style import Look
from tests.desktop.conftest import ShowWidget


@pytest.fixture
def pager(the_look: Look, show_widget: ShowWidget) -> Pager[int]:
    pager: Pager[int] = Pager(the_look, 5, back="Newer", forward="Older")
    show_widget(pager)
    return pager


def test_the_first_part_is_shown_first(pager: Pager[int]) -> None:
    pager.show_items(range(12))

    assert list(pager.shown) == [0, 1, 2, 3, 4]
    assert (pager.back.isEnabled(), pager.forward.isEnabled()) == (False, True)


def test_turning_stops_at_both_ends(pager: Pager[int]) -> None:
    pager.show_items(range(12))

    for _ in range(9):
        pager.forward.click()
    assert list(pager.shown) == [10, 11]

    for _ in range(9):
        pager.back.click()
    assert list(pager.shown) == [0, 1, 2, 3, 4]


def test_a_list_that_became_shorter_shows_its_last_part(pager: Pager[int]) -> None:
    pager.show_items(range(12))
    pager.forward.click()
    pager.forward.click()

    pager.show_items(range(7))

    assert list(pager.shown) == [5, 6]


def test_an_empty_list_shows_nothing(pager: Pager[int]) -> None:
    pager.show_items(range(12))
    pager.forward.click()

    pager.show_items(())

    assert list(pager.shown) == []
    assert (pager.place.text(), pager.isVisible()) == ("", False)


def test_pager_is_there_only_where_not_all_is_in_view(pager: Pager[int]) -> None:
    pager.show_items(range(5))
    assert pager.isHidden()

    pager.show_items(range(6))
    assert not pager.isHidden()
    assert pager.place.text() == "1–5 of 6"


def test_keyboard_stays_on_the_pager_at_the_end_of_a_list(pager: Pager[int]) -> None:
    pager.show_items(range(6))
    pager.forward.setFocus()

    pager.forward.click()

    assert pager.back.hasFocus()


def test_lines_without_an_item_are_hidden(pager: Pager[int], qtbot: QtBot) -> None:
    lines = [QLabel() for _ in range(5)]
    for line in lines:
        qtbot.addWidget(line)
    pager.turned.connect(lambda: pager.fill(lines, lambda line, item: line.setText(str(item))))
    pager.show_items(range(6))

    pager.forward.click()

    assert [line.isHidden() for line in lines] == [False, True, True, True, True]
    assert lines[0].text() == "5"

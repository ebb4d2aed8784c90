from pytestqt.qtbot import QtBot

from clinic_aid.desktop.widgets.pager import Leaf, Pager
from clinic_aid.desktop.widgets.style import Look
from tests.desktop.conftest import ShowWidget


def leaf_of(count: int) -> Leaf[int]:
    leaf: Leaf[int] = Leaf(5)
    leaf.show(range(count))
    return leaf


def test_the_first_part_is_shown_first() -> None:
    leaf = leaf_of(12)

    assert leaf.shown == (0, 1, 2, 3, 4)
    assert leaf.has_more == (False, True)


def test_turning_stops_at_both_ends() -> None:
    leaf = leaf_of(12)

    for _ in range(9):
        leaf.turn(1)
    assert leaf.shown == (10, 11)

    for _ in range(9):
        leaf.turn(-1)
    assert leaf.first == 0


def test_a_list_that_became_shorter_shows_its_last_part() -> None:
    leaf = leaf_of(12)
    leaf.turn(1)
    leaf.turn(1)

    leaf.show(range(7))

    assert leaf.shown == (5, 6)


def test_an_empty_list_shows_nothing() -> None:
    leaf = leaf_of(12)
    leaf.turn(1)

    leaf.show(())

    assert leaf.shown == ()
    assert leaf.has_more == (False, False)


def test_pager_is_there_only_where_not_all_is_in_view(the_look: Look, qtbot: QtBot) -> None:
    pager = Pager(the_look, back="Newer", forward="Older")
    qtbot.addWidget(pager)

    pager.show_leaf(leaf_of(5))
    assert pager.isHidden()

    pager.show_leaf(leaf_of(6))
    assert not pager.isHidden()
    assert pager.place.text() == "1–5 of 6"


def test_keyboard_stays_on_the_pager_at_the_end_of_a_list(
    the_look: Look, show_widget: ShowWidget
) -> None:
    pager, leaf = Pager(the_look, back="Newer", forward="Older"), leaf_of(6)
    pager.show_leaf(leaf)
    show_widget(pager)
    pager.show()
    pager.forward.setFocus()

    leaf.turn(1)
    pager.show_leaf(leaf)

    assert pager.back.hasFocus()

"""Lists below each other, of which one is of other people than were looked for."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.records.consultation_list import ConsultationList, ListSection
from clinic_aid.desktop.records.consultation_row import RowWords
from clinic_aid.desktop.widgets.style import Look
from tests.desktop.conftest import ShowScreens, click_row

NOTE = "Other people. Enter never opens these; look at the birth date first."


def row(key: str) -> RowWords:
    return RowWords(key=key, title=key, about="", changed="")


@pytest.fixture
def listed(the_look: Look, show_screens: ShowScreens) -> ConsultationList:
    listed = ConsultationList(the_look)
    show_screens(listed)
    return listed


def show(listed: ConsultationList, *found: str) -> None:
    """Show what was found, and below it one of a similar name."""
    similar = ListSection(title="Similar names", rows=[row("similar")], note=NOTE, of_others=True)
    listed.show_sections(ListSection(title="Found", rows=[row(key) for key in found]), similar)


def test_the_first_that_was_found_is_chosen(qtbot: QtBot, listed: ConsultationList) -> None:
    show(listed, "found")
    with qtbot.waitSignal(listed.chosen) as chosen:
        listed.choose_first()
    assert chosen.args == ["found"]


def test_where_nobody_is_found_nobody_else_is_chosen(
    qtbot: QtBot, listed: ConsultationList
) -> None:
    show(listed)
    with qtbot.assertNotEmitted(listed.chosen):
        listed.choose_first()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_opens_what_was_found_and_nobody_else(
    qtbot: QtBot, listed: ConsultationList, key: Qt.Key
) -> None:
    show(listed, "found")
    listed.focus_first()
    with qtbot.waitSignal(listed.chosen):
        qtbot.keyClick(listed, key)
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(listed.chosen):
        qtbot.keyClick(listed, key)


def test_space_and_a_click_open_somebody_else(qtbot: QtBot, listed: ConsultationList) -> None:
    show(listed)
    listed.focus_first()
    with qtbot.waitSignal(listed.chosen) as chosen:
        qtbot.keyClick(listed, Qt.Key.Key_Space)
    assert chosen.args == ["similar"]
    with qtbot.waitSignal(listed.chosen) as chosen:
        click_row(qtbot, listed, 0)
    assert chosen.args == ["similar"]


def test_the_note_stands_over_the_rows_of_others(listed: ConsultationList) -> None:
    show(listed, "found")
    assert NOTE in [label.text() for label in listed.findChildren(QLabel)]
    assert [one.key for one in listed.rows] == ["found", "similar"]


def test_others_that_come_below_leave_the_keyboard_where_it_is(
    qtbot: QtBot, listed: ConsultationList
) -> None:
    found = ListSection(title="Found", rows=[row("one"), row("two")])
    listed.show_sections(found)
    listed.focus_first()
    qtbot.keyClick(listed, Qt.Key.Key_Down)

    with qtbot.assertNotEmitted(listed.left_above):
        listed.show_sections(found, ListSection(rows=[row("similar")], of_others=True))

    with qtbot.waitSignal(listed.chosen) as chosen:
        qtbot.keyClick(listed, Qt.Key.Key_Return)
    assert chosen.args == ["two"]


def test_what_is_shown_next_is_of_nobody_else(qtbot: QtBot, listed: ConsultationList) -> None:
    show(listed)
    listed.show_sections(ListSection(rows=[row("similar")]))
    with qtbot.waitSignal(listed.chosen):
        listed.choose_first()

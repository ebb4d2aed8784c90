from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from clinic_aid.desktop.talk.kit.rows import PagedRows
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.row_views import MOST_ROWS

OpenRows = Callable[..., PagedRows]
_LONG = "Hair grows for years, rests for months, and falls out. " * 3


def row(text: str) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(Words("body", text))
    return made


@pytest.fixture
def open_rows(qtbot: QtBot) -> OpenRows:
    def open_rows(
        count: int, *, text: str = "Row", height: int = 420, even: bool = True
    ) -> PagedRows:
        rows = PagedRows(even=even)
        qtbot.addWidget(rows)
        rows.resize(700, height)
        with qtbot.waitExposed(rows):
            rows.show()
        rows.place([row(f"{text} {number}") for number in range(count)])
        QApplication.processEvents()
        return rows

    return open_rows


def in_view(rows: PagedRows) -> list[int]:
    return [number for number, it in enumerate(rows.rows) if it.isVisible()]


def test_few_rows_are_in_one_view(open_rows: OpenRows) -> None:
    rows = open_rows(4)

    assert (rows.parts, in_view(rows)) == (1, [0, 1, 2, 3])


def test_never_more_than_seven_rows_are_in_view(open_rows: OpenRows) -> None:
    rows = open_rows(15, height=2000)

    views = []
    for part in range(rows.parts):
        rows.turn_to(part)
        views.append(in_view(rows))
    assert max(len(view) for view in views) <= MOST_ROWS
    assert [number for view in views for number in view] == list(range(15))


def test_rows_are_shared_out_evenly(open_rows: OpenRows) -> None:
    rows = open_rows(8, height=2000)

    assert in_view(rows) == [0, 1, 2, 3]


def test_rows_fill_one_view_after_the_other_where_not_even(open_rows: OpenRows) -> None:
    rows = open_rows(8, height=2000, even=False)

    assert in_view(rows) == list(range(7))


def test_no_row_is_cut_whatever_the_height(open_rows: OpenRows) -> None:
    for height in (150, 240, 333, 500):
        rows = open_rows(6, text=_LONG, height=height)
        for part in range(rows.parts):
            rows.turn_to(part)
            QApplication.processEvents()
            for number in in_view(rows):
                words = rows.rows[number].findChildren(Words)[0]
                assert words.heightForWidth(words.width()) <= words.height()
                assert rows.rect().contains(rows.rows[number].geometry())


def test_no_row_is_cut_after_the_scale_changed(open_rows: OpenRows) -> None:
    rows = open_rows(5, height=600)

    rows.draw_at(2.0)
    QApplication.processEvents()

    heights = [rows.rows[number].findChildren(Words)[0].height() for number in in_view(rows)]
    wanted = [
        rows.rows[number].findChildren(Words)[0].sizeHint().height() for number in in_view(rows)
    ]
    assert heights == wanted


def test_turning_stops_at_the_ends(open_rows: OpenRows) -> None:
    rows = open_rows(15, height=2000)

    rows.turn_to(99)
    assert rows.part == rows.parts - 1
    rows.turn_to(-3)

    assert rows.part == 0


def test_view_of_a_row_can_be_asked_for(open_rows: OpenRows) -> None:
    rows = open_rows(15, height=2000)

    rows.turn_to_row(rows.rows[14])

    assert 14 in in_view(rows)


def test_turning_is_told(qtbot: QtBot, open_rows: OpenRows) -> None:
    rows = open_rows(15, height=2000)

    with qtbot.waitSignal(rows.turned):
        rows.turn_to(1)


def test_view_stays_when_a_row_is_added(open_rows: OpenRows) -> None:
    rows = open_rows(15, height=2000)
    rows.turn_to(1)

    rows.place([*rows.rows, row("new")])

    assert rows.part == 1


def test_view_that_is_gone_gives_way_to_the_last(open_rows: OpenRows) -> None:
    rows = open_rows(15, height=2000)
    rows.turn_to(2)

    rows.place(rows.rows[:8])

    assert rows.part == rows.parts - 1 == 1


def test_rows_no_longer_wanted_are_deleted_and_others_kept(open_rows: OpenRows) -> None:
    rows = open_rows(4)
    kept, gone = rows.rows[0], rows.rows[3]

    rows.place([kept])
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    assert isValid(kept)
    assert not isValid(gone)


def test_no_rows_are_one_empty_view(open_rows: OpenRows) -> None:
    rows = open_rows(15)

    rows.place([])

    assert (rows.parts, rows.part, rows.rows) == (1, 0, ())


def test_rows_are_all_in_one_view_until_they_have_room(qtbot: QtBot) -> None:
    rows = PagedRows()
    qtbot.addWidget(rows)
    rows.place([row(f"Row {number}") for number in range(15)])
    assert rows.parts == 1

    rows.resize(700, 420)
    with qtbot.waitExposed(rows):
        rows.show()

    assert rows.parts > 1

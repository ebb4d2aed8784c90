from dataclasses import replace
from datetime import date, timedelta

import pytest

from clinic_aid.handout.parts import PlacedFigure
from clinic_aid.handout.week_rows import Bar, Cell, Span, WeekRows, week_of

MONDAY = date(2026, 11, 30)
ICON = PlacedFigure(svg="", width=1, height=1, alt="", caption=None, labels=())


def span(first: int, last: int) -> Span:
    """Give the days from one to another, Monday being 0."""
    return Span(first=MONDAY + timedelta(days=first), last=MONDAY + timedelta(days=last))


def dated(text: str) -> str:
    return f"{text}, until then"


def rows(*placed: tuple[int, int, str]) -> tuple[tuple[Cell, ...], ...]:
    week = WeekRows(week_of(MONDAY))
    for first, last, text in placed:
        bar = Bar(kind="avoid", text=text, dated=dated(text), icon=ICON)
        week.place(span(first, last), bar)
    return week.filled()


def told(row: tuple[Cell, ...]) -> list[tuple[int, str]]:
    return [(cell.days, cell.text or (cell.bar.text if cell.bar else "")) for cell in row]


@pytest.mark.parametrize("day", range(7))
def test_a_week_goes_from_monday_to_sunday(day: int) -> None:
    assert week_of(MONDAY + timedelta(days=day)) == span(0, 6)


def test_spans_meet_where_they_have_a_day_in_common() -> None:
    assert span(0, 2).meets(span(2, 4))
    assert not span(0, 2).meets(span(3, 4))
    assert span(0, 5).within(span(2, 9)) == span(2, 5)
    assert span(2, 5).days == 4


def test_bars_on_different_days_share_a_row() -> None:
    [row] = rows((1, 2, "a"), (4, 6, "b"))
    assert told(row) == [(1, ""), (2, "a"), (1, ""), (3, "b")]


def test_bars_that_meet_have_rows_of_their_own() -> None:
    assert [told(row) for row in rows((0, 6, "a"), (3, 4, "b"))] == [
        [(7, "a")],
        [(3, ""), (2, "b"), (2, "")],
    ]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (1, 1, [(1, ""), (1, "bar"), (5, "words")]),
        (0, 0, [(1, "bar"), (6, "words")]),
        (6, 6, [(6, "words"), (1, "bar")]),
        (5, 5, [(5, "words"), (1, "bar"), (1, "")]),
    ],
)
def test_words_too_long_for_a_bar_stand_beside_it_where_more_days_are_free(
    first: int, last: int, expected: list[tuple[int, str]]
) -> None:
    text = "No sun on your scalp, swimming or alcohol"
    [row] = rows((first, last, text))
    shown = [
        (cell.days, "bar" if cell.bare else "words" if cell.text == dated(text) else "")
        for cell in row
    ]
    assert shown == expected


def test_a_bar_with_its_words_beside_it_is_read_out_on_its_own_days() -> None:
    text = "No sun on your scalp, swimming or alcohol"
    [[_, cell, words]] = rows((1, 1, text))
    assert (cell.bar, words.text) == (
        Bar(kind="avoid", text=text, icon=replace(ICON, alt=dated(text))),
        dated(text),
    )


def test_beside_a_bar_with_words_nothing_else_stands() -> None:
    text = "No sun on your scalp, swimming or alcohol"
    assert len(rows((0, 0, text), (5, 6, "b"))) == 2


def test_words_stand_on_a_bar_where_there_is_no_more_room_beside_it() -> None:
    [row] = rows(
        (1, 4, "No sun on your scalp, pools, baths, saunas, gel, oil, spray or hot dryer" * 2)
    )
    assert not any(cell.text for cell in row)

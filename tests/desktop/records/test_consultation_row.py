"""What gives way on a row where there is little room, and what never does."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel

from clinic_aid.desktop.records.consultation_row import LaidOut, RowWords, lay_out
from clinic_aid.desktop.widgets.style import Look

WORDS = RowWords(
    key="a",
    title="Aoife O’Sullivan-Featherstonehaugh",
    note="one of two of this name",
    born="Born 29 February 1984 · 42 years",
    day="16 November 2026",
    about="Cells from your hair roots",
    state="Guide given · Closed",
    standing="done",
    changed="Changed yesterday",
)
LayOut = Callable[..., LaidOut]
WIDTHS = (900, 700, 620, 560, 480, 400, 300)


@pytest.fixture
def laid_out(the_look: Look, qapp: QApplication) -> LayOut:
    """Give what lays a row out in the app's own letters."""
    the_look.load_fonts(qapp)
    view = QLabel()

    def laid_out(
        width: int,
        words: RowWords = WORDS,
        direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
    ) -> LaidOut:
        view.setLayoutDirection(direction)
        view.setFont(qapp.font())
        return lay_out(words, width, view)

    return laid_out


def said_by(laid: LaidOut) -> str:
    return " ".join(line.text for line in laid.lines).replace("· ", "")


def letters(words: str) -> str:
    return "".join(words.replace("·", "").split())


@pytest.mark.parametrize("width", WIDTHS)
def test_name_birth_date_day_and_state_always_stand_whole(laid_out: LayOut, width: int) -> None:
    said = letters(said_by(laid_out(width)))

    for whole in (WORDS.title, WORDS.note, WORDS.born, WORDS.day, WORDS.state):
        assert letters(whole) in said


@pytest.mark.parametrize("direction", Qt.LayoutDirection)
@pytest.mark.parametrize("width", WIDTHS)
def test_every_text_has_its_room_on_the_card(
    laid_out: LayOut, width: int, direction: Qt.LayoutDirection
) -> None:
    laid = laid_out(width, WORDS, direction)

    for line in laid.lines:
        assert QFontMetrics(line.font).horizontalAdvance(line.text) <= line.place.width()
    card = QRect(0, 0, width, laid.height)
    places = [*(line.place for line in laid.lines), laid.pill]
    assert [place for place in places if not card.contains(place)] == []


def test_with_room_everything_stands_there(laid_out: LayOut) -> None:
    said = said_by(laid_out(900))

    assert WORDS.about in said
    assert WORDS.changed in said


def test_the_product_is_cut_first_and_then_the_change_is_left_out(laid_out: LayOut) -> None:
    seen: list[tuple[bool, bool, bool]] = []
    # Narrower, the birth date has a line of its own, and there is room again beside the day.
    for width in range(900, 500, -5):
        said = said_by(laid_out(width))
        step = (WORDS.about in said, "…" in said, WORDS.changed in said)
        if not seen or seen[-1] != step:
            seen.append(step)

    has_change = [step[2] for step in seen]
    assert seen[0] == (True, False, True)
    assert seen[1] == (False, True, True)
    assert not has_change[-1]
    # Once it is left out it does not come back, nor does anything else before it.
    assert has_change == sorted(has_change, reverse=True)


def test_a_product_is_never_cut_to_nothing(laid_out: LayOut) -> None:
    for width in range(900, 300, -5):
        cut = [line.text for line in laid_out(width).lines if line.text.endswith("…")]
        assert all(len(text.removeprefix("· ").partition("· ")[2] or text) > 4 for text in cut)


def test_a_long_name_makes_the_row_grow(laid_out: LayOut) -> None:
    long = RowWords(key="a", title="Maria Theodora " * 12, born=WORDS.born)

    assert laid_out(600, long).height > laid_out(600, RowWords(key="b", title="A", born="B")).height


def test_a_name_without_a_space_is_broken_and_not_cut(laid_out: LayOut) -> None:
    name = "Aoife" * 40

    said = said_by(laid_out(400, RowWords(key="a", title=name, born=WORDS.born)))

    assert name in letters(said)
    assert "…" not in said

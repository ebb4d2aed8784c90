from collections.abc import Callable
from itertools import combinations

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.talk.screens.scale_line import ScaleLine
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.talk.model import FigureLine

OpenLine = Callable[[FigureLine], ScaleLine]

_AROUND_ZERO = FigureLine(
    start=-13.0,
    end=19.0,
    low=-13.0,
    high=19.0,
    value=(3.0, "3"),
    ends=((-13.0, "\u221213"), (19.0, "19")),
    nothing=(0.0, "No change"),
)
_NEAR = FigureLine(
    start=0.0,
    end=100.0,
    low=23.0,
    high=30.0,
    value=(26.0, "26 in 100 people"),
    ends=((49.9, "forty-nine"), (50.0, "fifty")),
    nothing=None,
)
_AT_EDGE = FigureLine(
    start=1.0,
    end=4.0,
    low=1.0,
    high=4.0,
    value=(1.0, "a long word for one"),
    ends=((1.0, "1"), (4.0, "4")),
    nothing=(1.0, "No difference at all"),
)


@pytest.fixture
def open_line(qtbot: QtBot, the_look: Look) -> OpenLine:
    def open_line(scale: FigureLine) -> ScaleLine:
        line = ScaleLine(the_look)
        qtbot.addWidget(line)
        line.resize(QSize(560, 220))
        line.show_scale(scale, "3. From \u221213 to 19.")
        with qtbot.waitExposed(line):
            line.show()
        return line

    return open_line


def test_numbers_lie_in_their_order(open_line: OpenLine) -> None:
    line = open_line(_AROUND_ZERO)
    places = [line.place_of(number) for number in (-13.0, 0.0, 3.0, 19.0)]
    assert places == sorted(places)
    assert places[1] - places[0] == pytest.approx((places[3] - places[1]) * 13 / 19)


def test_value_range_and_nothing_are_written(open_line: OpenLine) -> None:
    said = [text for text, _ in open_line(_AROUND_ZERO).label_texts()]
    assert said == ["3", "\u221213", "19", "No change"]


@pytest.mark.parametrize("scale", [_AROUND_ZERO, _NEAR, _AT_EDGE], ids=["zero", "near", "edge"])
def test_no_word_is_cut_or_covered(scale: FigureLine, open_line: OpenLine) -> None:
    line = open_line(scale)
    assert line.clipped_texts() == []
    for (_, first), (_, second) in combinations(line.label_texts(), 2):
        common = first.intersected(second)
        assert min(common.width(), common.height()) <= 1


def test_a_line_says_its_numbers(open_line: OpenLine) -> None:
    assert open_line(_AROUND_ZERO).accessibleName() == "3. From \u221213 to 19."


def test_a_widget_too_low_says_what_is_cut(open_line: OpenLine) -> None:
    line = open_line(_AROUND_ZERO)
    line.resize(QSize(560, 60))
    assert "3" in line.clipped_texts()


def test_a_range_of_one_number_lies_in_the_middle(open_line: OpenLine) -> None:
    alone = FigureLine(
        start=5.0,
        end=5.0,
        low=5.0,
        high=5.0,
        value=(5.0, "5"),
        ends=((5.0, "5"), (5.0, "5")),
        nothing=None,
    )
    line = open_line(alone)
    assert line.place_of(5.0) == line.width() / 2

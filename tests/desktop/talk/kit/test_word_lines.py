import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.talk.kit.word_lines import WordLines, direction_of
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.style import Look

_LEFT, _RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
_HEBREW = "אחת שתיים שלוש ארבע חמש שש שבע שמונה תשע עשר"


@pytest.fixture
def font(qapp: QApplication, the_look: Look) -> QFont:
    the_look.load_fonts(qapp)
    font = QFont(qapp.font())
    font.setPixelSize(42)
    return font


def test_headline_leaves_no_word_alone(font: QFont) -> None:
    lines = WordLines("Hair thins because its roots shrink", font, 580, _LEFT)
    assert lines.texts == ("Hair thins because its roots", "shrink")

    lines.even_out(wholly=True)

    assert lines.texts == ("Hair thins because", "its roots shrink")


def test_lines_that_are_even_enough_stay_as_they_are(font: QFont) -> None:
    lines = WordLines("Studies looked at early and medium hair loss", font, 580, _LEFT)
    before = lines.texts
    assert before == ("Studies looked at early and", "medium hair loss")

    lines.even_out(wholly=True)

    assert lines.texts == before


def test_text_takes_one_more_word_to_its_last_line_and_no_more(font: QFont) -> None:
    text = "You lose more on wash days, so one fixed limit suits no one"
    lines = WordLines(text, font, 1040, _LEFT)
    assert lines.texts[-1] == "one"

    lines.even_out(wholly=False)

    assert lines.texts[-1] == "no one"


@pytest.mark.parametrize("wholly", [True, False])
@pytest.mark.parametrize("width", [120, 240, 333, 580, 2000])
def test_evened_lines_are_never_higher(font: QFont, width: int, *, wholly: bool) -> None:
    lines = WordLines("Each hair grows, rests and falls out, again and again", font, width, _LEFT)
    height = lines.height

    lines.even_out(wholly=wholly)

    assert lines.height == height


@pytest.mark.parametrize("width", [170, 260, 400])
def test_words_are_painted_as_high_as_a_label_measures_them(
    qtbot: QtBot, the_look: Look, width: int
) -> None:
    words = Words("point", "A formula of several words\nthat has a line of its own")
    qtbot.addWidget(words)

    lines = WordLines(words.text(), words.font(), width, _LEFT)

    assert words.heightForWidth(width) - 2 <= lines.height <= words.heightForWidth(width) + 2


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_text_without_words_has_lines_too(font: QFont, text: str) -> None:
    lines = WordLines(text, font, 300, _LEFT)
    lines.even_out(wholly=True)
    assert "".join(lines.texts) == ""


def test_lines_from_right_to_left_begin_at_the_edge_and_stay_within_it(font: QFont) -> None:
    room = QRect(100, 20, 400, 300)
    picture = QImage(600, 340, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    lines = WordLines(_HEBREW, font, room.width(), _RIGHT)
    painter = QPainter(picture)
    lines.paint(painter, room, Qt.AlignmentFlag.AlignRight)
    painter.end()

    high = lines.height / len(lines.texts)
    assert len(lines.texts) > 1
    for number in range(len(lines.texts)):
        left, right = _inked(picture, round(20 + number * high), round(20 + (number + 1) * high))
        assert left >= room.left()
        assert room.right() - 6 <= right <= room.right() + 1


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Can I go on?", _LEFT),
        ("אחת Dr J. Lee", _RIGHT),
        ("3. אחת", _RIGHT),
        ("\u2068Lee\u2069 אחת", _RIGHT),
        ("14 – 65", _RIGHT),
    ],
)
def test_text_runs_as_its_letters_do(text: str, direction: Qt.LayoutDirection) -> None:
    assert direction_of(text, otherwise=_RIGHT) is direction


def _inked(picture: QImage, top: int, bottom: int) -> tuple[int, int]:
    across = [
        x
        for x in range(picture.width())
        if any(picture.pixelColor(x, y).lightness() < 128 for y in range(top, bottom))
    ]
    return min(across), max(across)

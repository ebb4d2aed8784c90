import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.widgets.paragraph import Paragraph

# One line is full to its last letter, and broken at a space.
WORDS = "אבסד עפגה יזקל מנוט"


@pytest.fixture
def paragraph(qtbot: QtBot) -> Paragraph:
    paragraph = Paragraph(WORDS)
    paragraph.setStyleSheet("background: #ffffff; color: #000000; font-size: 24px")
    qtbot.addWidget(paragraph)
    return paragraph


@pytest.mark.parametrize("more", range(12))
def test_last_letter_of_a_line_from_right_to_left_is_whole(paragraph: Paragraph, more: int) -> None:
    paragraph.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    two = paragraph.fontMetrics().horizontalAdvance(" ".join(WORDS.split()[:2]))
    paragraph.resize(two + more, 120)
    paragraph.show()

    image = paragraph.grab().toImage()
    edge = [image.pixelColor(QPoint(0, y)) for y in range(image.height())]
    assert min(color.lightness() for color in edge) > 200


def test_line_from_left_to_right_has_all_the_width(paragraph: Paragraph) -> None:
    paragraph.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    paragraph.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    assert paragraph.contentsRect() == paragraph.rect()

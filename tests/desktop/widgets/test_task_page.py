import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.widgets.style import Look
from clinic_aid.desktop.widgets.task_page import Paragraph, TaskPage
from tests.desktop.conftest import ShowWidget

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


@pytest.mark.parametrize("large", [False, True])
def test_whatever_has_the_keyboard_comes_into_view(
    the_look: Look, show_widget: ShowWidget, qtbot: QtBot, large: bool
) -> None:
    buttons = [QPushButton(str(number)) for number in range(60)]
    page = TaskPage(the_look, large=large)
    page.fill(*buttons)
    show_widget(page)
    assert buttons[-1].visibleRegion().isEmpty()

    buttons[-1].setFocus()

    qtbot.waitUntil(lambda: buttons[-1].visibleRegion().boundingRect() == buttons[-1].rect())


def test_an_outcome_is_told_until_there_is_another(the_look: Look, qtbot: QtBot) -> None:
    page = TaskPage(the_look)
    page.fill(page.outcome)
    qtbot.addWidget(page)
    before = page.has_outcome

    page.show_fault("The disk is full.")

    assert (before, page.has_outcome) == (False, True)
    assert page.outcome.words.text() == "The disk is full."
    assert page.outcome.words.objectName() == "fault"

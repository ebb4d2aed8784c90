"""Small pictures of pages: drawn one after the other, each a button that leads to its page."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.guide.thumbnails import Thumbnails
from clinic_aid.desktop.widgets.style import Look
from tests.desktop.conftest import ShowWidget

NAMES = [(3, "Page 1 of 3"), (4, "Page 2 of 3"), (5, "Page 3 of 3")]


def picture(page: int, size: QSize) -> QImage:
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor(page, 0, 0))
    return image


@pytest.fixture
def strip(the_look: Look, show_widget: ShowWidget) -> Thumbnails:
    thumbnails = Thumbnails(the_look)
    thumbnails.give_room(600)
    thumbnails.say(NAMES, picture, anew=True)
    show_widget(thumbnails)
    return thumbnails


def drawn(strip: Thumbnails) -> list[int]:
    images = [one.image for one in strip.pages]
    return [0 if image.isNull() else image.pixelColor(9, 9).red() for image in images]


def test_every_page_is_drawn_and_named(qtbot: QtBot, strip: Thumbnails) -> None:
    qtbot.waitUntil(lambda: drawn(strip) == [3, 4, 5])

    assert [one.accessibleName() for one in strip.pages] == [name for _, name in NAMES]


def test_a_thumbnail_leads_to_its_page(qtbot: QtBot, strip: Thumbnails) -> None:
    with qtbot.waitSignal(strip.page_chosen) as told:
        qtbot.mouseClick(strip.pages[1], Qt.MouseButton.LeftButton)
    assert told.args == [4]
    with qtbot.waitSignal(strip.page_chosen) as told:
        qtbot.keyClick(strip.pages[2], Qt.Key.Key_Space)
    assert told.args == [5]


def test_the_page_in_view_alone_has_a_frame(strip: Thumbnails) -> None:
    strip.mark(4)

    assert [one.isChecked() for one in strip.pages] == [False, True, False]


def test_pages_made_anew_are_drawn_anew_and_others_are_not(qtbot: QtBot, strip: Thumbnails) -> None:
    asked: list[int] = []

    def other(page: int, size: QSize) -> QImage:
        asked.append(page)
        return picture(page + 100, size)

    qtbot.waitUntil(lambda: not strip._drawing.isActive())
    strip.say(NAMES, other, anew=False)
    assert not strip._drawing.isActive()
    strip.say(NAMES, other, anew=True)
    qtbot.waitUntil(lambda: drawn(strip) == [103, 104, 105])
    assert asked == [3, 4, 5]


@pytest.mark.parametrize(("room", "wider"), [(300, False), (1200, True)])
def test_they_are_larger_where_there_is_room(strip: Thumbnails, room: int, wider: bool) -> None:
    before = strip.pages[0].width()

    strip.give_room(room)

    assert (strip.pages[0].width() > before) is wider
    assert strip.pages[0].width() >= 44


def test_a_page_that_cannot_be_drawn_is_white_and_asked_for_once(
    qtbot: QtBot, strip: Thumbnails
) -> None:
    asked: list[int] = []

    def nothing(page: int, _size: QSize) -> QImage:
        asked.append(page)
        return QImage()

    strip.say(NAMES, nothing, anew=True)
    qtbot.waitUntil(lambda: not strip._drawing.isActive())

    assert asked == [3, 4, 5]

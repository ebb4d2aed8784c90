from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.talk.kit.sheet import Sheet, SheetContent, TextContent
from clinic_aid.desktop.talk.kit.words import TERM_LINK
from clinic_aid.desktop.widgets.style import Look


class TwoLines(SheetContent):
    """Two lines to type in."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.lines = [QLineEdit(), QLineEdit()]
        for line in self.lines:
            column.addWidget(line)

    def focus_first(self) -> None:
        self.lines[0].setFocus()


@pytest.fixture
def under(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def sheet(under: QWidget, the_look: Look) -> Sheet:
    return Sheet(the_look, under)


def test_sheet_stands_in_the_middle_under_its_title(sheet: Sheet, under: QWidget) -> None:
    sheet.open("Sources", TextContent("None."))

    assert sheet.is_open
    assert (sheet.title.text(), sheet.accessibleName()) == ("Sources", "Sources")
    assert abs((sheet.card.geometry().center() - under.rect().center()).manhattanLength()) <= 2


@pytest.mark.parametrize("size", [QSize(1024, 640), QSize(1366, 768), QSize(3840, 2160)])
def test_sheet_is_never_larger_than_the_window(sheet: Sheet, under: QWidget, size: QSize) -> None:
    sheet.open("Sources", TextContent("None."))
    under.resize(size)

    sheet.draw_at(1.5)

    assert under.rect().contains(sheet.card.geometry())


def test_keyboard_is_on_the_close_button_where_there_is_nothing_else(sheet: Sheet) -> None:
    sheet.open("Sources", TextContent("None."))

    assert sheet.close_button.hasFocus()


def test_tab_key_goes_round_within_the_sheet(qtbot: QtBot, sheet: Sheet) -> None:
    content = TwoLines()
    sheet.open("Entry", content)

    visited = []
    for _ in range(4):
        visited.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)

    assert visited == [*content.lines, sheet.close_button, content.lines[0]]


def test_backtab_key_goes_round_the_other_way(qtbot: QtBot, sheet: Sheet) -> None:
    content = TwoLines()
    sheet.open("Entry", content)

    qtbot.keyClick(content.lines[0], Qt.Key.Key_Backtab)

    assert sheet.close_button.hasFocus()


def test_tap_beside_the_card_closes_and_on_it_does_not(qtbot: QtBot, sheet: Sheet) -> None:
    sheet.open("Sources", TextContent("None."))

    qtbot.mouseClick(sheet.card, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert sheet.is_open
    qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))

    assert not sheet.is_open


@pytest.mark.parametrize(
    "close",
    [
        lambda sheet: sheet.close_button.click(),
        lambda sheet: sheet.content.done.emit(),
        lambda sheet: sheet.close_sheet(),
    ],
    ids=["button", "content", "call"],
)
def test_closing_is_told_once(qtbot: QtBot, sheet: Sheet, close: Callable[[Sheet], None]) -> None:
    told: list[bool] = []
    sheet.closed.connect(lambda: told.append(True))
    sheet.open("Sources", TextContent("None."))

    close(sheet)
    sheet.close_sheet()

    assert told == [True]
    assert sheet.content is None


def test_new_content_takes_the_place_of_the_one_before(sheet: Sheet) -> None:
    first, second = TextContent("One."), TextContent("Two.")
    sheet.open("First", first)

    sheet.open("Second", second)

    assert (first.isVisible(), second.isVisible()) == (False, True)
    assert sheet.content is second


def test_word_to_explain_is_asked_for(qtbot: QtBot) -> None:
    content = TextContent("A [[follicle]] is a root.")
    qtbot.addWidget(content)

    with qtbot.waitSignal(content.asked) as asked:
        content.box.findChildren(QWidget)[0].linkActivated.emit(f"{TERM_LINK}follicle")  # type: ignore[attr-defined]

    assert asked.args == [f"{TERM_LINK}follicle"]


def test_card_is_no_higher_than_its_words(sheet: Sheet) -> None:
    sheet.open("Short", TextContent("None."))
    short = sheet.card.height()

    sheet.open("Long", TextContent("A meaning of it. " * 160))

    assert short < sheet.card.height() / 2

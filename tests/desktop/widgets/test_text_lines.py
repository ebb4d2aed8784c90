"""A book is pasted, as one line, where a sentence was meant."""

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.talk.kit.spoken_entry import MOST_CHARACTERS, SpokenEntry
from clinic_aid.desktop.widgets.line_entry import LineEntry, TextEntry
from clinic_aid.desktop.widgets.text_lines import MOST_PASTED

BOOK = "x" * 5_000_000
PATIENCE_S = 2.0
ENTRIES: dict[str, tuple[Callable[[], QWidget], int]] = {
    "a line": (LineEntry, 400),
    "lines of the form": (TextEntry, MOST_PASTED),
    "lines of the talk": (lambda: SpokenEntry("Question"), MOST_CHARACTERS),
}


def paste(qtbot: QtBot, line: QWidget, text: str) -> None:
    clipboard = QApplication.clipboard()
    copied = QMimeData()
    copied.setText(text)
    clipboard.setMimeData(copied)
    line.setFocus()
    qtbot.keySequence(line, QKeySequence(QKeySequence.StandardKey.Paste))
    clipboard.clear()


@pytest.mark.fault(39)
@pytest.mark.parametrize("entry", ENTRIES)
def test_a_pasted_book_is_cut_and_holds_up_nothing(qtbot: QtBot, entry: str) -> None:
    make, most = ENTRIES[entry]
    widget = make()
    qtbot.addWidget(widget)
    widget.show()
    told: list[object] = []
    widget.edited.connect(told.append)  # type: ignore[attr-defined]
    line = getattr(widget, "line", None) or widget.text  # type: ignore[attr-defined]

    begun = time.process_time()
    paste(qtbot, line, BOOK)
    widget.grab()

    assert time.process_time() - begun < PATIENCE_S
    assert told == ["x" * most]


@pytest.mark.fault(39)
def test_a_paste_of_the_usual_length_is_whole_and_can_be_taken_back(qtbot: QtBot) -> None:
    entry = TextEntry()
    qtbot.addWidget(entry)
    entry.show()
    paste(qtbot, entry.text, "First line\nsecond line")

    assert entry.text.toPlainText() == "First line\nsecond line"
    entry.text.undo()
    assert entry.text.toPlainText() == ""


def test_the_entry_is_still_one_of_lines(qtbot: QtBot) -> None:
    entry = TextEntry()
    qtbot.addWidget(entry)

    assert isinstance(entry.text, QPlainTextEdit)
    assert entry.text.tabChangesFocus()

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFont, QFontDatabase, QKeySequence, QTextLayout
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from clinic_aid.desktop.widgets.style import Look
from tests.languages import Change, accented, right_to_left, speaking

ShowInWindow = Callable[..., QWidget]

BOTH = pytest.mark.parametrize("change", [accented, right_to_left])


@BOTH
def test_words_of_the_interface_are_changed(qapp: QApplication, change: Change) -> None:
    with speaking(qapp, change):
        assert QWidget().tr("Bac&k") == change("Bac&k")
        assert QCoreApplication.translate("Faults", "{count} more") == change("{count} more")


@BOTH
def test_counts_are_put_in(qapp: QApplication, change: Change) -> None:
    with speaking(qapp, change):
        assert QWidget().tr("%n pages", "", 12) == change("12 pages")


@BOTH
def test_english_comes_back(qapp: QApplication, change: Change) -> None:
    before = qapp.layoutDirection()
    with speaking(qapp, change):
        pass

    assert QWidget().tr("Back") == "Back"
    assert qapp.layoutDirection() == before


def test_windows_run_in_the_direction_of_the_language(qapp: QApplication) -> None:
    with speaking(qapp, right_to_left):
        assert QWidget().layoutDirection() == Qt.LayoutDirection.RightToLeft
    with speaking(qapp, accented):
        assert QWidget().layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_shortcuts_are_still_understood(qapp: QApplication) -> None:
    with speaking(qapp, right_to_left):
        assert QKeySequence("Ctrl+S") == QKeySequence.fromString(
            "Ctrl+S", QKeySequence.SequenceFormat.PortableText
        )


def drawn_with(text: str, font: QFont) -> set[str]:
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return {run.rawFont().familyName() for run in layout.glyphRuns()}


def test_hebrew_is_drawn_with_its_bundled_font(the_look: Look, show: ShowInWindow) -> None:
    assert "Noto Sans Hebrew" in QFontDatabase.families(QFontDatabase.WritingSystem.Hebrew)
    label, button = QLabel("Words"), QPushButton("Words")
    label.setObjectName("headline")
    show(label, button)

    for widget in (label, button):
        assert drawn_with(right_to_left("Words"), widget.font()) == {"Noto Sans Hebrew"}


def test_accented_letters_are_drawn_with_the_font_of_all_others(
    the_look: Look, show: ShowInWindow
) -> None:
    label = QLabel("Words")
    show(label)
    text = accented("The quick brown fox jumps over the lazy dog")

    assert drawn_with(text, label.font()) == {"Atkinson Hyperlegible Next"}

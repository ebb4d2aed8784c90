"""Values that are typed in one line or several."""

from PySide6.QtCore import QSignalBlocker, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from clinic_aid.desktop.widgets.control import Control
from clinic_aid.desktop.widgets.layouts import row
from clinic_aid.desktop.widgets.style import restyle
from clinic_aid.desktop.widgets.text_lines import TextLines
from clinic_aid.desktop.widgets.undo_keys import UndoKeys
from clinic_aid.entry.typed_times import read_time


class LineEntry(Control):
    """One line of text; what is not a text in the file is shown as it would be typed."""

    def __init__(self, *, placeholder: str = "", longest: int = 400) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self.line.setMaxLength(longest)
        UndoKeys(self.line)
        self.beside = row(self.line, on=self, spacing=8)
        self.line.textEdited.connect(self._on_edited)

    def show_value(self, value: object) -> None:
        text = "" if value is None else self.words_for(value)
        # What was typed for the same value stays as it was typed.
        if text != self.line.text() and self.value_of(self.line.text()) != value:
            self.line.setText(text)
            self.line.setCursorPosition(0)

    def name_for(self, label: str) -> QWidget:
        self.line.setAccessibleName(label)
        return self.line

    def mark_doubt(self, doubtful: bool) -> None:
        restyle(self.line, "doubt", doubtful)

    def words_for(self, value: object) -> str:
        """Give a value of the file as it is typed."""
        return str(value)

    def value_of(self, text: str) -> object:
        """Give what was typed as the file has it; None for nothing."""
        return text if text.strip() else None

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        self.edited.emit(self.value_of(text))


class NumberEntry(LineEntry):
    """A whole number within bounds."""

    def __init__(self, lowest: int, highest: int) -> None:
        super().__init__(longest=6)
        self._lowest, self._highest = lowest, highest

    def value_of(self, text: str) -> object:
        said = text.strip()
        return int(said) if said.isascii() and said.isdecimal() else (said or None)

    def doubt(self) -> str:
        value = self.value_of(self.line.text())
        if value is None or (isinstance(value, int) and self._lowest <= value <= self._highest):
            return ""
        return self.tr("Write a number from {lowest} to {highest}.").format(
            lowest=self._lowest, highest=self._highest
        )


class TimeEntry(LineEntry):
    """A time of day."""

    def __init__(self) -> None:
        super().__init__(longest=10)

    def value_of(self, text: str) -> object:
        said = text.strip()
        at = read_time(said)
        return at.isoformat("minutes") if at else (said or None)

    def doubt(self) -> str:
        text = self.line.text().strip()
        if not text or read_time(text):
            return ""
        return self.tr("Write it like 10:30.")


class TextEntry(Control):
    """Several lines of text."""

    def __init__(self) -> None:
        super().__init__()
        self.text = TextLines()
        UndoKeys(self.text)
        row(self.text, on=self)
        self.text.textChanged.connect(self._on_changed)

    def show_value(self, value: object) -> None:
        text = "" if value is None else str(value)
        if text != self.text.toPlainText():
            with QSignalBlocker(self.text):
                self.text.setPlainText(text)

    def name_for(self, label: str) -> QWidget:
        self.text.setAccessibleName(label)
        return self.text

    def mark_doubt(self, doubtful: bool) -> None:
        restyle(self.text, "doubt", doubtful)

    @Slot()
    def _on_changed(self) -> None:
        text = self.text.toPlainText()
        self.edited.emit(text if text.strip() else None)

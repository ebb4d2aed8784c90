"""A place to write down what somebody says, kept as it is typed."""

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_aid.desktop.system.text_size import text_factor
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.layouts import column
from clinic_aid.desktop.widgets.style import Scaled
from clinic_aid.desktop.widgets.text_lines import TextLines
from clinic_aid.desktop.widgets.undo_keys import UndoKeys

MOST_CHARACTERS = 1000
"""What is said in a talk is shorter; the file would take four times as much."""


class SpokenEntry(Scaled, QWidget):
    """A label and some lines to write on; `edited` gives the text, None where there is none."""

    edited = Signal(object)

    def __init__(self, label: str, *, lines: int = 3) -> None:
        super().__init__()
        self._lines = lines
        self.label = Words("strong", label, ease=0.3)
        self.text = TextLines()
        UndoKeys(self.text)
        self.text.setAccessibleName(label)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column(self.label, (self.text, 1), on=self, spacing=6).addStretch(0)
        self._most = MOST_CHARACTERS
        self._written = (0, 0)
        self.text.document().contentsChange.connect(self._on_contents)
        self.text.textChanged.connect(self._on_changed)
        self.draw_at(1.0)

    def name(self, label: str) -> None:
        """Change the label."""
        self.label.say(label)
        self.text.setAccessibleName(label)

    def show_text(self, value: object) -> None:
        """Show a text without telling of an edit; a text that stands there already stays."""
        text = "" if value is None else str(value)
        # What a file has is kept, even where it is longer.
        self._most = max(MOST_CHARACTERS, _length(text))
        if text.strip() != self.text.toPlainText().strip():
            self.text.blockSignals(True)
            self.text.setPlainText(text)
            self.text.blockSignals(False)

    def draw_at(self, scale: float) -> None:
        super().draw_at(scale)
        font = self.text.font()
        font.setPixelSize(round(20 * scale * max(text_factor(), 1.0)))
        self.text.setFont(font)
        line = self.text.fontMetrics().lineSpacing()
        self.text.setMinimumHeight(line * min(self._lines, 2) + round(28 * scale))
        self.text.setMaximumHeight(line * self._lines + round(36 * scale))

    def sizeHint(self) -> QSize:
        return QSize(320, self.label.sizeHint().height() + self.text.maximumHeight() + 6)

    @Slot(int, int, int)
    def _on_contents(self, place: int, _removed: int, added: int) -> None:
        self._written = (place, added)

    @Slot()
    def _on_changed(self) -> None:
        over = _length(self.text.toPlainText()) - self._most
        if over > 0:
            self._take_back(over)
        text = self.text.toPlainText()
        self.edited.emit(text if text.strip() else None)

    def _take_back(self, over: int) -> None:
        """Take away the end of what was written last: what stood there before stays whole."""
        place, added = self._written
        # Qt counts the end of an empty text as written with the first that is pasted into it.
        added = min(added, _length(self.text.toPlainText()) - place)
        inside = self.text.toPlainText().encode("utf-16-le")[2 * place : 2 * (place + added - over)]
        cursor = self.text.textCursor()
        # Never between the two halves that Qt counts a letter of a large plane as.
        cursor.setPosition(place + _length(inside.decode("utf-16-le", "ignore")))
        cursor.setPosition(place + added, QTextCursor.MoveMode.KeepAnchor)
        self.text.blockSignals(True)
        cursor.removeSelectedText()
        self.text.blockSignals(False)


def _length(text: str) -> int:
    """Give how long a text is as Qt counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2

"""A place to write down what somebody says, kept as it is typed."""

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from clinic_aid.desktop.presenting.words import Words

MOST_CHARACTERS = 1000
"""What is said in a talk is shorter; the file would take four times as much."""


class SpokenEntry(QWidget):
    """A label and some lines to write on; `edited` gives the text, None where there is none."""

    edited = Signal(object)

    def __init__(self, label: str, *, lines: int = 3) -> None:
        super().__init__()
        self._lines = lines
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.label = Words("strong", label)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(label)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column.addWidget(self.label)
        column.addWidget(self.text, 1)
        column.addStretch(0)
        self.text.textChanged.connect(self._on_changed)
        self.draw_at(1.0)

    def name(self, label: str) -> None:
        """Change the label."""
        self.label.say(label)
        self.text.setAccessibleName(label)

    def show_text(self, value: object) -> None:
        """Show a text without telling of an edit; a text that stands there already stays."""
        text = "" if value is None else str(value)
        if text.strip() != self.text.toPlainText().strip():
            self.text.blockSignals(True)
            self.text.setPlainText(text)
            self.text.blockSignals(False)

    def draw_at(self, scale: float) -> None:
        """Draw everything at a scale of the window."""
        font = self.text.font()
        font.setPixelSize(round(20 * scale))
        self.text.setFont(font)
        line = self.text.fontMetrics().lineSpacing()
        self.text.setMinimumHeight(line * min(self._lines, 2) + round(28 * scale))
        self.text.setMaximumHeight(line * self._lines + round(36 * scale))

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(320, self.label.sizeHint().height() + self.text.maximumHeight() + 6)

    @Slot()
    def _on_changed(self) -> None:
        text = self.text.toPlainText()
        if len(text) > MOST_CHARACTERS:
            self.text.blockSignals(True)
            cursor = self.text.textCursor()
            place = min(cursor.position(), MOST_CHARACTERS)
            self.text.setPlainText(text[:MOST_CHARACTERS])
            cursor = self.text.textCursor()
            cursor.setPosition(place)
            self.text.setTextCursor(cursor)
            self.text.blockSignals(False)
            text = text[:MOST_CHARACTERS]
        self.edited.emit(text if text.strip() else None)

"""One question about the patient's health, its answer, and who cleared it."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from clinic_aid.desktop.style import Look
from clinic_aid.desktop.widgets.chips import OneChip


class CheckRow(QWidget):
    """A card with a question; `edited` gives the check's id and its entry in the file."""

    edited = Signal(str, object)

    def __init__(
        self, look: Look, key: str, *, question: str, level: str, cleared_by: str, clearable: bool
    ) -> None:
        super().__init__()
        self.setObjectName("row")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.key = key
        self._clearable = clearable
        self._entry: dict[str, object] = {}
        words = QLabel(question)
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        self._level = QLabel(level)
        self._level.setObjectName("level")
        self.answer = OneChip(look, spacing=4)
        self.answer.offer(
            {
                "no": self.tr("No"),
                "yes": self.tr("Yes"),
                "unsure": self.tr("Unsure"),
                None: self.tr("Not asked"),
            }
        )
        self.answer.name_for(question)
        self.answer.edited.connect(self._on_answered)
        self.cleared = QLineEdit()
        self.cleared.setPlaceholderText(self.tr("Cleared by: {who}").format(who=cleared_by))
        self.cleared.setToolTip(cleared_by)
        self.cleared.setMaxLength(200)
        self.cleared.setAccessibleName(self.tr("{question} Cleared by").format(question=question))
        policy = self.cleared.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.cleared.setSizePolicy(policy)
        self.cleared.textEdited.connect(self._on_cleared)
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(16, 8, 10, 8)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.addWidget(words, 0, 0)
        grid.addWidget(self.answer, 0, 1)
        grid.addWidget(self._level, 1, 0)
        grid.addWidget(self.cleared, 1, 1)
        grid.setColumnStretch(0, 10)
        grid.setColumnStretch(1, 9)

    def height_for(self, width: int) -> int:
        """Give the height that the row needs at a width."""
        return self._grid.totalHeightForWidth(width)

    def show_entry(self, entry: object) -> None:
        """Show the check's entry of the file; None where it was not asked."""
        self._entry = dict(entry) if isinstance(entry, Mapping) else {}
        self.answer.show_value(self._entry.get("answer"))
        cleared = self._entry.get("cleared_by")
        if self.cleared.text() != (cleared or ""):
            self.cleared.setText(str(cleared or ""))
        needs = self._entry.get("answer") in {"yes", "unsure"} and self._clearable
        self.cleared.setVisible(needs)

    def _on_answered(self, answer: object) -> None:
        if answer is None:
            self.edited.emit(self.key, None)
            return
        entry = {**self._entry, "answer": answer}
        if answer == "no":
            # There is nothing to clear; the rest of the entry is kept.
            entry.pop("cleared_by", None)
            entry.pop("cleared_on", None)
        self.edited.emit(self.key, entry)

    def _on_cleared(self, text: str) -> None:
        entry = {**self._entry, "cleared_by": text}
        if not text.strip():
            entry.pop("cleared_by")
        self.edited.emit(self.key, entry)

"""The notes on a closed consultation, and the place where another one is written."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.records.entry_words import EntryWords
from clinic_aid.desktop.widgets.layouts import column
from clinic_aid.desktop.widgets.line_entry import TextEntry
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.desktop.widgets.style import Look, Scaled
from clinic_aid.desktop.widgets.task_page import TaskCard, action, line
from clinic_aid.desktop.widgets.titled_entry import TitledEntry
from clinic_aid.domain.records import LONGEST_NOTE, RecordNote

_LINES: Final = 3
_FRAME: Final = 30


class RecordNotes(Scaled, QWidget):
    """Shows notes, which nobody can change; what is being written is told as it is typed."""

    typed = Signal(str)
    """The note as far as it is written; empty when it is given up."""
    note_asked = Signal(str)
    """The note is to be kept."""

    def __init__(self, look: Look, words: EntryWords) -> None:
        super().__init__()
        self._words = words
        self.title = plain_label(self.tr("Notes added since"), "listTitle", wraps=False)
        self.cards: list[TaskCard] = []
        self._cards = column(spacing=8)
        self._text = TextEntry()
        self.entry = TitledEntry(look, self.tr("&What is to be corrected?"), self._text)
        self.keep = action(look, self.tr("Keep the n&ote"), kind="primary")
        self.cancel = action(look, self.tr("&Do not keep it"))
        self.form = TaskCard(self.entry, line(self.keep, self.cancel))
        column(self.title, self._cards, self.form, on=self, spacing=8)
        self._text.edited.connect(self._on_typed)
        self.keep.clicked.connect(lambda: self.note_asked.emit(self.text))
        self.cancel.clicked.connect(self._on_cancel)
        self.form.hide()

    @property
    def text(self) -> str:
        """What is being written."""
        return self._text.text.toPlainText().strip()

    def show_notes(self, notes: Sequence[RecordNote]) -> None:
        """Show the notes of a consultation, the first one first."""
        for card in self.cards:
            self._cards.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [self._card(note) for note in notes]
        for card in self.cards:
            self._cards.addWidget(card)
        self._show_parts()

    def write(self, text: str = "") -> None:
        """Open the place for a note, with what was written of it before."""
        self._text.show_value(text)
        self.form.show()
        self._show_parts()
        self._count()

    def close_form(self) -> None:
        """Close it, with nothing of what was written."""
        self._text.show_value("")
        self.form.hide()
        self._show_parts()

    def draw_at(self, scale: float) -> None:
        super().draw_at(scale)
        line = self._text.text.fontMetrics().lineSpacing()
        self._text.text.setFixedHeight(_LINES * line + round(_FRAME * scale))

    def focus_entry(self) -> None:
        """Put the keyboard where the note is written."""
        self._text.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, note: RecordNote) -> TaskCard:
        said = self.tr("{person}, {moment}. What was entered stays as it was.")
        by = said.format(person=note.person, moment=self._words.moment(note.at))
        return TaskCard(plain_label(note.words, "fact"), plain_label(by, "muted"), name="row")

    def _show_parts(self) -> None:
        self.title.setVisible(bool(self.cards))
        self.setVisible(bool(self.cards) or not self.form.isHidden())

    @Slot()
    def _on_typed(self) -> None:
        self._count()
        self.typed.emit(self.text)

    def _count(self) -> None:
        left = LONGEST_NOTE - len(self.text)
        self.entry.show_fault(
            "" if left >= 0 else self.tr("Too long by {count} characters.").format(count=-left)
        )
        self.entry.show_note(
            self.tr("With your name and the time. It cannot be changed afterwards.")
        )
        self.keep.setEnabled(bool(self.text) and left >= 0)

    @Slot()
    def _on_cancel(self) -> None:
        self.close_form()
        self.typed.emit("")

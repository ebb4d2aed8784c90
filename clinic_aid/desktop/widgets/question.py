"""A question within a page: a dialog would be in the way of the lock."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.widgets.layouts import add_items, row
from clinic_aid.desktop.widgets.style import IconSign, Look
from clinic_aid.desktop.widgets.task_page import (
    TaskCard,
    action,
    heading,
    line,
    say_action,
    say_heading,
    words_label,
)
from clinic_aid.desktop.widgets.titled_entry import announce


class Confirmation(TaskCard):
    """Hidden until it is asked, `instead_of` something else that gives way meanwhile.

    The keyboard is then on the answer that changes nothing.
    """

    agreed = Signal()
    refused = Signal()

    def __init__(self, look: Look, *, instead_of: QWidget) -> None:
        super().__init__(name="care", margins=(20, 16))
        self._instead_of = instead_of
        self.title, self.words = heading(), words_label()
        self.yes, self.no = action(look, kind="primary"), action(look)
        sign = IconSign(look.icon("care", "amber-ink"), 24)
        head = row((sign, Qt.AlignmentFlag.AlignTop), (self.title, 1), spacing=10)
        add_items(self.rows, head, self.words, 4, line(self.no, self.yes))
        self.yes.clicked.connect(self._on_yes)
        self.no.clicked.connect(self._on_no)
        self.hide()

    def ask(self, title: str, words: str, *, yes: str, no: str) -> None:
        """Ask; exactly one of the signals answers, unless it is taken back."""
        say_heading(self.title, title)
        self.words.setText(words)
        say_action(self.yes, yes)
        say_action(self.no, no)
        self.show()
        # What is asked about stays in view.
        self._instead_of.hide()
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{title} {words}")

    def take_back(self) -> None:
        """Ask no more."""
        self.hide()
        self._instead_of.show()

    @Slot()
    def _on_yes(self) -> None:
        self.take_back()
        self.agreed.emit()

    @Slot()
    def _on_no(self) -> None:
        self.take_back()
        self.refused.emit()

"""A question within a page: a dialog would be in the way of the lock."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout

from clinic_aid.desktop.widgets.style import Look, Sign
from clinic_aid.desktop.widgets.task_page import Card, action, heading, say_heading, words_label
from clinic_aid.desktop.widgets.titled_entry import announce


class Confirmation(Card):
    """Hidden until it is asked; the keyboard is then on the answer that changes nothing."""

    agreed = Signal()
    refused = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(name="care", margins=(20, 16))
        self.title, self.words = heading(""), words_label()
        self.yes = action(look, "", kind="primary")
        self.no = action(look, "")
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Sign(look.icon("care", "amber-ink"), 24), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.title, 1)
        self.rows.addLayout(head)
        self.rows.addWidget(self.words)
        self.rows.addSpacing(4)
        self.add_line(self.no, self.yes)
        self.yes.clicked.connect(self._on_yes)
        self.no.clicked.connect(self._on_no)
        self.hide()

    def ask(self, title: str, words: str, *, yes: str, no: str) -> None:
        """Ask; exactly one of the signals answers, unless it is taken back."""
        say_heading(self.title, title)
        self.words.setText(words)
        for button, answer in ((self.yes, yes), (self.no, no)):
            button.setText(answer)
            button.setAccessibleName(answer.replace("&", ""))
        self.show()
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{title} {words}")

    def take_back(self) -> None:
        """Ask no more."""
        self.hide()

    @Slot()
    def _on_yes(self) -> None:
        self.hide()
        self.agreed.emit()

    @Slot()
    def _on_no(self) -> None:
        self.hide()
        self.refused.emit()

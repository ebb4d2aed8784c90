"""The name of whoever opens the vault."""

from typing import Final

from PySide6.QtCore import Qt, Signal

from clinic_aid.desktop.widgets.line_entry import LineEntry
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.desktop.widgets.titled_entry import TitledEntry

_LONGEST_NAME: Final = 200


class PersonField(TitledEntry):
    """A name, as it will stand in the record."""

    entered = Signal()
    """Enter was pressed in it."""

    def __init__(self, look: Look, label: str, *, noted: bool = True) -> None:
        self._entry = LineEntry(longest=_LONGEST_NAME)
        super().__init__(look, label, self._entry, noted=noted)
        self.line = self._entry.line
        self.show_note(self.tr("As it will stand in the record"))
        self._entry.edited.connect(lambda _: self.show_fault(""))
        self.line.returnPressed.connect(self.entered)

    def name(self) -> str:
        """Give the name, without spaces that nobody sees."""
        return " ".join(self.line.text().split())

    def accepted(self) -> bool:
        """Say whether there is a name; if not, ask for it, with the keyboard there."""
        if self.name():
            return True
        self.tell_fault(self.tr("Write your name. The record needs it."))
        self.focus_first()
        return False

    def focus_first(self) -> None:
        """Put the keyboard on the entry."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, busy: bool) -> None:
        """Let nothing be typed for a while."""
        self.line.setReadOnly(busy)

    def forget(self) -> None:
        """Empty the entry."""
        self.line.setText("")
        self.show_fault("")

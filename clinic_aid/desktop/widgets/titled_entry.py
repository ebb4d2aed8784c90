"""A labelled entry whose note is also told to those who do not see it."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.widgets.control import Control
from clinic_aid.desktop.widgets.field import Field
from clinic_aid.desktop.widgets.passphrase_entry import PassphraseEntry
from clinic_aid.desktop.widgets.style import Look


def announce(widget: QWidget, words: str) -> None:
    """Let a screen reader say something at once, wherever the keyboard is."""
    if words:
        event = QAccessibleAnnouncementEvent(widget, words)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)


class TitledEntry(Field):
    """An entry with its label and its note; Caps Lock is told beside any other fault."""

    def __init__(self, look: Look, label: str, control: Control, *, noted: bool = True) -> None:
        super().__init__(look, label, control, noted=noted)
        if isinstance(control, PassphraseEntry):
            control.caps_lock_changed.connect(self._speak)
        self._speak()

    def tell_fault(self, words: str) -> None:
        """Say what is wrong, aloud where somebody listens."""
        self.show_fault(words)
        announce(self, words)

    def _complaint(self) -> str:
        return " ".join(words for words in (self._fault, self.control.doubt()) if words)

    def _speak(self) -> None:
        super()._speak()
        entry = self.label.buddy()
        if entry is not None:
            entry.setAccessibleDescription(self.words)

"""A new passphrase: typed twice, and held to the least length while it is typed."""

import unicodedata

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.widgets.layouts import row
from clinic_aid.desktop.widgets.passphrase_entry import PassphraseEntry
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.desktop.widgets.titled_entry import TitledEntry
from clinic_aid.domain.records import LEAST_PASSPHRASE


class NewPassphrase(QWidget):
    """Two entries side by side; while they are filled their notes only guide, they do not scold."""

    entered = Signal()
    """Enter was pressed in the second one."""

    def __init__(self, look: Look, label: str) -> None:
        super().__init__()
        self._first, self._again = PassphraseEntry(look), PassphraseEntry(look)
        self.first = TitledEntry(look, label, self._first)
        self.again = TitledEntry(look, self.tr("A&gain"), self._again)
        row((self.first, 1), (self.again, 1), on=self, spacing=20)
        self._first.edited.connect(self._guide)
        self._again.edited.connect(self._guide)
        self._first.entered.connect(self._to_again)
        self._again.entered.connect(self.entered)
        self._guide()

    def passphrase(self) -> str:
        """Give the passphrase."""
        return self._first.passphrase()

    def accepted(self) -> bool:
        """Say whether it can be used; if not, what is wrong, with the keyboard there."""
        if _missing(self.passphrase()) > 0:
            words = self.tr("Too short. Write at least {least} characters.")
            at, entry = self.first, self._first
        elif self._again.passphrase() != self.passphrase():
            words = self.tr("The two are not the same. Type it again.")
            at, entry = self.again, self._again
        else:
            return True
        at.tell_fault(words.format(least=LEAST_PASSPHRASE))
        entry.line.selectAll()
        entry.line.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def focus_first(self) -> None:
        """Put the keyboard on the first entry."""
        self._first.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, busy: bool) -> None:
        """Let nothing be typed for a while."""
        for entry in (self._first, self._again):
            entry.show_busy(busy)

    def forget(self) -> None:
        """Empty both entries."""
        for entry in (self._first, self._again):
            entry.forget()
        self._guide()

    @Slot()
    def _guide(self) -> None:
        """Say how far the two are."""
        typed, again = self.passphrase(), self._again.passphrase()
        missing = _missing(typed)
        if not typed:
            words = self.tr("At least {least} characters. A few words are better than signs.")
        elif missing == 1:
            words = self.tr("One character more.")
        elif missing > 1:
            words = self.tr("{missing} characters more. A few words are better than signs.")
        else:
            words = self.tr("Long enough.")
        self.first.show_fault("")
        self.first.show_note(words.format(least=LEAST_PASSPHRASE, missing=missing))
        wrong = not typed.startswith(again)
        self.again.show_fault(self.tr("Not the same as the first one.") if wrong else "")
        self.again.show_note(self.tr("The same.") if typed and typed == again else "")

    @Slot()
    def _to_again(self) -> None:
        self._again.line.setFocus(Qt.FocusReason.OtherFocusReason)


def _missing(passphrase: str) -> int:
    """Give how many characters are missing; spaces around it and composed accents are none."""
    return LEAST_PASSPHRASE - len(unicodedata.normalize("NFKC", passphrase).strip())

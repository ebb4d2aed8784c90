"""What is said where the name that is typed is kept already: it may be the same person."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.widgets.buttons import make_button
from clinic_aid.desktop.widgets.layouts import row, styled
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.desktop.widgets.style import IconSign, Look
from clinic_aid.domain.records import Entry, Headings


class NamesakeNote(QWidget):
    """One line at the foot of the form, which moves no entry, with both ways to go on.

    `describe` says of a consultation whose it is, and of which day.
    """

    open_asked = Signal(str)
    somebody_else = Signal()

    def __init__(self, look: Look, describe: Callable[[Headings], str]) -> None:
        super().__init__()
        styled(self, "care")
        self._describe = describe
        self._key = ""
        self.words = plain_label()
        self.open = make_button(look, self.tr("Open it"))
        self.other = make_button(look, self.tr("Somebody else"))
        self.open.clicked.connect(lambda: self.open_asked.emit(self._key))
        self.other.clicked.connect(self.somebody_else)
        row(
            IconSign(look.icon("care", "amber-ink"), 22),
            (self.words, 1),
            self.open,
            self.other,
            on=self,
            spacing=12,
            margins=(16, 4, 8, 4),
        )
        self.hide()

    @Slot(object)
    def show_found(self, entries: Sequence[Entry]) -> None:
        """Tell of the newest of these, and how many there are; without any, nothing."""
        self.setVisible(bool(entries))
        if not entries:
            return
        self._key = entries[0].key
        said = self.tr("A consultation of this name exists: {about}")
        if len(entries) > 1:
            said = self.tr("{count} consultations of this name exist. The newest: {about}")
        about = self._describe(entries[0].headings)
        self.words.setText(said.format(count=len(entries), about=about))

"""The head of a list: its title, what stands beside it, and what there is at its end."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget

from clinic_aid.desktop.widgets.accessible_roles import announce_as
from clinic_aid.desktop.widgets.layouts import row
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.desktop.widgets.style import restyle


class SectionHead(QWidget):
    """A title with quiet words beside it and at the end of the line."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.beside = plain_label(name="headTitle"), plain_label(name="headBeside")
        self.end = plain_label(name="muted", wraps=False)
        announce_as(self.title, QAccessible.Role.Heading)
        shares = zip((self.title, self.beside, self.end), (0, 1, 0), strict=True)
        self._words = row(*shares, on=self, spacing=16)
        self._follow_direction()

    def say(self, title: str, *, beside: str = "", end: str = "", hero: bool = False) -> None:
        """Show these words; a `hero` is the list for which the page is there."""
        restyle(self.title, "hero", hero)
        for label, words in ((self.title, title), (self.beside, beside), (self.end, end)):
            label.setText(words)
        self.title.setAccessibleName(title)
        # What is alone with its end has the room that is between them.
        self._words.setStretch(0, 0 if beside else 1)
        self.beside.setHidden(not beside)
        self.end.setHidden(not end)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._follow_direction()

    def _follow_direction(self) -> None:
        """Let words begin and end where the page does, in whichever direction they run."""
        for label, at_end in ((self.title, False), (self.beside, False), (self.end, True)):
            _align(label, right=label.isRightToLeft() != at_end)


def _align(label: QLabel, *, right: bool) -> None:
    flags = Qt.AlignmentFlag
    side = flags.AlignRight if right else flags.AlignLeft
    label.setAlignment(side | flags.AlignAbsolute | flags.AlignBottom)

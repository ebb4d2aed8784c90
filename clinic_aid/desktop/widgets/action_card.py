"""A large card that leads somewhere: an icon and a few lines of words."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from clinic_aid.desktop.widgets.elided_label import ElidedLabel
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row, styled
from clinic_aid.desktop.widgets.style import Look, Sign, refresh


class ActionCard(QPushButton):
    """One way on from a screen; the first among several stands out."""

    def __init__(self, look: Look, *, icon: str) -> None:
        super().__init__()
        self._look, self._icon = look, icon
        self.setProperty("kind", "action")
        # Outside of dialogs, Enter opens only buttons that ask for it.
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._sign = Sign(look.icon(icon, "teal"), 32)
        self.tile = styled(QWidget(), "signTile")
        row(self._sign, on=self.tile, margins=(14, 14, 14, 14))
        self.title, self.words, self.more = ElidedLabel(), ElidedLabel(), ElidedLabel()
        self.title.setObjectName("actionTitle")
        self.words.setObjectName("actionWords")
        self.more.setObjectName("actionWords")
        self.more.hide()
        lines = column(STRETCH, self.title, self.words, self.more, STRETCH, spacing=0)
        tile = (self.tile, Qt.AlignmentFlag.AlignVCenter)
        self._inside = row(tile, (lines, 1), on=self, spacing=18, margins=(16, 14, 20, 14))
        for inside in (self.tile, self.title, self.words, self.more):
            inside.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def say(self, title: str, words: str, more: str = "") -> None:
        """Write on the card where it leads, and what is known about that."""
        self.title.say(title)
        self.words.say(words)
        self.more.say(more)
        self.more.setVisible(bool(more))
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{words}. {more}" if more else words)

    def stand_out(self, first: bool) -> None:
        """Draw the card as the first among several, or as one of the others."""
        if self.property("first") == first:
            return
        self.setProperty("first", first)
        self._sign.show_icon(self._look.icon(self._icon, "white" if first else "teal"))
        for widget in (self, self.tile, *self.findChildren(QLabel)):
            refresh(widget)

    def sizeHint(self) -> QSize:
        return self._inside.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._inside.totalMinimumSize()

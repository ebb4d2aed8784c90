"""A large card that leads somewhere: an icon and a few lines of words."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from clinic_aid.desktop.widgets.elided_label import ElidedLabel
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
        self.tile = QWidget()
        self.tile.setObjectName("signTile")
        self.tile.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        around = QHBoxLayout(self.tile)
        around.setContentsMargins(14, 14, 14, 14)
        around.addWidget(self._sign)
        self.title, self.words, self.more = ElidedLabel(), ElidedLabel(), ElidedLabel()
        self.title.setObjectName("actionTitle")
        self.words.setObjectName("actionWords")
        self.more.setObjectName("actionWords")
        self.more.hide()
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addWidget(self.more)
        column.addStretch(1)
        self._inside = QHBoxLayout(self)
        self._inside.setContentsMargins(16, 14, 20, 14)
        self._inside.setSpacing(18)
        self._inside.addWidget(self.tile, 0, Qt.AlignmentFlag.AlignVCenter)
        self._inside.addLayout(column, 1)
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

"""A card that is chosen with one tap and taken back with the next."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy

from clinic_aid.desktop.talk.kit.chosen_sign import ChosenSign
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.style import Look


class ToggleCard(QPushButton):
    """A sign and words that wrap; the sign has a tick where the card is chosen."""

    def __init__(self, look: Look, *, margin: int = 18) -> None:
        super().__init__()
        self.setProperty("kind", "matter")
        self.setCheckable(True)
        inside = self._inside = QHBoxLayout(self)
        inside.setContentsMargins(20, margin, 16, margin)
        inside.setSpacing(14)
        self.sign = ChosenSign(look)
        self.words = Words("strong")
        self.words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside.addWidget(self.sign)
        inside.addWidget(self.words, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, text: str, *, name: str) -> None:
        """Show a text; `name` has the question too, for a screen reader."""
        self.words.say(text)
        self.setAccessibleName(name)

    def mark(self, chosen: bool) -> None:
        """Show whether it is chosen."""
        self.setChecked(chosen)
        self.sign.show_chosen(chosen)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        self._inside.invalidate()
        return self._inside.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        return self._inside.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._inside.totalMinimumSize()

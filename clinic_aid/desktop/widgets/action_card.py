"""A large card that leads somewhere: an icon and a few lines of words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from clinic_aid.desktop.widgets.elided_label import ElidedLabel
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row, styled
from clinic_aid.desktop.widgets.style import IconSign, Look, refresh
from clinic_aid.desktop.widgets.words_button import WordsButton


class ActionCard(WordsButton):
    """One way on from a screen; the first among several stands out."""

    def __init__(self, look: Look, *, icon: str) -> None:
        super().__init__("action", spacing=18, margins=(16, 14, 20, 14))
        self._look, self._icon = look, icon
        self._sign = IconSign(look.icon(icon, "teal"), 32)
        self.tile = styled(QWidget(), "signTile")
        row(self._sign, on=self.tile, margins=(14, 14, 14, 14))
        self.title = ElidedLabel("actionTitle")
        self.words, self.more = ElidedLabel("actionWords"), ElidedLabel("actionWords")
        self.more.hide()
        said = column(STRETCH, self.title, self.words, self.more, STRETCH, spacing=0)
        self.fill((self.tile, Qt.AlignmentFlag.AlignVCenter), (said, 1))
        # Outside of dialogs, Enter opens only buttons that ask for it.
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

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

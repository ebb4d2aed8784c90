"""A large card that leads somewhere: an icon and a few lines of words."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QWidget

from clinic_aid.desktop.widgets.layouts import STRETCH, column, row, styled
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.desktop.widgets.style import IconSign, Look, refresh
from clinic_aid.desktop.widgets.words_button import WordsButton

_NO_WORDS = "\u00a0"


class ActionCard(WordsButton):
    """One way on from a screen; the first among several stands out. Its words wrap, never cut."""

    def __init__(self, look: Look, *, icon: str, quiet: bool = False) -> None:
        super().__init__(
            "action", spacing=14, margins=(14, 8 if quiet else 12, 16, 8 if quiet else 12)
        )
        self._look, self._icon = look, icon
        self._sign = IconSign(look.icon(icon, "teal"), 28)
        self.tile = styled(QWidget(), "signTile")
        self.setProperty("quiet", quiet)
        row(self._sign, on=self.tile, margins=(12, 6, 12, 6) if quiet else (12, 12, 12, 12))
        self.title = plain_label(name="actionTitle")
        self.words, self.more = plain_label(name="actionWords"), plain_label(name="actionWords")
        self.more.hide()
        said = column(STRETCH, self.title, self.words, self.more, STRETCH, spacing=0)
        self.fill((self.tile, Qt.AlignmentFlag.AlignVCenter), (said, 1))
        # Outside of dialogs, Enter opens only buttons that ask for it.
        self.setAutoDefault(True)
        self._follow_direction()

    def say(self, title: str, words: str, more: str = "") -> None:
        """Write on the card where it leads, and what is known about that."""
        for label, text in ((self.title, title), (self.words, words), (self.more, more)):
            label.setText(text)
        self.more.setVisible(bool(more))
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{words}. {more}" if more else words)

    def keep_place(self, shown: bool) -> None:
        """Show the card, or leave its place empty: nothing moves up, and it says nothing."""
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        if not shown:
            # As high as a card with three lines.
            self.say(_NO_WORDS, _NO_WORDS, _NO_WORDS)
        self.setVisible(shown)

    def stand_out(self, first: bool) -> None:
        """Draw the card as the first among several, or as one of the others."""
        if self.property("first") == first:
            return
        self.setProperty("first", first)
        self._sign.show_icon(self._look.icon(self._icon, "white" if first else "teal"))
        for widget in (self, self.tile, *self.findChildren(QLabel)):
            refresh(widget)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._follow_direction()

    def _follow_direction(self) -> None:
        """Let words begin where the page does, in whichever direction they run themselves."""
        flags = Qt.AlignmentFlag
        side = flags.AlignRight if self.isRightToLeft() else flags.AlignLeft
        for label in (self.title, self.words, self.more):
            label.setAlignment(side | flags.AlignAbsolute | flags.AlignVCenter)

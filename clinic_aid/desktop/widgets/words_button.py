"""Cards of words that are pressed."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from clinic_aid.desktop.widgets.layouts import STRETCH, Item, Margins, add_items, column, row
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.desktop.widgets.style import IconSign, Look


class WordsButton(QPushButton):
    """A button with widgets in a row, as high as these need at its width."""

    def __init__(self, kind: str, *items: Item, spacing: int, margins: Margins) -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.inside = row(on=self, spacing=spacing, margins=margins)
        self.fill(*items)

    def fill(self, *items: Item) -> None:
        """Put further widgets at the end of the row; what is pressed is the button."""
        add_items(self.inside, *items)
        for inner in self.findChildren(QWidget):
            inner.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return self.inside.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.inside.totalMinimumSize()


class TickedCard(WordsButton):
    """A title with lines under it, one among several that can be chosen; a tick where it is."""

    def __init__(self, look: Look, title: str, lines: Sequence[str], *, margins: Margins) -> None:
        super().__init__("card", spacing=6, margins=margins)
        self._look, self._tick = look, IconSign(look.no_icon, 24)
        texts = ((title, "cardTitle"), *((line, "muted") for line in lines))
        words = column(*(plain_label(*text) for text in texts), STRETCH, spacing=2)
        self.fill((words, 1), (self._tick, Qt.AlignmentFlag.AlignTop))
        self.setCheckable(True)
        self.setAccessibleName(title)
        self.setAccessibleDescription(". ".join(lines))

    def mark(self, chosen: bool) -> None:
        """Show whether it is the one chosen."""
        self.setChecked(chosen)
        self._tick.show_icon(self._look.icon("check", "teal") if chosen else self._look.no_icon)

"""A card of words that can be chosen; a tick stands on the one that is."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy

from clinic_aid.desktop.widgets.layouts import STRETCH, Margins, column, row
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.desktop.widgets.style import Look, Sign


class TickCard(QPushButton):
    """A title with lines below it, as high as they need."""

    def __init__(
        self,
        look: Look,
        title: str,
        lines: Sequence[str],
        *,
        margins: Margins = (16, 10, 10, 10),
    ) -> None:
        super().__init__()
        self._look = look
        self.setCheckable(True)
        self.setProperty("kind", "card")
        self.setAccessibleName(title)
        self.setAccessibleDescription(". ".join(lines))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._tick = Sign(look.no_icon, 24)
        labels = [plain_label(title, "cardTitle"), *(plain_label(line, "muted") for line in lines)]
        for label in labels:
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words = column(*labels, STRETCH, spacing=2)
        tick = (self._tick, Qt.AlignmentFlag.AlignTop)
        self._inside = row((words, 1), tick, on=self, spacing=6, margins=margins)

    def mark(self, chosen: bool) -> None:
        """Show whether it is chosen."""
        self.setChecked(chosen)
        self._tick.show_icon(self._look.icon("check", "teal") if chosen else self._look.no_icon)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._inside.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        return self._inside.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._inside.totalMinimumSize()

"""A guide that was given, as a card that can be chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from clinic_aid.desktop.widgets.style import Look, Sign


class GuideCard(QPushButton):
    """When it was made, and every time it was given; a tick while its pages are shown."""

    def __init__(self, look: Look, title: str, lines: Sequence[str]) -> None:
        super().__init__()
        self._look = look
        self.setCheckable(True)
        self.setProperty("kind", "card")
        self.setAutoDefault(True)
        self.setAccessibleName(title)
        self.setAccessibleDescription(". ".join(lines))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._tick = Sign(look.no_icon, 24)
        column = QVBoxLayout()
        column.setSpacing(2)
        for text, name in ((title, "cardTitle"), *((line, "muted") for line in lines)):
            label = QLabel(text)
            label.setObjectName(name)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
        self._inside = QHBoxLayout(self)
        self._inside.setContentsMargins(16, 10, 12, 12)
        self._inside.setSpacing(6)
        self._inside.addLayout(column, 1)
        self._inside.addWidget(self._tick, 0, Qt.AlignmentFlag.AlignTop)

    def mark(self, chosen: bool) -> None:
        """Show whether its pages are shown."""
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

"""A few lines of a long list at a time."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from clinic_aid.desktop.widgets.style import Look

T = TypeVar("T")


class Leaf(Generic[T]):
    """Which part of a list is shown."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._items: tuple[T, ...] = ()
        self.first = 0

    def show(self, items: Sequence[T]) -> None:
        """Take another list; the place stays where it can."""
        self._items = tuple(items)
        last = max(len(self._items) - 1, 0) // self._length * self._length
        self.first = min(self.first, last)

    @property
    def shown(self) -> tuple[T, ...]:
        """The part of now."""
        return self._items[self.first : self.first + self._length]

    @property
    def count(self) -> int:
        """How long the whole list is."""
        return len(self._items)

    @property
    def has_more(self) -> tuple[bool, bool]:
        """Say whether there is something before, and something after."""
        return self.first > 0, self.first + self._length < len(self._items)

    def turn(self, by: int) -> None:
        """Turn to another part."""
        self.first = max(self.first + by * self._length, 0)
        self.show(self._items)


class Pager(QWidget):
    """Two arrows and the place between them; hidden where all is in view."""

    turned = Signal(int)

    def __init__(self, look: Look, *, back: str, forward: str) -> None:
        super().__init__()
        self._look = look
        self.back, self.forward = self._turner(back, -1), self._turner(forward, 1)
        self.place = QLabel()
        self.place.setObjectName("muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addStretch(1)
        for widget in (self.place, self.back, self.forward):
            row.addWidget(widget)
        self._draw_arrows()
        self.hide()

    def show_leaf(self, leaf: Leaf[T]) -> None:
        """Say which part of a list is shown."""
        before, after = leaf.has_more
        self.setVisible(before or after)
        had_keyboard = self.back.hasFocus() or self.forward.hasFocus()
        self.back.setEnabled(before)
        self.forward.setEnabled(after)
        if had_keyboard and not (before and after):
            # What is disabled loses the keyboard to whatever comes next.
            (self.back if before else self.forward).setFocus(Qt.FocusReason.OtherFocusReason)
        shown = len(leaf.shown)
        words = self.tr("{first}–{last} of {count}").format(
            first=leaf.first + 1, last=leaf.first + shown, count=leaf.count
        )
        self.place.setText(words if shown else "")

    def _turner(self, words: str, by: int) -> QPushButton:
        button = QPushButton()
        button.setProperty("kind", "icon")
        button.setIconSize(QSize(24, 24))
        button.setAutoDefault(True)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda: self.turned.emit(by))
        return button

    def _draw_arrows(self) -> None:
        mirrored = self.isRightToLeft()
        self.back.setIcon(self._look.icon("forward" if mirrored else "back"))
        self.forward.setIcon(self._look.icon("back" if mirrored else "forward"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._draw_arrows()

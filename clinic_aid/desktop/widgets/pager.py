"""A few lines of a long list at a time."""

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from clinic_aid.desktop.widgets.buttons import icon_button
from clinic_aid.desktop.widgets.layouts import STRETCH, row
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.desktop.widgets.style import Look

T = TypeVar("T")
_Line = TypeVar("_Line", bound=QWidget)


class Pager(QWidget, Generic[T]):
    """Turns a list over, `length` items at a time; hidden where all is in view.

    Two arrows and the place between them. `turned` tells that another part is shown.
    """

    turned = Signal()

    def __init__(self, look: Look, length: int, *, back: str, forward: str) -> None:
        super().__init__()
        self._look, self._length = look, length
        self._items: tuple[T, ...] = ()
        self._first = 0
        self.back, self.forward = self._turner(back, -1), self._turner(forward, 1)
        self.place = plain_label(name="muted", wraps=False)
        row(STRETCH, self.place, self.back, self.forward, on=self, spacing=10)
        self._draw_arrows()
        self.hide()

    @property
    def shown(self) -> tuple[T, ...]:
        """The part that is shown."""
        return self._items[self._first : self._first + self._length]

    @property
    def count(self) -> int:
        """How long the whole list is."""
        return len(self._items)

    def show_items(self, items: Sequence[T]) -> None:
        """Take another list; the place stays where it can."""
        self._items = tuple(items)
        self._turn_to(self._first)

    def fill(self, lines: Sequence[_Line], say: Callable[[_Line, T], object]) -> None:
        """Show the part of now, each item in a line; a line without one is hidden."""
        for line, item in zip_longest(lines, self.shown):
            line.setVisible(item is not None)
            if item is not None:
                say(line, item)

    def _turn_to(self, first: int) -> None:
        last = max(self.count - 1, 0) // self._length * self._length
        self._first = min(max(first, 0), last)
        before, after = self._first > 0, self._first < last
        self.setVisible(before or after)
        had_keyboard = self.back.hasFocus() or self.forward.hasFocus()
        self.back.setEnabled(before)
        self.forward.setEnabled(after)
        if had_keyboard and not (before and after):
            # What is disabled loses the keyboard to whatever comes next.
            (self.back if before else self.forward).setFocus(Qt.FocusReason.OtherFocusReason)
        shown = len(self.shown)
        words = self.tr("{first}–{last} of {count}")
        if shown == 1:
            words = self.tr("{first} of {count}")
        said = words.format(first=self._first + 1, last=self._first + shown, count=self.count)
        self.place.setText(said if shown else "")
        self.turned.emit()

    def _turner(self, words: str, by: int) -> QPushButton:
        button = icon_button(self._look, "back", words)
        button.setAutoDefault(True)
        button.clicked.connect(lambda: self._turn_to(self._first + by * self._length))
        return button

    def _draw_arrows(self) -> None:
        mirrored = self.isRightToLeft()
        self.back.setIcon(self._look.icon("forward" if mirrored else "back"))
        self.forward.setIcon(self._look.icon("back" if mirrored else "forward"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._draw_arrows()

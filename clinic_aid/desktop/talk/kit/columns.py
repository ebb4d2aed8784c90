"""Cards side by side over several views: as many in a row as fit, of equal width."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.talk.kit.fitting import EASES, has_room, set_ease
from clinic_aid.desktop.talk.kit.rows import PagedViews, height_of
from clinic_aid.desktop.talk.kit.words import Words

_GAP: Final = 18


class PagedColumns(PagedViews):
    """Cards in reading direction; where they are too high, fewer stand side by side.

    A last view with fewer cards leaves places empty: all cards have the same width.
    """

    def __init__(self, *, most: int) -> None:
        super().__init__()
        self._most = most
        self._side_by_side = most
        self._high = 0
        self.cards: tuple[QWidget, ...] = ()
        """All cards, those of other views too."""

    @property
    def parts(self) -> int:
        return max(1, -(-len(self.cards) // self._side_by_side))

    @property
    def count(self) -> int:
        return len(self.cards)

    @property
    def in_view(self) -> range:
        first = self.part * self._side_by_side
        return range(first, min(first + self._side_by_side, len(self.cards)))

    def place(self, cards: Sequence[QWidget]) -> None:
        """Show these cards from now on; those of before are deleted."""
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = tuple(cards)
        for card in cards:
            card.setParent(self)
        self.fit()

    def fit(self) -> None:
        """Choose how many stand side by side, and the size of the words."""
        if not self.cards or not has_room(self):
            return
        before = self.parts
        for side_by_side in range(self._evenly(), 0, -1):
            self._side_by_side = side_by_side
            if self._fits():
                break
        self.part = min(self.part, self.parts - 1)
        self._show()
        if self.parts != before:
            self.turned.emit()

    def _evenly(self) -> int:
        """Give how many stand side by side at most, shared out evenly over the views."""
        views = -(-len(self.cards) // self._most)
        return -(-len(self.cards) // views)

    def _width(self) -> int:
        gaps = (self._side_by_side - 1) * round(_GAP * self.scale)
        return (self.width() - gaps) // self._side_by_side

    def _fits(self) -> bool:
        for ease in EASES:
            for card in self.cards:
                set_ease(card.findChildren(Words), self.scale, ease)
            self._high = max(height_of(card, self._width()) for card in self.cards)
            if self._high <= self.height():
                return True
        return False

    def _show(self) -> None:
        width = self._width()
        step = width + round(_GAP * self.scale)
        # A little higher than they need, where there is room: all of one height.
        high = min(self.height(), round(self._high * 1.15))
        for number, card in enumerate(self.cards):
            place = number - self.in_view.start
            left = self.width() - place * step - width if self.isRightToLeft() else place * step
            if number in self.in_view:
                card.setGeometry(QRect(left, 0, width, high))
            card.setVisible(number in self.in_view)

"""Rows over several views: as many at a time as fit, at most seven, and nothing scrolls."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import accumulate, islice
from typing import TypeVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_aid.desktop.talk.kit.fitting import EASES, has_room, set_ease
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.layout_height import ask_anew, height_now
from clinic_aid.desktop.widgets.layouts import STRETCH, column
from clinic_aid.desktop.widgets.row_views import MOST_ROWS, filled
from clinic_aid.desktop.widgets.style import Fitting

V = TypeVar("V", bound=Hashable)
W = TypeVar("W", bound=QWidget)


class PagedViews(Fitting):
    """Widgets of which a view shows as many as fit; the further ones come in the next views."""

    turned = Signal()
    """Another view is shown, or there are more or fewer of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.part = 0
        """The view shown, counted from 0."""

    @property
    def parts(self) -> int:
        """Give how many views there are."""
        raise NotImplementedError

    @property
    def in_view(self) -> range:
        """Give the numbers of the widgets in view, counted from 0."""
        raise NotImplementedError

    @property
    def count(self) -> int:
        """Give how many widgets there are in all views."""
        raise NotImplementedError

    def turn_to(self, part: int) -> None:
        """Show a view."""
        self.part = min(max(part, 0), self.parts - 1)
        self._show()
        self.turned.emit()

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 80)

    def _show(self) -> None:
        """Show what is in view, and nothing else."""
        raise NotImplementedError


class PagedRows(PagedViews):
    """A column of widgets whose heights follow from their width.

    Words stay at the size wanted as long as every row fits into a view by itself; rows that do
    not fit below each other go on in the next view, spread evenly over the views. Where not
    `even`, each view is filled before the next begins, so that a row that grows moves only
    those behind it. Where `together`, the words first get smaller, as long as that keeps all
    rows in one view.
    """

    def __init__(
        self, *, spacing: int = 10, most: int = MOST_ROWS, even: bool = True, together: bool = False
    ) -> None:
        super().__init__()
        self._most = most
        self._even = even
        self._together = together
        self.rows: tuple[QWidget, ...] = ()
        """All rows, those of other views too."""
        self._values: tuple[Hashable, ...] = ()
        self._views: list[list[QWidget]] = [[]]
        self._fitted_into: QSize | None = None
        self._column = column(STRETCH, on=self, spacing=spacing)

    @property
    def parts(self) -> int:
        return len(self._views)

    @property
    def in_view(self) -> range:
        before = sum(map(len, self._views[: self.part]))
        return range(before, before + len(self._views[self.part]))

    @property
    def count(self) -> int:
        return len(self.rows)

    @property
    def free_height(self) -> int:
        """Give how much of the height the rows in view leave empty."""
        shown = [height_of(row, self.width()) for row in self._views[self.part]]
        return self.height() - sum(shown) - max(len(shown) - 1, 0) * self._column.spacing()

    def place(self, rows: Sequence[QWidget]) -> None:
        """Show these rows from now on; those of before are deleted where they are not among them.

        The view shown stays, as far as there is one.
        """
        for row in self.rows:
            if row not in rows:
                self._column.removeWidget(row)
                row.hide()
                row.deleteLater()
        for index, row in enumerate(rows):
            self._column.insertWidget(index, row)
        self.rows = tuple(rows)
        if not rows:
            self._views, self.part = [[]], 0
        self.fit()

    def show_values(self, values: Iterable[V], make: Callable[[V], QWidget]) -> bool:
        """Show one row a value; where a value is as it was, its row stays.

        Say whether there are other rows than before.
        """
        wanted = tuple(values)
        if wanted == self._values:
            return False
        kept: dict[Hashable, QWidget] = dict(zip(self._values, self.rows, strict=True))
        rows = [kept.pop(value) if value in kept else make(value) for value in wanted]
        self._values = wanted
        self.place(rows)
        return True

    def of_kind(self, kind: type[W]) -> list[W]:
        """Give all rows of a kind, those of other views too."""
        return [row for row in self.rows if isinstance(row, kind)]

    def turn_to_row(self, row: QWidget) -> None:
        """Show the view that a row stands in."""
        for number, view in enumerate(self._views):
            if row in view:
                self.turn_to(number)

    def fit(self) -> None:
        """Choose the size of the words, and spread the rows over the views."""
        if not self.rows:
            return
        if not has_room(self):
            self._views, self.part = [list(self.rows)], 0
            self._fitted_into = None
            return
        self._fitted_into = self.size()
        before = self._views
        heights = self._eased(together=True) if self._together else []
        if not heights or len(self._filled(heights, self._most)) > 1:
            heights = self._eased(together=False)
        self._views = self._spread(heights)
        self.part = min(self.part, self.parts - 1)
        self._show()
        # The column knows the rows by the sizes they had before.
        ask_anew(self._column)
        self._column.activate()
        if self._views != before:
            self.turned.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Rows out of view may have been fitted into this size before Qt tells it.
        if self.size() != self._fitted_into:
            super().resizeEvent(event)

    def _eased(self, *, together: bool) -> list[int]:
        """Give the heights of the rows with words as large as each, or all of them, fit."""
        heights: list[int] = []
        for ease in EASES:
            for row in self.rows:
                set_ease(row.findChildren(Words), self.scale, ease)
            heights = self._heights()
            if max(heights) > self.height():
                continue
            if not together or len(self._filled(heights, self._most)) == 1:
                break
        return heights

    def _heights(self) -> list[int]:
        return [height_of(row, self.width()) for row in self.rows]

    def _spread(self, heights: Sequence[int]) -> list[list[QWidget]]:
        views = self._filled(heights, self._most)
        if len(views) > 1 and self._even:
            # The same number of views, with the rows shared out evenly: no view with one row left.
            least, more = divmod(len(self.rows), len(views))
            sizes = [least + (number < more) for number in range(len(views))]
            if self._fit_each(heights, sizes):
                ends = list(accumulate(sizes))
                begins = (0, *ends)
                return [
                    list(self.rows[begin:end]) for begin, end in zip(begins, ends, strict=False)
                ]
            for most in range(least + 1, self._most):
                even = self._filled(heights, most)
                if len(even) == len(views):
                    return even
        return views

    def _fit_each(self, heights: Sequence[int], sizes: Sequence[int]) -> bool:
        rest = iter(heights)
        return all(
            sum(islice(rest, size)) + (size - 1) * self._column.spacing() <= self.height()
            for size in sizes
        )

    def _filled(self, heights: Sequence[int], most: int) -> list[list[QWidget]]:
        spacing = self._column.spacing()
        return filled(self.rows, heights, self.height(), spacing=spacing, most=most)

    def _show(self) -> None:
        shown = self._views[self.part]
        for row in self.rows:
            row.setVisible(row in shown)


def height_of(row: QWidget, width: int) -> int:
    """Give the height that a widget needs at a width, whatever has just changed in it."""
    layout = row.layout()
    if layout is not None:
        return max(height_now(layout, width), row.minimumHeight())
    if row.hasHeightForWidth():
        return row.heightForWidth(width)
    return row.sizeHint().height()

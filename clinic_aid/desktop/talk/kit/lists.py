"""Screens that are a list: a head, rows over as many views as they need, and the way through."""

from collections.abc import Callable, Hashable, Sequence
from itertools import pairwise
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.needs_product import NeedsProduct
from clinic_aid.desktop.talk.kit.page import CHOOSE_PRODUCT
from clinic_aid.desktop.talk.kit.rows import PagedRows
from clinic_aid.desktop.talk.kit.turning import TurningPage
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.row_views import MOST_ROWS
from clinic_aid.desktop.widgets.style import Look

V = TypeVar("V", bound=Hashable)


class ListPage(TurningPage):
    """A headed screen whose body is a list, or the way to the product that the list needs.

    `above` and `below` are places for what stays while the list turns, such as a sentence of
    care; `corner` holds the turners, and what is said of the whole list.
    """

    def __init__(
        self,
        look: Look,
        services: Services,
        *,
        spacing: int = 10,
        most: int = MOST_ROWS,
        even: bool = True,
        together: bool = False,
    ) -> None:
        super().__init__(look, services)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self.above = QVBoxLayout()
        self.above.setContentsMargins(0, 0, 0, 0)
        self.above.setSpacing(10)
        self.rows = PagedRows(spacing=spacing, most=most, even=even, together=together)
        self.below = QVBoxLayout()
        self.below.setContentsMargins(0, 0, 0, 0)
        self.below.setSpacing(10)
        self.needs = NeedsProduct(look)
        self.needs.hide()
        column.addLayout(self.above)
        column.addWidget(self.rows, 1)
        column.addWidget(self.needs, 1)
        column.addLayout(self.below)
        self._values: tuple[Hashable, ...] = ()
        self.rows.turned.connect(self._on_turned)
        self.needs.asked.connect(lambda: self.asked.emit(CHOOSE_PRODUCT))

    @property
    def parts(self) -> int:
        return 1 if self.is_waiting else self.rows.parts

    @property
    def part(self) -> int:
        return 0 if self.is_waiting else self.rows.part

    @property
    def is_waiting(self) -> bool:
        """Say whether the screen has nothing to say before a product is chosen."""
        return not self.needs.isHidden()

    def turn_to(self, part: int) -> None:
        self.rows.turn_to(part)

    def entries_in(self, _row: QWidget) -> int:
        """Give how many entries of the list a row holds, for the numbers beside the turners."""
        return 1

    def needs_product(self, shown: bool) -> None:
        """Show the way to the choice of a product in place of the list, or the list again."""
        if shown != self.is_waiting:
            self.rows.setVisible(not shown)
            self.needs.setVisible(shown)
            self._on_turned()

    def place(self, rows: Sequence[QWidget]) -> None:
        """Show these rows from now on; their words to explain can be tapped."""
        for row in rows:
            if row not in self.rows.rows:
                # Only inside the window has a row its style, and with it its lengths.
                row.setParent(self.rows)
                self.look.lay_out(row, self.scale)
                self.term_links(*row.findChildren(Words))
        self.rows.place(rows)
        _tab_in_order(rows)
        self._tell_rows()

    def show_values(self, values: Sequence[V], make: Callable[[V], QWidget]) -> None:
        """Show one row a value; where a value is as it was, its row stays."""
        if self._values == tuple(values):
            return
        kept = dict(zip(self._values, self.rows.rows, strict=True))
        made = [kept.pop(value) if value in kept else make(value) for value in values]
        self._values = tuple(values)
        self.place(made)

    def _on_turned(self) -> None:
        self._tell_rows()
        self.turned.emit()

    def _tell_rows(self) -> None:
        hidden = [row.isHidden() for row in self.rows.rows]
        if self.is_waiting or all(hidden):
            self.turners.hide()
            return
        numbers = [self.entries_in(row) for row in self.rows.rows]
        first = hidden.index(False)
        before = sum(numbers[:first])
        seen = sum(n for n, away in zip(numbers, hidden, strict=True) if not away)
        self.turners.tell(first=before + 1, last=before + seen, count=sum(numbers))


class CardRow(QWidget):
    """A white card with a row of widgets in it; `name` is the style sheet's name for it."""

    def __init__(self, *, name: str = "card", margin: int = 12) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(20, margin, 20, margin)
        self.line.setSpacing(18)


def _tab_in_order(rows: Sequence[QWidget]) -> None:
    """Lead the Tab key through the rows from first to last, whichever was made first."""
    stops = [
        stop
        for row in rows
        for stop in (row, *row.findChildren(QWidget))
        if stop.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)

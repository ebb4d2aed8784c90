"""Screens that are a list: a head, rows over as many views as they need, and the way through."""

from collections.abc import Callable, Hashable, Sequence
from itertools import pairwise
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.rows import PagedRows
from clinic_aid.desktop.talk.kit.turning import TurningPage
from clinic_aid.desktop.widgets.layouts import row, styled
from clinic_aid.desktop.widgets.row_views import MOST_ROWS
from clinic_aid.desktop.widgets.style import Look

V = TypeVar("V", bound=Hashable)


class ListPage(TurningPage):
    """A headed screen whose body is a list; `beside` has room for what stands at its end."""

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
        self.rows = PagedRows(spacing=spacing, most=most, even=even, together=together)
        listing = QWidget()
        self.beside = row((self.rows, 1), on=listing)
        self.fill_body(listing)
        self.turn_by(self.rows)
        self._values: tuple[Hashable, ...] = ()

    def place(self, rows: Sequence[QWidget]) -> None:
        """Show these rows from now on; their words to explain can be tapped."""
        self.adopt(self.rows, *rows)
        self.rows.place(rows)
        _tab_in_order(rows)
        self.tell_views()

    def show_values(self, values: Sequence[V], make: Callable[[V], QWidget]) -> None:
        """Show one row a value; where a value is as it was, its row stays."""
        if self._values == tuple(values):
            return
        kept = dict(zip(self._values, self.rows.rows, strict=True))
        made = [kept.pop(value) if value in kept else make(value) for value in values]
        self._values = tuple(values)
        self.place(made)


class CardRow(QWidget):
    """A white card with a row of widgets in it; `name` is the style sheet's name for it."""

    def __init__(self, *, name: str = "card", margin: int = 12) -> None:
        super().__init__()
        styled(self, name)
        self.line = row(on=self, spacing=18, margins=(20, margin, 20, margin))


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

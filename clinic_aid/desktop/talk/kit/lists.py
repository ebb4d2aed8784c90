"""Screens that are a list: a head, rows over as many views as they need, and the way through."""

from collections.abc import Callable, Hashable, Sequence
from itertools import pairwise
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.fitting import LEADING
from clinic_aid.desktop.talk.kit.rows import PagedRows
from clinic_aid.desktop.talk.kit.turning import TurningPage
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.layouts import Item, row, styled
from clinic_aid.desktop.widgets.row_views import MOST_ROWS
from clinic_aid.desktop.widgets.style import Look

V = TypeVar("V", bound=Hashable)
W = TypeVar("W", bound=QWidget)


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
    """A white card with items in a row; `name` is the style sheet's name for it."""

    def __init__(self, *items: Item, name: str = "card", margin: int = 12) -> None:
        super().__init__()
        margins = (20, margin, 20, margin)
        self.line = row(*items, on=styled(self, name), spacing=18, margins=margins)


def by_share(widget: W) -> W:
    """Let a widget's width follow from its share alone, so that columns stand in line."""
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
    return widget


def even(words: Words) -> Words:
    """Give words that take the share of a row that is theirs, however long they are."""
    by_share(words).setAlignment(LEADING)
    return words


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

"""Screens that are a list: a head, rows over as many views as they need, and the way through."""

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.rows import PagedRows, V, W
from clinic_aid.desktop.talk.kit.turning import TurningPage
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.layouts import Item, row, styled
from clinic_aid.desktop.widgets.row_views import MOST_ROWS
from clinic_aid.desktop.widgets.style import Look

_LEADING: Final = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop


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

    def show_values(self, values: Iterable[V], make: Callable[[V], QWidget]) -> None:
        """Show one row a value; where a value is as it was, its row stays."""
        if self.rows.show_values(values, lambda value: self.adopt(self.rows, make(value))):
            self.tell_views()


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
    by_share(words).setAlignment(_LEADING)
    return words

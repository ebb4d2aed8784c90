"""Lists of kept consultations below each other, one place of the keyboard for all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLabel, QListView

from clinic_aid.desktop.records.consultation_row import (
    Index,
    RowPainter,
    RowWords,
    card_of,
    lay_out,
    scale_of,
)
from clinic_aid.desktop.widgets.focus_ring import KEYBOARD_PLACE
from clinic_aid.desktop.widgets.plain_label import plain_label, plain_tip
from clinic_aid.desktop.widgets.style import Look

_RING: Final = 6
_OPENS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_MOST: Final = 1 << 24
_STEPS: Final = {
    QAbstractItemView.CursorAction.MoveDown: 1,
    QAbstractItemView.CursorAction.MoveUp: -1,
    QAbstractItemView.CursorAction.MovePageDown: 6,
    QAbstractItemView.CursorAction.MovePageUp: -6,
    QAbstractItemView.CursorAction.MoveHome: -_MOST,
    QAbstractItemView.CursorAction.MoveEnd: _MOST,
}
_COMMANDS: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSection:
    """One list: its title, its rows, and what is said where there are none.

    Of other people than were looked for, Enter opens none: that key is pressed without a look.
    Space and a click do. `note` stands over the rows.
    """

    title: str = ""
    rows: Sequence[RowWords] = ()
    empty: str = ""
    note: str = ""
    of_others: bool = False


class _Sections(QAbstractListModel):
    """The rows of all lists, and between them the words of labels, which nobody can choose."""

    items: Sequence[RowWords | QLabel] = ()

    def show(self, items: Sequence[RowWords | QLabel]) -> None:
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        is_row = isinstance(self.items[index.row()], RowWords)
        return Qt.ItemFlag.ItemIsEnabled if is_row else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        # Nothing to display: what is painted must not come onto the clipboard by Ctrl+C.
        item, roles = self.items[index.row()], Qt.ItemDataRole
        if isinstance(item, QLabel):
            return item.text() if role == roles.AccessibleTextRole else None
        if role == roles.AccessibleTextRole:
            return item.whole or item.title
        return {roles.UserRole: item, roles.ToolTipRole: plain_tip(item.title)}.get(roles(role))


class ConsultationList(QListView):
    """Shows lists; the Tab key comes to one row of all, the arrow keys lead to the others.

    A `fitted` one is as high as what it shows; any other scrolls.
    """

    chosen = Signal(str)
    left_above = Signal()
    """The keyboard goes up from the first row."""
    typed = Signal(str)
    """Somebody goes on typing while the keyboard is on a row."""

    def __init__(self, look: Look, *, fitted: bool = False) -> None:
        super().__init__()
        self._fitted = fitted
        self._sections = _Sections(self)
        self._others: frozenset[str] = frozenset()
        self.setModel(self._sections)
        self.setItemDelegate(RowPainter(look, self, gap_at_end=not fitted))
        self.setProperty("mayScroll", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if fitted:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Only keys scroll: a row that the keyboard comes to by scrolling stays where it is.
        self.setAutoScroll(False)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().setSingleStep(20)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.clicked.connect(self._choose)
        for signal in (self.pressed, self.clicked):
            signal.connect(lambda: self.viewport().update())

    @property
    def rows(self) -> list[RowWords]:
        """What the rows say, of all lists."""
        return [item for item in self._sections.items if isinstance(item, RowWords)]

    def show_sections(self, *sections: ListSection) -> None:
        """Show these lists from their top; with the same rows, or more below, where they were."""
        before, keyboard_on = [row.key for row in self.rows], self._row_at(self.currentIndex())
        items: list[RowWords | QLabel] = []
        for section in sections:
            items += [plain_label(section.title, "listTitle")] if section.title else []
            items += [plain_label(section.note, "muted")] if section.note else []
            items += section.rows
            items += [] if section.rows else [plain_label(section.empty, "muted")]
        self._others = frozenset(
            row.key for section in sections if section.of_others for row in section.rows
        )
        scrolled = self.verticalScrollBar().value()
        self._sections.show(items)
        for number, item in enumerate(items):
            if isinstance(item, QLabel):
                self.setIndexWidget(self._sections.index(number), item)
        # At once, not with the next turn of the event loop: the labels must not lie over others.
        self.executeDelayedItemsLayout()
        rows = self._indexes()
        keys = [row.key for row in self.rows]
        same = before == keys[: len(before)] and bool(before or not keys)
        # The Tab key comes to a list with rows only.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if rows else Qt.FocusPolicy.NoFocus)
        if rows:
            number = keys.index(keyboard_on.key) if same and keyboard_on is not None else 0
            self.setCurrentIndex(rows[number])
        self.verticalScrollBar().setValue(scrolled if same else 0)
        if self._fitted:
            self.setFixedHeight(self.height_wanted())
        if self.hasFocus() and not same:
            self.left_above.emit()

    def focus_first(self) -> bool:
        """Put the keyboard on the first row; False where there is none."""
        if rows := self._indexes():
            self.setFocus(Qt.FocusReason.TabFocusReason)
            self.setCurrentIndex(rows[0])
            self.scrollTo(rows[0])
        return bool(rows)

    def choose_first(self) -> None:
        """Choose the first row, as far as there is one that is not somebody else's."""
        for row in self.rows[:1]:
            if row.key not in self._others:
                self.chosen.emit(row.key)

    def height_wanted(self) -> int:
        """Give how high the lists are altogether."""
        return sum(map(self.sizeHintForRow, range(self._sections.rowCount())))

    def label_texts(self) -> list[tuple[str, QRect]]:
        """Give the words of the rows in view with their places."""
        seen = self.viewport().rect()
        cards = zip(self.rows, map(self._card, self._indexes()), strict=True)
        return [
            (line.text, line.place.translated(card.topLeft()))
            for row, card in cards
            if seen.contains(card)
            for line in lay_out(row, card.width(), self).lines
        ]

    # What Qt asks

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Give the row whose card is at a point; between the cards there is none."""
        index = super().indexAt(point)
        return index if self._card(index).contains(point) else QModelIndex()

    def scrollTo(
        self,
        index: Index,
        _hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Show a row with the ring around it; with the first one, the title of its list."""
        bar, room = self.verticalScrollBar(), self.viewport().height()
        ring = round(_RING * scale_of(self.font()))
        place = self._card(index).adjusted(0, -ring, 0, ring)
        if [index] == self._indexes()[:1]:
            bar.setValue(0)
        elif place.top() < 0:
            bar.setValue(bar.value() + place.top())
        elif place.bottom() >= room:
            bar.setValue(bar.value() + place.bottom() - room + 1)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Give the row that a key leads to; titles are passed over."""
        rows = self._indexes()
        if self.currentIndex() not in rows:
            return rows[0] if rows else QModelIndex()
        place = rows.index(self.currentIndex()) + _STEPS.get(action, 0)
        return rows[min(max(place, 0), len(rows) - 1)]

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._tell_place()

    def doItemsLayout(self) -> None:
        super().doItemsLayout()
        self._tell_place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A name that wraps makes its row higher.
        if self._fitted and event.size().width() != event.oldSize().width():
            self.setFixedHeight(self.height_wanted())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._fitted and event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.setFixedHeight(self.height_wanted())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = Qt.Key(event.key()), event.text()
        if key in _OPENS:
            row = self._row_at(self.currentIndex())
            if key == Qt.Key.Key_Space or row is None or row.key not in self._others:
                self._choose(self.currentIndex())
        elif key == Qt.Key.Key_Up and self.currentIndex() == self._indexes()[0]:
            self.left_above.emit()
        elif text.isprintable() and text.strip() and not event.modifiers() & _COMMANDS:
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)
            self.scrollTo(self.currentIndex())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        is_on_row = self.indexAt(event.position().toPoint()).isValid()
        shapes = Qt.CursorShape
        self.viewport().setCursor(shapes.PointingHandCursor if is_on_row else shapes.ArrowCursor)

    def _choose(self, index: Index) -> None:
        if (row := self._row_at(index)) is not None:
            self.chosen.emit(row.key)

    def _row_at(self, index: Index) -> RowWords | None:
        row = index.data(Qt.ItemDataRole.UserRole)
        return row if isinstance(row, RowWords) else None

    def _indexes(self) -> list[QModelIndex]:
        """Give the rows, of all that the lists show."""
        every = map(self._sections.index, range(self._sections.rowCount()))
        return [index for index in every if self._row_at(index) is not None]

    def _card(self, index: Index) -> QRect:
        place, row = self.visualRect(index), self._row_at(index)
        return place if row is None else card_of(place, row, self)

    def _tell_place(self) -> None:
        self.setProperty(KEYBOARD_PLACE, self._card(self.currentIndex()))

    @Slot()
    def _on_scrolled(self) -> None:
        """Keep the keyboard on a row that can be seen."""
        seen = self.viewport().rect()
        if self.hasFocus() and not seen.contains(self._card(self.currentIndex())):
            rows = self._indexes()
            nearest = next((row for row in rows if seen.contains(self.visualRect(row))), None)
            if nearest is not None:
                self.setCurrentIndex(nearest)
        self._tell_place()

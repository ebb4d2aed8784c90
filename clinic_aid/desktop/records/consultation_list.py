"""Lists of kept consultations below each other, one place of the keyboard for all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from clinic_aid.desktop.records.consultation_row import RecordRow, RowWords, row_height, scale_of
from clinic_aid.desktop.widgets.style import Look, refresh

_GAP, _AFTER_TITLE, _BETWEEN = 8, 8, 22
_RING: Final = 6
_STEPS: Final = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 6,
    Qt.Key.Key_PageUp: -6,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSection:
    """One list: its title, its rows, and what is said where there are none."""

    title: str
    rows: Sequence[RowWords] = ()
    empty: str = ""


class RecordList(QScrollArea):
    """Shows lists; rows that are there already are written anew instead of made anew.

    The Tab key comes to one row; the arrow keys lead to the others.
    """

    chosen = Signal(str)
    left_above = Signal()
    """The keyboard goes up from the first row."""
    typed = Signal(str)
    """Somebody goes on typing while the keyboard is on a row."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.rows: list[RecordRow] = []
        self._pool: list[RecordRow] = []
        self._labels: list[QLabel] = []
        self._sections: tuple[ListSection, ...] = ()
        self._placed: tuple[object, ...] = ()
        self._page = QWidget()
        self.setProperty("mayScroll", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._page)
        for widget in (self.viewport(), self._page):
            widget.setAutoFillBackground(False)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def show_sections(self, *sections: ListSection) -> None:
        """Show these lists from their top."""
        words = [row for section in sections for row in section.rows]
        same = [row.key for row in self.rows] == [row.key for row in words]
        self._sections = sections
        had_keyboard = any(row.hasFocus() for row in self.rows)
        for _ in range(len(words) - len(self._pool)):
            self._pool.append(self._row())
        self.rows = self._pool[: len(words)]
        for row, said in zip(self.rows, words, strict=True):
            row.say(said)
        if not same:
            self._give_tab_to(self.rows[0] if self.rows else None)
            self.verticalScrollBar().setValue(0)
        self._arrange()
        for row in self.rows:
            row.show()
        for row in self._pool[len(words) :]:
            row.hide()
        if had_keyboard and not same:
            self.left_above.emit()

    def focus_first(self) -> bool:
        """Put the keyboard on the first row; False where there is none."""
        if self.rows:
            self._move_to(0)
        return bool(self.rows)

    def choose_first(self) -> None:
        """Choose the first row, as far as there is one."""
        if self.rows:
            self.chosen.emit(self.rows[0].key)

    def height_wanted(self) -> int:
        """Give how high the lists are altogether."""
        return self._page.height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (
            QEvent.Type.FontChange,
            QEvent.Type.StyleChange,
            QEvent.Type.LayoutDirectionChange,
        ):
            self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, RecordRow):
            if event.type() == QEvent.Type.FocusIn:
                self._give_tab_to(watched)
            if (
                event.type() == QEvent.Type.KeyPress
                and isinstance(event, QKeyEvent)
                and self._on_key(watched, event)
            ):
                return True
        return super().eventFilter(watched, event)

    def _on_key(self, row: RecordRow, event: QKeyEvent) -> bool:
        place, last = self.rows.index(row), len(self.rows) - 1
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row.click()
        elif key == Qt.Key.Key_Up and place == 0:
            self.left_above.emit()
        elif key in _STEPS:
            self._move_to(min(max(place + _STEPS[key], 0), last))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._move_to(0 if key == Qt.Key.Key_Home else last)
        elif event.text().isprintable() and event.text().strip() and not _commands(event):
            self.typed.emit(event.text())
        else:
            return False
        return True

    def _move_to(self, place: int) -> None:
        row = self.rows[place]
        if place == 0:
            # With its title in view, it can be seen which list it begins.
            self.verticalScrollBar().setValue(0)
        ring = round(_RING * scale_of(self.font()))
        self.ensureWidgetVisible(row, 0, ring)
        row.setFocus(Qt.FocusReason.TabFocusReason)

    def _give_tab_to(self, chosen: RecordRow | None) -> None:
        for row in self.rows:
            policy = Qt.FocusPolicy.StrongFocus if row is chosen else Qt.FocusPolicy.ClickFocus
            row.setFocusPolicy(policy)

    def _row(self) -> RecordRow:
        row = RecordRow(self._look, self._page)
        row.installEventFilter(self)
        row.clicked.connect(lambda: self.chosen.emit(row.key))
        return row

    def _label(self, index: int) -> QLabel:
        while len(self._labels) <= index:
            label = QLabel(self._page)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            self._labels.append(label)
        return self._labels[index]

    def _arrange(self) -> None:
        """Put titles and rows below each other, as wide as the view."""
        width, font = self.viewport().width(), self.font()
        shape = [(one.title, len(one.rows), one.empty) for one in self._sections]
        # Only what stands in the rows has changed: each stays where it is.
        placed = (width, font.pixelSize(), self.layoutDirection(), *shape)
        if placed == self._placed:
            return
        self._placed = placed
        scale, high, rows = scale_of(font), row_height(font), iter(self.rows)
        top, labels = 0, 0
        for number, section in enumerate(self._sections):
            top += round(_BETWEEN * scale) if number else 0
            for text, name in ((section.title, "listTitle"), (section.empty, "muted")):
                if not text or (name == "muted" and section.rows):
                    continue
                label = self._label(labels)
                labels += 1
                if label.objectName() != name:
                    label.setObjectName(name)
                    refresh(label)
                label.setText(text)
                label.ensurePolished()
                label.setGeometry(0, top, width, label.heightForWidth(width))
                label.show()
                top += label.height() + round(_AFTER_TITLE * scale)
            for _ in section.rows:
                next(rows).setGeometry(0, top, width, high)
                top += high + round(_GAP * scale)
        for label in self._labels[labels:]:
            label.hide()
        self._page.resize(width, top)

    @Slot()
    def _on_scrolled(self) -> None:
        """Keep the keyboard on a row that can be seen."""
        seen = self.viewport().rect().translated(0, self.verticalScrollBar().value())
        focused = next((row for row in self.rows if row.hasFocus()), None)
        if focused is None or seen.contains(focused.geometry()):
            return
        nearest = next((row for row in self.rows if seen.contains(row.geometry())), None)
        if nearest is not None:
            nearest.setFocus(Qt.FocusReason.OtherFocusReason)


def _commands(event: QKeyEvent) -> bool:
    modifiers = Qt.KeyboardModifier
    return bool(event.modifiers() & (modifiers.ControlModifier | modifiers.AltModifier))

"""One kept consultation as a row of a list."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from clinic_aid.desktop.widgets.style import Look

Index = QModelIndex | QPersistentModelIndex
_BODY: Final = 18
_ACROSS, _DOWN, _APART, _ROUND = 18, 10, 16, 14
_BELOW, _BETWEEN = 8, 22
_LINE: Final = 2
# A text is shortened although it is exactly as wide as its room.
_SLACK: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class RowWords:
    """What a row says: the two lines where it begins, and two short ones at its end.

    `whole` is all of it for a screen reader. A row in `care` says what to look at twice.
    """

    key: str
    title: str
    about: str
    count: str = ""
    changed: str = ""
    whole: str = ""
    is_named: bool = True
    care: bool = False


class RowPainter(QStyledItemDelegate):
    """Paints the words of each row on a card; what is a widget of its own paints itself.

    Of hundreds of rows in a list each has to come at once. There is a gap below each, `at_end`
    below the last one as well.
    """

    def __init__(self, look: Look, view: QListView, *, gap_at_end: bool) -> None:
        super().__init__(view)
        self._look, self._view, self._gap_at_end = look, view, gap_at_end

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        font, is_last = self._view.font(), index.row() == index.model().rowCount() - 1
        scale = scale_of(font)
        gap = round(_BELOW * scale) if self._gap_at_end or not is_last else 0
        if index.data(Qt.ItemDataRole.UserRole) is not None:
            return QSize(0, row_height(font) + gap)
        label = self._view.indexWidget(index)
        above = round(_BETWEEN * scale) if index.row() and label.objectName() == "listTitle" else 0
        label.setContentsMargins(0, above, 0, gap)
        label.ensurePolished()
        return QSize(0, label.heightForWidth(self._view.viewport().width()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        words = index.data(Qt.ItemDataRole.UserRole)
        if words is None:
            return
        view, flags = self._view, QStyle.StateFlag
        is_over = bool(option.state & flags.State_MouseOver)
        is_lit = is_over or bool(option.state & flags.State_HasFocus)
        is_down = is_over and index == view.currentIndex() and bool(QApplication.mouseButtons())
        colors, scale = self._look.colors, scale_of(view.font())
        card, line_width = card_of(option.rect, view.font()), _LINE * scale_of(view.font())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(colors["mist" if is_down else "white"]))
        painter.setPen(QPen(QColor(colors["teal" if is_lit else "label-line"]), line_width))
        half = line_width / 2
        frame = QRectF(card).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(frame, _ROUND * scale, _ROUND * scale)
        for line in lines_of(words, card, view):
            painter.setFont(line.font)
            painter.setPen(QColor(colors[line.color]))
            painter.drawText(line.place, Qt.AlignmentFlag.AlignVCenter | line.side, line.text)
        painter.restore()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A text on a row, shortened to its place."""

    text: str
    place: QRect
    font: QFont
    color: str
    side: Qt.AlignmentFlag


def lines_of(words: RowWords, card: QRect, view: QWidget) -> Iterator[Line]:
    """Give the texts of a row with their places on its card."""
    plain, bold = view.font(), _bold(view.font())
    scale = scale_of(plain)
    across, high = round(_ACROSS * scale), QFontMetrics(bold).height()
    first = QRect(card.left() + across, card.top() + round(_DOWN * scale), 0, high)
    first.setWidth(card.width() - 2 * across)
    second = first.translated(0, high)
    second.setHeight(QFontMetrics(plain).height())
    title_font, care = bold if words.is_named else plain, "amber-ink" if words.care else "muted"
    for inside, begin, end in (
        (first, (words.title, title_font, "ink"), (words.count, plain, "muted")),
        (second, (words.about, plain, "muted"), (words.changed, plain, care)),
    ):
        # The end has at most half: a long date must not push out the name.
        wanted = QFontMetrics(plain).horizontalAdvance(end[0])
        room = min(wanted + _SLACK, inside.width() // 2) if end[0] else 0
        free = inside.width() - (room + round(_APART * scale) if room else 0)
        for (text, font, color), width, is_left in (
            (begin, free, not view.isRightToLeft()),
            (end, room, view.isRightToLeft()),
        ):
            if not text or width <= 0:
                continue
            place = QRect(inside.topLeft(), QSize(width, inside.height()))
            if not is_left:
                place.moveRight(inside.right())
            # Absolute: a name of the other writing direction begins where all others begin.
            side = Qt.AlignmentFlag.AlignLeft if is_left else Qt.AlignmentFlag.AlignRight
            yield Line(
                text=QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width),
                place=place,
                font=font,
                color=color,
                side=side | Qt.AlignmentFlag.AlignAbsolute,
            )


def scale_of(font: QFont) -> float:
    """Give how large everything is drawn, by what the style sheet makes of body text."""
    return max(font.pixelSize(), _BODY) / _BODY


def row_height(font: QFont) -> int:
    """Give how high the card of a row is in this font."""
    words = QFontMetrics(_bold(font)).height() + QFontMetrics(font).height()
    return words + 2 * round(_DOWN * scale_of(font))


def card_of(place: QRect, font: QFont) -> QRect:
    """Give where in the place of an item its card is."""
    return QRect(place.topLeft(), QSize(place.width(), row_height(font)))


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold

"""One kept consultation as a row of a list: what stands where, and what gives way first."""

from dataclasses import dataclass, field
from typing import Final, Literal

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from clinic_aid.desktop.records.entry_words import APART
from clinic_aid.desktop.widgets.style import Look

Index = QModelIndex | QPersistentModelIndex
Standing = Literal["open", "done", "care"]

_BODY, _NAME = 18, 20
_ACROSS, _DOWN, _APART, _ROUND = 18, 9, 16, 14
_BELOW, _BETWEEN_PEOPLE, _BETWEEN_LISTS = 6, 14, 18
_PILL_ACROSS, _PILL_MORE, _SIGN, _SIGN_GAP = 12, 4, 20, 8
_LINE: Final = 2
# A text is shortened although it is exactly as wide as its room.
_SLACK: Final = 2
# Of a product that is cut this much has to be left, or it is left out.
_LEAST_OF_PRODUCT: Final = "abcdefgh…"
_SIGNS: Final = {
    "open": ("pdf", "ink", None),
    "done": ("check", "teal", "mist"),
    "care": ("care", "amber-ink", "amber"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowWords:
    """What a row says. Name, birth date, day and state always stand whole.

    Where there is little room what it is about is cut first, then the change is left out; a long
    name wraps. `note` is what has to be known before one is taken for another. `whole` is all of
    it for a screen reader.
    """

    key: str
    title: str
    note: str = ""
    born: str = ""
    day: str = ""
    about: str = ""
    state: str = ""
    standing: Standing = "open"
    changed: str = ""
    whole: str = ""
    is_named: bool = True
    is_other: bool = False
    """It is of somebody else than was looked for: only outlined."""
    is_last_of_person: bool = False
    """Somebody else's come below: a wider gap says so."""


class RowPainter(QStyledItemDelegate):
    """Paints the words of each row on a card; what is a widget of its own paints itself.

    Of hundreds of rows in a list each has to come at once. There is a gap below each, `at_end`
    below the last one as well.
    """

    def __init__(self, look: Look, view: QListView, *, gap_at_end: bool) -> None:
        super().__init__(view)
        self._look, self._view, self._gap_at_end = look, view, gap_at_end

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        view, words = self._view, index.data(Qt.ItemDataRole.UserRole)
        scale, is_last = scale_of(view.font()), index.row() == index.model().rowCount() - 1
        width = view.viewport().width()
        if isinstance(words, RowWords):
            gap = _BETWEEN_PEOPLE if words.is_last_of_person else _BELOW
            below = 0 if is_last and not self._gap_at_end else round(gap * scale)
            return QSize(0, lay_out(words, width, view).height + below)
        label = view.indexWidget(index)
        is_title = label.objectName() == "listTitle"
        above = round(_BETWEEN_LISTS * scale) if index.row() and is_title else 0
        label.setContentsMargins(0, above, 0, round(_BELOW * scale))
        label.ensurePolished()
        return QSize(0, label.heightForWidth(width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        words = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(words, RowWords):
            return
        view, flags = self._view, QStyle.StateFlag
        is_over = bool(option.state & flags.State_MouseOver)
        is_lit = is_over or bool(option.state & flags.State_HasFocus)
        is_down = is_over and index == view.currentIndex() and bool(QApplication.mouseButtons())
        colors, scale = self._look.colors, scale_of(view.font())
        laid, card = lay_out(words, option.rect.width(), view), card_of(option.rect, words, view)
        line_width = _LINE * scale
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, edge = ("sand", "sand-line") if words.is_other else ("white", "label-line")
        painter.setBrush(QColor(colors["mist" if is_down else ground]))
        painter.setPen(QPen(QColor(colors["teal" if is_lit else edge]), line_width))
        half = line_width / 2
        frame = QRectF(card).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(frame, _ROUND * scale, _ROUND * scale)
        painter.translate(card.topLeft())
        icon, color, pill = _SIGNS[words.standing]
        if pill is not None:
            painter.setBrush(QColor(colors[pill]))
            painter.setPen(QPen(QColor(colors["card-line"]), 1))
            round_as = laid.pill.height() / 2
            painter.drawRoundedRect(QRectF(laid.pill), round_as, round_as)
        if not laid.sign.isEmpty():
            self._look.icon(icon, color).paint(painter, laid.sign)
        for line in laid.lines:
            painter.setFont(line.font)
            painter.setPen(QColor(colors[line.color]))
            painter.drawText(line.place, Qt.AlignmentFlag.AlignVCenter | line.side, line.text)
        painter.restore()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A text on a row, with its place on the card."""

    text: str
    place: QRect
    font: QFont
    color: str
    side: Qt.AlignmentFlag


@dataclass(slots=True)
class LaidOut:
    """Where on its card everything of a row stands."""

    lines: list[Line] = field(default_factory=list)
    pill: QRect = field(default_factory=QRect)
    sign: QRect = field(default_factory=QRect)
    height: int = 0


def lay_out(words: RowWords, width: int, view: QWidget) -> LaidOut:
    """Give where the words of a row stand on a card of this width, and how high it is."""
    return _Layout(words, width, view).laid


class _Layout:
    """Places the words from the top, as if read from left to right, and mirrors them."""

    def __init__(self, words: RowWords, width: int, view: QWidget) -> None:
        self._words, self._width, self._is_mirrored = words, width, view.isRightToLeft()
        self._plain, self._scale = view.font(), scale_of(view.font())
        self._bold = _demi_bold(self._plain)
        self._name = _name_font(self._plain) if words.is_named else self._plain
        self._metrics = QFontMetrics(self._plain)
        self._left, self._top = self._scaled(_ACROSS), self._scaled(_DOWN)
        self._room = max(width - 2 * self._left, 1)
        self.laid = LaidOut()
        beside = self._place_state()
        self._place_name(self._room - beside)
        self._place_birth_and_more()
        self.laid.height = self._top + self._scaled(_DOWN)

    def _place_state(self) -> int:
        """Put the state at the end of the first line; give the width that it takes there."""
        text, height = self._words.state, self._metrics.height()
        if not text:
            return 0
        sign, gap = self._scaled(_SIGN), self._scaled(_SIGN_GAP)
        has_ground = _SIGNS[self._words.standing][2] is not None
        across = self._scaled(_PILL_ACROSS) if has_ground else 0
        wide = QFontMetrics(self._bold).horizontalAdvance(text) + _SLACK + sign + gap + 2 * across
        more = self._scaled(_PILL_MORE)
        is_beside = wide <= self._room // 2
        # Without room beside the name it has a line of its own.
        left = self._width - self._left - wide if is_beside else self._left
        top = self._top - more // 2
        pill = QRect(left, top, wide, height + more)
        self.laid.pill = self._mirrored(pill)
        inside = QRect(left + across, top + (pill.height() - sign) // 2, sign, sign)
        self.laid.sign = self._mirrored(inside)
        begin = inside.right() + 1 + gap
        place = QRect(begin, self._top, left + wide - across - begin, height)
        self._add(text, place, self._bold, "ink")
        if is_beside:
            return wide + self._scaled(_APART)
        self._top = pill.bottom() + 1 + more
        return 0

    def _place_name(self, room: int) -> None:
        self._place_wrapped(self._words.title, self._name, "ink", room)
        if not self._words.note:
            return
        note = f"{APART.lstrip()}{self._words.note}"
        last = self.laid.lines[-1].place
        begin = self._left + QFontMetrics(self._name).horizontalAdvance(self.laid.lines[-1].text)
        begin += self._metrics.horizontalAdvance(" ")
        wide = self._advance(note)
        if begin + wide <= self._left + room:
            place = QRect(begin, last.top(), wide, last.height())
            self._add(note, place, self._plain, "amber-ink")
        else:
            self._place_wrapped(self._words.note, self._plain, "amber-ink", room)

    def _place_birth_and_more(self) -> None:
        """Cut what it is about first, then leave out the change; birth date and day never."""
        born, day, about, changed = self._last_words()
        used = self._advance(f"{born} ") if born else 0
        dot = APART.lstrip() if born and (day or about) else ""
        short = min((about, _LEAST_OF_PRODUCT), key=self._advance)
        least = self._advance(dot + _joined(day, short))
        free, end = self._room - used, self._advance(changed) + self._scaled(_APART)
        if changed and least + end <= free:
            free -= end
            wide = self._advance(changed)
            place = QRect(self._left + self._room - wide, self._top, wide, self._metrics.height())
            self._add(changed, place, self._plain, "muted")
        rest = dot + _joined(day, about if least <= free else "")
        for text, left, wide, color in (
            (born, self._left, used, "ink"),
            (rest, self._left + used, free, "muted"),
        ):
            if text:
                cut = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, wide)
                place = QRect(left, self._top, wide, self._metrics.height())
                self._add(cut, place, self._plain, color)
        if born or rest:
            self._top += self._metrics.height()

    def _last_words(self) -> tuple[str, str, str, str]:
        """Give what stands on the last line; what is too long for it has lines of its own."""
        words = self._words
        born, day = words.born, words.day
        if self._advance(_joined(born, day)) > self._room:
            self._place_wrapped(born, self._plain, "ink", self._room)
            born = ""
        if self._advance(day) > self._room:
            self._place_wrapped(day, self._plain, "muted", self._room)
            day = ""
        return born, day, words.about, words.changed

    def _place_wrapped(self, text: str, font: QFont, color: str, room: int) -> None:
        height = QFontMetrics(font).height()
        for line in _wrapped(text, font, max(room, 1)):
            self._add(line, QRect(self._left, self._top, room, height), font, color)
            self._top += height

    def _add(self, text: str, place: QRect, font: QFont, color: str) -> None:
        flags = Qt.AlignmentFlag
        # Absolute: a name of the other writing direction begins where all others begin.
        side = (flags.AlignRight if self._is_mirrored else flags.AlignLeft) | flags.AlignAbsolute
        place = self._mirrored(place)
        self.laid.lines.append(Line(text=text, place=place, font=font, color=color, side=side))

    def _mirrored(self, place: QRect) -> QRect:
        if self._is_mirrored:
            place = place.translated(self._width - place.right() - 1 - place.left(), 0)
        return place

    def _advance(self, text: str) -> int:
        return self._metrics.horizontalAdvance(text) + _SLACK

    def _scaled(self, length: int) -> int:
        return round(length * self._scale)


def _joined(*parts: str) -> str:
    return APART.join(part for part in parts if part)


def scale_of(font: QFont) -> float:
    """Give how large everything is drawn, by what the style sheet makes of body text."""
    return font.pixelSize() / _BODY if font.pixelSize() > 0 else 1.0


def card_of(place: QRect, words: RowWords, view: QWidget) -> QRect:
    """Give where in the place of an item its card is."""
    return QRect(place.topLeft(), QSize(place.width(), lay_out(words, place.width(), view).height))


def _name_font(font: QFont) -> QFont:
    name = _demi_bold(font)
    name.setPixelSize(round(_NAME * scale_of(font)))
    return name


def _demi_bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def _wrapped(text: str, font: QFont, width: int) -> list[str]:
    """Give the lines of a text; a word without an end is broken, never shortened."""
    if QFontMetrics(font).horizontalAdvance(text) + _SLACK <= width:
        return [text]
    layout = QTextLayout(text, font)
    layout.setTextOption(_wrapping())
    layout.beginLayout()
    lines: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = line.textStart()
        lines.append(text[start : start + line.textLength()].strip())
    layout.endLayout()
    return lines


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option

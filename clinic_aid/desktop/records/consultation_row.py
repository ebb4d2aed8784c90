"""One kept consultation as a row that can be opened."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from clinic_aid.desktop.widgets.style import Look

_BODY: Final = 18
_ACROSS, _DOWN, _APART, _ROUND = 18, 10, 16, 14
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


class RecordRow(QAbstractButton):
    """Paints its own words: of hundreds in a list each has to come at once."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.words = RowWords(key="", title="", about="")
        self.setProperty("mayElide", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def key(self) -> str:
        """The key of the consultation that the row stands for."""
        return self.words.key

    def say(self, words: RowWords) -> None:
        """Stand for another consultation."""
        if words == self.words:
            return
        self.words = words
        self.setAccessibleName(words.whole or words.title)
        self.setToolTip(words.title)
        self.update()

    def label_texts(self) -> list[tuple[str, QRect]]:
        """Give the words with their places."""
        return [(line.text, line.place) for line in self._lines() if line.text]

    def sizeHint(self) -> QSize:
        return QSize(round(300 * scale_of(self.font())), row_height(self.font()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, row_height(self.font()))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors, scale = self._look.colors, scale_of(self.font())
        lit = self.underMouse() or self.hasFocus() or self.isDown()
        painter.setBrush(QColor(colors["mist" if self.isDown() else "white"]))
        painter.setPen(QPen(QColor(colors["teal" if lit else "label-line"]), _LINE * scale))
        half = _LINE * scale / 2
        frame = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(frame, _ROUND * scale, _ROUND * scale)
        for line in self._lines():
            painter.setFont(line.font)
            painter.setPen(QColor(colors[line.color]))
            painter.drawText(line.place, Qt.AlignmentFlag.AlignVCenter | line.side, line.text)
        painter.end()

    def _lines(self) -> list["_Line"]:
        words, plain, bold = self.words, self.font(), _bold(self.font())
        title_font = bold if words.is_named else plain
        care = "amber-ink" if words.care else "muted"
        top, high = round(_DOWN * scale_of(plain)), QFontMetrics(bold).height()
        first = QRect(0, top, self.width(), high)
        second = QRect(0, top + high, self.width(), QFontMetrics(plain).height())
        return [
            *self._pair(first, (words.title, title_font, "ink"), (words.count, plain, "muted")),
            *self._pair(second, (words.about, plain, "muted"), (words.changed, plain, care)),
        ]

    def _pair(
        self, place: QRect, begin: tuple[str, QFont, str], end: tuple[str, QFont, str]
    ) -> Iterator["_Line"]:
        """Give what stands at both ends of a line, shortened to its room."""
        scale, mirrored = scale_of(self.font()), self.isRightToLeft()
        inside = place.adjusted(round(_ACROSS * scale), 0, -round(_ACROSS * scale), 0)
        # The end has at most half: a long date must not push out the name.
        wanted = QFontMetrics(end[1]).horizontalAdvance(end[0])
        room = min(wanted + _SLACK, inside.width() // 2) if end[0] else 0
        free = inside.width() - (room + round(_APART * scale) if room else 0)
        for (text, font, color), width, is_left in (
            (begin, free, not mirrored),
            (end, room, mirrored),
        ):
            if not text or width <= 0:
                continue
            spot = QRect(inside.left(), inside.top(), width, inside.height())
            if not is_left:
                spot.moveRight(inside.right())
            # Absolute: a name of the other writing direction begins where all others begin.
            side = Qt.AlignmentFlag.AlignLeft if is_left else Qt.AlignmentFlag.AlignRight
            yield _Line(
                text=QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width),
                place=spot,
                font=font,
                color=color,
                side=side | Qt.AlignmentFlag.AlignAbsolute,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    text: str
    place: QRect
    font: QFont
    color: str
    side: Qt.AlignmentFlag


def scale_of(font: QFont) -> float:
    """Give how large everything is drawn, by what the style sheet makes of body text."""
    return max(font.pixelSize(), _BODY) / _BODY


def row_height(font: QFont) -> int:
    """Give how high a row is in this font."""
    words = QFontMetrics(_bold(font)).height() + QFontMetrics(font).height()
    return words + 2 * round(_DOWN * scale_of(font))


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold

"""A published figure on a line with its range: how far it may be from no difference at all."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_aid.desktop.widgets.accessible_roles import announce_as
from clinic_aid.desktop.widgets.style import Look, Scaled
from clinic_aid.talk.model import FigureLine

_WORDS_SIZE, _VALUE_SIZE = 18, 24
_EDGE, _GAP, _BAND, _DOT, _TICK = 36.0, 10.0, 16.0, 13.0, 26.0
_CENTRED = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value


class ScaleLine(Scaled, QWidget):
    """Painted as a place on a line, never as a bar: a bar would grow with every number.

    Numbers run from left to right in every language, as in all figures.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shown: FigureLine | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)
        announce_as(self, QAccessible.Role.Graphic)

    def show_scale(self, shown: FigureLine, words: str) -> None:
        """Show a figure and its range; `words` say the same."""
        self._shown = shown
        self.setAccessibleName(words)
        self.update()

    def draw_at(self, scale: float) -> None:
        super().draw_at(scale)
        self.updateGeometry()
        self.update()

    def label_texts(self) -> list[tuple[str, QRect]]:
        """Give what is written, with the rectangle each is painted in."""
        return [(text, place.toAlignedRect()) for text, place, _ in self._labels()]

    def clipped_texts(self) -> list[str]:
        """Give what cannot be read whole in this size."""
        whole = QRectF(self.rect())
        return [text for text, place, _ in self._labels() if not whole.contains(place)]

    def place_of(self, value: float) -> float:
        """Give where a number lies, in the units of the widget."""
        assert self._shown is not None
        edge = _EDGE * self.scale
        length = self._shown.end - self._shown.start
        share = (value - self._shown.start) / length if length else 0.5
        return edge + share * (self.width() - 2 * edge)

    def sizeHint(self) -> QSize:
        return QSize(400, 200) * self.scale

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 160) * self.scale

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._shown is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_line(painter, self._shown)
        for text, place, font in self._labels():
            painter.setFont(font)
            painter.setPen(QColor(self._look.colors["ink"]))
            painter.drawText(place, _CENTRED, text)
        painter.end()

    def _paint_line(self, painter: QPainter, shown: FigureLine) -> None:
        scale, colors, middle = self.scale, self._look.colors, self._middle()
        pen = QPen(QColor(colors["muted"]), 2.5 * scale)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        start, end = self.place_of(shown.start), self.place_of(shown.end)
        painter.drawLine(QPointF(start, middle), QPointF(end, middle))
        painter.setPen(QPen(QColor(colors["teal"]), 2.5 * scale))
        painter.setBrush(QColor(colors["teal-light"]))
        low, high, band = self.place_of(shown.low), self.place_of(shown.high), _BAND * scale
        painter.drawRoundedRect(
            QRectF(low, middle - band / 2, max(high - low, band / 2), band), band / 2, band / 2
        )
        painter.setPen(pen)
        tick = _TICK * scale / 2
        for number in {shown.start, shown.end, *(() if not shown.nothing else shown.nothing[:1])}:
            x = self.place_of(float(number))
            painter.drawLine(QPointF(x, middle - tick), QPointF(x, middle + tick))
        painter.setPen(QPen(QColor(colors["white"]), 3 * scale))
        painter.setBrush(QColor(colors["ink"]))
        painter.drawEllipse(
            QPointF(self.place_of(shown.value[0]), middle), _DOT * scale, _DOT * scale
        )

    def _middle(self) -> float:
        """Give the height of the line: what stands above and below it is centred together."""
        words = QFontMetrics(self._font(_WORDS_SIZE)).height()
        value = QFontMetrics(self._font(_VALUE_SIZE, bold=True)).height()
        gap, tick = _GAP * self.scale, _TICK * self.scale / 2
        lines = 2 if self._shown is not None and self._shown.nothing is not None else 1
        over, under = value + gap + tick, tick + gap + lines * (words + 4)
        return (self.height() - over - under) / 2 + over

    def _labels(self) -> list[tuple[str, QRectF, QFont]]:
        if self._shown is None:
            return []
        words, value = self._font(_WORDS_SIZE), self._font(_VALUE_SIZE, bold=True)
        middle, gap = self._middle(), _GAP * self.scale
        tick, line = _TICK * self.scale / 2, QFontMetrics(words).height() + 4
        under = middle + tick + gap
        over = middle - tick - gap - QFontMetrics(value).height()
        (low, low_word), (high, high_word) = self._shown.ends
        first = self._label(low_word, low, under, words)
        last = self._label(high_word, high, under, words)
        # Two numbers near each other give way to both sides.
        common = first.right() + gap - last.left()
        if common > 0:
            first.translate(-common / 2, 0)
            last.translate(common / 2, 0)
        place, word = self._shown.value
        found = [
            (word, self._label(word, place, over, value), value),
            (low_word, first, words),
            (high_word, last, words),
        ]
        if self._shown.nothing is not None:
            place, word = self._shown.nothing
            found.append((word, self._label(word, place, under + line, words), words))
        return found

    def _label(self, text: str, number: float, top: float, font: QFont) -> QRectF:
        """Give the rectangle of a text at a number, kept within the widget."""
        metrics = QFontMetrics(font)
        width = metrics.horizontalAdvance(text) + 4.0
        x = self.place_of(number) - width / 2
        return QRectF(max(0.0, min(x, self.width() - width)), top, width, metrics.height())

    def _font(self, size: int, *, bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(round(size * self.scale))
        font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Medium)
        return font

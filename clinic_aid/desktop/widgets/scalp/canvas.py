"""One view of the scalp, large: zones that are tapped, and lines drawn with a pen."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QEnterEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy

from clinic_aid.desktop.widgets.accessible_roles import announce_as
from clinic_aid.desktop.widgets.figures.label_pills import Pills, arrange_pills
from clinic_aid.desktop.widgets.figures.label_places import Box
from clinic_aid.desktop.widgets.figures.picture import round_pen
from clinic_aid.desktop.widgets.picture_card import PictureCard
from clinic_aid.desktop.widgets.scalp.labels import zone_words
from clinic_aid.desktop.widgets.scalp.pen_line import thinned
from clinic_aid.desktop.widgets.scalp.picture import (
    ScalpPicture,
    ScalpView,
    next_zone,
    paint_line,
)
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.figures.zones import zone_at

Line = Sequence[Sequence[float]]

_EDGE, _TARGET, _LEAST_MOVE = 12.0, 44.0, 1.5
_DIRECTIONS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_PRESSES = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ScalpCanvas(PictureCard):
    """Shows marks and lines, and tells what is tapped or drawn; it changes neither by itself."""

    tapped = Signal(str)
    """The zone that was tapped, clicked or chosen with the keyboard."""

    line_drawn = Signal(object)
    """The points of a line drawn by hand, as fractions of the view."""

    def __init__(self, look: Look, view: ScalpView, words: Mapping[str, str]) -> None:
        super().__init__(look)
        self._view, self._words = view, words
        self._marked: frozenset[str] = frozenset()
        self._lines: tuple[Line, ...] = ()
        self._picture: ScalpPicture | None = None
        self._pills: Pills | None = None
        self._current = next(iter(view.zones))
        self._hovered: str | None = None
        self._pen_is_out = False
        self._drawing: list[QPointF] = []
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        announce_as(self, QAccessible.Role.Graphic)
        self._tell_zone()

    def show_view(self, view: ScalpView) -> None:
        """Turn the head."""
        self._view, self._hovered, self._drawing = view, None, []
        if self._current not in view.zones:
            self._current = next(iter(view.zones))
        self._forget()
        self._tell_zone()

    def show_marks(self, marked: Collection[str], lines: Sequence[Line]) -> None:
        """Show what is marked, and the lines on this view."""
        self._marked, self._lines = frozenset(marked), tuple(lines)
        self._tell_zone()
        self.update()

    def take_pen(self, taken: bool) -> None:
        """Draw from now on, or tap again."""
        self._pen_is_out, self._drawing = taken, []
        self._hover(None)
        self.setCursor(Qt.CursorShape.CrossCursor if taken else Qt.CursorShape.ArrowCursor)

    def picture_rect(self) -> QRect:
        """Give where the head lies on the card."""
        figure, edge = self._view.figure, round(_EDGE * self.scale)
        room = QSize(max(self.width() - 2 * edge, 1), max(self.height() - 2 * edge, 1))
        factor = min(room.width() / figure.width, room.height() / figure.height)
        size = QSize(max(round(figure.width * factor), 1), max(round(figure.height * factor), 1))
        return QRect(
            (self.width() - size.width()) // 2,
            (self.height() - size.height()) // 2,
            size.width(),
            size.height(),
        )

    def label_texts(self) -> list[tuple[str, QRect]]:
        """Give the name of each zone of the view with the rectangle it is painted in."""
        return [(pill.words.text, pill.rect.toAlignedRect()) for pill in self._placed_pills().pills]

    def clipped_texts(self) -> list[str]:
        """Give the names that cannot be read whole in this size."""
        return list(self._placed_pills().clipped)

    def zone_under(self, point: QPointF) -> str | None:
        """Give the zone that a tap at a point means; its name is part of it."""
        grown = []
        for pill in self._placed_pills().pills:
            least = _TARGET * self.scale
            across = max(least - pill.rect.width(), 0) / 2
            down = max(least - pill.rect.height(), 0) / 2
            if pill.rect.adjusted(-across, -down, across, down).contains(point):
                off = point - pill.rect.center()
                grown.append((abs(off.y()), abs(off.x()), pill.words.key))
        if grown:
            return min(grown)[2]
        place = self.picture_rect()
        unit = self._view.figure.width / place.width()
        return zone_at(
            self._view.figure, (point.x() - place.x()) * unit, (point.y() - place.y()) * unit
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = self.picture_rect()
        self._paint_card(painter)
        if self._picture is None:
            self._picture = ScalpPicture(self._view, place.size(), self.devicePixelRatioF())
        self._picture.mark(self._marked)
        painter.drawPixmap(place.topLeft(), self._picture.pixmap)
        figure = self._view.figure
        turn = QTransform.fromTranslate(place.x(), place.y())
        turn.scale(place.width() / figure.width, place.height() / figure.height)
        painter.save()
        painter.setTransform(turn, combine=True)
        self._paint_outlines(painter)
        painter.restore()
        quiet = frozenset(self._view.zones) - self._marked
        self._placed_pills().paint(painter, self._look.colors, quiet=quiet)
        painter.save()
        painter.setTransform(turn, combine=True)
        # Above the names: what was drawn by hand is never hidden.
        for line in self._lines:
            paint_line(painter, line, (figure.width, figure.height), self._look.colors)
        painter.restore()
        self._paint_pen(painter)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
        elif self._pen_is_out:
            self._drawing = [event.position()]
        else:
            zone = self.zone_under(event.position())
            if zone is not None:
                self._current = zone
                self.tapped.emit(zone)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if not self._pen_is_out:
            self._hover(self.zone_under(point))
        elif self._drawing and (point - self._drawing[-1]).manhattanLength() >= _LEAST_MOVE:
            edge = round(12 * self.scale)
            changed = QRectF(self._drawing[-1], point).normalized().toAlignedRect()
            self._drawing.append(point)
            self.update(changed.adjusted(-edge, -edge, edge, edge))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self._drawing:
            return
        place = self.picture_rect()
        points = thinned(
            [
                ((point.x() - place.x()) / place.width(), (point.y() - place.y()) / place.height())
                for point in [*self._drawing, event.position()]
            ]
        )
        self._drawing = []
        self.update()
        if points:
            self.line_drawn.emit(points)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _DIRECTIONS:
            anchors = {label.key: (label.x, label.y) for label in self._view.figure.labels}
            self._current = next_zone(anchors, self._current, _DIRECTIONS[key])
            self._tell_zone()
            self.update()
        elif key in _PRESSES:
            self.tapped.emit(self._current)
        else:
            event.ignore()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        if not self._pen_is_out:
            self._hover(self.zone_under(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def _hover(self, zone: str | None) -> None:
        if zone == self._hovered:
            return
        self._hovered = zone
        if not self._pen_is_out:
            hand = Qt.CursorShape.PointingHandCursor
            self.setCursor(hand if zone else Qt.CursorShape.ArrowCursor)
        self.update()

    def _tell_zone(self) -> None:
        """Name the zone of the keyboard; Qt tells a screen reader of every new name."""
        area = self._words[self._current]
        name = self.tr("{area}: marked") if self._current in self._marked else None
        name = (name or self.tr("{area}: not marked")).format(area=area)
        if name != self.accessibleName():
            self.setAccessibleName(name)

    def _paint_outlines(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._hovered is not None:
            painter.setPen(QPen(QColor(self._look.colors["ink"]), 4))
            painter.drawPath(self._view.zones[self._hovered])
        if self.hasFocus():
            for color, width in (("white", 12.0), ("ink", 6.0)):
                painter.setPen(QPen(QColor(self._look.colors[color]), width))
                painter.drawPath(self._view.zones[self._current])

    def _paint_pen(self, painter: QPainter) -> None:
        if len(self._drawing) > 1:
            unit = self.picture_rect().width() / self._view.figure.width
            painter.setPen(round_pen(self._look.colors["red-line"], 7 * unit))
            painter.drawPolyline(self._drawing)

    def _placed_pills(self) -> Pills:
        if self._pills is None:
            edge, place = _EDGE * self.scale, self.picture_rect()
            room = Box(
                x=edge, y=edge, width=self.width() - 2 * edge, height=self.height() - 2 * edge
            )
            entries = zone_words(self._view, self._words, place, self.font(), self.scale)
            self._pills = arrange_pills(entries, self.font(), self.scale, room)
        return self._pills

    def _forget(self) -> None:
        self._picture = None
        self._pills = None
        super()._forget()

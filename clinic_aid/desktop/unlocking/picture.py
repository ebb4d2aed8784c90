"""The picture beside the pages of unlocking: a lock before sheets of paper that say nothing."""

from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_aid.desktop.widgets.accessible_roles import pass_over
from clinic_aid.desktop.widgets.style import Look

_WIDTH, _HEIGHT = 420.0, 470.0
_FILLS: Final = 0.74
_CORNERS: Final = 20.0
_BODY: Final = QRectF(120, 236, 220, 176)
_BOW: Final = 66.0
_OPENED: Final = 34.0
_TO_MIDDLE: Final = 24.0
# The app's sign, in the units of its icon.
_SIGN: Final = 40.0


class Scene(Enum):
    """What the picture shows."""

    OPEN = auto()
    CLOSED = auto()
    KEY = auto()


class UnlockingPicture(QWidget):
    """For the eye alone, and the same for every clinic and every patient."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._scene = Scene.CLOSED
        pass_over(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def show_scene(self, scene: Scene) -> None:
        """Show a scene."""
        self._scene = scene
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color("mist"))
        painter.drawRoundedRect(self.rect(), _CORNERS, _CORNERS)
        scale = min(self.width() / _WIDTH, self.height() / _HEIGHT) * _FILLS
        painter.translate(self.width() / 2, self.height() / 2)
        painter.scale(scale, scale)
        painter.translate(-_WIDTH / 2, -_HEIGHT / 2)
        painter.setBrush(self._color(self._faint))
        painter.drawEllipse(QPointF(_WIDTH / 2, 432), 190, 20)
        if self._scene is Scene.KEY:
            self._paper(painter, QPointF(196, 214), -3.0, lines=1)
            self._key_groups(painter)
            self._key(painter)
        else:
            painter.translate(_TO_MIDDLE, 0)
            self._paper(painter, QPointF(150, 200), -9.0, lines=6)
            self._paper(painter, QPointF(216, 190), 4.0, lines=6)
            self._lock(painter)
        painter.end()

    @property
    def _faint(self) -> str:
        # In high contrast lines are black, as the lock before them is.
        return "track" if self._look.has_high_contrast else "mist-line"

    def _color(self, name: str) -> QColor:
        return QColor(self._look.colors[name])

    def _paper(self, painter: QPainter, middle: QPointF, turn: float, *, lines: int) -> None:
        painter.save()
        painter.translate(middle)
        painter.rotate(turn)
        painter.setPen(QPen(self._color("mist-line"), 3))
        painter.setBrush(self._color("white"))
        painter.drawRoundedRect(QRectF(-125, -170, 250, 340), 14, 14)
        painter.setPen(Qt.PenStyle.NoPen)
        for line in range(lines):
            painter.setBrush(self._color("teal-light" if line == 0 else self._faint))
            width = 110 if line == 0 else 190 - 34 * (line % 3)
            painter.drawRoundedRect(QRectF(-95, -132 + 34 * line, width, 12), 6, 6)
        painter.restore()

    def _lock(self, painter: QPainter) -> None:
        left, right = _BODY.center().x() - _BOW, _BODY.center().x() + _BOW
        lift = _OPENED if self._scene is Scene.OPEN else 0.0
        top = _BODY.top() - 44 - lift
        bow = QPainterPath(QPointF(left, _BODY.top() + 20))
        bow.lineTo(left, top)
        bow.arcTo(QRectF(left, top - _BOW, 2 * _BOW, 2 * _BOW), 180, -180)
        bow.lineTo(right, top + 22 if lift else _BODY.top() + 20)
        pen = QPen(self._color("ink"), 28)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap if lift else Qt.PenCapStyle.FlatCap)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        painter.drawPath(bow)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color("teal"))
        painter.drawRoundedRect(_BODY, 30, 30)
        painter.save()
        painter.translate(_BODY.center())
        painter.scale(3.5, 3.5)
        painter.translate(-_SIGN / 2, -_SIGN / 2 - 0.5)
        self._sign(painter)
        painter.restore()

    def _sign(self, painter: QPainter) -> None:
        pen = QPen(self._color("white"), 2.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        hair = QPainterPath(QPointF(20, 30))
        hair.cubicTo(20, 21, 20.5, 13, 26.5, 9)
        root = QPainterPath(QPointF(7, 22))
        root.lineTo(15.5, 22)
        root.lineTo(17, 30)
        root.cubicTo(17.6, 34, 22.4, 34, 23, 30)
        root.lineTo(24.5, 22)
        root.lineTo(33, 22)
        painter.drawPath(hair)
        painter.drawPath(root)

    def _key_groups(self, painter: QPainter) -> None:
        painter.save()
        painter.translate(196, 214)
        painter.rotate(-3.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color("ink"))
        for row in range(3):
            for group in range(3):
                for sign in range(4):
                    left = -95 + group * 68 + sign * 14
                    painter.drawRoundedRect(QRectF(left, -88 + 40 * row, 10, 16), 3, 3)
        painter.restore()

    def _key(self, painter: QPainter) -> None:
        painter.save()
        painter.translate(250, 330)
        painter.rotate(-24)
        pen = QPen(self._color("teal"), 24)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(self._color("white"))
        painter.drawEllipse(QPointF(-84, 0), 46, 46)
        for line in ((-38, 0, 128, 0), (122, 0, 122, 40), (70, 0, 70, 30)):
            painter.drawLine(QPointF(line[0], line[1]), QPointF(line[2], line[3]))
        painter.restore()

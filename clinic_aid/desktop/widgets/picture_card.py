"""The quiet card that a picture lies on."""

from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.widgets.style import Look, Scaled

CARD_RADIUS: Final = 24.0
_EDGE: Final = 2.0


class PictureCard(Scaled, QWidget):
    """A card whose picture is drawn once for each size and scale."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._known_size = self.size()

    def sizeHint(self) -> QSize:
        return QSize(480, 360)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 180)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Qt may tell the same size again; nothing is drawn anew for that.
        if self.size() != self._known_size:
            self._known_size = self.size()
            self._forget()

    def draw_at(self, scale: float) -> None:
        if scale != self.scale:
            super().draw_at(scale)
            self._forget()

    @property
    def _radius(self) -> float:
        return CARD_RADIUS * self.scale

    def _paint_card(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(self._look.colors["card-line"]), _EDGE))
        painter.setBrush(QColor(self._look.colors["mist"]))
        half = _EDGE / 2
        rect = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(rect, self._radius - half, self._radius - half)

    def _forget(self) -> None:
        """Let go of what was drawn for another size; who keeps drawings adds them here."""
        self.update()

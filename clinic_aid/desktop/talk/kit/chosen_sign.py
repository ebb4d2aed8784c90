"""The sign on a card that can be chosen."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.widgets.style import Look, Scaled

_EDGE = 2.0


class ChosenSign(Scaled, QWidget):
    """A ring; filled, with a tick in it, where the card is chosen."""

    def __init__(self, look: Look, size: int = 30, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._size = look, size
        self.is_on = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.draw_at(1.0)

    def draw_at(self, scale: float) -> None:
        super().draw_at(scale)
        side = round(self._size * scale)
        self.setFixedSize(side, side)

    def show_chosen(self, chosen: bool) -> None:
        """Show or take away the tick."""
        if chosen != self.is_on:
            self.is_on = chosen
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = _EDGE * self.scale
        ring = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        color = QColor(self._look.colors["teal" if self.is_on else "muted"])
        painter.setPen(QPen(color, edge))
        painter.setBrush(color if self.is_on else QColor(self._look.colors["white"]))
        painter.drawEllipse(ring)
        if self.is_on:
            inset = round(self.width() * 0.2)
            place = self.rect().adjusted(inset, inset, -inset, -inset)
            self._look.icon("check", "white").paint(painter, place)
        painter.end()

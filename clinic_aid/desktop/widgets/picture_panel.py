"""A picture that fills a rounded panel."""

from collections.abc import Iterable

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_aid.desktop.widgets.figures.picture import empty

_ROUNDED = 20.0
_CUT_LEFT = 0.4


class PicturePanel(QWidget):
    """As much of a picture as covers the panel, its lower edge always in sight.

    For the eye alone: what it shows is said nowhere, and a screen reader passes it by.
    """

    def __init__(self, color: str) -> None:
        super().__init__()
        self._color = QColor(color)
        self._layers: list[QSvgRenderer] = []
        self._drawn: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def show_picture(self, layers: Iterable[str]) -> None:
        """Show a picture: layers in SVG of one size, each over the one before."""
        self._layers = [QSvgRenderer(QByteArray(svg.encode()), self) for svg in layers]
        self._drawn = None
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        size = self.size() * self.devicePixelRatio()
        if self._drawn is None or self._drawn.size() != size:
            self._drawn = self._draw(size)
        painter = QPainter(self)
        painter.drawPixmap(self.rect(), self._drawn)
        painter.end()

    def _draw(self, size: QSize) -> QPixmap:
        # Once for a size: a panel is painted anew whenever anything moves over it.
        drawn = empty(size, 1.0)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(0, 0, size.width(), size.height())
        rounded = _ROUNDED * self.devicePixelRatio()
        outline = QPainterPath()
        outline.addRoundedRect(whole, rounded, rounded)
        painter.fillPath(outline, self._color)
        if self._layers:
            box = self._layers[0].viewBoxF()
            scale = max(whole.width() / box.width(), whole.height() / box.height())
            width, height = box.width() * scale, box.height() * scale
            left = (whole.width() - width) * _CUT_LEFT
            target = QRectF(left, whole.height() - height, width, height)
            for layer in self._layers:
                layer.render(painter, target)
            # Cut off afterwards what lies outside: clipping would leave the corners jagged.
            outline.addRect(whole)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOut)
            painter.fillPath(outline, Qt.GlobalColor.black)
        painter.end()
        return drawn

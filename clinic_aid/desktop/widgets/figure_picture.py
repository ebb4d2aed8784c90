"""A drawn figure as pixels: drawn once for a size, then only copied."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPixmap
from PySide6.QtSvg import QSvgRenderer

from clinic_aid.figures.drawing import Figure


def drawn(svg: str, size: QSize, ratio: float) -> QPixmap:
    """Give a picture without a ground, `size` in the units of the window.

    A pixmap ends at the viewBox, which QtSvg does not.
    """
    pixmap = empty(size, ratio)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg.encode())).render(
        painter, QRectF(0, 0, size.width(), size.height())
    )
    painter.end()
    return pixmap


def empty(size: QSize, ratio: float) -> QPixmap:
    """Give a pixmap with nothing on it."""
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


def cut(pixmap: QPixmap, outline: QPainterPath) -> None:
    """Take away what lies outside an outline, with soft edges; a clip path would leave stairs."""
    mask = QPixmap(pixmap.size())
    mask.setDevicePixelRatio(pixmap.devicePixelRatio())
    mask.fill(Qt.GlobalColor.transparent)
    painter = QPainter(mask)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(outline, Qt.GlobalColor.black)
    painter.end()
    painter = QPainter(pixmap)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.drawPixmap(0, 0, mask)
    painter.end()


class Layers:
    """The layers of a figure in one size; each is drawn when it is first asked for."""

    def __init__(self, figure: Figure, size: QSize, ratio: float) -> None:
        self._figure, self._size, self._ratio = figure, size, ratio
        self._parts: dict[str, str] | None = None
        self._drawn: dict[str, QPixmap] = {}

    def together(self, steps: frozenset[str] | None) -> QPixmap:
        """Give the base with these steps on it; None is all of them."""
        if steps is None:
            return drawn(self._figure.svg, self._size, self._ratio)
        if self._parts is None:
            self._parts = self._figure.layers()
        whole = empty(self._size, self._ratio)
        painter = QPainter(whole)
        for name, svg in self._parts.items():
            if name == "base" or name in steps:
                if name not in self._drawn:
                    self._drawn[name] = drawn(svg, self._size, self._ratio)
                painter.drawPixmap(0, 0, self._drawn[name])
        painter.end()
        return whole

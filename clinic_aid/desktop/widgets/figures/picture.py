"""A drawn figure as pixels: drawn once for a size, then only copied."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer


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


def round_pen(color: str, width: float) -> QPen:
    """Give a pen whose lines are round at their ends and where they bend."""
    styles = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    return QPen(QColor(color), width, *styles)


def cut(pixmap: QPixmap, outline: QPainterPath) -> None:
    """Take away what lies outside an outline, with soft edges; a clip path would leave stairs."""
    mask = QPixmap(pixmap)
    mask.fill(Qt.GlobalColor.transparent)
    painter = QPainter(mask)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(outline, Qt.GlobalColor.black)
    painter.end()
    painter = QPainter(pixmap)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.drawPixmap(0, 0, mask)
    painter.end()

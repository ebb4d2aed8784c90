"""A small figure that stands before words, as a sign for what they are."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel

from clinic_aid.desktop.widgets.accessible_roles import pass_over
from clinic_aid.desktop.widgets.figures.picture import drawn
from clinic_aid.desktop.widgets.style import Scaled
from clinic_aid.figures.drawing import Figure


class FigureSign(Scaled, QLabel):
    """A figure without words, `size` high at 1366 x 768; what it means stands beside it."""

    def __init__(self, figure: Figure, size: int = 40) -> None:
        super().__init__()
        self._figure, self._size = figure, size
        self._drawn: tuple[QSize, float] | None = None
        pass_over(self)
        self.draw_at(1.0)

    def draw_at(self, scale: float) -> None:
        super().draw_at(scale)
        height = round(self._size * scale)
        size = QSize(round(height * self._figure.width / self._figure.height), height)
        key = (size, self.devicePixelRatioF())
        if key != self._drawn:
            self._drawn = key
            self.setPixmap(drawn(self._figure.svg, *key))
            self.setFixedSize(size)

"""Figures on a screen of the talk: one in large, or a small one as the sign of what is said."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel

from clinic_aid.desktop.widgets.accessible_roles import pass_over
from clinic_aid.desktop.widgets.figures.picture import drawn
from clinic_aid.desktop.widgets.figures.view import FigureView
from clinic_aid.desktop.widgets.style import Look, Scaled
from clinic_aid.figures.drawing import Figure
from clinic_aid.talk.model import Illustration


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


class IllustrationView(FigureView):
    """The illustration of what is said, where there is one."""

    def __init__(self, look: Look, *, captioned: bool = True) -> None:
        super().__init__(look)
        self._captioned = captioned
        self.shown: Illustration | None = None

    def show_illustration(self, drawn: Illustration | None) -> None:
        """Show an illustration; one that is shown already is not drawn anew."""
        self.setVisible(drawn is not None)
        if drawn is not None and drawn != self.shown:
            caption = drawn.caption if self._captioned else None
            self.show_figure(drawn.figure, words=drawn.words, alt=drawn.alt, caption=caption)
        self.shown = drawn

"""A page that scrolls only in windows smaller than the look is drawn for."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget


class PageArea(QScrollArea):
    """Gives a page the width there is, and the height that it needs at this width.

    The area's own way of resizing goes by the smallest width of a page instead, at which
    every text has the most lines: it would scroll long before it has to.
    """

    def __init__(self, page: QWidget, inside: QLayout) -> None:
        super().__init__()
        self._page, self._inside = page, inside
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(page)
        for widget in (self.viewport(), page):
            widget.setAutoFillBackground(False)
        page.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        width = self.viewport().width()
        needed = self._inside.totalHeightForWidth(width)
        self._page.resize(width, max(needed, self.viewport().height()))

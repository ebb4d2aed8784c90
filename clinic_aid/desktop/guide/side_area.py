"""What stands at the side of the pages, and scrolls where it is too high."""

from PySide6.QtCore import QSize, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from clinic_aid.desktop.widgets.layout_height import ask_anew
from clinic_aid.desktop.widgets.page_area import PageArea


class SideArea(PageArea):
    """A page at the side of another, as wide as it needs or, where it grows, as there is room."""

    def __init__(self, page: QWidget, inside: QLayout, *, grows: bool = False) -> None:
        super().__init__(page, inside)
        self.setProperty("mayScroll", True)
        across = QSizePolicy.Policy.Ignored if grows else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        width = max(self._page.minimumSizeHint().width(), self._page.minimumWidth())
        if self._page.height() > self.viewport().height():
            width += self.verticalScrollBar().sizeHint().width()
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Whether there is a bar beside the page is known only now.
        self.updateGeometry()
        QTimer.singleShot(0, self, self._settle)

    @Slot()
    def _settle(self) -> None:
        """Give the page its height once what lies in it has changed its shape with the width."""
        ask_anew(self._inside)
        self._fit()

"""A page that scrolls only in windows smaller than the look is drawn for."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QScrollArea, QWidget

from clinic_aid.desktop.widgets.focus_ring import keyboard_place
from clinic_aid.desktop.widgets.layout_height import needed_height


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
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    @Slot(QWidget, QWidget)
    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        # The Tab key is led by the window, which does not know what is scrolled off.
        if now is not None and self._page.isAncestorOf(now):
            # What was unfolded for it has its place once control is back with Qt.
            QTimer.singleShot(0, self, self.show_keyboard)

    @Slot()
    def show_keyboard(self) -> None:
        """Scroll to what has the keyboard."""
        now = QApplication.focusWidget()
        if now is not None and self._page.isAncestorOf(now):
            self._fit()
            place = keyboard_place(now)
            if place == now.rect():
                self.ensureWidgetVisible(now, 0, now.height())
            else:
                middle = now.mapTo(self._page, place.center())
                self.ensureVisible(0, middle.y(), 0, place.height() * 3 // 2)

    def _fit(self) -> None:
        width = self.viewport().width()
        needed = needed_height(self._inside, width)
        self._page.resize(width, max(needed, self.viewport().height()))

"""A ring around whatever the keyboard is on."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QWidget
from shiboken6 import isValid

from clinic_aid.desktop.widgets.style import Look

KEYBOARD_PLACE: Final = "keyboardPlace"
"""Property of a widget of which only a part has the keyboard: the rectangle of that part."""
_GAP, _WIDTH = 2, 3
_MOVES = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Hide,
    QEvent.Type.DynamicPropertyChange,
)


def keyboard_place(widget: QWidget) -> QRect:
    """Give where within a widget the keyboard is."""
    place = widget.property(KEYBOARD_PLACE)
    return place if isinstance(place, QRect) else widget.rect()


class FocusRing(QWidget):
    """Drawn over the window, outside the widget that has the focus, in one colour for all.

    A border in the style sheet would sit on the widget's own colour, where ink on teal is
    too faint to see.
    """

    def __init__(self, window: QWidget, look: Look) -> None:
        super().__init__(window)
        self._look = look
        self.target: QWidget | None = None
        """The widget that the ring is around."""
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        for watched in self._watched:
            if isValid(watched):
                watched.removeEventFilter(self)
        # A window that takes the keys itself would get a ring around all it shows.
        inside = now is not None and now.window() is self.window() is not now
        self.target = now if inside else None
        self._watched = []
        # A page that scrolls or is turned moves the target without telling it.
        widget: QWidget | None = self.target
        while widget is not None and widget is not self.window():
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget()
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._follow()
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        target = self.target
        if target is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        edge, place = _GAP + _WIDTH, keyboard_place(target)
        place.moveTopLeft(target.mapTo(self.window(), place.topLeft()))
        self.setGeometry(place.adjusted(-edge, -edge, edge, edge))
        self.raise_()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._look.colors["ink"]), _WIDTH))
        half = _WIDTH / 2
        is_card = isinstance(self.target, QAbstractButton | QAbstractItemView)
        rounded = 14.0 if is_card else 13.0
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(half, half, -half, -half), rounded, rounded
        )
        painter.end()

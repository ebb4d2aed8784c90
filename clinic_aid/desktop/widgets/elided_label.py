"""One line of words that ends in an ellipsis where the room ends."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from clinic_aid.desktop.widgets.plain_label import plain_tip


class ElidedLabel(QLabel):
    """Shows as much of its words as there is room for; never asks for more than it gets.

    Where it `has_tip`, a tool tip has all of the words.
    """

    def __init__(self, name: str = "", *, has_tip: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("mayElide", has_tip)
        self.words = ""
        self._has_tip = has_tip
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def say(self, words: str) -> None:
        """Show words."""
        self.words = words
        if self._has_tip:
            self.setToolTip(plain_tip(words))
        self._elide()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.words) + 2 if self.words else 0
        return QSize(width, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._elide()

    def _elide(self) -> None:
        room = max(self.width(), 0)
        self.setText(self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, room))

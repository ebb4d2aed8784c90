"""The rest screen: nothing to look at, so that two people look at each other."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.talk.kit.overlay import Overlay
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.layouts import STRETCH, column, styled


class RestScreen(Overlay):
    """Covers the window calmly; any tap ends it."""

    ended = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        styled(self, "rest")
        self.setAccessibleName(self.tr("Rest"))
        self.words = Words("note", self.tr("We are talking. Tap, or press B, to go on."))
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column(STRETCH, self.words, on=self, margins=(40, 40, 40, 30))

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.ended.emit()

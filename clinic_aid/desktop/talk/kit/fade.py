"""A calm change from one screen to the next."""

from time import perf_counter
from typing import Final

from PySide6.QtCore import QEasingCurve, Qt, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.system.motion import motion_is_wanted

LASTS_MS: Final = 180
_FRAME_MS: Final = 16


class Fade(QWidget):
    """The screen before, which fades away over the one that is there already.

    It takes no click, no key and no time: whoever goes on at once ends it.
    """

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._picture = QPixmap()
        self._began = 0.0
        self._opacity = 0.0
        self._frames = QTimer(self)
        self._frames.setInterval(_FRAME_MS)
        self._frames.timeout.connect(self._go_on)
        self._eased = QEasingCurve(QEasingCurve.Type.OutCubic)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def keep(self) -> None:
        """Keep what is seen now, to fade away once the next screen is there."""
        self.end()
        if motion_is_wanted() and self._over.isVisible():
            self._picture = self._over.grab()

    def begin(self) -> None:
        """Let what was kept fade away."""
        if self._picture.isNull():
            return
        self._began, self._opacity = perf_counter(), 1.0
        self.setGeometry(self._over.rect())
        self.raise_()
        self.show()
        self._frames.start()

    def end(self) -> None:
        """Be gone at once."""
        self._frames.stop()
        self._picture = QPixmap()
        self.hide()

    @Slot()
    def _go_on(self) -> None:
        share = (perf_counter() - self._began) * 1000 / LASTS_MS
        if share >= 1:
            self.end()
            return
        self._opacity = 1 - self._eased.valueForProgress(share)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setOpacity(self._opacity)
        painter.drawPixmap(self.rect(), self._picture)
        painter.end()

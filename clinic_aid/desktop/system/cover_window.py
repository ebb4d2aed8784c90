"""A blank window in a process of its own, which stands before the app while that starts afresh.

It knows nothing of anybody, and every key that is typed into it goes nowhere. To be run as a
file, with what it is given as JSON: it loads no part of Clinic Aid.
"""

import json
import os
import sys
from contextlib import suppress
from typing import Any, Final

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QRasterWindow,
)
from PySide6.QtNetwork import QLocalServer

UP: Final = b"up\n"
"""What is said once no key can go to any other window."""
_TICK_MS: Final = 20


class CoverWindow(QRasterWindow):
    """Covers a place of the screen until somebody connects to its name, or its time is over."""

    def __init__(self, given: dict[str, Any]) -> None:
        super().__init__()
        self._color = QColor(given["color"])
        self._was_up = False
        self._parent = os.getppid()
        self.setTitle("Clinic Aid")
        self.setFlags(Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setCursor(Qt.CursorShape.WaitCursor)
        self.setGeometry(QRect(*given["place"]))
        self._server = QLocalServer(self)
        if sys.platform == "linux":
            # No file is left behind, and no path is too long.
            self._server.setSocketOptions(QLocalServer.SocketOption.AbstractNamespaceOption)
        self._server.newConnection.connect(self._end)
        self._server.listen(given["name"])
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK_MS)
        self._ticking.timeout.connect(self._look)
        self._ticking.start()
        QTimer.singleShot(given["limit_ms"], self._end)
        {"full": self.showFullScreen, "maximised": self.showMaximized}.get(
            given["state"], self.show
        )()
        self.requestActivate()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRect(0, 0, self.width(), self.height()), self._color)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()

    def _end(self) -> None:
        # Not `quit`: that asks the windows, and this one does not let itself be closed.
        QGuiApplication.exit(0)

    def _look(self) -> None:
        if sys.platform == "linux" and os.getppid() != self._parent:
            # Whoever takes the app's place has its number; this one has ended.
            self._end()
        if self._was_up or not self.isExposed():
            return
        # Where a system lets nobody grab the keyboard, having it must do.
        if self.setKeyboardGrabEnabled(True) or self.isActive():
            self._was_up = True
            with suppress(OSError):
                os.write(1, UP)


if __name__ == "__main__":
    application = QGuiApplication(sys.argv[:1])
    cover = CoverWindow(json.loads(sys.argv[1]))
    sys.exit(application.exec())

"""Cover all windows with a blank, and leave one where they were until the door is there.

The process that locks is replaced by a fresh one, and its windows go with it. In between no
other window may be seen in the place of ours, or be given what somebody types.
"""

import json
import os
import secrets
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication, QWidget

from clinic_aid.desktop.system.clipboard import WITHOUT_OTHERS
from clinic_aid.desktop.system.one_window import bring_forward

_NAME: Final = "CLINIC_AID_COVER"
_LIMIT_MS: Final = 20_000
_UP_S: Final = 3.0
_TICK_MS: Final = 20
_ACTIVE_MS: Final = 1000
_CONNECT_MS: Final = 500


class Blank(QWidget):
    """Lies over all of a window, and has the keyboard."""

    def __init__(self, window: QWidget, color: str) -> None:
        super().__init__(window)
        self._color = QColor(color)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.repaint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._color)
        painter.end()


class Covering:
    """Covers what this process shows, until its end and beyond."""

    def __init__(self, color: str) -> None:
        self._color = color
        self._process: subprocess.Popen[bytes] | None = None

    def begin(self, main: QWidget) -> None:
        """Cover every window at once, and start what stays; `main` is where the door will be.

        Who works in another program keeps the keyboard there, and sees nothing new.
        """
        is_active = QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive
        while (popup := QApplication.activePopupWidget()) is not None:
            # It holds the keyboard itself.
            popup.hide()
        shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        for window in shown:
            Blank(window, self._color)
        QGuiApplication.sync()
        if is_active and QGuiApplication.platformName() not in WITHOUT_OTHERS:
            active = QApplication.activeWindow()
            outer = [one for one in shown if one.parent() is None]
            self._start(next((one for one in (active, main, *outer) if one in outer), main))

    def wait(self) -> None:
        """Wait until what stays has the keyboard, or cannot have it."""
        process = self._process
        if process is not None and process.stdout is not None:
            # A thread, since not every system can look at a pipe without reading it.
            reading = Thread(target=process.stdout.readline, daemon=True)
            reading.start()
            reading.join(_UP_S)

    def hide(self) -> None:
        """Take every window of this process away."""
        for window in QApplication.topLevelWidgets():
            window.hide()
        QGuiApplication.sync()

    def end(self) -> None:
        """Take away what stays: there is no door to come."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            os.environ.pop(_NAME, None)

    def _start(self, window: QWidget) -> None:
        name = f"clinic-aid-cover-{secrets.token_hex(8)}"
        state = "normal"
        if window.isFullScreen():
            state = "full"
        elif window.isMaximized():
            state = "maximised"
        given = {
            "name": name,
            "color": self._color,
            "place": window.frameGeometry().getRect(),
            "state": state,
            "limit_ms": _LIMIT_MS,
        }
        program = Path(__file__).with_name("cover_window.py")
        # -P: a file in the folder of the program must not stand in for a module.
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(program), json.dumps(given)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        # For whoever takes this process's place: its environment is all that is sure to get there.
        os.environ[_NAME] = f"{name}:{self._process.pid}"


class Uncovering(QObject):
    """Takes away what the process before has left standing, once the door has the keyboard."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._name, _, self._process_id = os.environ.pop(_NAME, "").partition(":")
        self._waited_ms = 0
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK_MS)
        self._ticking.timeout.connect(self._look)

    def begin(self) -> None:
        """Bring the window forward, which now shows the door; then the blank goes."""
        if self._name:
            bring_forward(self._window)
            self._ticking.start()

    @Slot()
    def _look(self) -> None:
        self._waited_ms += _TICK_MS
        # Not every system gives the keyboard away while the blank has it: it is given as that goes.
        if not self._window.isActiveWindow() and self._waited_ms < _ACTIVE_MS:
            return
        self._ticking.stop()
        socket = QLocalSocket()
        if sys.platform == "linux":
            socket.setSocketOptions(QLocalSocket.SocketOption.AbstractNamespaceOption)
        socket.connectToServer(self._name)
        socket.waitForConnected(_CONNECT_MS)
        socket.abort()
        self._name = ""
        bring_forward(self._window)
        if sys.platform == "linux" and self._process_id.isdecimal():
            # It is a child of ours, as it was one of the process that had our number before.
            Thread(target=_await_end, args=(int(self._process_id),), daemon=True).start()


def _await_end(process_id: int) -> None:
    with suppress(OSError):
        os.waitpid(process_id, 0)

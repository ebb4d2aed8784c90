"""Open one window per data folder; whoever opens a second one is shown the first."""

import hashlib
import logging
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QObject, Qt, QThread, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

from clinic_aid.files.one_holder import OneHolder

logger = logging.getLogger(__name__)

_LONGEST: Final = 512
_RETRY_MS: Final = 50
_PROBE_MS: Final = 200
# Wayland lets a window come forward only for a token that the launcher gave the second process.
_TOKEN: Final = "XDG_ACTIVATION_TOKEN"
_QUESTION: Final = re.compile(rb"raise(?: ([\x21-\x7e]{1,400}))?\n")
_ANSWER: Final = b"raised\n"


class OneWindow(QObject):
    """Holds the lock of a data folder and hears what later processes ask for.

    The lock alone decides who is first. The socket only carries the wish to see the window, so
    an old socket file, or none at all, costs nothing but that. Needs a QCoreApplication.
    `inherited` is what `leave_lock` gave in the process before this one.
    """

    def __init__(
        self,
        lock_file: Path,
        data_folder: Path,
        parent: QObject | None = None,
        *,
        inherited: int | None = None,
    ) -> None:
        super().__init__(parent)
        self.come_forward: Callable[[], bool] = lambda: False
        """Brings the window forward, as somebody opened Clinic Aid again; says whether it did."""
        self._holder = OneHolder(lock_file, inherited=inherited)
        self._name = server_name(data_folder)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def try_first(self) -> bool:
        """Become the one that holds the lock and listens; give False when there is one already.

        Where nobody can lock, as on a read-only medium, it is a CannotLock.
        """
        if self._server.isListening():
            return True
        if not self._holder.take():
            return False
        if self._is_heard():
            # The lock file was removed under a running window, and ours is a new one.
            self._holder.let_go()
            return False
        # Nobody listens there: the socket file, if any, is what a crash left behind.
        QLocalServer.removeServer(self._name)
        if not self._server.listen(self._name):
            logger.error("no second start can reach this window: %s", self._server.serverError())
        return True

    def ask_first_to_raise(self, timeout_s: float = 5.0) -> bool:
        """Ask the one that holds the lock to show its window, and say whether it answered.

        It is asked again until the time is over: it may have the lock and not listen yet.
        Without an answer it hangs, or is no window at all, or has ended meanwhile; `try_first`
        then tells.
        """
        _let_others_come_forward()
        deadline = QDeadlineTimer(round(timeout_s * 1000))
        while not self._ask(deadline):
            if deadline.hasExpired():
                return False
            QThread.msleep(_RETRY_MS)
        return True

    def leave_lock(self) -> int | None:
        """Stop listening, and give the descriptor of the lock for who takes this one's place.

        None where a process cannot take another one's place, descriptors and all: there the lock
        is free from now on.
        """
        if sys.platform != "linux":
            self.let_go()
            return None
        self._server.close()
        return self._holder.descriptor

    def let_go(self) -> None:
        """Stop listening and free the lock, so that the next process can be the first."""
        self._server.close()
        self._holder.let_go()

    def _is_heard(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        heard = socket.waitForConnected(_PROBE_MS)
        socket.abort()
        return heard

    def _ask(self, deadline: QDeadlineTimer) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(deadline.remainingTime()):
            return False
        socket.write(_question(os.environ.get(_TOKEN, "")))
        while not socket.canReadLine():
            if not socket.waitForReadyRead(deadline.remainingTime()):
                return False
        return socket.readLine(_LONGEST).data() == _ANSWER

    @Slot()
    def _on_connection(self) -> None:
        while self._server.hasPendingConnections():
            _Caller(self._server.nextPendingConnection(), self)


class _Caller(QObject):
    """One connection of another process; anything but the one question ends it."""

    def __init__(self, socket: QLocalSocket, one: OneWindow) -> None:
        super().__init__(one)
        self._socket, self._one = socket, one
        socket.setReadBufferSize(_LONGEST)
        socket.readyRead.connect(self._on_ready)
        socket.disconnected.connect(self.deleteLater)
        socket.disconnected.connect(socket.deleteLater)

    @Slot()
    def _on_ready(self) -> None:
        if not self._socket.canReadLine() and self._socket.bytesAvailable() < _LONGEST:
            return
        understood = _QUESTION.fullmatch(self._socket.readLine(_LONGEST + 1).data())
        if understood is None:
            self._socket.abort()
            return
        if understood[1]:
            os.environ[_TOKEN] = understood[1].decode("ascii")
        if not self._one.come_forward():
            # Without an answer it is asked again, until the time of whoever asks is over.
            self._socket.abort()
            return
        self._socket.write(_ANSWER)
        self._socket.flush()
        self._socket.disconnectFromServer()


def server_name(data_folder: Path) -> str:
    """Give the name under which the window of a data folder is heard.

    The user is part of it: on a stick that two people use, neither finds the other's socket.
    """
    user = os.getuid() if sys.platform != "win32" else os.environ.get("USERNAME", "")
    place = os.path.normcase(os.path.realpath(data_folder))
    return (
        "clinic-aid-" + hashlib.sha256(f"{user}:{place}".encode(errors="replace")).hexdigest()[:16]
    )


def bring_forward(window: QWidget) -> None:
    """Show a window before all others, un-minimised, with the keyboard."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def _question(token: str) -> bytes:
    asked = f"raise {token}\n".encode(errors="replace")
    return asked if _QUESTION.fullmatch(asked) else b"raise\n"


def _let_others_come_forward() -> None:
    """Pass on the right to come forward, which Windows gives to the process just started."""
    if sys.platform == "win32":
        import ctypes

        any_process = ctypes.c_uint(-1)
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)

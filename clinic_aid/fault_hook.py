"""Faults of the program: one calm sentence on the screen, a line without patients in the log."""

import errno
import logging
import os
import stat
import sys
import threading
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication

from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.system.background import log_fault
from clinic_aid.desktop.system.translation import translate
from clinic_aid.errors import Message
from clinic_aid.files.file_trouble import FileTrouble


class FaultHook:
    """Turns a fault of the program into one calm sentence and a line in the log."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def install(self) -> None:
        """Stand where the interpreter would print a traceback, which may quote a patient."""
        sys.excepthook = self
        threading.excepthook = lambda given: log_fault(given.exc_value or given.exc_type())

    def __call__(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        log_fault(error.with_traceback(trace))
        self._window.say(
            translate(
                "FaultHook",
                "Something went wrong in Clinic Aid. What you entered is still here. "
                "Save it, then start the app again.",
            )
        )


class FaultLog(logging.FileHandler):
    """Writes into a plain file, and nothing anywhere where it cannot: no fault is worth another."""

    def _open(self) -> TextIOWrapper:
        # A pipe would be waited for until somebody reads it.
        without_waiting: int = getattr(os, "O_NONBLOCK", 0)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | without_waiting
        descriptor = os.open(self.baseFilename, flags, 0o666)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise OSError(errno.EINVAL, "not a plain file")
        return os.fdopen(descriptor, "a", encoding=self.encoding)

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(OSError):
            super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Say nothing where a console would be."""


def log_file(folder: Path) -> Path:
    """Give the file that faults are written to."""
    return folder / "faults.log"


def log_trouble(folder: Path) -> FileTrouble | None:
    """Say what keeps faults from being written down, None where nothing does."""
    file = log_file(folder)
    try:
        is_sound = stat.S_ISREG(file.stat().st_mode) and os.access(file, os.W_OK)
    except FileNotFoundError:
        return None  # it is made when there is something to write
    except OSError:
        is_sound = False
    if is_sound:
        return None
    return FileTrouble(
        what=Message("Faults of Clinic Aid cannot be written down: this is no file to write in."),
        path=file,
        meanwhile=Message("they are written down nowhere. All else works as always."),
    )


def open_log(folder: Path) -> None:
    """Write faults to a file in a folder; without a folder to write in, nowhere."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = FaultLog(log_file(folder), encoding="utf-8", delay=True)
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    faults = logging.getLogger("clinic_aid")
    faults.addHandler(handler)
    faults.propagate = False

"""Faults of the program: one calm sentence on the screen, a line without patients in the log."""

import logging
import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication

from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.system.background import log_fault
from clinic_aid.desktop.system.translation import translate


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


def open_log(folder: Path) -> None:
    """Write faults to a file in a folder; without a folder to write in, nowhere."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = logging.FileHandler(
            folder / "faults.log", encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    faults = logging.getLogger("clinic_aid")
    faults.addHandler(handler)
    faults.propagate = False

"""A PySide6 window with nothing in it, and the modules that the arguments name.

Imports nothing of ours: it is what the app is measured against.
"""

import os
import sys
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

SETTLED_MS = 500


class FirstPaint(QObject):
    """Says once, when the event that paints a window is over, that it is on the screen."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        window.installEventFilter(self)
        self._window = window

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, lambda: print("shown", flush=True))
        return False


def resident_memory(process: int | str = "self") -> float:
    """Give a process's resident memory in MB, pages shared with others included."""
    pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> int:
    """Show the window until it has settled, and tell its memory."""
    for name in sys.argv[1:]:
        import_module(name)
    application = QApplication([])
    window = QMainWindow()
    window.resize(1280, 800)
    window.setCentralWidget(QLabel("Bare"))
    FirstPaint(window)
    window.show()

    def end() -> None:
        print("idle", resident_memory(), flush=True)
        application.quit()

    QTimer.singleShot(SETTLED_MS, end)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())

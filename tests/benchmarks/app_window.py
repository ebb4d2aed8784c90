"""The app as `clinic-aid demo` opens it, which tells what has been reached.

`shown`: painted for the first time. `usable`: content read, screens in place, the first card of
Home has the keyboard. `idle`: the guide is made and nothing is under way.
"""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from clinic_aid import demo
from clinic_aid.__main__ import main
from clinic_aid.app_content import AppContent
from tests.benchmarks.bare_window import SETTLED_MS, FirstPaint, resident_memory


class TellingDemo(demo.Demo):
    """The app, which prints a line for each thing reached, and ends after the last."""

    def show(self) -> None:
        FirstPaint(self.window)
        self.window.filled.connect(self._look_for_the_keyboard)
        self.window.current.connect(lambda: QTimer.singleShot(SETTLED_MS, self._tell_idle))
        super().show()

    def _look_for_the_keyboard(self) -> None:
        if QApplication.focusWidget() is None:
            QTimer.singleShot(0, self._look_for_the_keyboard)
        else:
            print("usable", flush=True)

    def _tell_idle(self) -> None:
        tell_idle(self._content)


def tell_idle(load_app_content: AppContent | None) -> None:
    """Print the memory of window and worker, and the modules of Qt; end the app."""
    assert load_app_content is not None
    worker = load_app_content.renderer.process_id
    assert worker is not None
    modules = (name for name in list(sys.modules) if name.startswith("PySide6.Qt"))
    print("idle", resident_memory(), resident_memory(worker), *sorted(modules), flush=True)
    QApplication.quit()


if __name__ == "__main__":
    demo.Demo = TellingDemo  # type: ignore[misc]  # `run` looks it up by this name
    sys.exit(main(["demo"]))

"""The app as a clinic starts it, which tells what has been reached; it unlocks the vault itself.

`shown`: painted for the first time. `door`: the entry for the passphrase has the keyboard.
`entered`: the content is read meanwhile, and Enter is pressed. `usable`: the first card of Home
has the keyboard. `idle`: nothing is under way. The vault is that of CLINIC_AID_HOME.
"""

import sys
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from clinic_aid import app
from clinic_aid.__main__ import main
from clinic_aid.app_content import AppContent
from clinic_aid.vault.passphrases import Cost
from tests.benchmarks.app_window import tell_idle
from tests.benchmarks.bare_window import SETTLED_MS, FirstPaint
from tests.benchmarks.measuring import PASSPHRASE

CHEAP = Cost(memory=8 << 10, passes=1, lanes=1)
"""The derivation of the key is left out of what is measured; so is the time to measure it."""


class UnlockingApp(app.App):
    """The app, which prints a line for each thing reached, and ends after the last."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named, cost=CHEAP)
        self._line: QLineEdit | None = None
        self._is_usable = False

    def show(self) -> None:
        FirstPaint(self.window)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)
        super().show()

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._line is None and isinstance(now, QLineEdit):
            print("door", flush=True)
            self._line = now
            self._enter()
        elif self.vault is not None and not self._is_usable and now is self.window.home.new:
            print("usable", flush=True)
            self._is_usable = True
            self._end_soon()

    def _on_read(self, read: AppContent) -> None:
        super()._on_read(read)
        self._enter()

    def _enter(self) -> None:
        """Press Enter once the content is read, as it is while somebody types a passphrase."""
        if self._content is None or self._line is None or self.vault is not None:
            return
        self._line.setText(PASSPHRASE)
        print("entered", flush=True)
        self.window.unlocking.unlock.unlock.click()  # type: ignore[union-attr]

    def _end_soon(self) -> None:
        QTimer.singleShot(SETTLED_MS, self._end_if_idle)

    def _end_if_idle(self) -> None:
        if self.pool.activeThreadCount():
            self._end_soon()
        else:
            tell_idle(self._content)


if __name__ == "__main__":
    app.App = UnlockingApp  # type: ignore[misc]  # `run` looks it up by this name
    sys.exit(main([]))

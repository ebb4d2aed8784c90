"""Everything that makes the app lock or stay lit, in one place; a lock is told, never asked."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from clinic_aid.desktop.system.clipboard import ClipboardCare
from clinic_aid.desktop.system.idleness import Idleness
from clinic_aid.desktop.system.sleep_signals import SystemLeaving
from clinic_aid.desktop.system.staying_lit import StayingLit
from clinic_aid.domain.records import Settings


class Locking(QObject):
    """Watches for idleness, for the system going to sleep or being locked, and for Ctrl+L.

    The key is seen before any window, dialog or menu gets it: none of them keeps it back.
    """

    due = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        steady: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self.idleness = Idleness(steady, wall, self)
        self.clipboard = ClipboardCare(self)
        self.lit = StayingLit(self)
        self._leaving = SystemLeaving(self)
        self._watches = False
        self.idleness.lock_due.connect(self.due)
        self._leaving.leaving.connect(self._on_leaving)

    def begin(self, settings: Settings) -> None:
        """Watch from now on: the vault is open."""
        self.idleness.follow(settings)
        self.idleness.begin()
        self._leaving.begin()
        self._watches = True
        if (application := QCoreApplication.instance()) is not None:
            application.installEventFilter(self)

    def end(self) -> None:
        """Watch no longer, let the screen go dark, and take what is ours off the clipboard."""
        self._watches = False
        self.idleness.end()
        self.lit.end()
        self.clipboard.clear()
        if (application := QCoreApplication.instance()) is not None:
            application.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if self._watches and isinstance(event, QKeyEvent) and _is_lock_key(event):
            self._watches = False
            self.due.emit()
            return True
        return False

    def present(self, presents: bool) -> None:
        """Give a talk its time without a touch, on a screen that stays lit."""
        self.idleness.present(presents)
        self.lit.hold(presents)

    def _on_leaving(self) -> None:
        if self._watches:
            self.due.emit()


def _is_lock_key(event: QKeyEvent) -> bool:
    return (
        event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        and event.key() == Qt.Key.Key_L
        and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    )

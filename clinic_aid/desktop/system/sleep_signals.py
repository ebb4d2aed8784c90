"""What the system says when it is about to sleep, or hides the screen."""

import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import SLOT, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

_LOGIN: Final = "org.freedesktop.login1"
_SCREEN_SAVERS: Final = (
    "org.freedesktop.ScreenSaver",  # KDE Plasma and others
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
_CHANGE: Final = SLOT("_on_change(bool)")
_LOCK: Final = SLOT("_on_lock()")


class SystemLeaving(QObject):
    """Listens to the buses of a Linux desktop; elsewhere, and without a bus, to nothing.

    Whoever can send on a bus can make the app lock. That is the safe side, and so neither the
    sender nor the session that a lock is meant for is asked: finding one's own can fail.
    """

    leaving = Signal()
    """The system is about to sleep, locks the session, or has put up its screen saver."""

    def begin(self) -> None:
        """Listen from now on; once is enough."""
        if not sys.platform.startswith("linux"):
            return
        # Connecting needs a moment, and where there is no bus the library need not be loaded.
        from PySide6.QtDBus import QDBusConnection

        system = QDBusConnection.systemBus()
        if system.isConnected():
            self._follow(system, f"{_LOGIN}.Manager", "PrepareForSleep", _CHANGE)
            self._follow(system, f"{_LOGIN}.Session", "Lock", _LOCK)
        own = QDBusConnection.sessionBus()
        if own.isConnected():
            for screen_saver in _SCREEN_SAVERS:
                self._follow(own, screen_saver, "ActiveChanged", _CHANGE)

    def _follow(self, bus: "QDBusConnection", interface: str, signal: str, slot: str) -> None:
        # From any sender and any path. PySide's types want bytes here, which it does not take.
        bus.connect("", "", interface, signal, self, slot)  # type: ignore[call-overload]

    @Slot(bool)
    def _on_change(self, begins: bool) -> None:
        # False comes on waking up, and when the screen saver goes.
        if begins:
            self.leaving.emit()

    @Slot()
    def _on_lock(self) -> None:
        self.leaving.emit()

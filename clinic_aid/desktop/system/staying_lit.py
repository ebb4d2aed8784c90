"""Keep the screen lit and the system awake while nobody touches anything and people talk."""

from contextlib import suppress
from threading import Event, Thread
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from clinic_aid.desktop.system.background import log_fault

AGAIN_S: Final = 30.0
"""After how long a system that refused is asked again."""
_PATIENCE_S: Final = 1.0


def may_stay_lit() -> bool:
    """Ask the system, let go at once, and give whether it had agreed; may take some seconds."""
    # Imported where nobody waits for it.
    from clinic_aid.desktop.system.wake_lock import wake_lock

    with wake_lock() as is_lit:
        return is_lit


class StayingLit(QObject):
    """Asks the system not to take its screen for idle, and says where it does not do so.

    The asking holds for as long as this process lives: who is killed, or gives way to another
    process, holds nothing. The lid, sleep and a lock that somebody asks for are left as they are.
    """

    told = Signal(bool)
    """What the system says when it is asked: does it keep the screen lit?"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._release: Event | None = None
        self._thread: Thread | None = None

    @Slot(bool)
    def hold(self, hold: bool) -> None:
        """Ask for a lit screen from now on, or let go."""
        if hold == (self._release is not None):
            return
        if self._release is not None:
            self._release.set()
            self._release = None
            return
        self._release = Event()
        # A service that does not answer must not hold up a window.
        self._thread = Thread(target=self._held, args=(self._release,), name="lit", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Let go, and wait a moment until the system knows of it."""
        self.hold(False)
        if self._thread is not None:
            self._thread.join(_PATIENCE_S)

    def _held(self, release: Event) -> None:
        is_lit = False
        try:
            from clinic_aid.desktop.system.wake_lock import wake_lock

            while not release.is_set():
                with wake_lock() as is_lit:
                    self._tell(is_lit)
                    # A service that refuses may only have too much to do.
                    release.wait(None if is_lit else AGAIN_S)
        except Exception as error:  # the boundary of the thread
            log_fault(error)
            if not is_lit:
                self._tell(False)

    def _tell(self, is_lit: bool) -> None:
        # The window may be gone meanwhile.
        with suppress(RuntimeError):
            self.told.emit(is_lit)

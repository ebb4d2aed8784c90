"""Records which screen was shown, when and for how long."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QElapsedTimer

MOST_EVENTS = 2000
"""More than any talk has; a file with more would not be read."""


class TalkClock:
    """Runs while a screen is shown; rests while nobody looks at it."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._running = QElapsedTimer()
        self._gathered = 0
        self._screen: str | None = None
        self._began: datetime | None = None

    def start(self, screen: str) -> None:
        """Begin to count for a screen."""
        self._screen, self._began, self._gathered = screen, self._now(), 0
        self._running.start()

    def pause(self) -> None:
        """Stop counting for a while."""
        self._gathered += self._run()
        self._running.invalidate()

    def resume(self) -> None:
        """Go on counting."""
        if self._screen is not None and not self._running.isValid():
            self._running.start()

    @property
    def seconds(self) -> int:
        """Give the whole seconds counted for the screen that is shown."""
        return (self._gathered + self._run()) // 1000

    def stop(self) -> dict[str, object] | None:
        """End the counting, and give the event as the consultation file holds it."""
        if self._screen is None or self._began is None:
            return None
        event: dict[str, object] = {
            "screen": self._screen,
            "at": self._began.strftime("%H:%M:%S"),
            "seconds": self.seconds,
        }
        self._screen = None
        self._running.invalidate()
        return event

    def _run(self) -> int:
        return self._running.elapsed() if self._running.isValid() else 0

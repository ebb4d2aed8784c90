"""Records which screen was shown, when and for how long."""

import time
from collections.abc import Callable
from datetime import datetime


class TalkClock:
    """Runs while a screen is shown; rests while nobody looks at it.

    `now` is for the time of day, `steady` for durations: a clock set anew changes none of these.
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        steady: Callable[[], float] = time.monotonic,
        *,
        content: str,
    ) -> None:
        self._now, self._steady, self._content = now, steady, content
        self._screen: str | None = None
        self._began: datetime | None = None
        self._since: float | None = None
        self._gathered = 0.0

    def start(self, screen: str) -> None:
        """Begin to count for a screen."""
        self._screen, self._began, self._gathered = screen, self._now(), 0.0
        self._since = self._steady()

    def pause(self) -> None:
        """Stop counting for a while."""
        self._gathered += self._run()
        self._since = None

    def resume(self) -> None:
        """Go on counting."""
        if self._screen is not None and self._since is None:
            self._since = self._steady()

    @property
    def seconds(self) -> int:
        """Give the whole seconds counted for the screen that is shown."""
        return int(self._gathered + self._run())

    @property
    def event(self) -> dict[str, object] | None:
        """Give what is counted so far, as the consultation file holds it."""
        if self._screen is None or self._began is None:
            return None
        return {
            "screen": self._screen,
            "day": self._began.date().isoformat(),
            "at": self._began.strftime("%H:%M:%S"),
            "seconds": self.seconds,
            "content": self._content,
        }

    def stop(self) -> dict[str, object] | None:
        """End the counting, and give its event."""
        event = self.event
        self._screen, self._since, self._gathered = None, None, 0.0
        return event

    def _run(self) -> float:
        return 0.0 if self._since is None else self._steady() - self._since

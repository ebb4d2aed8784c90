"""Keeps in the consultation which screens were shown, from the moment that each is."""

from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.talk.clock import TalkClock
from clinic_aid.domain.walkthrough import visit_seconds
from clinic_aid.entry.shown_events import shown_of, with_event

KEPT_EVERY_S = 15
"""How many seconds of the last screen a crash may take away."""


class TalkRecord:
    """Writes one event for each screen, and tells how long the talk took so far."""

    def __init__(self, session: Session, clock: TalkClock) -> None:
        self._session, self._clock = session, clock
        self._since_kept = 0
        self._is_last = False

    def begin(self, screen: str) -> None:
        """Begin with a screen; where the talk stopped is known from now on."""
        self._clock.start(screen)
        self._is_last = False
        self.keep()

    def end(self) -> None:
        """End with the screen that was shown."""
        self.keep()
        self._clock.stop()

    def tick(self) -> int:
        """Give the seconds that the talk took; called every second."""
        self._since_kept += 1
        if self._since_kept >= KEPT_EVERY_S:
            self.keep()
        return self.seconds

    @property
    def seconds(self) -> int:
        """Give the seconds that the talk took, pauses left out."""
        told = shown_of(self._session.draft)
        # The screen that is shown is among them, with the seconds that were kept last.
        before = told[:-1] if self._is_last and self._clock.event else told
        return visit_seconds(before) + self._clock.seconds

    def keep(self) -> None:
        """Write the event of the screen that is shown, as far as it goes."""
        self._since_kept = 0
        event = self._clock.event
        if event is None:
            return
        events = with_event(self._session.draft, event, is_last=self._is_last)
        if events is not None:
            self._is_last = True
            # Nothing on any screen changes by it: it is checked and told when the talk ends.
            self._session.note("shown", events)

"""The order of a talk's screens, how far it is, and where it goes on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from clinic_aid.domain.consultation import Shown

GLANCE = 2
"""A screen passed by in fewer seconds was not shown to anybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walkthrough:
    """The chapters of a talk, each with the names of its screens, all in order."""

    chapters: Mapping[str, tuple[str, ...]]

    @property
    def screens(self) -> tuple[str, ...]:
        """Give all screens in order."""
        return tuple(screen for screens in self.chapters.values() for screen in screens)

    def chapter_of(self, screen: str) -> str:
        """Give the chapter that a screen belongs to; KeyError for no screen of this talk."""
        for chapter, screens in self.chapters.items():
            if screen in screens:
                return chapter
        raise KeyError(screen)

    def after(self, screen: str) -> str | None:
        """Give the next screen, None after the last."""
        return self._beside(screen, 1)

    def before(self, screen: str) -> str | None:
        """Give the screen before, None before the first."""
        return self._beside(screen, -1)

    def first_of(self, chapter: str) -> str:
        """Give the first screen of a chapter."""
        return self.chapters[chapter][0]

    def resume_at(self, shown: Sequence[Shown]) -> str:
        """Give the screen at which the talk stopped; the first where nothing was shown yet."""
        known = set(self.screens)
        for event in reversed(shown):
            if event.screen in known:
                return event.screen
        return self.screens[0]

    def seen(self, shown: Iterable[Shown]) -> frozenset[str]:
        """Give the screens that were shown for longer than a glance."""
        known = set(self.screens)
        return frozenset(
            event.screen
            for event in shown
            if event.screen in known and (event.seconds is None or event.seconds >= GLANCE)
        )

    def _beside(self, screen: str, step: int) -> str | None:
        screens = self.screens
        place = screens.index(screen) + step
        return screens[place] if 0 <= place < len(screens) else None


def visit_seconds(shown: Iterable[Shown]) -> int:
    """Give how long the talk took so far; pauses between its screens do not count."""
    return sum(event.seconds or 0 for event in shown)

"""Pages made ready while nobody waits for them, so that each screen comes at once."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

from clinic_aid.desktop.talk.stage import TalkStage
from clinic_aid.entry.draft import Draft
from clinic_aid.talk.model import Talk

BEGIN_MS: Final = 400
"""How long a screen is in view before others are made ready: no change of screens waits."""
STEP_MS: Final = 20
"""The least time between two steps, in which a click or a key is answered."""


class Prebuilding(QObject):
    """Makes the pages of the screens to come, a small step at a time, the next screen's first."""

    def __init__(self, stage: TalkStage) -> None:
        super().__init__(stage)
        self._stage = stage
        self._steps: Iterator[None] = iter(())
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)

    def begin(self, talk: Talk, draft: Draft, key: str) -> None:
        """Make ready what may come after a screen, once that has been in view for a moment."""
        self._steps = self._making(talk, draft, key)
        self._timer.start(BEGIN_MS)

    def stop(self) -> None:
        """Make nothing any more."""
        self._timer.stop()
        self._steps = iter(())

    @Slot()
    def _go_on(self) -> None:
        self._timer.setInterval(STEP_MS)
        if next(self._steps, self) is self:
            self._timer.stop()

    def _making(self, talk: Talk, draft: Draft, key: str) -> Iterator[None]:
        names = list(talk.screens)
        here = names.index(key)
        for name in names[here + 1 :] + names[:here]:
            screen = talk.screens[name]
            # The page in view is there already: none is shown anything behind its back.
            if not self._stage.has_page_for(screen):
                page = self._stage.page_for(screen)
                yield
                page.show_screen(screen, talk, draft)
                yield
                # Painted once, out of sight: it has its layout then, and its pictures are drawn.
                page.grab()
                yield

"""The head of a screen that shares its width with something large beside it."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from clinic_aid.desktop.talk.kit.fitting import FitBox, set_ease
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.layout_height import height_now
from clinic_aid.talk.model import Talk, TalkScreen


class ScreenHead(FitBox):
    """Chapter, headline and lead, as high as they need up to a limit.

    `lead_row` has room for something that stands at the end of the lead's line.
    """

    def __init__(self) -> None:
        super().__init__()
        self.eyebrow, self.headline, self.lead = Words("eyebrow"), Words("headline"), Words("lead")
        column = self._inside = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.eyebrow)
        column.addWidget(self.headline)
        self.lead_row = QHBoxLayout()
        self.lead_row.setSpacing(24)
        self.lead_row.addWidget(self.lead, 1)
        column.addLayout(self.lead_row)
        column.addStretch(1)

    def show_head(self, screen: TalkScreen) -> None:
        """Show what a screen says of itself."""
        self.eyebrow.say(screen.chapter_name)
        self.headline.say(screen.headline)
        self.lead.say(screen.lead or "")
        self.lead.setVisible(bool(screen.lead))

    def take_height(self, scale: float, width: int, most: int) -> None:
        """Become as high as the words are at the size wanted, `most` at most; then fit them."""
        wanted, smallest = (self._height_at(scale, ease, width) for ease in (1.0, 0.0))
        self.setFixedHeight(max(smallest, min(wanted, most)))
        self.draw_at(scale)

    def _height_at(self, scale: float, ease: float, width: int) -> int:
        set_ease((self.eyebrow, self.headline, self.lead), scale, ease)
        return height_now(self._inside, width)


def explanation_of(screen: TalkScreen, talk: Talk) -> TalkScreen | None:
    """Give the screen that explains the topic of another one, as far as there is one."""
    explained = (it for it in talk.screens.values() if it.kind == "explain")
    return next((it for it in explained if it.topic == screen.topic), None)

"""What every screen of the talk has in common."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.fitting import FitBox, set_ease
from clinic_aid.desktop.talk.kit.words import TalkView, Words
from clinic_aid.desktop.widgets.layout_height import height_now, needed_height
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row
from clinic_aid.desktop.widgets.style import Fitting, Look
from clinic_aid.entry.draft import Draft
from clinic_aid.talk.model import Talk, TalkScreen

GUIDE = "guide"
CHOOSE_PRODUCT = "choose-product"
PAGE_MARGINS: Final = (60, 34, 60, 24)
"""Of every screen, so that nothing jumps from one to the next; as those of the bar below."""


class TalkPage(TalkView, Fitting):
    """One kind of screen. It shows values, and says what was entered; it knows no window.

    A screen too full for one view has several parts, which turn like screens of their own.
    Besides words, it may ask for GUIDE and CHOOSE_PRODUCT.
    """

    turned = Signal()
    """Another part came into view, or there are more or fewer parts."""

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__()
        self.look = look
        self.services = services
        self.setObjectName("talkPage")

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        """Show what a screen says, and what the consultation holds of it.

        Called again after each change of the consultation: what somebody is typing in stays.
        """
        raise NotImplementedError

    @property
    def parts(self) -> int:
        """Give how many views the screen takes."""
        return 1

    @property
    def part(self) -> int:
        """Give the view shown, counted from 0."""
        return 0

    @property
    def sources(self) -> tuple[str, ...]:
        """Give the sources of what is in view, where they are not the screen's own."""
        return ()

    def turn_to(self, part: int) -> None:
        """Show a view of the screen."""


class ScreenHead(FitBox):
    """Chapter, headline and lead, in the size that their room allows.

    `lead_row` has room for something that stands at the end of the lead's line.
    """

    def __init__(self) -> None:
        super().__init__()
        self.eyebrow, self.headline, self.lead = Words("eyebrow"), Words("headline"), Words("lead")
        self.lead_row = row((self.lead, 1), spacing=24)
        items = (self.eyebrow, self.headline, self.lead_row, STRETCH)
        self.inside = column(*items, on=self, spacing=4)

    def show_head(self, screen: TalkScreen) -> None:
        """Show what a screen says of itself."""
        self.eyebrow.say(screen.chapter_name)
        self.headline.say(screen.headline)
        self.say_lead(screen.lead or "")

    def say_lead(self, lead: str) -> None:
        """Show a lead; without words none."""
        self.lead.say(lead)
        self.lead.setVisible(bool(lead))

    def take_height(self, scale: float, width: int, most: int) -> None:
        """Become as high as the words are at the size wanted, `most` at most; then fit them."""
        wanted, smallest = (self._height_at(scale, ease, width) for ease in (1.0, 0.0))
        self.setFixedHeight(max(smallest, min(wanted, most)))
        self.draw_at(scale)

    def _height_at(self, scale: float, ease: float, width: int) -> int:
        set_ease((self.eyebrow, self.headline, self.lead), scale, ease)
        return height_now(self.inside, width)


class HeadedPage(TalkPage):
    """A screen with its headline on top and its body below, over the whole width.

    The head has `head_share` of the height, and no less than `head_least` at 1366 x 768.
    """

    head_share = 0.21
    head_least = 128

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services)
        head = self.head = ScreenHead()
        self.eyebrow, self.headline, self.lead = head.eyebrow, head.headline, head.lead
        self.body = QWidget()
        self.top = row((self.head, 1), spacing=24)
        column(self.top, (self.body, 1), on=self, spacing=16, margins=PAGE_MARGINS)

    def show_head(self, screen: TalkScreen) -> None:
        """Show chapter, headline and lead."""
        self.head.show_head(screen)
        self.fit()

    def fit(self) -> None:
        """Give the head its share of the height, and its words what fits into that."""
        least = self.head_least * self.scale
        height = round(max(self.height() * self.head_share, least))
        self.head.setFixedHeight(height)
        self.head.fit()
        if self.head.width() > 1:
            # Long words have the height they need at their smallest.
            needed = needed_height(self.head.inside, self.head.width())
            self.head.setFixedHeight(max(height, needed))
            self.head.fit()


def explanation_of(screen: TalkScreen, talk: Talk) -> TalkScreen | None:
    """Give the screen that explains the topic of another one, as far as there is one."""
    explained = (it for it in talk.screens.values() if it.kind == "explain")
    return next((it for it in explained if it.topic == screen.topic), None)

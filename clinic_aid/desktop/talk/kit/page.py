"""What every screen of the talk has in common."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.fitting import FitBox, Fitting
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.layout_height import needed_height
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.entry.draft import Draft
from clinic_aid.talk.model import Talk, TalkScreen

GUIDE = "guide"
CHOOSE_PRODUCT = "choose-product"
PAGE_MARGINS: Final = (60, 34, 60, 24)
"""Of every screen, so that nothing jumps from one to the next; as those of the bar below."""


class TalkPage(Fitting):
    """One kind of screen. It shows values, and says what was entered; it knows no window.

    A screen too full for one view has several parts, which turn like screens of their own.
    """

    edited = Signal(str, object)
    """A path of the consultation file and the new value there; None takes it away."""
    asked = Signal(str)
    """Something to show besides: "term:<word>", GUIDE, or CHOOSE_PRODUCT."""
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

    def term_links(self, *labels: Words) -> None:
        """Let a tapped word ask for its explanation."""
        for label in labels:
            label.linkActivated.connect(self.asked)


class HeadedPage(TalkPage):
    """A screen with its headline on top and its body below, over the whole width.

    The head has `head_share` of the height, and no less than `head_least` at 1366 x 768.
    """

    head_share = 0.21
    head_least = 128

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services)
        self.eyebrow, self.headline, self.lead = Words("eyebrow"), Words("headline"), Words("lead")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*PAGE_MARGINS)
        self._column.setSpacing(16)
        self.head = FitBox()
        head = QVBoxLayout(self.head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(4)
        for words in (self.eyebrow, self.headline, self.lead):
            head.addWidget(words)
        head.addStretch(1)
        self.top = QHBoxLayout()
        self.top.setSpacing(24)
        self.top.addWidget(self.head, 1)
        self._column.addLayout(self.top)
        self.body = QWidget()
        self._column.addWidget(self.body, 1)
        self.term_links(self.headline, self.lead)

    def show_head(self, screen: TalkScreen) -> None:
        """Show chapter, headline and lead."""
        self.eyebrow.say(screen.chapter_name)
        self.headline.say(screen.headline)
        self.lead.say(screen.lead or "")
        self.lead.setVisible(bool(screen.lead))
        self.fit()

    def fit(self) -> None:
        """Give the head its share of the height, and its words what fits into that."""
        least = self.head_least * self.scale
        height = round(max(self.height() * self.head_share, least))
        self.head.setFixedHeight(height)
        self.head.fit()
        inside = self.head.layout()
        if inside is not None and self.head.width() > 1:
            # Long words have the height they need at their smallest.
            needed = needed_height(inside, self.head.width())
            self.head.setFixedHeight(max(height, needed))
            self.head.fit()

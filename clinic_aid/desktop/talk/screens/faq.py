"""Questions that people ask: one is chosen, and its answer stands large beside them."""

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.cards import TapCard
from clinic_aid.desktop.talk.kit.fitting import FitBox
from clinic_aid.desktop.talk.kit.lists import ListPage
from clinic_aid.desktop.talk.kit.pictures import IllustrationView
from clinic_aid.desktop.talk.kit.words import Words, plain
from clinic_aid.desktop.widgets.layouts import STRETCH, add_items, column, styled
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.entry.draft import Draft
from clinic_aid.handout.parts import Card
from clinic_aid.talk.model import Talk, TalkScreen

_CARD_MARGIN = 20
_TALKING = "todays-talk"


class FaqPage(ListPage):
    """The questions on the side where reading begins, the answer on the other."""

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services, spacing=8)
        self.chosen: Card | None = None
        self.pane = FitBox()
        self.question, self.answer = Words("strong"), Words("answer")
        items = (STRETCH, self.question, self.answer, STRETCH)
        column(*items, on=styled(self.pane, "card"), spacing=16, margins=(36, 30, 36, 30))
        self.figure = IllustrationView(look, captioned=False)
        self.beside.setSpacing(24)
        self.beside.setStretch(0, 46)
        add_items(self.beside, (self.figure, 54), (self.pane, 54))

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        self.show_head(screen)
        self.show_values(talk.faq, self._card)
        if self.chosen not in talk.faq:
            self.chosen = None
        # Two people who talk, as at the beginning, where no answer is shown yet.
        first = talk.screens.get(_TALKING)
        self.figure.show_illustration(first.illustration if first is not None else None)
        self._asked = talk.faq
        self._show_chosen()

    def _card(self, asked: Card) -> TapCard:
        card = TapCard(plain(asked.title))
        card.inside.setContentsMargins(24, _CARD_MARGIN, 24, _CARD_MARGIN)
        card.tapped.connect(lambda: self._choose(asked))
        return card

    def _choose(self, asked: Card) -> None:
        # The chosen one tapped again closes its answer.
        self.chosen = None if self.chosen == asked else asked
        self._show_chosen()

    def _show_chosen(self) -> None:
        for card, row in zip(self._asked, self.rows.of_kind(TapCard), strict=True):
            row.mark(card == self.chosen)
        self.pane.setVisible(self.chosen is not None or self.figure.shown is None)
        self.figure.setVisible(self.pane.isHidden())
        if self.chosen is not None:
            self.question.say(self.chosen.title)
            self.answer.say(self.chosen.text)
        self.pane.fit()

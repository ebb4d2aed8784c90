"""Where the patient can talk about it, and get help that is not the clinic's."""

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.lists import CardRow, ListPage
from clinic_aid.desktop.talk.kit.screen_head import explanation_of
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.figures.view import FigureView
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.entry.draft import Draft
from clinic_aid.talk.model import Illustration, Talk, TalkScreen


class SupportPage(ListPage):
    """Calm cards on the side where reading starts; the picture of the topic beside them."""

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services, spacing=10)
        self.figure = FigureView(look)
        self.beside.setSpacing(32)
        self.beside.setStretch(0, 64)
        self.beside.addWidget(self.figure, 36)
        self._shown: Illustration | None = None

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        self.show_head(screen)
        explained = explanation_of(screen, talk)
        self._show_figure(explained.illustration if explained else None)
        self.show_values(talk.support, self._card)

    def _card(self, text: str) -> CardRow:
        card = CardRow(margin=14)
        card.line.addWidget(Words("body", text), 1)
        return card

    def _show_figure(self, drawn: Illustration | None) -> None:
        self.figure.setVisible(drawn is not None)
        if drawn is not None and drawn != self._shown:
            self.figure.show_figure(drawn.figure, words=drawn.words, alt=drawn.alt)
        self._shown = drawn

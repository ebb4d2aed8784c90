"""Where the patient can talk about it, and get help that is not the clinic's."""

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.lists import CardRow, ListPage
from clinic_aid.desktop.talk.kit.page import explanation_of
from clinic_aid.desktop.talk.kit.pictures import IllustrationView
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.entry.draft import Draft
from clinic_aid.talk.model import Talk, TalkScreen


class SupportPage(ListPage):
    """Calm cards on the side where reading starts; the picture of the topic beside them."""

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services, spacing=10)
        self.figure = IllustrationView(look, captioned=False)
        self.beside.setSpacing(32)
        self.beside.setStretch(0, 64)
        self.beside.addWidget(self.figure, 36)

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        self.show_head(screen)
        explained = explanation_of(screen, talk)
        self.figure.show_illustration(explained.illustration if explained else None)
        self.show_values(talk.support, self._card)

    def _card(self, text: str) -> CardRow:
        return CardRow((Words("body", text), 1), margin=14)

"""Teach-back: the patient tells it in their own words, topic by topic."""

from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.cards import TapCard
from clinic_aid.desktop.talk.kit.fitting import FitBox
from clinic_aid.desktop.talk.kit.hints import SaidBack
from clinic_aid.desktop.talk.kit.rows import PagedRows
from clinic_aid.desktop.talk.kit.turning import TurningPage
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.entry.draft import Draft
from clinic_aid.entry.said import Entry, teach_back_of
from clinic_aid.entry.shown_events import shown_of
from clinic_aid.talk.model import Talk, TalkScreen


class SaidBackPage(TurningPage):
    """The topics, those talked about first, and what was said back about one of them."""

    _talk: Talk

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services)
        self.rows = PagedRows(most=5)
        self.turn_by(self.rows)
        self.box = FitBox()
        self.box.setFixedHeight(96)
        # The card of the topic may stand in another view of the list.
        self.about, self.question = Words("eyebrow"), Words("lead")
        column(self.about, self.question, STRETCH, on=self.box, spacing=4)
        self.said = SaidBack(look)
        self.said.edited.connect(self.edited)
        right = QWidget()
        column(self.box, (self.said, 1), on=right, spacing=14)
        row((self.rows, 46), (right, 54), on=self.body, spacing=40)
        self._topic = ""
        self._order: list[str] = []
        self._draft = Draft({})

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        self.show_head(screen)
        self._talk, self._draft = talk, draft
        topics = self._topics(talk, draft)
        told = ((key, talk.topics[key], self._note(teach_back_of(draft, key))) for key in topics)
        if self.rows.show_values(told, lambda topic: self._card(*topic)):
            self.tell_views()
        if self._topic not in topics:
            self._topic = topics[0]
        self._show_topic()

    def draw_at(self, scale: float) -> None:
        super().draw_at(scale)
        self.box.setFixedHeight(round(96 * scale))

    def _topics(self, talk: Talk, draft: Draft) -> list[str]:
        """Give the topics in the talk's order: what was talked about, then all others."""
        explained = [s.topic for s in talk.screens.values() if s.kind == "explain"]
        if self.isVisible() and sorted(self._order) == sorted(explained):
            # No card moves out of view because something was just said about it.
            return self._order
        seen = talk.walkthrough.seen(shown_of(draft))
        begun = [key for key in explained if key in seen or teach_back_of(draft, key)]
        self._order = begun + [key for key in explained if key not in begun]
        return self._order

    def _note(self, said: Entry) -> str:
        outcome = {
            "clear": self.tr("It is clear"),
            "explain-again": self.tr("Explain again"),
        }.get(str(said.get("outcome", "")), "")
        return str(said.get("words") or outcome or self.tr("Not said back yet"))

    def _card(self, topic: str, headline: str, note: str) -> TapCard:
        card = TapCard(headline, note)
        card.tapped.connect(lambda: self._choose(topic))
        return card

    def _choose(self, topic: str) -> None:
        self._topic = topic
        self._show_topic()
        self.said.entry.text.setFocus()

    def _show_topic(self) -> None:
        for card, key in zip(self.rows.of_kind(TapCard), self._order, strict=True):
            card.mark(key == self._topic)
        screens = self._talk.screens.values()
        screen = next(s for s in screens if s.topic == self._topic and s.kind == "explain")
        self.about.say(self._talk.topics[self._topic])
        self.question.say(screen.teach_back)
        self.box.fit()
        self.said.show_topic(self._topic, self._draft)

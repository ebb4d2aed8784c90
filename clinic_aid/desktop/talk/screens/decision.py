"""The decision, which is the patient's, and the way to the guide."""

from PySide6.QtWidgets import QSizePolicy

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.cards import ChosenSign, TapCard
from clinic_aid.desktop.talk.kit.care_box import CareBox
from clinic_aid.desktop.talk.kit.fitting import FitBox, has_room, set_ease
from clinic_aid.desktop.talk.kit.page import GUIDE, HeadedPage
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.buttons import make_button
from clinic_aid.desktop.widgets.layout_height import height_now
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row
from clinic_aid.desktop.widgets.style import Fitting, IconSign, Look
from clinic_aid.entry.draft import Draft
from clinic_aid.talk.model import Talk, TalkScreen

_MOST_CARES = 3


class CalmCard(CareBox, Fitting):
    """What keeps a decision free, as high as its words need and no higher."""

    def __init__(self, look: Look) -> None:
        self.box = FitBox()
        self.lines = [Words("body") for _ in range(2 + _MOST_CARES)]
        self._words = column(STRETCH, *self.lines, STRETCH, on=self.box, spacing=4)
        sign = IconSign(look.icon("care", "amber-ink"), 26)
        super().__init__(self.box, sign=sign, margins=(22, 20, 22, 20))

    def fit(self) -> None:
        if has_room(self.box):
            set_ease(self.lines, self.scale, 1.0)
            edges = self.inside.contentsMargins()
            needed = height_now(self._words, self.box.width())
            self.setMaximumHeight(needed + edges.top() + edges.bottom())
        self.box.fit()


class DecisionPage(HeadedPage):
    """Three answers of one size; none is chosen until somebody says so."""

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services)
        self.cards: dict[str, TapCard] = {}
        self.choices = FitBox()
        self._notes = {
            "go-ahead": self.tr("Your guide holds the plan, with its dates. You can still say no."),
            "think-about-it": self.tr(
                "Your guide says “if you go ahead”. Take it home and read it."
            ),
            "no": self.tr("Your guide holds no plan and no dates. All else stays in it."),
        }
        titles = (self.tr("Go ahead"), self.tr("Think about it"), self.tr("No"))
        for (key, note), title in zip(self._notes.items(), titles, strict=True):
            card = TapCard(title, note, sign=ChosenSign(look, 36))
            card.title.take_role("choice")
            card.note.take_role("body")
            card.tapped.connect(lambda key=key: self._choose(key))
            card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            self.cards[key] = card
        row(*((card, 1) for card in self.cards.values()), on=self.choices, spacing=20)
        self.calm = CalmCard(look)
        self.box, self.lines = self.calm.box, self.calm.lines
        self.cost = Words("body", ease=0.5)
        self.guide = make_button(look, self.tr("To your guide"), icon="pdf", kind="primary")
        self.guide.clicked.connect(lambda: self.asked.emit(GUIDE))
        foot = row((self.cost, 1), self.guide)
        column((self.choices, 4), (self.calm, 4), foot, on=self.body, spacing=20)
        self._chosen: object = None

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        self.show_head(screen)
        self._chosen = draft.value("decision")
        for key, card in self.cards.items():
            card.mark(key == self._chosen)
        self._tell_of_guide(talk)
        texts = self._calm_texts(talk)
        for line, text in zip(self.lines, texts + [""] * len(self.lines), strict=False):
            line.say(text)
            line.setVisible(bool(text))
        cost = talk.pages.full_cost if talk.pages is not None else None
        self.cost.say(self.tr("Full cost: {cost}").format(cost=cost) if cost else "")
        self.calm.fit()
        self.choices.fit()

    def _tell_of_guide(self, talk: Talk) -> None:
        """Say what the guide will hold; while a check stops the treatment, no date at all."""
        stopped = talk.pages is not None and bool(talk.pages.plan.stops)
        waits = self.tr("Your guide says what must be cleared first. It holds no treatment date.")
        for key in ("go-ahead", "think-about-it"):
            self.cards[key].tell(waits if stopped else self._notes[key])

    def _calm_texts(self, talk: Talk) -> list[str]:
        """Give what keeps a decision free: what a doctor must clear, then that it can wait."""
        plan = talk.pages.plan if talk.pages is not None else None
        cares = [*plan.stops, *plan.cautions] if plan is not None else []
        if len(cares) > _MOST_CARES:
            more = self.tr("And {count} more. All of them stand in your guide.")
            rest = len(cares) - _MOST_CARES + 1
            cares = [*cares[: _MOST_CARES - 1], more.format(count=rest)]
        waits = talk.labels["no-pressure-undated"]
        if talk.decide_by is not None:
            waits = talk.labels["no-pressure"].replace("{decide_by}", talk.decide_by)
        return [*cares, waits, talk.labels["ask-elsewhere"]]

    def _choose(self, key: str) -> None:
        # A second tap takes it back: nothing is decided by accident.
        self.edited.emit("decision", None if key == self._chosen else key)

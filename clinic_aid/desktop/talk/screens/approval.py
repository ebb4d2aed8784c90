"""Whether the treatment is approved where the clinic is, and what the clinic says of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.fitting import FitBox
from clinic_aid.desktop.talk.kit.page import HeadedPage
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.style import Look, Sign
from clinic_aid.entry.draft import Draft
from clinic_aid.talk.model import General, Talk, TalkScreen

_MOST_STATEMENTS = 5


class ApprovalPage(HeadedPage):
    """Not approved, said first and plainly; below it the country and the clinic."""

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services)
        self._sources: tuple[str, ...] = ()
        outer = QVBoxLayout(self.body)
        outer.setContentsMargins(0, 0, 0, 0)
        self.box = FitBox()
        outer.addWidget(self.box, 1)
        column = QVBoxLayout(self.box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.not_approved = Words("strong")
        care, inside = _card("sure", QHBoxLayout())
        inside.setSpacing(18)
        inside.addWidget(Sign(look.icon("care", "amber-ink"), 36))
        inside.addWidget(self.not_approved, 1)
        self.country = Words("strong")
        self.statements = [
            Words("answer" if first else "body")
            for first in (True, *(False for _ in range(_MOST_STATEMENTS - 1)))
        ]
        self.checked = Words("note")
        here, inside = _card("card", QVBoxLayout())
        inside.setSpacing(10)
        for words in (self.country, *self.statements):
            inside.addWidget(words)
        inside.addStretch(1)
        inside.addWidget(self.checked)
        self.licence = Words("answer")
        clinic, inside = _card("quiet", QVBoxLayout())
        inside.addWidget(self.licence)
        inside.addStretch(1)
        beside = QHBoxLayout()
        beside.setSpacing(16)
        beside.addWidget(here, 58)
        beside.addWidget(clinic, 42)
        column.addWidget(care)
        column.addLayout(beside, 1)
        for words in (*self.statements, self.licence):
            words.set_tone("ink")
        self.term_links(self.not_approved, *self.statements, self.licence)

    @property
    def sources(self) -> tuple[str, ...]:
        return self._sources

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        self.show_head(screen)
        self._sources = talk.general.approval_sources
        self._show(talk.general)
        self.box.fit()

    def _show(self, general: General) -> None:
        self.not_approved.say(general.not_approved)
        self.country.say(general.country or "")
        self.country.setVisible(general.country is not None)
        said = general.approval
        for number, words in enumerate(self.statements):
            words.setVisible(number < len(said))
            words.say(said[number] if number < len(said) else "")
        self.checked.say(general.approval_checked)
        self.licence.say(general.licence)


def _card(
    name: str, layout: QHBoxLayout | QVBoxLayout
) -> tuple[QWidget, QHBoxLayout | QVBoxLayout]:
    card = QWidget()
    card.setObjectName(name)
    card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    card.setLayout(layout)
    layout.setContentsMargins(28, 20, 28, 20)
    return card, layout

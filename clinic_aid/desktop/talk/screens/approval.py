"""Whether the treatment is approved where the clinic is, and what the clinic says of it."""

from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.care_box import CareBox
from clinic_aid.desktop.talk.kit.fitting import FitBox
from clinic_aid.desktop.talk.kit.page import HeadedPage
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row, styled
from clinic_aid.desktop.widgets.style import IconSign, Look
from clinic_aid.entry.draft import Draft
from clinic_aid.talk.model import General, Talk, TalkScreen

_MOST_STATEMENTS = 5
_MARGINS = (28, 20, 28, 20)


class ApprovalPage(HeadedPage):
    """Not approved, said first and plainly; below it the country and the clinic."""

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services)
        self._sources: tuple[str, ...] = ()
        self.box = FitBox()
        self.not_approved = Words("strong")
        sign = IconSign(look.icon("care", "amber-ink"), 36)
        care = CareBox(self.not_approved, sign=sign, spacing=18, margins=_MARGINS)
        self.country = Words("strong")
        further = (Words("body", tone="ink") for _ in range(_MOST_STATEMENTS - 1))
        self.statements = [Words("answer", tone="ink"), *further]
        self.checked = Words("note")
        self.licence = Words("answer", tone="ink")
        here, clinic = styled(QWidget(), "card"), styled(QWidget(), "quiet")
        column(
            self.country,
            *self.statements,
            STRETCH,
            self.checked,
            on=here,
            spacing=10,
            margins=_MARGINS,
        )
        column(self.licence, STRETCH, on=clinic, margins=_MARGINS)
        beside = row((here, 58), (clinic, 42), spacing=16)
        column(care, (beside, 1), on=self.box, spacing=16)
        column((self.box, 1), on=self.body)

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

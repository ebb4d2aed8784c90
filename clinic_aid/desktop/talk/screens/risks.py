"""Risks by how likely they are: four groups of one look, each with a sign of its own."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.lists import ListPage
from clinic_aid.desktop.talk.kit.pictures import FigureSign
from clinic_aid.desktop.talk.kit.words import Words, plain
from clinic_aid.desktop.talk.screens.signs import SignRow
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row, styled
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.entry.draft import Draft
from clinic_aid.figures.drawing import Figure
from clinic_aid.handout.risks_page import RiskGroup
from clinic_aid.talk.model import Talk, TalkScreen

_SIGN = 46


class GroupCard(QWidget):
    """One group: its sign and name where reading starts, its risks beside them."""

    def __init__(self, figure: Figure, group: RiskGroup) -> None:
        super().__init__()
        self.sign = FigureSign(figure, _SIGN)
        self.title = Words("strong", group.title)
        self.risks = [SignRow(risk.text) for risk in group.risks]
        said = column(STRETCH, *self.risks, STRETCH, spacing=4)
        items = ((self.sign, Qt.AlignmentFlag.AlignVCenter), (self.title, 17), (said, 83))
        row(*items, on=styled(self, "card"), spacing=16, margins=(22, 10, 24, 10))
        risks = " ".join(plain(risk.text) for risk in group.risks)
        self.setAccessibleName(f"{group.title}. {risks}")


class TalkRisksPage(ListPage):
    """All four groups in one view where they fit, else over several; none looks worse."""

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services, together=True)

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        self.show_head(screen)
        pages = talk.pages
        self.needs_product(pages is None)
        if pages is not None:
            leads = (screen.lead, pages.risks.intro)
            self.head.say_lead(" ".join(text for text in leads if text))
            self.fit()
            self.show_values(pages.risks.groups, self._card)

    def _card(self, group: RiskGroup) -> GroupCard:
        figure = self.services.illustrator.draw("level", level=group.likelihood)
        return GroupCard(figure, group)

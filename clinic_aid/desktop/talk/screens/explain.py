"""An explanation screen: one idea, at most three points, one large figure."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.care_box import SureBox
from clinic_aid.desktop.talk.kit.fitting import FitBox
from clinic_aid.desktop.talk.kit.page import PAGE_MARGINS, TalkPage
from clinic_aid.desktop.talk.kit.pictures import IllustrationView
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.entry.draft import Draft
from clinic_aid.talk.model import Talk, TalkScreen

_MOST_POINTS = 3


class PointRow(QWidget):
    """One numbered point."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = QLabel(str(number))
        self.number.setObjectName("pointNumber")
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words = Words("point")
        row((self.number, Qt.AlignmentFlag.AlignTop), (self.words, 1), on=self, spacing=16)


class ExplainPage(TalkPage):
    """Words on the side where reading starts, the figure beside them."""

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services)
        self.box = FitBox()
        self.eyebrow, self.headline = Words("eyebrow"), Words("headline")
        self.points = [PointRow(number + 1) for number in range(_MOST_POINTS)]
        self.sure = SureBox()
        head = column(self.eyebrow, self.headline, spacing=4)
        column(head, *self.points, STRETCH, self.sure, on=self.box, spacing=20)
        self.figure = IllustrationView(look)
        row((self.box, 45), (self.figure, 55), on=self, spacing=40, margins=PAGE_MARGINS)

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        self.eyebrow.say(screen.chapter_name)
        self.headline.say(screen.headline)
        for index, point in enumerate(self.points):
            point.setVisible(index < len(screen.points))
            if index < len(screen.points):
                point.words.say(screen.points[index])
        self.sure.show_sureness(screen.sure)
        self.figure.show_illustration(screen.illustration)
        self.box.fit()

"""An explanation screen: one idea, at most three points, one large figure."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.fitting import FitBox
from clinic_aid.desktop.talk.kit.page import PAGE_MARGINS, TalkPage
from clinic_aid.desktop.talk.kit.words import Words, capital
from clinic_aid.desktop.widgets.figures.view import FigureView
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.entry.draft import Draft
from clinic_aid.talk.model import Illustration, Sureness, Talk, TalkScreen

_MOST_POINTS = 3


class Point(QWidget):
    """One numbered point."""

    def __init__(self, number: int) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self.number = QLabel(str(number))
        self.number.setObjectName("pointNumber")
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words = Words("point")
        row.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)


class SureBox(QWidget):
    """How sure we are, in words."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sure")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 12, 20, 12)
        self.words = Words("note")
        row.addWidget(self.words)

    def show_sureness(self, sure: Sureness | None) -> None:
        """Say how sure; nothing where a screen makes no claim that could be unsure."""
        self.setVisible(sure is not None)
        if sure is not None:
            self.say(sure)

    def say(self, sure: Sureness) -> None:
        """Say how sure."""
        question = self.tr("How sure are we? {word}. {meaning}")
        self.words.say(question.format(word=capital(sure.word), meaning=sure.meaning))


class ExplainPage(TalkPage):
    """Words on the side where reading starts, the figure beside them."""

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services)
        row = QHBoxLayout(self)
        row.setContentsMargins(*PAGE_MARGINS)
        row.setSpacing(40)
        self.box = FitBox()
        column = QVBoxLayout(self.box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        self.eyebrow, self.headline, self.lead = Words("eyebrow"), Words("headline"), Words("lead")
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.eyebrow)
        head.addWidget(self.headline)
        column.addLayout(head)
        self.points = [Point(number + 1) for number in range(_MOST_POINTS)]
        for point in self.points:
            column.addWidget(point)
        column.addStretch(1)
        self.sure = SureBox()
        column.addWidget(self.sure)
        self.figure = FigureView(look)
        row.addWidget(self.box, 45)
        row.addWidget(self.figure, 55)
        self._shown: Illustration | None = None
        self.term_links(*(point.words for point in self.points))

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        self.eyebrow.say(screen.chapter_name)
        self.headline.say(screen.headline)
        for index, point in enumerate(self.points):
            point.setVisible(index < len(screen.points))
            if index < len(screen.points):
                point.words.say(screen.points[index])
        self.sure.show_sureness(screen.sure)
        self._show_figure(screen.illustration)
        self.box.fit()

    def _show_figure(self, drawn: Illustration | None) -> None:
        self.figure.setVisible(drawn is not None)
        if drawn is not None and drawn != self._shown:
            self.figure.show_figure(
                drawn.figure, words=drawn.words, alt=drawn.alt, caption=drawn.caption
            )
        self._shown = drawn

"""A published number, large, with the people or the range that it comes with."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from clinic_aid.desktop.talk.kit.fitting import FitBox
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.talk.screens.scale_line import ScaleLine
from clinic_aid.desktop.widgets.figures.view import FigureView
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.talk.model import Illustration, Measured


class NumberBox(FitBox):
    """Holds a number: rather smaller than broken over two lines."""

    def __init__(self) -> None:
        super().__init__()
        words = QVBoxLayout(self)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        self.number, self.range = Words("number"), Words("strong")
        self.keeps_line = True
        words.addStretch(1)
        words.addWidget(self.number)
        words.addWidget(self.range)
        words.addStretch(1)

    def _wide_enough(self, layout: QLayout) -> bool:
        if not self.keeps_line:
            return super()._wide_enough(layout)
        one_line = self.number.fontMetrics().horizontalAdvance(self.number.text())
        return one_line <= self.width() and super()._wide_enough(layout)


class NumberCard(QWidget):
    """The number large, with its range, the people it comes from, and a picture of either."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("quiet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 18)
        column.setSpacing(10)
        self.box = NumberBox()
        self.number, self.range = self.box.number, self.box.range
        self.people = FigureView(look)
        self.line = ScaleLine(look)
        self.who_box = FitBox()
        who = QVBoxLayout(self.who_box)
        who.setContentsMargins(0, 0, 0, 0)
        self.who = Words("note")
        who.addStretch(1)
        who.addWidget(self.who)
        column.addWidget(self.box, 30)
        column.addWidget(self.people, 52)
        column.addWidget(self.line, 52)
        column.addWidget(self.who_box, 18)
        for label in (self.number, self.range, self.who):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        self._drawn: Illustration | None = None

    def show_number(self, measured: Measured) -> None:
        """Show the number of a published figure."""
        number = measured.count or measured.value or ""
        large, below = measured.card or (number, measured.value_range)
        # Words may take several lines where a number may not.
        self.box.keeps_line = measured.card is None
        self.number.take_role("number" if measured.card is None else "choice")
        self.number.say(large)
        self.number.show()
        self.range.say(below)
        self.who.say(measured.who)
        self.who_box.show()
        drawn = measured.people
        self.people.setVisible(drawn is not None)
        if drawn is not None and drawn != self._drawn:
            self.people.show_figure(
                drawn.figure, words=drawn.words, alt=drawn.alt, caption=drawn.caption
            )
        self._drawn = drawn
        self.line.setVisible(measured.scale is not None and drawn is None)
        if measured.scale is not None:
            self.line.show_scale(measured.scale, f"{number}. {measured.value_range}")

    def show_none(self, words: str) -> None:
        """Say that there is no number."""
        self.number.say("")
        self.number.hide()
        self.range.say(words)
        for widget in (self.people, self.line, self.who_box):
            widget.hide()

    def fit(self) -> None:
        """Fit new words."""
        for box in (self.box, self.who_box):
            box.fit()

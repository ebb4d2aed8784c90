"""A published number, large, with the people or the range that it comes with."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget

from clinic_aid.desktop.talk.kit.fitting import FitBox
from clinic_aid.desktop.talk.kit.pictures import IllustrationView
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.talk.screens.scale_line import ScaleLine
from clinic_aid.desktop.widgets.layouts import STRETCH, column, styled
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.talk.model import Measured


class NumberBox(FitBox):
    """Holds a number: rather smaller than broken over two lines."""

    def __init__(self) -> None:
        super().__init__()
        self.number, self.range = Words("number"), Words("strong")
        self.keeps_line = True
        column(STRETCH, self.number, self.range, STRETCH, on=self, spacing=2)

    def _wide_enough(self, layout: QLayout) -> bool:
        if not self.keeps_line:
            return super()._wide_enough(layout)
        one_line = self.number.fontMetrics().horizontalAdvance(self.number.text())
        return one_line <= self.width() and super()._wide_enough(layout)


class NumberCard(QWidget):
    """The number large, with its range, the people it comes from, and a picture of either."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.box = NumberBox()
        self.number, self.range, self.who = self.box.number, self.box.range, Words("note")
        self.people = IllustrationView(look)
        self.line = ScaleLine(look)
        self.who_box = FitBox()
        column(STRETCH, self.who, on=self.who_box)
        column(
            (self.box, 30),
            (self.people, 52),
            (self.line, 52),
            (self.who_box, 18),
            on=styled(self, "quiet"),
            spacing=10,
            margins=(28, 20, 28, 18),
        )
        for label in (self.number, self.range, self.who):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)

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
        self.people.show_illustration(measured.people)
        self.line.setVisible(measured.scale is not None and measured.people is None)
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

"""The steps of the day: what happens first, then, and last."""

from itertools import accumulate

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.lists import ListPage, by_share
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.figures.view import FigureView
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row, styled
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.entry.draft import Draft
from clinic_aid.talk.model import DayCard, Illustration, Talk, TalkScreen

_COLUMNS = 4
_OVERVIEW = "day-overview"
_STRIP_HEIGHT = 178


class StepCard(QWidget):
    """One step with its number; a question mark where it may not come to it."""

    def __init__(self, step: DayCard) -> None:
        super().__init__()
        # A step that may not be, or is one of several ways, has no place in the count.
        self.number = QLabel("?" if step.number is None else str(step.number))
        self.number.setObjectName("openNumber" if step.number is None else "pointNumber")
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title, self.words = Words("strong", step.title), Words("body", step.text)
        top, middle = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignVCenter
        head = row((self.number, top), (self.title, 1, middle), spacing=14)
        items = (head, self.words, STRETCH)
        column(*items, on=styled(self, "card"), spacing=8, margins=(20, 16, 20, 18))
        by_share(self)


class StepShelf(QWidget):
    """Some steps side by side, the first where reading begins."""

    def __init__(self, steps: tuple[DayCard, ...]) -> None:
        super().__init__()
        self.cards = [StepCard(step) for step in steps]
        row(*((card, 1) for card in self.cards), on=self, spacing=14)


class DayStepsPage(ListPage):
    """The day as a strip, and below it some steps at a time, as many in each view."""

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services, most=1)
        self.strip = FigureView(look)
        self.above.addWidget(self.strip)
        self._shown: tuple[Illustration, bool] | None = None

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        self.show_head(screen)
        self.needs_product(talk.pages is None)
        overview = talk.screens.get(_OVERVIEW)
        drawn = overview.illustration if overview is not None else None
        self.strip.setVisible(talk.pages is not None and drawn is not None)
        if talk.pages is None:
            return
        if drawn is not None:
            self._show_strip(drawn)
        self.show_values(_shelves(talk.pages.day_steps), StepShelf)

    @property
    def entries(self) -> tuple[range, int]:
        ends = [0, *accumulate(len(shelf.cards) for shelf in self.rows.of_kind(StepShelf))]
        shown = self.rows.in_view
        return range(ends[shown.start], ends[shown.stop]), ends[-1]

    def draw_at(self, scale: float) -> None:
        self.strip.setFixedHeight(round(_STRIP_HEIGHT * scale))
        super().draw_at(scale)

    def _show_strip(self, drawn: Illustration) -> None:
        mirrored = self.isRightToLeft()
        if (drawn, mirrored) == self._shown:
            return
        self._shown = (drawn, mirrored)
        # One line over the whole width; where one reads from right to left, the day runs so too.
        steps = [name.removeprefix("step-") for name in drawn.figure.steps]
        figure = self.services.illustrator.draw("day-strip", steps=steps, mirrored=mirrored)
        self.strip.show_figure(figure, words=drawn.words, alt=drawn.alt)


def _shelves(steps: tuple[DayCard, ...]) -> tuple[tuple[DayCard, ...], ...]:
    """Give the steps in as few rows as hold them, shared out evenly."""
    rows = -(-len(steps) // _COLUMNS)
    size = -(-len(steps) // max(rows, 1)) or 1
    return tuple(steps[begin : begin + size] for begin in range(0, len(steps), size))

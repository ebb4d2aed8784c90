"""What to do and leave before and after treatment, day by day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.lists import ListPage, even
from clinic_aid.desktop.talk.kit.pictures import FigureSign
from clinic_aid.desktop.talk.kit.words import Words, capital
from clinic_aid.desktop.talk.screens.date_mover import DateMover
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row, styled
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.entry.draft import Draft
from clinic_aid.figures.drawing import Illustrator
from clinic_aid.handout.calendar_page import CalendarPhase
from clinic_aid.handout.parts import CalendarRow, Row
from clinic_aid.talk.model import Talk, TalkScreen

# A card stays short enough for any view: steps of one day go on in the next card, with the day.
_MOST_LINES: Final = 4
_WHAT_LETTERS, _WHY_LETTERS, _DETAIL_LETTERS = 75, 90, 40
_SHORT: Final = 70
_ICON: Final = 52
_SIDE_BY_SIDE: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedSteps:
    """Some steps that share their dates; `begins` where they are the first of their phase."""

    phase: str
    begins: bool
    when: str
    steps: tuple[CalendarRow, ...]


class Details(QWidget):
    """Time, place and more of a visit, two side by side; what is to be asked below them."""

    def __init__(self, details: Iterable[Row]) -> None:
        super().__init__()
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        lines: list[QLayout] = [grid]
        number = 0
        for detail in details:
            name = Words("note", detail.name)
            name.setWordWrap(False)
            value = Words("note", detail.value, tone="care" if detail.open else "ink")
            if detail.open:
                lines.append(row((name, Qt.AlignmentFlag.AlignTop), (value, 1), spacing=14))
            else:
                place, side = divmod(number, _SIDE_BY_SIDE)
                grid.addWidget(name, place, 2 * side, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(value, place, 2 * side + 1)
                number += 1
        for side in range(_SIDE_BY_SIDE):
            grid.setColumnStretch(2 * side + 1, 1)
        column(*lines, on=self, spacing=4, margins=(0, 4, 0, 0))


class Step(QWidget):
    """One thing to do or leave, or a visit, with its picture and the reason."""

    def __init__(self, step: CalendarRow, illustrator: Illustrator) -> None:
        super().__init__()
        self.icon = FigureSign(illustrator.draw("care-icon", care=step.icon), _ICON)
        is_visit = step.kind == "appointment"
        whole = f"{step.what} {step.more}".strip()
        self.what = Words("strong" if is_visit else "body", whole, tone="ink")
        self.why, self.warn = Words("note", step.why), Words("note", step.warn or "", tone="care")
        self.details = Details(step.details)
        said = column(self.what, self.why, self.details, self.warn, STRETCH, spacing=2)
        row((self.icon, Qt.AlignmentFlag.AlignTop), (said, 1), on=self, spacing=18)
        for widget, has_words in (
            (self.what, whole),
            (self.why, step.why),
            (self.details, step.details),
            (self.warn, step.warn),
        ):
            if not has_words:
                widget.hide()


class DatedCard(QWidget):
    """A date, and what happens or is to be done on it; the name of a phase that it begins."""

    def __init__(self, dated: DatedSteps, illustrator: Illustrator) -> None:
        super().__init__()
        self.phase = dated.phase
        self.heading = Words("strong", dated.phase)
        self.heading.setObjectName("sectionTitle")
        self.when = Words("eyebrow", capital(dated.when))
        self.when.setObjectName("when")
        self.steps = [Step(step, illustrator) for step in dated.steps]
        has_visit = any(step.kind == "appointment" for step in dated.steps)
        card = styled(QWidget(), "quiet" if has_visit else "card")
        items = ((even(self.when), 3), (self._grid(dated), 8))
        row(*items, on=card, spacing=18, margins=(20, 9, 20, 9))
        column(self.heading, card, on=self, spacing=6)
        self.heading.setVisible(dated.begins)

    def _grid(self, dated: DatedSteps) -> QGridLayout:
        """Put steps below each other; those that say no reason again two side by side."""
        short = all(
            len(step.what) <= _SHORT and not step.why and not step.details for step in dated.steps
        )
        columns = _SIDE_BY_SIDE if short and len(self.steps) > 1 else 1
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(10)
        for number, step in enumerate(self.steps):
            grid.addWidget(step, *divmod(number, columns))
        for number in range(columns):
            grid.setColumnStretch(number, 1)
        return grid


class AftercarePage(ListPage):
    """Dated cards in order, under the names of their phases."""

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services, spacing=8, even=False)
        self.mover = DateMover(look, services)
        self.mover.edited.connect(self.edited)
        self.below.addWidget(self.mover)
        self.goes_on = Words("note", ease=0.0, tone="ink")
        self.goes_on.setWordWrap(False)
        self.goes_on.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        self.corner.insertWidget(1, self.goes_on, 0, Qt.AlignmentFlag.AlignTrailing)

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        self.mover.show_day(talk, draft)
        self.needs_product(talk.pages is None)
        if talk.pages is None:
            self.show_head(screen)
            return
        page = talk.pages.calendar
        self.show_head(replace(screen, lead=f"{page.intro} {page.custom}".strip()))
        draw = self.services.illustrator
        self.show_values(tuple(_cards(page.phases)), lambda dated: DatedCard(dated, draw))
        self._keep_room()

    def draw_at(self, scale: float) -> None:
        self._keep_room()
        super().draw_at(scale)

    def _keep_room(self) -> None:
        """Keep room for the longest phase that may go on: the head must not move at a turn."""
        phases = {card.phase for card in self.rows.of_kind(DatedCard) if card.heading.isHidden()}
        words = self.goes_on.fontMetrics()
        self.goes_on.setMinimumWidth(max(map(words.horizontalAdvance, phases), default=0) + 2)

    def tell_views(self) -> None:
        """Say also which phase goes on at the top of the view."""
        super().tell_views()
        cards = self.rows.of_kind(DatedCard)
        first = next((card for card in cards if not card.isHidden()), None)
        goes_on = first is not None and first.heading.isHidden()
        self.goes_on.say(first.phase if first is not None and goes_on else "")


def _cards(phases: Iterable[CalendarPhase]) -> Iterable[DatedSteps]:
    for phase in phases:
        begins = True
        for when, steps in _shares(phase):
            yield DatedSteps(phase=phase.heading, begins=begins, when=when, steps=steps)
            begins = False


def _shares(phase: CalendarPhase) -> Iterable[tuple[str, tuple[CalendarRow, ...]]]:
    for group in phase.groups:
        steps: list[CalendarRow] = []
        lines = 0
        for step in group.rows:
            more = _lines(step)
            if steps and lines + more > _MOST_LINES:
                yield group.when, tuple(steps)
                steps, lines = [], 0
            steps.append(step)
            lines += more
        yield group.when, tuple(steps)


def _lines(step: CalendarRow) -> int:
    """Give about how many lines a step takes."""
    said = [(step.what, _WHAT_LETTERS), (step.why, _WHY_LETTERS), (step.warn or "", _WHY_LETTERS)]
    lines = sum(-(-len(text) // letters) for text, letters in said)
    details = [-(-len(detail.value) // _DETAIL_LETTERS) for detail in step.details]
    return lines + -(-sum(details) // _SIDE_BY_SIDE)

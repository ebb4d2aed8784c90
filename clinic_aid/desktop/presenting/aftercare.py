"""What to do and leave before and after treatment, day by day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clinic_aid.desktop.draft import Draft
from clinic_aid.desktop.presenting.date_mover import DateMover
from clinic_aid.desktop.presenting.figure_sign import FigureSign
from clinic_aid.desktop.presenting.lists import CardRow
from clinic_aid.desktop.presenting.sections import Section, SectionsPage, even
from clinic_aid.desktop.presenting.words import Words, capital
from clinic_aid.desktop.services import Services
from clinic_aid.desktop.style import Look
from clinic_aid.figures.drawing import Illustrator
from clinic_aid.handout.model import CalendarGroup, CalendarRow
from clinic_aid.talk.model import Talk, TalkScreen

# A card stays short enough for any view: steps of one day go on in the next card, with the day.
_MOST_LINES: Final = 9
_WHAT_SIGNS, _WHY_SIGNS = 75, 90
_ICON: Final = 52


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedSteps:
    """Some steps that share their dates."""

    when: str
    steps: tuple[CalendarRow, ...]


class Step(QWidget):
    """One thing to do or leave, with its picture and the reason."""

    def __init__(self, step: CalendarRow, illustrator: Illustrator) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(18)
        self.icon = FigureSign(illustrator.draw("care-icon", care=step.icon), _ICON)
        self.what, self.why = Words("body", step.what), Words("note", step.why)
        self.what.setProperty("tone", "ink")
        self.warn = Words("note", step.warn or "")
        self.warn.setProperty("tone", "care")
        self.warn.setVisible(step.warn is not None)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for words in (self.what, self.why, self.warn):
            column.addWidget(words)
        column.addStretch(1)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)


class DatedCard(CardRow):
    """A date, and what to do on it."""

    def __init__(self, dated: DatedSteps, illustrator: Illustrator) -> None:
        super().__init__(margin=9)
        self.when = Words("eyebrow", capital(dated.when))
        self.when.setObjectName("when")
        self.steps = [Step(step, illustrator) for step in dated.steps]
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for step in self.steps:
            column.addWidget(step)
        self.line.addWidget(even(self.when), 3)
        self.line.addLayout(column, 8)

    def draw_at(self, scale: float) -> None:
        for step in self.steps:
            step.icon.draw_at(scale)


class AftercarePage(SectionsPage):
    """Dated cards in order, then the same steps after later sessions."""

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services)
        self.mover = DateMover(look, services)
        self.mover.edited.connect(self.edited)
        self.below.addWidget(self.mover)

    @property
    def cards(self) -> list[DatedCard]:
        """Give the dated cards of all parts, in order."""
        rows = [row for section in self.sections for row in section.rows.rows]
        return [row for row in rows if isinstance(row, DatedCard)]

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        self.mover.show_day(talk, draft)
        self.needs_product(talk.pages is None)
        if talk.pages is None:
            self.show_head(screen)
            return
        page = talk.pages.calendar
        self.show_head(replace(screen, lead=f"{page.intro} {page.custom}".strip()))
        if not self.sections:
            self.count_sections(1)
        self.count_sections(len(page.phases), together=True)
        for section, phase in zip(self.sections, page.phases, strict=True):
            section.title.say(phase.heading)
            self._show(section, tuple(_cards(phase.groups)))

    def draw_at(self, scale: float) -> None:
        self.mover.draw_at(scale)
        super().draw_at(scale)

    def _show(self, section: Section, cards: tuple[DatedSteps, ...]) -> None:
        if section.values == cards:
            return
        before = section.values if isinstance(section.values, tuple) else ()
        kept = dict(zip(before, section.rows.rows, strict=True))
        section.values = cards
        draw = self.services.illustrator
        self.place(section, [kept.pop(card, None) or DatedCard(card, draw) for card in cards])


def _cards(groups: Iterable[CalendarGroup]) -> Iterable[DatedSteps]:
    for group in groups:
        steps: list[CalendarRow] = []
        lines = 0
        for step in group.rows:
            more = _lines(step)
            if steps and lines + more > _MOST_LINES:
                yield DatedSteps(when=group.when, steps=tuple(steps))
                steps, lines = [], 0
            steps.append(step)
            lines += more
        yield DatedSteps(when=group.when, steps=tuple(steps))


def _lines(step: CalendarRow) -> int:
    """Give about how many lines a step takes."""
    said = [(step.what, _WHAT_SIGNS), (step.why, _WHY_SIGNS), (step.warn or "", _WHY_SIGNS)]
    return sum(-(-len(text) // signs) for text, signs in said)

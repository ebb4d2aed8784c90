"""What may happen in the year after treatment, and when."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.columns import PagedColumns
from clinic_aid.desktop.talk.kit.turning import TurningPage
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.talk.screens.date_mover import DateMover
from clinic_aid.desktop.talk.screens.year_bar import YearBar
from clinic_aid.desktop.widgets.layouts import STRETCH, column, styled
from clinic_aid.desktop.widgets.style import Look, Scaled
from clinic_aid.entry.draft import Draft
from clinic_aid.handout.timeline_page import PhaseCard
from clinic_aid.talk.model import Talk, TalkScreen

_MOST_SIDE_BY_SIDE: Final = 3
_BAND, _RADIUS = 12, 18
# The colours and lines of the bar above, so that a card is found in it without its colour too.
_TONES: Final = {
    "heal": ("amber", "amber-ink", Qt.BrushStyle.BDiagPattern),
    "wait": ("white", "muted", Qt.BrushStyle.VerPattern),
    "change": ("teal-light", "teal", Qt.BrushStyle.FDiagPattern),
    "judge": ("mist", "teal", Qt.BrushStyle.NoBrush),
}


class ToneBand(Scaled, QWidget):
    """The upper edge of a card, coloured and lined like its stretch of the year."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._tone = look, "wait"
        self.draw_at(1.0)

    def show_tone(self, tone: str) -> None:
        """Show the tone of a phase."""
        self._tone = tone
        self.update()

    def draw_at(self, scale: float) -> None:
        super().draw_at(scale)
        self.setFixedHeight(round(_BAND * scale))

    def paintEvent(self, _event: QPaintEvent) -> None:
        fill, line, pattern = _TONES[self._tone]
        radius = _RADIUS * self.scale
        outline = QPainterPath()
        outline.addRoundedRect(
            QRectF(0, 0, self.width(), self.height() + 2 * radius), radius, radius
        )
        band = QPainterPath()
        band.addRect(QRectF(self.rect()))
        shape = outline.intersected(band)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(shape, QColor(self._look.colors[fill]))
        painter.fillPath(shape, QBrush(QColor(self._look.colors[line]), pattern))
        painter.end()


class PhaseRow(QWidget):
    """One phase: its name, its days, what may happen, and "or no change"."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        styled(self, "card")
        self.band = ToneBand(look)
        self.days, self.title = Words("note"), Words("strong")
        self.days.setObjectName("phaseDays")
        self.what, self.or_no_change, self.sure = Words("body"), Words("body"), Words("note")
        self.or_no_change.setObjectName("orNoChange")
        self.sure.setObjectName("phaseSure")
        said = (self.title, self.days, 2, self.what, self.or_no_change, STRETCH, self.sure)
        words = column(*said, spacing=2, margins=(22, 8, 18, 9))
        column(self.band, (words, 1), on=self, spacing=0)

    def show_phase(self, phase: PhaseCard) -> None:
        """Show one phase of the year."""
        self.band.show_tone(phase.tone)
        self.title.say(phase.title)
        self.days.say(phase.days)
        self.what.say(phase.what)
        self.or_no_change.say(phase.or_no_change)
        self.sure.say(phase.sure)


class TalkTimelinePage(TurningPage):
    """The year as a bar, its phases as cards, and the treatment day, which can be moved."""

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services)
        self.bar = YearBar()
        self.columns = PagedColumns(most=_MOST_SIDE_BY_SIDE)
        self.mover = DateMover(look, services)
        year = QWidget()
        column(self.bar, (self.columns, 1), on=year, spacing=12)
        self.fill_body(year, spacing=12)
        self.below.addWidget(self.mover)
        self.turn_by(self.columns)
        self._phases: tuple[PhaseCard, ...] = ()
        self.mover.edited.connect(self.edited)

    @property
    def cards(self) -> list[PhaseRow]:
        """Give the cards of all phases, in order."""
        return [card for card in self.columns.cards if isinstance(card, PhaseRow)]

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        pages = talk.pages
        self.needs_product(pages is None)
        self.mover.show_day(talk, draft)
        if pages is None:
            self.show_head(screen)
            return
        self.show_head(replace(screen, lead=pages.timeline.intro))
        self.bar.show_year(pages.timeline_bar.figure, pages.timeline_bar.alt, pages.timeline_marks)
        self._show_phases(pages.timeline.phases)
        self.tell_views()

    def _show_phases(self, phases: tuple[PhaseCard, ...]) -> None:
        if phases == self._phases:
            return
        if len(phases) != len(self.cards):
            self.columns.place([self.adopt(self.columns, PhaseRow(self.look)) for _ in phases])
        self._phases = phases
        for card, phase in zip(self.cards, phases, strict=True):
            card.show_phase(phase)
        self.columns.fit()

"""What may happen in the year after treatment, and when."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.columns import PagedColumns
from clinic_aid.desktop.talk.kit.needs_product import NeedsProduct
from clinic_aid.desktop.talk.kit.page import CHOOSE_PRODUCT
from clinic_aid.desktop.talk.kit.turning import TurningPage
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.talk.screens.date_mover import DateMover
from clinic_aid.desktop.talk.screens.year_bar import YearBar
from clinic_aid.desktop.widgets.style import Look, Scaled
from clinic_aid.entry.draft import Draft
from clinic_aid.handout.model import PhaseCard
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


class Phase(QWidget):
    """One phase: its name, its days, what may happen, and "or no change"."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.band = ToneBand(look)
        outer.addWidget(self.band)
        column = QVBoxLayout()
        column.setContentsMargins(22, 8, 18, 9)
        column.setSpacing(2)
        self.days, self.title = Words("note"), Words("strong")
        self.days.setObjectName("phaseDays")
        self.what, self.or_no_change, self.sure = Words("body"), Words("body"), Words("note")
        self.or_no_change.setObjectName("orNoChange")
        self.sure.setObjectName("phaseSure")
        column.addWidget(self.title)
        column.addWidget(self.days)
        column.addSpacing(2)
        column.addWidget(self.what)
        column.addWidget(self.or_no_change)
        column.addStretch(1)
        column.addWidget(self.sure)
        outer.addLayout(column, 1)

    def show_phase(self, phase: PhaseCard) -> None:
        """Show one phase of the year."""
        self.band.show_tone(phase.tone)
        self.title.say(phase.title)
        self.days.say(phase.days)
        self.what.say(phase.what)
        self.or_no_change.say(phase.or_no_change)
        self.sure.say(phase.sure)


class TimelinePage(TurningPage):
    """The year as a bar, its phases as cards, and the treatment day, which can be moved."""

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.bar = YearBar()
        self.columns = PagedColumns(most=_MOST_SIDE_BY_SIDE)
        self.needs = NeedsProduct(look)
        self.needs.hide()
        self.mover = DateMover(look, services)
        column.addWidget(self.bar)
        column.addWidget(self.columns, 1)
        column.addWidget(self.needs, 1)
        column.addWidget(self.mover)
        self._phases: tuple[PhaseCard, ...] = ()
        self.mover.edited.connect(self.edited)
        self.columns.turned.connect(self._on_turned)
        self.needs.asked.connect(lambda: self.asked.emit(CHOOSE_PRODUCT))

    @property
    def cards(self) -> list[Phase]:
        """Give the cards of all phases, in order."""
        return [card for card in self.columns.cards if isinstance(card, Phase)]

    @property
    def parts(self) -> int:
        return self.columns.parts if self.needs.isHidden() else 1

    @property
    def part(self) -> int:
        return self.columns.part if self.needs.isHidden() else 0

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        pages = talk.pages
        for widget in (self.bar, self.columns):
            widget.setVisible(pages is not None)
        self.needs.setVisible(pages is None)
        self.mover.show_day(talk, draft)
        if pages is None:
            self.show_head(screen)
            self.turners.hide()
            return
        self.show_head(replace(screen, lead=pages.timeline.intro))
        self.bar.show_year(pages.timeline_bar.figure, pages.timeline_bar.alt, pages.timeline_marks)
        self._show_phases(pages.timeline.phases)
        self._tell()

    def turn_to(self, part: int) -> None:
        self.columns.turn_to(part)

    def _show_phases(self, phases: tuple[PhaseCard, ...]) -> None:
        if phases == self._phases:
            return
        if len(phases) != len(self.cards):
            cards = [Phase(self.look) for _ in phases]
            for card in cards:
                card.setParent(self.columns)
                self.look.lay_out(card, self.scale)
                self.term_links(*card.findChildren(Words))
            self.columns.place(cards)
        self._phases = phases
        for card, phase in zip(self.cards, phases, strict=True):
            card.show_phase(phase)
        self.columns.fit()

    def _on_turned(self) -> None:
        self._tell()
        self.turned.emit()

    def _tell(self) -> None:
        shown = self.columns.in_view
        self.turners.tell(first=shown.start + 1, last=shown.stop, count=len(self._phases))

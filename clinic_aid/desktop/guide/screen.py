"""The guide as it will be printed, made anew after every change."""

from collections.abc import Callable, Sequence
from typing import Final, Literal

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from clinic_aid.content.concern_words import WordedConcern
from clinic_aid.desktop.consultation.services import HandoutPdf
from clinic_aid.desktop.guide.give_panel import GivePanel
from clinic_aid.desktop.guide.guide_card import GuideCard
from clinic_aid.desktop.guide.needs_card import NeedsCard
from clinic_aid.desktop.guide.older_card import OlderCard
from clinic_aid.desktop.guide.part_cards import PartCards
from clinic_aid.desktop.guide.side_area import SideArea
from clinic_aid.desktop.widgets.chips import ICON_GAP
from clinic_aid.desktop.widgets.layouts import column, row
from clinic_aid.desktop.widgets.style import Look, Scaled
from clinic_aid.domain.concerns import Kind
from clinic_aid.domain.guide_parts import Part

State = Literal["empty", "current", "updating", "waiting", "failed"]
_CARE: Final = ("care", "amber-ink")
_ROOMY: Final = QSize(1240, 520)
"""The least size of the step, at scale 1, with room around the pages for all that leads to them."""
_SIGNS: Final = {"current": ("check", "teal"), "waiting": _CARE, "failed": _CARE}


class PreviewScreen(Scaled, QWidget):
    """The guide with a line that says how current it is; opened wide, also what to do with it."""

    print_asked = Signal()
    keep_nothing_asked = Signal()
    entry_asked = Signal(str)
    """An entry of the form is to be looked at: its place in the file."""
    list_asked = Signal()
    """All that needs looking at is to be listed."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.state: State = "empty"
        self._words = ""
        self._is_wide = self._is_older = False
        self.card, self.panel, self.parts = GuideCard(look), GivePanel(look), PartCards()
        self.view, self.status, self.brief = self.card.view, self.card.status, self.card.brief
        self.needs, self.older = NeedsCard(look), OlderCard(look)
        beside = QWidget()
        self._beside = column(on=beside)
        self._parts_area = SideArea(beside, self._beside, grows=True)
        self._above = column(spacing=12)
        shown = row((self._parts_area, 40), (self.card, 60), spacing=14)
        pages = column(self._above, (shown, 1), spacing=12)
        row((pages, 1), self.panel, on=self, spacing=28)
        self._is_roomy: bool | None = None
        self._arrange()
        self.card.place_changed.connect(self._speak)
        self.card.part_changed.connect(self.parts.mark)
        self.card.large_changed.connect(self._show_around)
        self.parts.pages_asked.connect(self.card.show_part)
        self.parts.added.connect(self.card.show_part)
        self.needs.entry_asked.connect(self.entry_asked)
        self.older.print_asked.connect(self.print_asked)
        self.panel.print.clicked.connect(self.print_asked)
        self.panel.keep_nothing.clicked.connect(self.keep_nothing_asked)
        self.brief.clicked.connect(self.list_asked)
        self.show_concerns((), lambda _: "")
        self.open_wide(False)
        self.show_state("empty")

    def draw_at(self, scale: float) -> None:
        super().draw_at(scale)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put all that belongs to the guide around its pages, or beside them where it scrolls."""
        is_roomy = (
            self.width() >= _ROOMY.width() * self.scale
            and self.height() >= _ROOMY.height() * self.scale
        )
        if is_roomy != self._is_roomy:
            self._is_roomy = is_roomy
            self.older.stand(narrow=not is_roomy)
            for widget, roomy in (
                *((self.needs, self._above), (self.older, self._above)),
                (self.parts, self._beside),
            ):
                # What changes its place is hidden by that.
                (roomy if is_roomy else self.panel.first).addWidget(widget)
            self._show_around()

    def open_wide(self, wide: bool) -> None:
        """Show the guide alone with its tools, or small beside the form."""
        self._is_wide = wide
        self.card.open_wide(wide)
        self._show_around()

    def show_concerns(
        self, concerns: Sequence[WordedConcern], page_name: Callable[[str], str]
    ) -> None:
        """List what needs looking at, each with the name of the page that has its entry."""
        self.needs.say([(concern, page_name(concern.path)) for concern in concerns])
        words = self.tr("Needs looking at: {count}").format(count=len(concerns))
        self.brief.setText(f"{ICON_GAP}{words}")
        self.brief.setAccessibleName(words)
        self.panel.draft.setVisible(any(one.kind == Kind.NOT_SIGNED_OFF for one in concerns))
        self._show_around()

    def show_older(self, older: bool) -> None:
        """Say that the guide given is older than what is entered, or no more."""
        self._is_older = older
        self._show_around()

    def show_guide(self, pdf: HandoutPdf, day_of: Callable[[Part], str]) -> None:
        """Show a new guide at the place where the last one stood.

        `day_of` gives the day on which a part was given, in words.
        """
        pages = {one.part: one.pages for one in pdf.parts}
        self.parts.say(pdf.choices, pages, day_of)
        if not self.card.show_guide(pdf):
            self.show_state("failed", self.tr("The guide could not be shown. Change anything."))
            return
        self.panel.show_pages([*pages.values()] or [self.view.pages])
        self._show_around()
        self.show_state("current")

    def clear(self) -> None:
        """Show no guide, and everything as it is at first: another consultation's comes."""
        self.card.show_empty()
        self.parts.say((), {}, lambda _: "")
        self.panel.show_pages([])
        self.needs.forget()
        self.open_wide(self._is_wide)
        self.show_state("empty")

    def show_state(self, state: State, words: str = "") -> None:
        """Say how current the pages are."""
        self.state = state
        if state == "empty":
            self.show_older(False)
        self._words = words
        self.card.sign.show_icon(self._look.icon(*_SIGNS.get(state, ("pdf", "muted"))))
        needs = self.tr("The guide appears here as soon as there is a name and a product.")
        self.card.empty.setText(needs if state in {"empty", "waiting"} else "")
        self._speak()
        self.panel.enable(state == "current")

    def show_printer(self, there: bool, name: str = "") -> None:
        """Offer to print, or say that there is nothing to print on."""
        self.panel.show_printer(there, name)
        self.older.print.setVisible(there)

    @Slot()
    def _show_around(self) -> None:
        """Beside the form there is room for the number of concerns only, and none around a page
        that is read large.
        """
        is_open = self._is_wide and not self.card.is_large
        self.panel.setVisible(is_open)
        has_parts = is_open and self.parts.is_known
        self.parts.setVisible(has_parts)
        self._parts_area.setVisible(has_parts and bool(self._is_roomy))
        self.older.setVisible(is_open and self._is_older)
        self.needs.setVisible(is_open and self.needs.count > 0)
        self.brief.setVisible(not self._is_wide and self.needs.count > 0)

    @Slot()
    def _speak(self) -> None:
        place, has_pages = self.card.place, self.view.pages > 0
        # Where there is little room the sign alone says that it is up to date.
        current = place if self._is_wide else self.tr("{place}. Up to date").format(place=place)
        self.status.setText(
            {
                "empty": self._words or self.tr("The guide"),
                "current": self._words or current,
                "updating": self.tr("{place}. Updating …").format(place=place)
                if has_pages
                else self.tr("Making the guide …"),
                "waiting": self._words,
                "failed": self._words,
            }[self.state]
        )

"""The guide as it will be printed, made anew after every change."""

from collections.abc import Callable, Sequence
from typing import Final, Literal

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QLayout, QSizePolicy, QWidget

from clinic_aid.content.concern_words import WordedConcern
from clinic_aid.desktop.guide.needs_card import NeedsCard
from clinic_aid.desktop.guide.older_card import OlderCard
from clinic_aid.desktop.guide.paper_card import PaperCard
from clinic_aid.desktop.widgets.buttons import icon_button, make_button
from clinic_aid.desktop.widgets.chips import ICON_GAP, OneChip
from clinic_aid.desktop.widgets.field import Field
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row, styled
from clinic_aid.desktop.widgets.page_area import PageArea
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.desktop.widgets.style import IconSign, Look, refresh
from clinic_aid.domain.concerns import Kind

State = Literal["empty", "current", "updating", "waiting", "failed"]
_CARE: Final = ("care", "amber-ink")
_SIGNS: Final = {"current": ("check", "teal"), "waiting": _CARE, "failed": _CARE}


class SideArea(PageArea):
    """A page at the side of another, as wide as it needs; where it is too high it scrolls."""

    def __init__(self, page: QWidget, inside: QLayout) -> None:
        super().__init__(page, inside)
        self.setProperty("mayScroll", True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        width = self._page.minimumSizeHint().width()
        if self._page.height() > self.viewport().height():
            width += self.verticalScrollBar().sizeHint().width()
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Whether there is a bar beside the page is known only now.
        self.updateGeometry()


class PreviewScreen(QWidget):
    """Pages with a line that says how current they are; opened wide, also what to do with them."""

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
        self._page = (0, 0)
        self._is_wide = self._is_older = False
        self._make_card(look)
        self.panel = self._panel()
        self.needs = NeedsCard(look)
        self.older = OlderCard(look)
        pages = column(self.needs, self.older, (self.card, 1), spacing=12)
        row((pages, 1), self.panel, on=self, spacing=32)
        self.view.page_changed.connect(self._on_page)
        self.needs.entry_asked.connect(self.entry_asked)
        self.older.print_asked.connect(self.print_asked)
        self.brief.clicked.connect(self.list_asked)
        self.show_concerns((), lambda _: "")
        self.open_wide(False)
        self.show_state("empty")

    def _make_card(self, look: Look) -> None:
        self.card = PaperCard(look)
        self.view = self.card.view
        self.sign = IconSign(look.icon("pdf", "muted"))
        self.status = plain_label(name="muted")
        top = Qt.AlignmentFlag.AlignTop
        line = row((self.sign, top), (self.status, 1), spacing=8, margins=(8, 0, 8, 0))
        self.brief = make_button(look, "", icon="care", kind="care")
        self.card.lay_out(line, self.brief)

    def open_wide(self, wide: bool) -> None:
        """Show the guide alone with its tools, or small beside the form."""
        self._is_wide = wide
        self.panel.setVisible(wide)
        self._show_needs()
        self.view.fit("page" if wide else "width")

    def show_concerns(
        self, concerns: Sequence[WordedConcern], page_name: Callable[[str], str]
    ) -> None:
        """List what needs looking at, each with the name of the page that has its entry."""
        self.needs.say([(concern, page_name(concern.path)) for concern in concerns])
        words = self.tr("Needs looking at: {count}").format(count=len(concerns))
        self.brief.setText(f"{ICON_GAP}{words}")
        self.brief.setAccessibleName(words)
        self.draft.setVisible(any(one.kind == Kind.NOT_SIGNED_OFF for one in concerns))
        self._show_needs()

    def show_older(self, older: bool) -> None:
        """Say that the guide given is older than what is entered, or no more."""
        self._is_older = older
        self._show_needs()

    def show_pdf(self, data: bytes) -> None:
        """Show a new guide at the place where the last one stood."""
        if not self.card.show_pages(data):
            self.show_state("failed", self.tr("The guide could not be shown. Change anything."))
            return
        self.show_state("current")

    def clear(self) -> None:
        """Show no guide, and everything as it is at first: another consultation's comes."""
        self.card.show_empty()
        self.needs.forget()
        self.open_wide(self._is_wide)
        self.show_state("empty")

    def show_state(self, state: State, words: str = "") -> None:
        """Say how current the pages are."""
        self.state = state
        if state == "empty":
            self.show_older(False)
        self._words = words
        self.sign.show_icon(self._look.icon(*_SIGNS.get(state, ("pdf", "muted"))))
        needs = self.tr("The guide appears here as soon as there is a name and a product.")
        self.card.empty.setText(needs if state in {"empty", "waiting"} else "")
        self._speak()
        self.save.setEnabled(state == "current")
        self.print.setEnabled(state == "current")

    @Slot(object)
    def show_printer(self, there: bool) -> None:
        """Offer to print, or say that there is nothing to print on; the next work is dark."""
        self.print.setVisible(there)
        self.no_printer.setHidden(there)
        self.older.print.setVisible(there)
        for button, icon, first in ((self.print, "print", there), (self.save, "pdf", not there)):
            button.setProperty("kind", "primary" if first else "plain")
            button.setIcon(self._look.icon(icon, "white" if first else "ink"))
            refresh(button)

    def _show_needs(self) -> None:
        """Beside the form there is room for their number only."""
        self.older.setVisible(self._is_wide and self._is_older)
        self.needs.setVisible(self._is_wide and self.needs.count > 0)
        self.brief.setVisible(not self._is_wide and self.needs.count > 0)

    def _speak(self) -> None:
        page, pages = self._page
        place = self.tr("Page {page} of {pages}").format(page=page, pages=pages)
        self.status.setText(
            {
                "empty": self._words or self.tr("The guide"),
                "current": self._words or self.tr("{place}. Up to date").format(place=place),
                "updating": self.tr("{place}. Updating …").format(place=place)
                if pages
                else self.tr("Making the guide …"),
                "waiting": self._words,
                "failed": self._words,
            }[self.state]
        )

    @Slot(int, int)
    def _on_page(self, page: int, pages: int) -> None:
        self._page = (page, pages)
        self._speak()

    def _panel(self) -> SideArea:
        panel = QWidget()
        panel.setObjectName("panel")
        papers = {"a4": self.tr("A4"), "letter": self.tr("Letter")}
        self.paper = OneChip(self._look, papers)
        self.save = make_button(self._look, self.tr("Save P&DF"), icon="pdf")
        self.print = make_button(self._look, self.tr("&Print"), icon="print", kind="primary")
        self.no_printer = plain_label(self.tr("No printer is set up on this computer"), "muted")
        _let_shrink(self.no_printer)
        self.no_printer.hide()
        self.keep_nothing = make_button(
            self._look, self.tr("&Keep nothing of this …"), kind="quiet"
        )
        self.keep_nothing.clicked.connect(self.keep_nothing_asked)
        self.keep_nothing.hide()
        self.print.clicked.connect(self.print_asked)
        paper = Field(self._look, self.tr("Paper"), self.paper, noted=False)
        self.draft = self._draft_line()
        ways = (self.draft, self.print, self.no_printer, self.save, self.keep_nothing)
        inside = column(paper, self._sizes(), STRETCH, *ways, on=panel, spacing=5)
        return SideArea(panel, inside)

    def _draft_line(self) -> QWidget:
        line = styled(QWidget(), "draft")
        words = plain_label(self.tr("Draft, not checked by a clinician"))
        _let_shrink(words)
        sign = IconSign(self._look.icon("care", "amber-ink"), 24)
        row(sign, (words, 1), on=line, spacing=10, margins=(12, 6, 12, 6))
        return line

    def _sizes(self) -> QWidget:
        sizes = QWidget()
        self.smaller = icon_button(self._look, "zoom-out", self.tr("Smaller"))
        self.larger = icon_button(self._look, "zoom-in", self.tr("Larger"))
        self.fit_page = icon_button(self._look, "fit", self.tr("Whole page"))
        self.fit_width = icon_button(self._look, "fit-width", self.tr("As wide as the window"))
        label = plain_label(self.tr("Size on the screen"), "fieldLabel", wraps=False)
        buttons = (self.smaller, self.larger, self.fit_page, self.fit_width)
        column(label, row(*buttons, STRETCH, spacing=8), on=sizes, spacing=3)
        self.smaller.clicked.connect(lambda: self.view.zoom(larger=False))
        self.larger.clicked.connect(lambda: self.view.zoom(larger=True))
        self.fit_page.clicked.connect(lambda: self.view.fit("page"))
        self.fit_width.clicked.connect(lambda: self.view.fit("width"))
        return sizes


def _let_shrink(words: QLabel) -> None:
    """Let words be as wide as the buttons: the pages have the rest of the room."""
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    words.setSizePolicy(policy)

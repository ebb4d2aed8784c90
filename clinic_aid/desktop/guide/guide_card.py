"""The pages of the guide with the thumbnails of the part in view, and the way to read it large."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.consultation.services import HandoutPdf, PrintedPart
from clinic_aid.desktop.guide.paper_card import PaperCard
from clinic_aid.desktop.guide.part_words import part_titles
from clinic_aid.desktop.guide.thumbnails import Thumbnails
from clinic_aid.desktop.widgets.buttons import icon_button, make_button
from clinic_aid.desktop.widgets.chips import ICON_GAP
from clinic_aid.desktop.widgets.layouts import column, row
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.desktop.widgets.style import IconSign, Look
from clinic_aid.domain.guide_parts import Part


class GuideCard(PaperCard):
    """Shows the pages of all parts, one after the other; opened wide, also what leads to them."""

    large_changed = Signal(bool)
    """The pages are to have all the room there is, or no more."""
    part_changed = Signal(object)
    """The part in view, None for none."""
    place_changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._look = look
        self._parts: tuple[PrintedPart, ...] = ()
        self._titles = part_titles()
        self._wanted: Part | None = None
        self._is_wide = self.is_large = False
        self.title = plain_label(name="listTitle", wraps=False)
        self.sign = IconSign(look.icon("pdf", "muted"))
        self.status = plain_label(name="muted")
        self.thumbnails = Thumbnails(look)
        self.large = make_button(look, self.tr("&Read it large"), icon="zoom-in", kind="quiet")
        self.brief = make_button(look, "", icon="care", kind="care")
        self.sizes = self._sizes()
        middle = Qt.AlignmentFlag.AlignVCenter
        status = row((self.sign, middle), (self.status, 1), spacing=8)
        # Below each other they need no more height than the button, and a narrow card has room.
        place = column(self.title, status, spacing=0)
        line = ((place, 1), (self.sizes, middle), (self.large, middle))
        self.lay_out(
            row(*line, spacing=10, margins=(8, 0, 0, 0)), self.brief, beside=(self.thumbnails,)
        )
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._escape.activated.connect(lambda: self.read_large(False))
        self.large.clicked.connect(lambda: self.read_large(not self.is_large))
        self.thumbnails.page_chosen.connect(self.view.show_page)
        self.view.page_changed.connect(self._on_page)
        self.open_wide(False)

    @property
    def part(self) -> PrintedPart | None:
        """The part that the page in view belongs to; an empty back belongs to the part before."""
        before = [part for part in self._parts if part.first <= self.view.page]
        return max(before, key=lambda part: part.first, default=None)

    @property
    def place(self) -> str:
        """Where the page in view is, in words: which of how many, and of which part."""
        part, page, pages = self.part, self.view.page, self.view.pages
        if part is not None:
            page, pages = min(page - part.first + 1, part.pages), part.pages
        words = self.tr("Page {page} of {pages}").format(page=page, pages=pages)
        if part is None or self._is_wide:
            return words
        named = self.tr("{part}, page {page} of {pages}")
        return named.format(part=self._titles[part.part], page=page, pages=pages)

    def show_guide(self, pdf: HandoutPdf) -> bool:
        """Show a guide where the last one stood, or at a part that was asked for; False if not."""
        before, page = self.part, self.view.page
        self._parts = pdf.parts
        if not self.show_pages(pdf.data):
            return False
        wanted, self._wanted = self._wanted, None
        now = {part.part: part for part in pdf.parts}
        if wanted in now:
            self.view.show_page(now[wanted].first)
        elif before is not None and before.part in now and before != now[before.part]:
            place = min(page - before.first, now[before.part].pages - 1)
            self.view.show_page(now[before.part].first + place)
        self._list_pages(anew=True)
        return True

    def show_empty(self) -> None:
        """Show words in the place of pages, and keep nothing of these."""
        self._parts, self._wanted = (), None
        super().show_empty()
        self.read_large(False)
        self._list_pages(anew=True)

    def show_part(self, part: Part) -> None:
        """Show the first page of a part, as soon as it has pages."""
        found = next((one for one in self._parts if one.part == part), None)
        if found is not None:
            self.view.show_page(found.first)
        else:
            self._wanted = part

    def open_wide(self, wide: bool) -> None:
        """Show what leads to the pages, or the pages alone beside the form."""
        self._is_wide = wide
        self.read_large(False)
        self.place_changed.emit()

    def read_large(self, large: bool) -> None:
        """Show a page as large as there is room, or as before."""
        changed, self.is_large = large != self.is_large, large and self.view.pages > 0
        words = self.tr("Back to the pa&rts") if self.is_large else self.tr("&Read it large")
        self.large.setText(f"{ICON_GAP}{words}")
        self.large.setAccessibleName(words.replace("&", ""))
        self.large.setIcon(self._look.icon("close" if self.is_large else "zoom-in"))
        self._escape.setEnabled(self.is_large)
        self._show_leading()
        self.view.fit("width")
        if changed:
            self.large_changed.emit(self.is_large)
            if self.is_large:
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.thumbnails.give_room(self.width())

    def _show_leading(self) -> None:
        has_pages = self.view.pages > 0
        self.thumbnails.setVisible(self._is_wide and has_pages and not self.is_large)
        self.title.setVisible(self._is_wide and self.part is not None)
        self.large.setVisible(self._is_wide and has_pages)
        self.sizes.setVisible(self.is_large)

    def _list_pages(self, *, anew: bool) -> None:
        part = self.part
        first, pages = (part.first, part.pages) if part is not None else (1, self.view.pages)
        words = self.tr("Page {page} of {pages}")
        names = [
            (first + number, words.format(page=number + 1, pages=pages)) for number in range(pages)
        ]
        self.thumbnails.say(names, self.view.picture, anew=anew)
        self.thumbnails.mark(self.view.page)
        self.title.setText(self._titles[part.part] if part is not None else "")
        self._show_leading()
        self.part_changed.emit(part.part if part is not None else None)
        self.place_changed.emit()

    def _sizes(self) -> QWidget:
        sizes = QWidget()
        self.smaller = icon_button(self._look, "zoom-out", self.tr("Smaller"))
        self.larger = icon_button(self._look, "zoom-in", self.tr("Larger"))
        self.fit_page = icon_button(self._look, "fit", self.tr("Whole page"))
        self.fit_width = icon_button(self._look, "fit-width", self.tr("As wide as the window"))
        row(self.smaller, self.larger, self.fit_page, self.fit_width, on=sizes, spacing=8)
        self.smaller.clicked.connect(lambda: self.view.zoom(larger=False))
        self.larger.clicked.connect(lambda: self.view.zoom(larger=True))
        self.fit_page.clicked.connect(lambda: self.view.fit("page"))
        self.fit_width.clicked.connect(lambda: self.view.fit("width"))
        return sizes

    @Slot(int, int)
    def _on_page(self, _page: int, _pages: int) -> None:
        self._list_pages(anew=False)

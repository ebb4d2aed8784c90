"""A guide that was given, as it lies in the vault, and the ways to give it again."""

from PySide6.QtCore import Slot

from clinic_aid.desktop.guide.paper_card import PaperCard
from clinic_aid.desktop.widgets.buttons import make_button
from clinic_aid.desktop.widgets.elided_label import ElidedLabel
from clinic_aid.desktop.widgets.layouts import row
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.desktop.widgets.style import Look


class RecordPaper(PaperCard):
    """The pages on a card, or why there are none."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.title = ElidedLabel("fieldLabel", has_tip=True)
        self.place = plain_label(name="muted", wraps=False)
        self.view.setProperty("mayScroll", True)
        self.print = make_button(look, self.tr("&Print again"), icon="print")
        self.save = make_button(look, self.tr("Save P&DF"), icon="pdf")
        self.print.setToolTip(self.tr("The same pages as they were given, to the last letter"))
        self.save.setToolTip(self.print.toolTip())
        self.lay_out(
            row((self.title, 1), self.place, spacing=12, margins=(8, 0, 8, 0)),
            below=(row((self.print, 1), (self.save, 1), spacing=10),),
        )
        self.view.page_changed.connect(self._on_page)
        self.say_nothing("")

    def show_guide(self, title: str, pdf: bytes) -> None:
        """Show the pages of a guide from their beginning."""
        if not self.show_pages(pdf):
            self.say_nothing(self.tr("The guide could not be shown. It can be saved."), title=title)
            self.save.show()
            return
        self.view.show_start()
        self.title.say(title)
        for widget in (self.place, self.print, self.save):
            widget.show()

    def say_nothing(self, words: str, *, title: str = "") -> None:
        """Say why there is nothing to be seen."""
        self.title.say(title)
        self.empty.setText(words)
        self.show_empty()
        for widget in (self.place, self.print, self.save):
            widget.hide()

    @Slot(int, int)
    def _on_page(self, page: int, pages: int) -> None:
        self.place.setText(self.tr("Page {page} of {pages}").format(page=page, pages=pages))

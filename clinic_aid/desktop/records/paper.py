"""A guide that was given, as it lies in the vault, and the ways to give it again."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.guide.paper_card import PaperCard
from clinic_aid.desktop.widgets.buttons import make_button
from clinic_aid.desktop.widgets.elided_label import ElidedLabel
from clinic_aid.desktop.widgets.layouts import column, row
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.desktop.widgets.question import Confirmation
from clinic_aid.desktop.widgets.style import Look


class RecordPaper(PaperCard):
    """The pages on a card, or why there are none."""

    taken_back = Signal()
    """Somebody says that the patient does not have it any more."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.title = ElidedLabel("fieldLabel", has_tip=True)
        self.place = plain_label(name="muted", wraps=False)
        self.view.setProperty("mayScroll", True)
        self.print = make_button(look, self.tr("&Print again"), icon="print")
        self.save = make_button(look, self.tr("Save P&DF"), icon="pdf")
        self.print.setToolTip(self.tr("The same pages as they were given, to the last letter"))
        self.save.setToolTip(self.print.toolTip())
        self.take_back = make_button(look, self.tr("Taken &back …"), kind="quiet")
        self.take_back.setToolTip(
            self.tr("The patient was not to have this paper, or gave it back")
        )
        ways = QWidget()
        giving = row((self.print, 1), (self.save, 1), spacing=10)
        column(giving, (self.take_back, Qt.AlignmentFlag.AlignLeading), on=ways, spacing=4)
        self.question = Confirmation(look, instead_of=ways)
        self.lay_out(
            row((self.title, 1), self.place, spacing=12, margins=(8, 0, 8, 0)),
            below=(ways, self.question),
        )
        self.take_back.clicked.connect(self._on_take_back)
        self.question.agreed.connect(self.taken_back)
        self.question.refused.connect(self.take_back.setFocus)
        self.view.page_changed.connect(self._on_page)
        self.say_nothing("")

    def show_guide(self, title: str, pdf: bytes, *, is_taken_back: bool = False) -> None:
        """Show the pages of a guide from their beginning; what was taken back is so already."""
        self.question.take_back()
        if not self.show_pages(pdf):
            self.say_nothing(self.tr("The guide could not be shown. It can be saved."), title=title)
            self.save.show()
            return
        self.view.show_start()
        self.title.say(title)
        for widget in (self.place, self.print, self.save):
            widget.show()
        self.take_back.setHidden(is_taken_back)

    def say_nothing(self, words: str, *, title: str = "") -> None:
        """Say why there is nothing to be seen."""
        self.title.say(title)
        self.empty.setText(words)
        self.show_empty()
        self.question.take_back()
        for widget in (self.place, self.print, self.save, self.take_back):
            widget.hide()

    @Slot()
    def _on_take_back(self) -> None:
        self.question.ask(
            self.tr("Was this paper taken back?"),
            self.tr(
                "The guide stays here. Its record says that it was taken back, when and by whom."
            ),
            yes=self.tr("&It was taken back"),
            no=self.tr("G&o back"),
        )

    @Slot(int, int)
    def _on_page(self, page: int, pages: int) -> None:
        self.place.setText(self.tr("Page {page} of {pages}").format(page=page, pages=pages))

"""A guide that was given, as it lies in the vault, and the ways to give it again."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from clinic_aid.desktop.guide.paper_view import PaperView
from clinic_aid.desktop.widgets.buttons import make_button
from clinic_aid.desktop.widgets.elided_label import ElidedLabel
from clinic_aid.desktop.widgets.style import Look


class RecordPaper(QWidget):
    """The pages on a card, or why there are none."""

    print_asked = Signal()
    save_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("previewCard")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = ElidedLabel()
        self.title.setObjectName("fieldLabel")
        self.title.setProperty("mayElide", True)
        self.place = QLabel()
        self.place.setObjectName("muted")
        self.view = PaperView(look.colors["mist"], self)
        self.view.setAccessibleName(self.tr("Pages of the guide"))
        self.view.setProperty("mayScroll", True)
        self.empty = QLabel()
        self.empty.setObjectName("lead")
        self.empty.setWordWrap(True)
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMargin(32)
        self.print = make_button(look, self.tr("&Print again"), icon="print")
        self.save = make_button(look, self.tr("Save P&DF"), icon="pdf")
        self.print.setToolTip(self.tr("The same pages as they were given, to the last letter"))
        self.save.setToolTip(self.print.toolTip())
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 8, 0)
        head.setSpacing(12)
        head.addWidget(self.title, 1)
        head.addWidget(self.place)
        ways = QHBoxLayout()
        ways.setSpacing(10)
        ways.addWidget(self.print, 1)
        ways.addWidget(self.save, 1)
        self._stack = QStackedLayout()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(12, 14, 12, 12)
        inside.setSpacing(10)
        inside.addLayout(head)
        inside.addLayout(self._stack, 1)
        inside.addLayout(ways)
        # Not before the stack has its place: it shows its first widget at once.
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.view)
        self.print.clicked.connect(self.print_asked)
        self.save.clicked.connect(self.save_asked)
        self.view.page_changed.connect(self._on_page)
        self.say_nothing("")

    def show_guide(self, title: str, pdf: bytes) -> None:
        """Show the pages of a guide from their beginning."""
        if not self.view.show_pdf(pdf):
            self.say_nothing(self.tr("The guide could not be shown. It can be saved."), title=title)
            self.save.show()
            return
        self.view.show_start()
        self._say_title(title)
        self._stack.setCurrentWidget(self.view)
        for widget in (self.place, self.print, self.save):
            widget.show()

    def say_nothing(self, words: str, *, title: str = "") -> None:
        """Say why there is nothing to be seen."""
        self._say_title(title)
        self.empty.setText(words)
        self._stack.setCurrentWidget(self.empty)
        for widget in (self.place, self.print, self.save):
            widget.hide()

    def _say_title(self, title: str) -> None:
        self.title.say(title)
        self.title.setToolTip(title)

    @Slot(int, int)
    def _on_page(self, page: int, pages: int) -> None:
        self.place.setText(self.tr("Page {page} of {pages}").format(page=page, pages=pages))

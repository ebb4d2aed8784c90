"""The card on which the pages of a guide lie, or words in their place."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QStackedLayout, QWidget

from clinic_aid.desktop.guide.paper_view import PaperView
from clinic_aid.desktop.widgets.accessible_roles import announce_as
from clinic_aid.desktop.widgets.layouts import Item, column, row, styled
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.desktop.widgets.style import Look


class PaperCard(QWidget):
    """Pages, with what stands above and below them."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        styled(self, "previewCard")
        self.view = PaperView(look.colors["mist"], self)
        announce_as(self.view, QAccessible.Role.Document)
        self.view.setAccessibleName(self.tr("Pages of the guide"))
        self.empty = plain_label(name="lead")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMargin(32)

    def lay_out(
        self, *above: Item, beside: tuple[Item, ...] = (), below: tuple[Item, ...] = ()
    ) -> None:
        """Put the pages between what stands above and below them, and after what is beside."""
        stack = self._stack = QStackedLayout()
        pages = row(*beside, (stack, 1), spacing=8)
        column(*above, (pages, 1), *below, on=self, spacing=10, margins=(12, 14, 12, 12))
        # Not before the stack has its place: it shows its first widget at once.
        stack.addWidget(self.empty)
        stack.addWidget(self.view)

    def show_pages(self, pdf: bytes) -> bool:
        """Show the pages of a guide where the last ones stood; False if they cannot be read."""
        shown = self.view.show_pdf(pdf)
        if shown:
            self._stack.setCurrentWidget(self.view)
        return shown

    def show_empty(self) -> None:
        """Show words in the place of pages, and keep nothing of these."""
        self.view.clear()
        self._stack.setCurrentWidget(self.empty)

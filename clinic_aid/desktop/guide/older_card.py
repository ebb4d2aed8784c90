"""Says that what the patient has is older than what is entered, and what can be done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from clinic_aid.desktop.widgets.buttons import make_button
from clinic_aid.desktop.widgets.layouts import row, styled
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.desktop.widgets.style import IconSign, Look


class OlderCard(QWidget):
    """Hidden until a guide that was given is older."""

    print_asked = Signal()
    """The guide of now is to be given."""
    keep_asked = Signal()
    """The paper stays as it is."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        styled(self, "care")
        words = self.tr("The guide given is older than these entries.")
        self.print = make_button(look, self.tr("Print a&gain"), icon="print")
        self.keep = make_button(look, self.tr("K&eep"))
        self.keep.setAccessibleName(self.tr("Keep the guide given"))
        self.keep.setToolTip(self.tr("Leave the guide given as it is, until the next change"))
        sign = IconSign(look.icon("care", "amber-ink"), 26)
        said = row(sign, (plain_label(words), 1), spacing=10)
        self._ways = row(self.print, self.keep, spacing=10)
        self._parts = row((said, 1), self._ways, on=self, spacing=10, margins=(18, 8, 8, 8))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.print.clicked.connect(self.print_asked)
        self.keep.clicked.connect(self.keep_asked)
        self.hide()

    def stand(self, *, narrow: bool) -> None:
        """Stand in a narrow column, the words over the ways on, or across the pages."""
        directions = QBoxLayout.Direction
        for each in (self._parts, self._ways):
            each.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

"""What is said before a talk where the system does not keep its screen lit."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.widgets.buttons import make_button
from clinic_aid.desktop.widgets.layouts import row, styled
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.desktop.widgets.style import IconSign, Look


class DarkScreenNote(QWidget):
    """One line, there once the system has refused, until it is closed."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        styled(self, "care")
        self.words = plain_label(
            self.tr("The screen may go dark while you talk. Set this computer to keep it on.")
        )
        self.close_button = make_button(look, "", icon="close", kind="icon")
        self.close_button.setAccessibleName(self.tr("Close this message"))
        self.close_button.clicked.connect(self._on_closed)
        row(
            IconSign(look.icon("care", "amber-ink"), 22),
            (self.words, 1),
            self.close_button,
            on=self,
            spacing=12,
            margins=(16, 2, 6, 2),
        )
        self._is_closed = False
        self.hide()

    @Slot(bool)
    def follow(self, is_lit: bool) -> None:
        """Take note of what the system said: does it keep its screen lit?"""
        self.setVisible(not is_lit and not self._is_closed)

    def _on_closed(self) -> None:
        self._is_closed = True
        self.hide()

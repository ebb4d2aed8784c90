"""What needs looking at in a kept consultation, as it is today."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from clinic_aid.content.concern_words import WordedConcern
from clinic_aid.desktop.widgets.layouts import column, row, styled
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.desktop.widgets.style import IconSign, Look


class NeedsList(QWidget):
    """The same list as on the guide's step, to read; nothing where there is nothing to look at."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        styled(self, "care")
        self.title = plain_label(name="title")
        self.words = plain_label()
        sign = IconSign(look.icon("care", "amber-ink"), 24)
        said = column(self.title, self.words, spacing=2)
        row(
            (sign, Qt.AlignmentFlag.AlignTop),
            (said, 1),
            on=self,
            spacing=12,
            margins=(16, 10, 16, 10),
        )
        self.hide()

    def say(self, concerns: Sequence[WordedConcern]) -> None:
        """List these, one to a line."""
        self.title.setText(self.tr("Needs looking at: {count}").format(count=len(concerns)))
        self.words.setText("\n".join(concern.text for concern in concerns))
        self.setVisible(bool(concerns))

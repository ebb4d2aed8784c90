"""What a screen shows that cannot say anything before a product is chosen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.buttons import make_button
from clinic_aid.desktop.widgets.style import Look


class NeedsProduct(QWidget):
    """One calm sentence, and the way to the choice."""

    asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("quiet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 40, 48, 40)
        column.setSpacing(20)
        self.words = Words("lead", self.tr("What stands here depends on the product."))
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choose = make_button(look, self.tr("See what is offered"))
        self.choose.clicked.connect(self.asked)
        column.addStretch(1)
        column.addWidget(self.words)
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

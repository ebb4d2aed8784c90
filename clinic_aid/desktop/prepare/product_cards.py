"""The products on offer as cards, one of which is chosen."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from clinic_aid.desktop.widgets.control import Control
from clinic_aid.desktop.widgets.style import Look, Sign


class ProductCard(QPushButton):
    """A name and where the product comes from; a tick when it is chosen."""

    def __init__(self, look: Look, title: str, words: str) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setProperty("kind", "card")
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._look = look
        self._tick = Sign(look.no_icon, 24)
        name, text = QLabel(title), QLabel(words)
        name.setObjectName("cardTitle")
        text.setObjectName("muted")
        for label in (name, text):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(name)
        column.addWidget(text)
        column.addStretch(1)
        layout = self._inside = QHBoxLayout(self)
        layout.setContentsMargins(16, 10, 10, 10)
        layout.setSpacing(6)
        layout.addLayout(column, 1)
        layout.addWidget(self._tick, 0, Qt.AlignmentFlag.AlignTop)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._inside.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        return self._inside.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._inside.totalMinimumSize()

    def mark(self, chosen: bool) -> None:
        """Show whether the product is chosen."""
        self.setChecked(chosen)
        self._tick.show_icon(self._look.icon("check", "teal") if chosen else self._look.no_icon)


class ProductCards(Control):
    """One card for each product, two in a row."""

    def __init__(self, look: Look, products: Mapping[str, tuple[str, str]]) -> None:
        super().__init__()
        self.cards = {key: ProductCard(look, *words) for key, words in products.items()}
        self._foreign: str | None = None
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(10)
        for index, (key, card) in enumerate(self.cards.items()):
            card.clicked.connect(lambda _=False, key=key: self._on_clicked(key))
            grid.addWidget(card, index // 2, index % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def doubt(self) -> str:
        if self._foreign is None:
            return ""
        return self.tr("“{value}” is not on offer. Choose one.").format(value=self._foreign)

    def show_value(self, value: object) -> None:
        self._foreign = None if value is None or value in self.cards else str(value)
        for key, card in self.cards.items():
            card.mark(key == value)

    def name_for(self, label: str) -> QWidget:
        self.setAccessibleName(label)
        return next(iter(self.cards.values()))

    @Slot()
    def _on_clicked(self, key: str) -> None:
        self.show_value(key)
        self.edited.emit(key)

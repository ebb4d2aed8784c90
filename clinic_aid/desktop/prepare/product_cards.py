"""The products on offer as cards, one of which is chosen."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from clinic_aid.desktop.widgets.control import Control
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.desktop.widgets.words_button import TickedCard

_MARGINS: Final = (16, 10, 10, 10)


class ProductCards(Control):
    """One card for each product, two in a row."""

    def __init__(self, look: Look, products: Mapping[str, tuple[str, str]]) -> None:
        super().__init__()
        self.cards = {
            key: TickedCard(look, name, [words], margins=_MARGINS)
            for key, (name, words) in products.items()
        }
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

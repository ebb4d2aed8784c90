"""The products on offer as cards, one of which is chosen."""

from collections.abc import Collection, Mapping
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
        self._all = {
            key: TickedCard(look, name, [words], margins=_MARGINS)
            for key, (name, words) in products.items()
        }
        self.cards: dict[str, TickedCard] = {}
        """Those that are offered."""
        self._foreign: str | None = None
        self._names = {key: name for key, (name, _) in products.items()}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
        for key, card in self._all.items():
            card.clicked.connect(lambda _=False, key=key: self._on_clicked(key))
        self.offer(self._all)

    def offer(self, keys: Collection[str]) -> None:
        """Show the cards of these products."""
        self.cards = {key: card for key, card in self._all.items() if key in keys}
        for card in self._all.values():
            self._grid.removeWidget(card)
            card.setParent(self)
            card.hide()
        for index, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, index // 2, index % 2)
            card.show()

    def doubt(self) -> str:
        if self._foreign is None:
            return ""
        if (name := self._names.get(self._foreign)) is None:
            return self.tr("There is no such product. Choose one.")
        return self.tr("The clinic does not offer “{name}”. Choose one.").format(name=name)

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

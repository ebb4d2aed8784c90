"""One old consultation, and what is to become of it."""

from typing import Literal

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from clinic_aid.desktop.safe_keeping.values import ProductName
from clinic_aid.desktop.widgets.chips import OneChip
from clinic_aid.desktop.widgets.elided_label import ElidedLabel
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.desktop.widgets.task_page import Card
from clinic_aid.desktop.widgets.wording import alone, said_day
from clinic_aid.domain.records import Entry

Choice = Literal["erase", "keep"] | None
_APART = " · "


class OldRow(Card):
    """Name, day and product on one side; erase, keep longer or later on the other."""

    chosen = Signal(str, object)
    """The consultation's key, and "erase", "keep" or None."""

    def __init__(self, look: Look, *, language: str, product_name: ProductName) -> None:
        super().__init__(name="oldRow", margins=(16, 6))
        self._language, self._product_name = language, product_name
        self.key = ""
        self.name, self.words = ElidedLabel(), ElidedLabel()
        self.name.setObjectName("fieldLabel")
        self.words.setObjectName("muted")
        for label in (self.name, self.words):
            label.setProperty("mayElide", True)
        self.choice = OneChip(look, spacing=4)
        self.choice.offer(
            {
                None: self.tr("Later"),
                "keep": self.tr("Keep longer"),
                "erase": self.tr("Erase"),
            }
        )
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.name)
        words.addWidget(self.words)
        words.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addLayout(words, 10)
        line.addWidget(self.choice, 11)
        self.rows.addLayout(line)
        self.choice.edited.connect(self._on_edited)

    def show_entry(self, entry: Entry, choice: Choice) -> None:
        """Show a consultation, and what was chosen for it."""
        self.key = entry.key
        name = entry.headings.name or self.tr("Without a name")
        changed = said_day(entry.changed_at.astimezone().date(), self._language)
        known = [
            self.tr("last changed {day}").format(day=changed),
            self._product_name(entry.headings.product or "") or "",
        ]
        self.name.say(alone(name, mirrored=self.isRightToLeft()))
        self.words.say(_APART.join(words for words in known if words))
        self.name.setToolTip(name)
        self.words.setToolTip(self.words.words)
        self.choice.name_for(name)
        self.choice.show_value(choice)

    @Slot(object)
    def _on_edited(self, choice: object) -> None:
        self.chosen.emit(self.key, choice)

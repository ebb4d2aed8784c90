"""A card with a title and a line under it that can be chosen."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from clinic_aid.desktop.talk.kit.chosen_sign import ChosenSign
from clinic_aid.desktop.talk.kit.words import Words

MOST_SLENDER: Final = 56


class TapCard(QPushButton):
    """A button whose words wrap, as high as they need; a `sign` shows whether it is chosen."""

    tapped = Signal()

    def __init__(self, title: str, note: str = "", *, sign: ChosenSign | None = None) -> None:
        super().__init__()
        self.sign = sign
        self.setProperty("kind", "card")
        self.setCheckable(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(18)
        if sign is not None:
            row.addWidget(sign)
        column = QVBoxLayout()
        column.setSpacing(2)
        row.addLayout(column, 1)
        self.title, self.note = Words("strong", title), Words("note", note)
        column.addStretch(1)
        for words in (self.title, self.note):
            words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(words)
        column.addStretch(1)
        # Only now: shown before it has a parent, it would be a window of its own.
        self.note.setVisible(bool(note))
        self.setAccessibleName(f"{title}. {note}" if note else title)
        self.clicked.connect(self._on_clicked)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._chosen = False

    def mark(self, chosen: bool) -> None:
        """Show whether this card is the one chosen."""
        self._chosen = chosen
        self.setChecked(chosen)
        if self.sign is not None:
            self.sign.show_chosen(chosen)

    def tell(self, note: str) -> None:
        """Say something else under the title."""
        if note != self.note.marked():
            self.note.say(note)
            self.setAccessibleName(f"{self.title.marked()}. {note}")

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        width = max(self.width(), 160)
        height = layout.totalHeightForWidth(width) if layout is not None else 0
        return QSize(160, max(height, MOST_SLENDER))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return max(layout.totalHeightForWidth(width) if layout is not None else 0, MOST_SLENDER)

    def _on_clicked(self) -> None:
        # What is chosen is for the page to say: a second tap must not take the mark away.
        self.setChecked(self._chosen)
        self.tapped.emit()

"""The answers to a question about the patient's health, in one order everywhere."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from clinic_aid.desktop.widgets.chips import OneChip
from clinic_aid.desktop.widgets.style import Look, Scaled

_GAP = 4
# What Qt puts between an icon and the words after it, with the thin space of the chips.
_BEFORE_WORDS = 7


class AnswerChips(Scaled, OneChip):
    """Yes, No, Unsure, Not asked; each as wide as it is with its tick, so that none moves.

    The answer that is chosen, taken again, is taken back.
    """

    def __init__(self, look: Look) -> None:
        super().__init__(look, spacing=_GAP)
        self.offer(
            {
                "yes": self.tr("Yes"),
                "no": self.tr("No"),
                "unsure": self.tr("Unsure"),
                None: self.tr("Not asked"),
            }
        )
        self._answer: str | None = None

    def show_value(self, value: object) -> None:
        super().show_value(value)
        self._answer = self.value()
        self.keep_widths()

    def in_one_line(self) -> None:
        """Stand in one line, whatever stands beside it."""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def keep_widths(self) -> None:
        """Give each answer the width that it has with its tick."""
        for button in self.buttons.values():
            button.setMinimumWidth(_width_with_tick(button))
        self._flow.invalidate()
        if self.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed:
            widths = [button.minimumWidth() for button in self.buttons.values()]
            self.setFixedWidth(sum(widths) + (len(widths) - 1) * self._flow.spacing())

    def draw_at(self, scale: float) -> None:
        super().draw_at(scale)
        self.keep_widths()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.keep_widths()

    def _on_clicked(self, key: str | None) -> None:
        chosen = None if key == self._answer else key
        self.show_value(chosen)
        self.edited.emit(chosen)


def _width_with_tick(button: QPushButton) -> int:
    button.ensurePolished()
    # Asked of the words and the tick alone: a width set before must not grow with each asking.
    words = button.sizeHint().width()
    return words if button.isChecked() else words + button.iconSize().width() + _BEFORE_WORDS

"""A whole number that is typed, or made larger and smaller by one."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QSizePolicy, QWidget

from clinic_aid.desktop.widgets.control import Control
from clinic_aid.desktop.widgets.layouts import row
from clinic_aid.desktop.widgets.style import Look, restyle
from clinic_aid.desktop.widgets.task_page import action, words_label

_REST_MS: Final = 600


class _NumberLine(QLineEdit):
    def __init__(self, stepper: "Stepper") -> None:
        super().__init__()
        self._stepper = stepper
        self.setObjectName("stepperLine")
        self.setMaxLength(3)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if event.key() in steps:
            self._stepper.step(steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._stepper.settle()


class Stepper(Control):
    """A number within bounds; `edited` tells it once it has been let be for a moment.

    `unit` are the words after it. What is not a number within the bounds is never told.
    """

    def __init__(self, look: Look, bounds: tuple[int, int], *, unit: str) -> None:
        super().__init__()
        self._lowest, self._highest = bounds
        self._told: int | None = None
        self.less = self._button(look, "minus")
        self.more = self._button(look, "plus")
        self.line = _NumberLine(self)
        self.unit = words_label(unit)
        row(self.less, self.line, self.more, (self.unit, 1), on=self, spacing=8)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.settle)
        self.less.clicked.connect(lambda: self.step(-1))
        self.more.clicked.connect(lambda: self.step(1))
        self.line.textEdited.connect(self._on_typed)
        self.line.returnPressed.connect(self.settle)

    def value(self) -> int | None:
        """Give the number, None where what is typed is none within the bounds."""
        said = self.line.text().strip()
        if not said.isdecimal() or not self._lowest <= int(said) <= self._highest:
            return None
        return int(said)

    def step(self, by: int) -> None:
        """Make the number larger or smaller, as far as the bounds go."""
        now = self.value()
        now = self._told if now is None else now
        now = self._lowest if now is None else now
        self.line.setText(str(min(max(now + by, self._lowest), self._highest)))
        self._on_typed()

    @Slot()
    def settle(self) -> None:
        """Tell the number now, if it is another one."""
        self._rest.stop()
        value = self.value()
        if value is not None and value != self._told:
            self._told = value
            self.edited.emit(value)

    def show_value(self, value: object) -> None:
        # What somebody is about to enter is not taken from under their hands.
        if self._rest.isActive() or not isinstance(value, int):
            return
        self._told = value
        self.line.setText(str(value))
        self.mark_doubt(False)

    def name_for(self, label: str) -> QWidget:
        self.line.setAccessibleName(
            self.tr("{label}: {unit}").format(label=label, unit=self.unit.text())
        )
        self.less.setAccessibleName(self.tr("{label}: less").format(label=label))
        self.more.setAccessibleName(self.tr("{label}: more").format(label=label))
        return self.line

    def doubt(self) -> str:
        if self.value() is not None or not self.line.text().strip():
            return ""
        words = self.tr("Write a number from {lowest} to {highest}.")
        return words.format(lowest=self._lowest, highest=self._highest)

    def mark_doubt(self, doubtful: bool) -> None:
        restyle(self.line, "doubt", doubtful)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.settle()

    def _button(self, look: Look, icon: str) -> QPushButton:
        button = action(look, "", icon=icon, kind="icon")
        button.setAutoRepeat(True)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        return button

    @Slot()
    def _on_typed(self) -> None:
        self.mark_doubt(bool(self.doubt()))
        self._rest.start()

"""Choices that all lie open: one of them, or several."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from clinic_aid.desktop.widgets.control import Control
from clinic_aid.desktop.widgets.flow_layout import FlowLayout
from clinic_aid.desktop.widgets.layouts import row
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.desktop.widgets.undo_keys import UndoKeys

Options = Mapping[str, str] | Mapping[str | None, str]
"""Values of the file with their words; None stands for nothing said."""
ICON_GAP = "\u2009"
_ENDS = (".", "?", "!", ":", "\u061f", "\uff1f")


def shown(text: str) -> str:
    """Give a text as buttons and labels show it, where a lone & would mark a shortcut."""
    return text.replace("&", "&&")


def _words_of(button: QPushButton) -> str:
    return button.text().removeprefix(ICON_GAP).replace("&&", "&")


class Chips(Control):
    """Buttons for the values; a tick stands on what is chosen."""

    def __init__(self, look: Look, options: Options | None = None, *, spacing: int = 8) -> None:
        super().__init__()
        self._look = look
        self._flow = FlowLayout(self, spacing=spacing)
        self.label = ""
        self.buttons: dict[str | None, QPushButton] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.offer(options or {})

    def offer(self, options: Options) -> None:
        """Show these values with their words."""
        if dict(options) == {key: _words_of(button) for key, button in self.buttons.items()}:
            return
        for button in self.buttons.values():
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = {key: self._button(key, text) for key, text in options.items()}
        self.name_for(self.label)
        self._flow.invalidate()
        self.updateGeometry()

    def name_for(self, label: str) -> QWidget:
        self.label = label
        for button in self.buttons.values():
            words = _words_of(button)
            if label.endswith(_ENDS):
                name = f"{label} {words}"
            else:
                name = self.tr("{label}: {choice}").format(label=label, choice=words)
            button.setAccessibleName(name)
        return next(iter(self.buttons.values()), self)

    def mark(self, key: str | None, chosen: bool) -> None:
        """Show whether a value is chosen."""
        button = self.buttons[key]
        if button.isChecked() != chosen:
            button.setChecked(chosen)
        self._tick(key)

    def _tick(self, key: str | None) -> None:
        button, icon = self.buttons[key], self._icon(key)
        if button.icon().cacheKey() != icon.cacheKey():
            button.setIcon(icon)
            # Qt sets words close to their icon.
            words = button.text().removeprefix(ICON_GAP)
            button.setText(words if icon.isNull() else f"{ICON_GAP}{words}")

    def _icon(self, key: str | None) -> QIcon:
        """Give what stands on a value: a tick where it is chosen."""
        if not self.buttons[key].isChecked():
            return self._look.no_icon
        return self._look.icon("check", "ink" if key is None else "white")

    def _button(self, key: str | None, text: str) -> QPushButton:
        button = QPushButton(shown(text))
        button.setCheckable(True)
        button.setProperty("kind", "chip")
        button.setProperty("open", key is None)
        button.setIconSize(QSize(20, 20))
        button.clicked.connect(lambda: self._on_clicked(key))
        self._flow.addWidget(button)
        button.show()
        return button

    @Slot()
    def _on_clicked(self, key: str | None) -> None:
        raise NotImplementedError


class OneChip(Chips):
    """Exactly one of the values; `None` among them is the choice "not said"."""

    _foreign: str | None = None

    def doubt(self) -> str:
        if self._foreign is None:
            return ""
        return self.tr("“{value}” does not fit here. Choose one.").format(value=self._foreign)

    def show_value(self, value: object) -> None:
        self._foreign = None if value is None or value in self.buttons else str(value)
        for key in self.buttons:
            self.mark(key, key == value)

    def value(self) -> str | None:
        """Give what is chosen."""
        return next((key for key, button in self.buttons.items() if button.isChecked()), None)

    @Slot()
    def _on_clicked(self, key: str | None) -> None:
        self.show_value(key)
        self.edited.emit(key)


class ManyChips(Chips):
    """Any number of the values, in the file as a list in the order in which they lie here."""

    _others: Sequence[object] = ()

    def show_value(self, value: object) -> None:
        chosen = value if isinstance(value, list) else []
        # What the form has no chip for is kept.
        self._others = [item for item in chosen if item not in self.buttons]
        for key in self.buttons:
            self.mark(key, key in chosen)

    @Slot()
    def _on_clicked(self, key: str | None) -> None:
        self._tick(key)
        self._tell()

    def _tell(self) -> None:
        chosen = [key for key, button in self.buttons.items() if button.isChecked()]
        self.edited.emit([*chosen, *self._others] or None)


class DoneChips(OneChip):
    """Done or not yet; in the file it is true, or nothing at all."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.offer({"done": self.tr("Done already"), None: self.tr("Not yet")})

    def show_value(self, value: object) -> None:
        super().show_value(("done" if value else None) if isinstance(value, bool) else value)

    @Slot()
    def _on_clicked(self, key: str | None) -> None:
        super().show_value(key)
        self.edited.emit(True if key else None)


class NeedChips(ManyChips):
    """Any number of the values, and beside them what is needed in other words."""

    def __init__(self, look: Look, options: Options) -> None:
        super().__init__(look)
        self.line = QLineEdit()
        UndoKeys(self.line)
        self.line.setMaxLength(200)
        self.line.setMinimumWidth(200)
        self.offer(options)
        beside = QWidget()
        row(QLabel(self.tr("Other:")), self.line, on=beside, spacing=10, margins=(8, 0, 0, 0))
        self._flow.addWidget(beside)
        self.line.textEdited.connect(self._on_typed)

    def name_for(self, label: str) -> QWidget:
        self.line.setAccessibleName(self.tr("{label}: other").format(label=label))
        return super().name_for(label)

    def show_value(self, value: object) -> None:
        super().show_value(value)
        if _listed(self.line.text()) != self._others:
            self.line.setText(", ".join(map(str, self._others)))
            self.line.setCursorPosition(0)

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self._others = _listed(text)
        self._tell()


def _listed(text: str) -> list[object]:
    return [part.strip() for part in text.split(",") if part.strip()]

"""What a screen of choices is made of: their names, what is said of one, and its attributes."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.chips import ICON_GAP, OneChip, shown
from clinic_aid.desktop.widgets.flow_layout import FlowLayout
from clinic_aid.desktop.widgets.layouts import Item, column
from clinic_aid.desktop.widgets.style import Look


class FlowButtons(QWidget):
    """Buttons in as many lines as they need; each lets one look at something."""

    tapped = Signal(str)

    def __init__(self, look: Look, *, spacing: int) -> None:
        super().__init__()
        self._look = look
        self._flow = FlowLayout(self, spacing=spacing)
        self.buttons: dict[str, QPushButton] = {}

    def replace(self, texts: Mapping[str, str], *, kind: str, icon: int, scale: float) -> None:
        """Have a button for each of these texts, with room for an icon of a size."""
        for button in self.buttons.values():
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = {key: self._button(key, text, kind, icon) for key, text in texts.items()}
        self._look.lay_out(self, scale)
        self._flow.invalidate()
        self.updateGeometry()

    def _button(self, key: str, text: str, kind: str, icon: int) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", kind)
        button.setCheckable(True)
        button.setIconSize(QSize(icon, icon))
        # Looking must not take the keyboard: arrows and Space go on turning screens.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.tapped.emit(key))
        self._flow.addWidget(button)
        button.show()
        return button


class ChoiceTabs(FlowButtons):
    """The names of the choices; one of them is looked at, one of them may be planned."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, spacing=10)
        self._names: Mapping[str, str] = {}

    def offer(self, names: Mapping[str, str]) -> None:
        """Show these choices; one alone needs no choosing."""
        self.setVisible(len(names) > 1)
        if names != self._names:
            self._names = names
            self.replace(names, kind="chip", icon=20, scale=1.0)

    def mark(self, looked_at: str, planned: object) -> None:
        """Show which choice is looked at, and with a tick which is planned."""
        for key, button in self.buttons.items():
            button.setChecked(key == looked_at)
            name = self._names[key]
            is_planned = key == planned
            color = "white" if key == looked_at else "teal"
            button.setIcon(self._look.icon("check", color) if is_planned else self._look.no_icon)
            button.setText(f"{ICON_GAP}{shown(name)}" if is_planned else shown(name))
            spoken = self.tr("{choice}, planned") if is_planned else "{choice}"
            button.setAccessibleName(spoken.format(choice=name))


class NamedTexts(QWidget):
    """Texts that belong together, each under its name where it has one."""

    def __init__(self, *texts: tuple[str, str]) -> None:
        super().__init__()
        said: list[Item] = []
        for number, (name, text) in enumerate(texts):
            if number:
                said.append(12)
            if name:
                said.append(Words("strong", name))
            said.append(Words("body", text))
        column(*said, on=self, spacing=0, margins=(0, 0, 0, 6))


class Attribute(QWidget):
    """What differs between products of this name, to choose where there is something to choose."""

    def __init__(self, look: Look, name: str, options: Mapping[str | None, str]) -> None:
        super().__init__()
        self.chips = OneChip(look)
        self.chips.offer(options)
        self.chips.name_for(name)
        column(Words("strong", name), self.chips, on=self, spacing=6, margins=(0, 0, 0, 6))

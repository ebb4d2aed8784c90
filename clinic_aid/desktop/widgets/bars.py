"""The bars at the window's edges."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from clinic_aid.desktop.style import Look, Sign
from clinic_aid.desktop.widgets.chips import ICON_GAP


def make_button(look: Look, text: str, *, icon: str = "", kind: str = "plain") -> QPushButton:
    """Give a button of one of the kinds that the style sheet knows."""
    button = QPushButton(f"{ICON_GAP}{text}" if icon and text else text)
    button.setProperty("kind", kind)
    button.setAccessibleName(text.replace("&", ""))
    if icon:
        button.setIcon(look.icon(icon, "white" if kind == "primary" else "ink"))
        button.setIconSize(QSize(24, 24))
    return button


class _Bar(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.line = QHBoxLayout(self)


class TopBar(_Bar):
    """The app's name, the two steps, and what can be done with files."""

    step_chosen = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__("topBar")
        self.line.setContentsMargins(40, 9, 40, 9)
        self.line.setSpacing(10)
        mark, name = Sign(look.icon("brand"), 40), QLabel("Clinic Aid")
        name.setObjectName("brandName")
        self.file = QLabel()
        self.file.setObjectName("brandSub")
        self.file.setTextFormat(Qt.TextFormat.PlainText)
        self.new = make_button(look, self.tr("&New"), icon="new", kind="quiet")
        self.open = make_button(look, self.tr("&Open"), icon="open", kind="quiet")
        self.save = make_button(look, self.tr("&Save"), icon="save", kind="quiet")
        self.file_buttons = (self.new, self.open, self.save)
        steps = QWidget()
        steps.setObjectName("steps")
        steps.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(steps)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.steps: list[QPushButton] = []
        words = (self.tr("&1  Prepare"), self.tr("&2  Preview"))
        for index, text in enumerate(words):
            button = make_button(look, text, kind="step")
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, index=index: self.step_chosen.emit(index))
            row.addWidget(button)
            self.steps.append(button)
        for widget in (mark, name, self.file):
            self.line.addWidget(widget)
        self.line.addStretch(1)
        self.line.addWidget(steps)
        self.line.addStretch(1)
        for button in self.file_buttons:
            self.line.addWidget(button)
        order = (*self.steps, *self.file_buttons)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def show_step(self, index: int) -> None:
        """Mark the step that is shown."""
        # No button group: it would take the other step out of the Tab key's way.
        for number, button in enumerate(self.steps):
            button.setChecked(number == index)


class BottomBar(_Bar):
    """The pages of the form, those with a fault marked, and the way on and back."""

    page_chosen = Signal(int)

    def __init__(self, look: Look, names: Sequence[str]) -> None:
        super().__init__("bottomBar")
        self._look = look
        self.line.setContentsMargins(30, 12, 40, 12)
        self.line.setSpacing(2)
        self.names = tuple(names)
        self.pages: list[QPushButton] = []
        for index, name in enumerate(names):
            button = make_button(look, name, kind="section")
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, index=index: self.page_chosen.emit(index))
            self.pages.append(button)
            self.line.addWidget(button)
        self.line.addStretch(1)
        self.back = make_button(look, self.tr("Bac&k"))
        self.forward = make_button(look, self.tr("Ne&xt"), kind="primary")
        for button in (self.back, self.forward):
            self.line.addWidget(button)
        self.line.insertSpacing(self.line.count() - 1, 12)

    def show_page(self, index: int | None) -> None:
        """Mark the page that is shown; None for none of them."""
        for number, button in enumerate(self.pages):
            button.setChecked(number == index)

    def mark_faults(self, faulty: Iterable[bool]) -> None:
        """Put a sign on pages with a fault."""
        for button, name, at_fault in zip(self.pages, self.names, faulty, strict=True):
            icon = self._look.icon("care", "amber-ink") if at_fault else self._look.no_icon
            button.setIcon(icon)
            button.setText(f"{ICON_GAP}{name}" if at_fault else name)
            said = self.tr("{page}, something is missing or wrong") if at_fault else "{page}"
            button.setAccessibleName(said.format(page=name))


class Banner(_Bar):
    """One calm message across the window, and the way to leave out what it names."""

    acted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__("banner")
        self.line.setContentsMargins(40, 8, 40, 8)
        self.line.setSpacing(12)
        sign = Sign(look.icon("care", "amber-ink"), 24)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.action = make_button(look, self.tr("Leave them out"))
        self.dismiss = make_button(look, "", icon="close", kind="icon")
        self.dismiss.setAccessibleName(self.tr("Close this message"))
        self.line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        self.line.addWidget(self.words, 1)
        self.line.addWidget(self.action)
        self.line.addWidget(self.dismiss)
        self.action.clicked.connect(self.acted)
        self.dismiss.clicked.connect(self.hide)
        self.hide()

    def say(self, words: str, *, can_leave_out: bool = False) -> None:
        """Show a message until it is closed or replaced."""
        self.words.setText(words)
        self.action.setVisible(can_leave_out)
        self.show()

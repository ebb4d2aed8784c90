"""The bars at the window's edges."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from clinic_aid.desktop.prepare.fault_words import in_short
from clinic_aid.desktop.steps import GUIDE, HOME, PREPARE, PRESENT
from clinic_aid.desktop.widgets.buttons import make_button
from clinic_aid.desktop.widgets.chips import ICON_GAP
from clinic_aid.desktop.widgets.elided_label import ElidedLabel
from clinic_aid.desktop.widgets.style import Look, Sign, refresh
from clinic_aid.errors import Fault


class _Bar(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.line = QHBoxLayout(self)


class TopBar(_Bar):
    """The app's name, which leads home, the steps, and what can be done with files."""

    step_chosen = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__("topBar")
        self.line.setContentsMargins(40, 9, 40, 9)
        self.line.setSpacing(10)
        self.home = make_button(look, "Clinic Aid", icon="brand", kind="brand")
        self.home.setText(f"{ICON_GAP}{self.home.text()}")
        self.home.setIconSize(QSize(40, 40))
        self.home.setAccessibleName(self.tr("Home"))
        self.home.setToolTip(self.tr("Home"))
        self.home.clicked.connect(lambda: self.step_chosen.emit(HOME))
        self.file = ElidedLabel(longest=260)
        self.file.setObjectName("brandSub")
        self._beside = QWidget()
        self._beside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QHBoxLayout(self._beside)
        inside.setContentsMargins(10, 4, 10, 4)
        inside.addWidget(self.file)
        self._beside.hide()
        self.new = make_button(look, self.tr("&New"), icon="new", kind="quiet")
        self.open = make_button(look, self.tr("&Open"), icon="open", kind="quiet")
        self.save = make_button(look, self.tr("&Save"), icon="save", kind="quiet")
        self.safety = make_button(look, self.tr("Safe &keeping"), icon="safe", kind="quiet")
        self.lock = make_button(look, self.tr("&Lock"), icon="lock", kind="quiet")
        self.lock.setToolTip(self.tr("Lock (Ctrl+L)"))
        self.file_buttons = (self.new, self.open, self.save, self.safety, self.lock)
        self.safety.hide()
        self.lock.hide()
        self._steps = steps = QWidget()
        steps.setObjectName("steps")
        steps.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(steps)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        words = {
            PREPARE: self.tr("&1  Prepare"),
            PRESENT: self.tr("&2  Present"),
            GUIDE: self.tr("&3  Guide"),
        }
        self.steps = {step: make_button(look, text, kind="step") for step, text in words.items()}
        for step, button in self.steps.items():
            # Presenting has a window of its own: its step is never the one shown here.
            button.setCheckable(step != PRESENT)
            button.clicked.connect(lambda _=False, step=step: self.step_chosen.emit(step))
            row.addWidget(button)
        self.line.addWidget(self.home)
        self.line.addWidget(self._beside)
        self.line.addStretch(1)
        self.line.addWidget(steps)
        self.line.addStretch(1)
        for button in self.file_buttons:
            self.line.addWidget(button)
        self.buttons = (self.home, *self.steps.values(), *self.file_buttons)
        for before, after in pairwise(self.buttons):
            QWidget.setTabOrder(before, after)

    def serve_vault(self) -> None:
        """Offer what there is with a vault, in which nothing has to be saved."""
        for button in (self.open, self.save):
            button.hide()
        for button in (self.safety, self.lock):
            button.show()

    def say(self, words: str, *, care: bool = False) -> None:
        """Say beside the name how the consultation is kept; with care, so that it is noticed."""
        self._beside.setObjectName("topCare" if care and words else "")
        for widget in (self._beside, self.file):
            refresh(widget)
        self.file.say(words)
        self._beside.setVisible(bool(words) and self._steps.isVisibleTo(self))

    def bare(self, bare: bool) -> None:
        """Show the app's name alone, as long as there is nothing else to do."""
        self._steps.setVisible(not bare)
        self._beside.setVisible(not bare and bool(self.file.words))
        for button in self.file_buttons:
            button.setVisible(not bare and button in (self.new, self.open, self.save))

    def show_step(self, shown: int) -> None:
        """Mark the step that is shown."""
        # No button group: it would take the other steps out of the Tab key's way.
        for step, button in self.steps.items():
            button.setChecked(step == shown)


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
        self.forward = make_button(look, "", kind="primary")
        for button in (self.back, self.forward):
            self.line.addWidget(button)
        self.line.insertSpacing(self.line.count() - 1, 12)

    def show_page(self, index: int | None) -> None:
        """Mark the page that is shown; None for none of them."""
        for number, button in enumerate(self.pages):
            button.setChecked(number == index)
        last = index is not None and index + 1 == len(self.pages)
        words = self.tr("Presen&t") if last else self.tr("Ne&xt")
        self.forward.setText(words)
        self.forward.setAccessibleName(words.replace("&", ""))

    def mark(self, faulty: Iterable[bool], cared_for: Iterable[bool]) -> None:
        """Put a sign on pages with a fault, and on those with something that needs looking at."""
        found = zip(self.pages, self.names, faulty, cared_for, strict=True)
        for button, name, at_fault, needs_looking_at in found:
            marked = at_fault or needs_looking_at
            button.setIcon(self._look.icon("care", "amber-ink") if marked else self._look.no_icon)
            button.setText(f"{ICON_GAP}{name}" if marked else name)
            said = "{page}"
            if at_fault:
                said = self.tr("{page}, something is missing or wrong")
            elif needs_looking_at:
                said = self.tr("{page}, something needs looking at")
            button.setAccessibleName(said.format(page=name))


class Banner(_Bar):
    """One calm message across the window, and the way to leave out the entries it names."""

    leave_out_asked = Signal(object)
    """The faults whose entries are to be left out."""

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
        self._faults: tuple[Fault, ...] = ()
        self.action.clicked.connect(lambda: self.leave_out_asked.emit(self._faults))
        self.dismiss.clicked.connect(self.hide)
        self.hide()

    def say(self, words: str) -> None:
        """Show a message until it is closed or replaced."""
        self._faults = ()
        self.words.setText(words)
        self.action.hide()
        self.show()

    def say_faults(self, faults: tuple[Fault, ...]) -> None:
        """Name faults that no entry of the form shows, once for as long as they are the same."""
        if faults == self._faults:
            return
        if not faults:
            self.forget()
            return
        words = self.tr("The guide cannot be made with these entries of the file: {entries}.")
        self.say(words.format(entries=in_short(faults)))
        self._faults = faults
        self.action.show()

    def forget(self) -> None:
        """Show nothing, and take whatever comes next for new."""
        self._faults = ()
        self.hide()

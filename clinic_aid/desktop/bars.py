"""The bars at the window's edges."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from clinic_aid.desktop.prepare.fault_words import in_short
from clinic_aid.desktop.steps import GUIDE, HOME, PREPARE, PRESENT
from clinic_aid.desktop.widgets.buttons import make_button
from clinic_aid.desktop.widgets.chips import ICON_GAP
from clinic_aid.desktop.widgets.elided_label import ElidedLabel
from clinic_aid.desktop.widgets.flow_layout import flow
from clinic_aid.desktop.widgets.layouts import STRETCH, row, styled
from clinic_aid.desktop.widgets.style import Fitting, IconSign, Look, refresh
from clinic_aid.errors import Fault


class TopBar(Fitting):
    """The app's name, which leads home, the steps, and what there is beside them.

    Where words are long or large its buttons besides the steps have only their icons.
    """

    step_chosen = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        styled(self, "topBar")
        self.home = make_button(look, "Clinic Aid", icon="brand", kind="brand")
        self.home.setText(f"{ICON_GAP}{self.home.text()}")
        self.home.setIconSize(QSize(40, 40))
        self.home.setAccessibleName(self.tr("Home"))
        self.home.setToolTip(self.tr("Home"))
        self.home.clicked.connect(lambda: self.step_chosen.emit(HOME))
        self.file = ElidedLabel(has_tip=True)
        self.file.setObjectName("brandSub")
        self._beside = styled(QWidget(), "")
        row(self.file, on=self._beside, margins=(10, 4, 10, 4))
        self._beside.hide()
        self.new = make_button(look, self.tr("&New"), icon="new", kind="quiet")
        self.safety = make_button(look, self.tr("Safe &keeping"), icon="safe", kind="quiet")
        self.lock = make_button(look, self.tr("&Lock"), icon="lock", kind="quiet")
        self.lock.setToolTip(self.tr("Lock (Ctrl+L)"))
        self._actions = (self.new, self.safety, self.lock)
        self._words = {one: one.text() for one in (self.home, *self._actions)}
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
        self._steps = styled(QWidget(), "steps")
        row(*self.steps.values(), on=self._steps, spacing=2)
        self._row = row(
            *(self.home, self._beside, STRETCH, self._steps, STRETCH, *self._actions),
            on=self,
            spacing=10,
            margins=(40, 9, 40, 9),
        )
        for before, after in pairwise((self.home, *self.steps.values(), *self._actions)):
            QWidget.setTabOrder(before, after)

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
        self.home.setEnabled(not bare)
        for button in self._actions:
            button.setVisible(not bare)

    def close_work(self, reason: str) -> None:
        """Offer neither the steps nor a new consultation, and say why."""
        for button in (self.new, *self.steps.values()):
            button.setEnabled(False)
            button.setToolTip(reason)
            button.setAccessibleDescription(reason)

    def fit(self) -> None:
        """Leave out words until all of the steps and every button is in the bar."""
        for left_out in ((), self._actions, (self.home, *self._actions)):
            for button, words in self._words.items():
                button.setText("" if button in left_out else words)
                # Its letter opens it all the same.
                button.setShortcut(QKeySequence.mnemonic(words))
            if self._row.minimumSize().width() <= self.width():
                return

    def show_step(self, shown: int) -> None:
        """Mark the step that is shown."""
        # No button group: it would take the other steps out of the Tab key's way.
        for step, button in self.steps.items():
            button.setChecked(step == shown)


class BottomBar(QWidget):
    """The pages of the form, those with a fault marked, and the way on and back."""

    page_chosen = Signal(int)

    def __init__(self, look: Look, names: Sequence[str]) -> None:
        super().__init__()
        styled(self, "bottomBar")
        self._look = look
        self.names = tuple(names)
        self.pages: list[QPushButton] = []
        for index, name in enumerate(names):
            button = make_button(look, f"{name}{ICON_GAP}", kind="section")
            # There is always room for the mark: nothing moves when it comes or goes.
            button.setIcon(look.blank_icon)
            button.setAccessibleName(name)
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, index=index: self.page_chosen.emit(index))
            self.pages.append(button)
        self.back = make_button(look, self.tr("Bac&k"))
        self.forward = make_button(look, "", kind="primary")
        ways = row(self.back, 12, self.forward, spacing=2)
        # Words that are long, or large, take a second line.
        pages = (flow(*self.pages, spacing=2), 1)
        row(pages, ways, on=self, spacing=2, margins=(24, 12, 40, 12))
        self._follow_direction()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._follow_direction()

    def _follow_direction(self) -> None:
        """Put the mark behind the name: where a page has none, names stand as in any row."""
        directions = Qt.LayoutDirection
        behind = directions.LeftToRight if self.isRightToLeft() else directions.RightToLeft
        for button in self.pages:
            button.setLayoutDirection(behind)

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
            sign = self._look.icon("care", "amber-ink") if marked else self._look.blank_icon
            button.setIcon(sign)
            said = "{page}"
            if at_fault:
                said = self.tr("{page}, something is missing or wrong")
            elif needs_looking_at:
                said = self.tr("{page}, something needs looking at")
            button.setAccessibleName(said.format(page=name))


class Banner(QWidget):
    """One calm message across the window, and the way to leave out the entries it names."""

    leave_out_asked = Signal(object)
    """The faults whose entries are to be left out."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        styled(self, "banner")
        sign = IconSign(look.icon("care", "amber-ink"), 24)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.action = make_button(look, self.tr("Leave them out"))
        self.dismiss = make_button(look, "", icon="close", kind="icon")
        self.dismiss.setAccessibleName(self.tr("Close this message"))
        row(
            *((sign, Qt.AlignmentFlag.AlignTop), (self.words, 1), self.action, self.dismiss),
            on=self,
            spacing=12,
            margins=(40, 8, 40, 8),
        )
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

    def take_back(self, words: str) -> None:
        """Show these words no more, as they are so no more; what else is said stays."""
        gone = words.split("\n")
        said = self.words.text().split("\n")
        left = [line for line in said if line not in gone]
        if not left:
            self.forget()
        elif left != said:
            self.words.setText("\n".join(left))

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
        self.words.clear()
        self.hide()

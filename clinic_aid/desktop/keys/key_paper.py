"""The recovery key, shown once: to be put on paper before anything else is done."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.keys.key_groups import KeyGroups, are_alike, groups_of
from clinic_aid.desktop.system.background import log_fault, words_for
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row
from clinic_aid.desktop.widgets.line_entry import LineEntry
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.desktop.widgets.task_page import TaskCard, TaskPage, action, words_label
from clinic_aid.desktop.widgets.titled_entry import TitledEntry
from clinic_aid.errors import ClinicAidError

PrintKey = Callable[[str], object]


class KeyPaperPage(TaskPage):
    """A new recovery key. The way on opens when its last group was typed back from the paper.

    It is asked for once the key is hidden: what is read off the screen proves no paper.
    """

    done = Signal()

    def __init__(self, look: Look, print_key: PrintKey) -> None:
        super().__init__(look, large=True, gap=4)
        self._print_key = print_key
        self._key, self._replaces = "", False
        self.set_words(
            self.tr("Put this key on paper"),
            self.tr(
                "Without the passphrase and without this paper nobody can open the "
                "consultations, not even us. The key is shown only now."
            ),
        )
        self.groups = KeyGroups()
        self.print = action(look, self.tr("&Print it"), icon="print")
        self.again = action(look, self.tr("&Show it again"), icon="eye")
        keep = words_label(
            self.tr(
                "Keep the paper where the clinic keeps its contracts, not with the laptop. "
                "You can also write the key down by hand."
            )
        )
        self.on_paper = action(look, self.tr("It is on paper, &hide it"), kind="primary")
        self._typed = LineEntry(longest=40)
        self._typed.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.confirm = TitledEntry(look, self.tr("Type the &last group of the key"), self._typed)
        self.go_on = action(look, self.tr("&Go on"), kind="primary")
        middle = Qt.AlignmentFlag.AlignVCenter
        ways = ((self.print, middle), (self.again, middle))
        beside = row(*ways, (self.outcome, 1, middle), spacing=14)
        go_on = column(self.go_on, STRETCH, margins=(0, 28, 0, 0))
        self._proof = QWidget()
        row((self.confirm, 1), go_on, on=self._proof, spacing=20)
        self.fill(
            TaskCard(self.groups, beside, margins=(24, 18), spacing=14),
            keep,
            row(self.on_paper, STRETCH),
            self._proof,
        )
        self.print.clicked.connect(self._on_print)
        self.again.clicked.connect(lambda: self._cover(False))
        self.on_paper.clicked.connect(lambda: self._cover(True))
        self._typed.edited.connect(self._on_typed)
        self._typed.line.returnPressed.connect(self._on_go_on)
        self.go_on.clicked.connect(self._on_go_on)
        self.forget()

    def show_key(self, key: str, *, replaces: bool) -> None:
        """Show a key; one that `replaces` another makes the paper of before worthless."""
        from clinic_aid.desktop.system.printing import printer_names

        self.forget()
        self._key, self._replaces = key, replaces
        self.groups.show_key(key)
        self._say_of_paper()
        if not printer_names():
            self.print.setEnabled(False)
            said = self.tr("No printer is set up on this computer. Write the key down by hand.")
            old = self.outcome.words.text().strip()
            self.outcome.say(f"{said} {old}".strip(), fault=self._replaces)

    def focus_first(self) -> None:
        if self.groups.is_covered:
            first: QWidget = self._typed.line
        else:
            first = self.print if self.print.isEnabled() else self.on_paper
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        self._key, self._replaces = "", False
        self.groups.show_key("")
        self.print.setEnabled(True)
        self._show_parts()
        self._empty_entry()
        self._say_of_paper()

    def _cover(self, covered: bool) -> None:
        """Hide the key and ask for its end, or show it again and ask nothing."""
        self.groups.cover(covered)
        self._empty_entry()
        self._show_parts()
        self.draw_anew()
        self.focus_first()

    def _show_parts(self) -> None:
        covered = self.groups.is_covered
        for widget, is_wanted in (
            (self.print, not covered),
            (self.again, covered),
            (self.on_paper, not covered),
            (self._proof, covered),
        ):
            widget.setVisible(is_wanted)

    def _empty_entry(self) -> None:
        self._typed.line.setText("")
        self._typed.edited.emit(None)

    def _say_of_paper(self) -> None:
        old = self.tr("The old recovery key opens nothing any more. Destroy its paper.")
        self.outcome.say(old if self._replaces else "", fault=self._replaces)

    def _is_right(self) -> bool:
        groups = groups_of(self._key)
        is_hidden = self.groups.is_covered
        return is_hidden and bool(groups) and are_alike(self._typed.line.text(), groups[-1])

    @Slot()
    def _on_print(self) -> None:
        try:
            self._print_key(self._key)
        except Exception as error:  # the key must not be lost with a window that breaks down
            if not isinstance(error, ClinicAidError):
                log_fault(error)
            sorry = self.tr("It was not printed. Write the key down by hand.")
            self.show_fault(words_for(error, sorry))
        else:
            self._say_of_paper()

    @Slot()
    def _on_typed(self) -> None:
        right = self._is_right()
        self.go_on.setEnabled(right)
        self.confirm.show_fault("")
        note = self.tr("That is it.") if right else self.tr("As it stands on your paper")
        self.confirm.show_note(note)

    @Slot()
    def _on_go_on(self) -> None:
        if self._is_right():
            self.done.emit()
        elif self._key and self.groups.is_covered:
            self.confirm.tell_fault(self.tr("That is not the last group of the key."))

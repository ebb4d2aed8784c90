"""The recovery key, shown once: to be put on paper before anything else is done."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot

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
    """A new recovery key. The way on opens when its last group was typed back from the paper."""

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
        keep = words_label(
            self.tr(
                "Keep the paper where the clinic keeps its contracts, not with the laptop. "
                "You can also write the key down by hand."
            )
        )
        self._typed = LineEntry(longest=40)
        self._typed.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.confirm = TitledEntry(look, self.tr("Type the &last group of the key"), self._typed)
        self.go_on = action(look, self.tr("&Go on"), kind="primary")
        middle = Qt.AlignmentFlag.AlignVCenter
        beside = row((self.print, middle), (self.outcome, 1, middle), spacing=14)
        go_on = column(self.go_on, STRETCH, margins=(0, 28, 0, 0))
        self.fill(
            TaskCard(self.groups, beside, margins=(24, 18), spacing=14),
            keep,
            row((self.confirm, 1), go_on, spacing=20),
        )
        self.print.clicked.connect(self._on_print)
        self._typed.edited.connect(self._on_typed)
        self._typed.line.returnPressed.connect(self._on_go_on)
        self.go_on.clicked.connect(self._on_go_on)
        self.forget()

    def show_key(self, key: str, *, replaces: bool) -> None:
        """Show a key; one that `replaces` another makes the paper of before worthless."""
        self.forget()
        self._key, self._replaces = key, replaces
        self.groups.show_key(key)
        self._say_of_paper()

    def focus_first(self) -> None:
        self.print.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        self._key, self._replaces = "", False
        self.groups.show_key("")
        self._typed.line.setText("")
        self._typed.edited.emit(None)
        self._say_of_paper()

    def _say_of_paper(self) -> None:
        old = self.tr("The old recovery key opens nothing any more. Destroy its paper.")
        self.outcome.say(old if self._replaces else "", fault=self._replaces)

    def _is_right(self) -> bool:
        groups = groups_of(self._key)
        return bool(groups) and are_alike(self._typed.line.text(), groups[-1])

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
        elif self._key:
            self.confirm.tell_fault(self.tr("That is not the last group of the key."))

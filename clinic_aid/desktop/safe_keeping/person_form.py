"""A new passphrase: for somebody new, for somebody else, or one's own."""

from typing import Literal

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.keys.new_passphrase import NewPassphrase
from clinic_aid.desktop.keys.person_field import PersonField
from clinic_aid.desktop.widgets.layouts import row
from clinic_aid.desktop.widgets.passphrase_entry import PassphraseEntry
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.desktop.widgets.task_page import TaskCard, TaskPage, action, line
from clinic_aid.desktop.widgets.titled_entry import TitledEntry
from clinic_aid.desktop.widgets.wording import isolated

Task = Literal["add", "own", "other"]


class PersonForm(TaskPage):
    """One form for the three tasks; what was typed is forgotten when it is left."""

    add_asked = Signal(str, str)
    """A person's name, and the passphrase."""
    own_asked = Signal(str, str)
    """The passphrase of now, and the new one."""
    other_asked = Signal(str, str)
    back_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._task: Task = "add"
        self._person = ""
        self._people: tuple[str, ...] = ()
        self.person = PersonField(look, self.tr("N&ame"))
        self._now = PassphraseEntry(look)
        self.now = TitledEntry(look, self.tr("Your passphrase &now"), self._now)
        self.new = NewPassphrase(look, self.tr("New &passphrase"))
        self.keep = action(look, self.tr("&Keep it"), kind="primary")
        self.back = action(look, self.tr("&Back"))
        # As wide as one of the two below; a stretch would have no gap before it.
        first = row((self.person, 1), (self.now, 1), (QWidget(), 1), spacing=20)
        end = line(self.keep, self.back, self.outcome, wide=self.outcome)
        self.fill(TaskCard(first, self.new, end, margins=(24, 20)))
        self.person.entered.connect(self.new.focus_first)
        self._now.entered.connect(self.new.focus_first)
        self._now.edited.connect(lambda _: self.now.show_fault(""))
        self.new.entered.connect(self._on_keep)
        self.keep.clicked.connect(self._on_keep)
        self.back.clicked.connect(self._on_back)

    def begin(self, task: Task, *, person: str = "", people: tuple[str, ...] = ()) -> None:
        """Begin with empty entries; `people` are the names that are taken."""
        self.forget()
        self._task, self._person, self._people = task, person, people
        headlines = {
            "add": self.tr("Add a person"),
            "own": self.tr("Change your passphrase"),
            "other": self.tr("A new passphrase for {person}"),
        }
        leads = {
            "add": self.tr(
                "Let the person type the passphrase twice. Everybody has their own: so the record "
                "tells who did what."
            ),
            "own": self.tr("From then on only the new one opens the vault for you."),
            "other": self.tr(
                "Let the person type it twice. The old passphrase opens nothing any more."
            ),
        }
        self.set_words(headlines[task].format(person=isolated(person)), leads[task])
        self.person.setVisible(task == "add")
        self.now.setVisible(task == "own")

    def focus_first(self) -> None:
        if self._task == "add":
            self.person.focus_first()
        elif self._task == "own":
            self._now.line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.new.focus_first()

    def show_busy(self, busy: bool) -> None:
        super().show_busy(busy)
        self.person.show_busy(busy)
        self._now.show_busy(busy)
        self.new.show_busy(busy)
        if busy:
            self.outcome.say(self.tr("One moment …"), fault=False)

    def show_fault(self, words: str) -> None:
        self.outcome.say("", fault=False)
        if self._task == "own":
            self.now.tell_fault(words)
            self._now.line.selectAll()
        else:
            self.outcome.say(words, fault=True)
        self.focus_first()

    def forget(self) -> None:
        self.person.forget()
        self._now.forget()
        self.now.show_fault("")
        self.new.forget()
        self.outcome.say("", fault=False)

    @Slot()
    def _on_keep(self) -> None:
        if self.is_busy:
            return
        if self._task == "add":
            if self._has_new_name() and self.new.accepted():
                self.add_asked.emit(self.person.name(), self.new.passphrase())
        elif self._task == "own":
            if not self._now.passphrase():
                self.now.tell_fault(self.tr("Type the passphrase that you have now."))
                self.focus_first()
            elif self.new.accepted():
                self.own_asked.emit(self._now.passphrase(), self.new.passphrase())
        elif self.new.accepted():
            self.other_asked.emit(self._person, self.new.passphrase())

    def _has_new_name(self) -> bool:
        name = self.person.name()
        if not name:
            self.person.tell_fault(self.tr("Write the person’s name. The record needs it."))
        elif name.casefold() in {person.casefold() for person in self._people}:
            words = self.tr("There is somebody of this name already. Write it differently.")
            self.person.tell_fault(words)
        else:
            return True
        self.person.focus_first()
        return False

    @Slot()
    def _on_back(self) -> None:
        if not self.is_busy:
            self.forget()
            self.back_asked.emit()

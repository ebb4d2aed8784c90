"""The way in without a passphrase: the recovery key from its paper, and a new passphrase."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.keys.key_groups import groups_of
from clinic_aid.desktop.keys.new_passphrase import NewPassphrase
from clinic_aid.desktop.keys.person_field import PersonField
from clinic_aid.desktop.widgets.control import Control
from clinic_aid.desktop.widgets.flow_layout import flow
from clinic_aid.desktop.widgets.layouts import row
from clinic_aid.desktop.widgets.passphrase_entry import SecretLine
from clinic_aid.desktop.widgets.style import Look, restyle
from clinic_aid.desktop.widgets.task_page import TaskPage, action
from clinic_aid.desktop.widgets.titled_entry import TitledEntry


class KeyEntry(Control):
    """A recovery key; what is typed at its end falls into groups by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.line = SecretLine()
        self.line.setObjectName("recoveryEntry")
        # The signs of a key run from left to right in every language.
        self.line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        row(self.line, on=self)
        self._before = ""
        self.line.textEdited.connect(self._on_edited)

    def name_for(self, label: str) -> QWidget:
        self.line.setAccessibleName(label)
        return self.line

    def mark_doubt(self, doubtful: bool) -> None:
        restyle(self.line, "doubt", doubtful)

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        # Elsewhere than at the end it would move the signs away under the keyboard.
        at_end = self.line.cursorPosition() == len(text) > len(self._before)
        if at_end and text.isascii():
            self.line.setText("-".join(groups_of(text)))
        self._before = self.line.text()
        self.edited.emit(None)


class RecoverPage(TaskPage):
    """Asks for the key, a name and a new passphrase, all on one page."""

    recover_asked = Signal(str, str, str)
    """The recovery key as it was typed, the person's name, and the new passphrase."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, large=True, gap=4)  # the fullest page
        self.set_words(
            self.tr("Use the recovery key"),
            self.tr(
                "The key on its paper opens the vault and gives you a new passphrase. You then "
                "get a new key to print, and the old one opens nothing any more."
            ),
        )
        self.key_entry = KeyEntry()
        self.key = TitledEntry(look, self.tr("Re&covery key"), self.key_entry)
        self.person = PersonField(look, self.tr("Your n&ame"), noted=False)
        self.new = NewPassphrase(look, self.tr("New &passphrase"))
        self.recover = action(look, self.tr("Open the &vault"), kind="primary")
        self.back = action(look, self.tr("&Back"))
        self.fill(self.key, self.person, self.new, flow(self.recover, self.back, spacing=12))
        self.key_entry.edited.connect(self._rest)
        self.key_entry.line.returnPressed.connect(self.person.focus_first)
        self.person.entered.connect(self.new.focus_first)
        self.new.entered.connect(self._on_recover)
        self.recover.clicked.connect(self._on_recover)
        self._rest()

    def begin(self, person: str) -> None:
        """Begin with empty entries, for a person if there is one."""
        self.forget()
        self.person.line.setText(person)

    def focus_first(self) -> None:
        self.key_entry.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, busy: bool) -> None:
        self.key_entry.line.setReadOnly(busy)
        self.person.show_busy(busy)
        self.new.show_busy(busy)
        if busy:
            # What is disabled loses the keyboard to whatever comes next.
            self.focus_first()
            self.key.show_fault("")
            self.key.show_note(self.tr("Opening …"))
        self.recover.setDisabled(busy)
        self.back.setDisabled(busy)

    def show_fault(self, words: str) -> None:
        self._rest()
        self.key.tell_fault(words)
        self.key_entry.line.selectAll()
        self.focus_first()

    def forget(self) -> None:
        self.key_entry.line.forget()
        self.person.forget()
        self.new.forget()
        self._rest()

    @Slot()
    def _rest(self) -> None:
        self.key.show_fault("")
        self.key.show_note(self.tr("Dashes and spaces come by themselves"))

    @Slot()
    def _on_recover(self) -> None:
        if not self.recover.isEnabled():
            return
        if not groups_of(self.key_entry.line.typed()):
            self.show_fault(self.tr("Type the recovery key from its paper."))
        elif self.person.accepted() and self.new.accepted():
            self.recover_asked.emit(
                self.key_entry.line.typed(), self.person.name(), self.new.passphrase()
            )

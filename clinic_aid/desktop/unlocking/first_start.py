"""The first start: what the vault is, and the first person's name and passphrase."""

from PySide6.QtCore import Signal, Slot

from clinic_aid.desktop.keys.new_passphrase import NewPassphrase
from clinic_aid.desktop.keys.person_field import PersonField
from clinic_aid.desktop.widgets.flow_layout import flow
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.desktop.widgets.task_page import TaskPage, action


class FirstStartPage(TaskPage):
    """A name and a passphrase make the vault."""

    make_asked = Signal(str, str)
    """The person's name, and the passphrase."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, large=True, gap=14)
        self.set_words(
            self.tr("Make the vault"),
            self.tr(
                "The vault keeps every consultation on this computer, encrypted. It opens only "
                "with your passphrase, or with a recovery key that you print next."
            ),
        )
        self.person = PersonField(look, self.tr("Your n&ame"))
        self.new = NewPassphrase(look, self.tr("&Passphrase"))
        self.make = action(look, self.tr("&Make the vault"), kind="primary")
        self.restore = action(look, self.tr("&Restore from a backup …"), kind="link")
        buttons = flow(self.make, self.restore, spacing=12)
        self.fill(self.person, self.new, buttons, self.outcome)
        self.person.entered.connect(self.new.focus_first)
        self.new.entered.connect(self._on_make)
        self.make.clicked.connect(self._on_make)

    def focus_first(self) -> None:
        self.person.focus_first()

    def show_busy(self, busy: bool) -> None:
        self.person.show_busy(busy)
        self.new.show_busy(busy)
        if busy:
            # What is disabled loses the keyboard to whatever comes next.
            self.new.focus_first()
            self.outcome.say(self.tr("Making the vault …"), fault=False)
        self.make.setDisabled(busy)
        self.restore.setDisabled(busy)

    def show_fault(self, words: str) -> None:
        super().show_fault(words)
        self.new.focus_first()

    def forget(self) -> None:
        self.person.forget()
        self.new.forget()
        self.outcome.say("", fault=False)

    @Slot()
    def _on_make(self) -> None:
        self.outcome.say("", fault=False)
        if self.make.isEnabled() and self.person.accepted() and self.new.accepted():
            self.make_asked.emit(self.person.name(), self.new.passphrase())

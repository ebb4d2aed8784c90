"""The locked vault: who opens it, and the passphrase."""

from collections.abc import Callable
from math import ceil
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.widgets.flow_layout import flow
from clinic_aid.desktop.widgets.layouts import column
from clinic_aid.desktop.widgets.passphrase_entry import PassphraseEntry
from clinic_aid.desktop.widgets.person_chips import PersonChips
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.desktop.widgets.task_page import TaskPage, action, words_label
from clinic_aid.desktop.widgets.titled_entry import TitledEntry, announce

_TICK_MS: Final = 250
_IN_MINUTES_S: Final = 120


class UnlockPage(TaskPage):
    """Holds the keyboard in the passphrase; Enter unlocks."""

    unlock_asked = Signal(str, str)
    """The person's name, and the passphrase."""

    def __init__(self, look: Look, wait_s: Callable[[], float]) -> None:
        super().__init__(look, large=True, gap=14)
        self._wait_s = wait_s
        self._fault = ""
        self.people = PersonChips(look)
        who = words_label(self.tr("Who are you?"), name="fieldLabel", wraps=False)
        self.chooser = QWidget()
        column(who, self.people, on=self.chooser, spacing=4, margins=(0, 0, 0, 4))
        self.entry = PassphraseEntry(look)
        self.field = TitledEntry(look, self.tr("&Passphrase"), self.entry)
        self.unlock = action(look, self.tr("&Unlock"), kind="primary")
        self.recover = action(look, self.tr("Use the recovery &key"), kind="link")
        self.restore = action(look, self.tr("&Restore from a backup …"), kind="link")
        buttons = flow(self.unlock, self.recover, self.restore, spacing=12)
        self.fill(self.chooser, self.field, buttons)
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self.watch_wait)
        self.people.edited.connect(self._on_person)
        self.entry.edited.connect(self._on_typed)
        self.entry.entered.connect(self._on_unlock)
        self.unlock.clicked.connect(self._on_unlock)
        self.greet((), after_lock=False)

    def greet(self, people: tuple[str, ...], *, after_lock: bool, holds_work: bool = False) -> None:
        """Ask these people for a passphrase; after a lock say what became of the work."""
        if after_lock and holds_work:
            lead = self.tr("What you entered is not in the vault. It waits here for you.")
        elif after_lock:
            lead = self.tr("What you entered is kept. Your passphrase brings you back to it.")
        else:
            lead = self.tr("Your passphrase opens the consultations of this clinic.")
        headline = self.tr("Clinic Aid is locked") if after_lock else self.tr("Welcome")
        self.set_words(headline, lead)
        self.people.offer_people(people, label=self.tr("Who are you?"))
        for button in self.people.buttons.values():
            if name := button.toolTip():
                button.setAccessibleName(name)
        self.chooser.setVisible(len(people) > 1)
        self._fault = ""
        self.watch_wait()

    def person(self) -> str:
        """Give who is to be let in; nobody where the vault names none."""
        return self.people.value() or ""

    def focus_first(self) -> None:
        self.entry.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, busy: bool) -> None:
        self.is_busy = busy
        self.entry.show_busy(busy)
        if busy:
            # What is disabled loses the keyboard to whatever comes next.
            self.focus_first()
            self._fault = ""
        for person, button in self.people.buttons.items():
            button.setDisabled(busy and person != self.person())
        self.recover.setDisabled(busy)
        self.restore.setDisabled(busy)
        self.watch_wait()

    def show_fault(self, words: str) -> None:
        self._fault = words
        self.watch_wait()
        announce(self.field, self.field.words)
        self.entry.line.selectAll()
        self.focus_first()

    def forget(self) -> None:
        self.entry.forget()
        self._fault = ""
        self._clock.stop()
        self.field.show_fault("")

    def _waiting_words(self, seconds: int) -> str:
        if seconds > _IN_MINUTES_S:
            return self.tr("Try again in {minutes} minutes.").format(minutes=ceil(seconds / 60))
        if seconds > 1:
            return self.tr("Try again in {seconds} seconds.").format(seconds=seconds)
        return self.tr("Try again in one second.")

    @Slot()
    def watch_wait(self) -> None:
        """Count down where a passphrase may not be tried at once."""
        seconds = ceil(self._wait_s())
        wait = self._waiting_words(seconds) if seconds > 0 and not self.is_busy else ""
        words = " ".join(said for said in (self._fault, wait) if said)
        self.field.show_fault(words)
        self.field.show_note(self.tr("Opening …") if self.is_busy else "")
        self.unlock.setDisabled(self.is_busy or bool(wait))
        if wait and not self._clock.isActive():
            self._clock.start()
        elif not wait:
            self._clock.stop()

    @Slot()
    def _on_typed(self) -> None:
        self._fault = ""
        self.watch_wait()

    @Slot()
    def _on_person(self) -> None:
        self._on_typed()
        self.focus_first()

    @Slot()
    def _on_unlock(self) -> None:
        if not self.unlock.isEnabled():
            return
        if self.entry.passphrase():
            self.unlock_asked.emit(self.person(), self.entry.passphrase())
        else:
            self.show_fault(self.tr("Type your passphrase."))

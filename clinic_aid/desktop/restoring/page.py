"""Restore a backup: which one, what opens it, what it replaces."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from clinic_aid.desktop.restoring.exchange_card import ExchangeCard
from clinic_aid.desktop.widgets.layouts import STRETCH, row
from clinic_aid.desktop.widgets.pager import Pager
from clinic_aid.desktop.widgets.passphrase_entry import PassphraseEntry
from clinic_aid.desktop.widgets.person_chips import PersonChips
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.desktop.widgets.task_page import (
    TaskCard,
    TaskPage,
    action,
    heading,
    line,
    say_action,
    say_heading,
    words_label,
)
from clinic_aid.desktop.widgets.titled_entry import TitledEntry
from clinic_aid.desktop.widgets.wording import said_moment, said_size
from clinic_aid.vault.backups import Backup
from clinic_aid.vault.comparing import RECOVERY_KEY, Exchange

Step = Literal["which", "open", "exchange"]

_ROWS: Final = 5
_APART: Final = " · "


class RestorePage(TaskPage):
    """Three steps, one at a time.

    Before the vault is open, `can_leave` shows the way back there.
    """

    file_asked = Signal()
    """A file is to be chosen that is not in the list."""
    file_chosen = Signal(object)
    """The `Path` of a backup; `show_backup` goes on."""
    open_asked = Signal(object, str, str)
    """The `Path`, who (or `RECOVERY_KEY`), and the passphrase; `show_exchange` goes on."""
    restore_asked = Signal(bool)
    """Put it in place; are newer consultations to be kept?"""
    dropped = Signal()
    """The backup that was opened is not to be restored after all."""
    left = Signal()

    def __init__(self, look: Look, *, language: str, can_leave: bool = False) -> None:
        super().__init__(look)
        self._language, self._can_leave = language, can_leave
        self.step: Step = "which"
        """Which of the steps is shown."""
        self._here: Path | None = None
        self._backup: Backup | None = None
        self.found_title = heading()
        self.pager: Pager[Backup] = Pager(
            look, _ROWS, back=self.tr("Newer backups"), forward=self.tr("Older backups")
        )
        self.found = [QPushButton() for _ in range(_ROWS)]
        self.other = action(look, self.tr("Choose a &file …"), icon="open")
        self.backup_title = heading()
        self.who = PersonChips(look)
        self.entry = PassphraseEntry(look)
        self.secret = TitledEntry(look, self.tr("&Passphrase of that time"), self.entry)
        self.open = action(look, self.tr("&Open the backup"), kind="primary")
        self.exchange = ExchangeCard(look, language=language)
        self.restore = action(look, self.tr("&Restore this backup"), icon="restore", kind="primary")
        self.back = action(look, self.tr("&Back"))
        self.steps: dict[Step, QWidget] = {
            "which": self._which_step(),
            "open": self._open_step(),
            "exchange": self.exchange,
        }
        buttons = row(self.open, self.restore, self.back, STRETCH, spacing=12)
        self.fill(*self.steps.values(), buttons, self.outcome)
        self._connect()
        self.begin()

    def begin(self) -> None:
        """Show the first step, with nothing of what was typed."""
        was_open = self.step == "exchange"
        self._empty()
        self._turn_to("which")
        if was_open:
            self.dropped.emit()

    def forget(self) -> None:
        self.begin()

    def focus_first(self) -> None:
        target: QWidget = self.restore
        if self.step == "which":
            target = self.found[0] if self.pager.count else self.other
        elif self.step == "open":
            target = self.entry.line
        elif not self.exchange.asks:
            # The answer that changes nothing.
            target = self.back
        else:
            target = self.exchange.choice.name_for(self.exchange.choice.label)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer(self, found: Sequence[Backup], *, here: Path) -> None:
        """Offer these backups, the newest first; `here` is the folder of this computer."""
        self._here = here
        self.pager.show_items(found)

    def show_backup(self, backup: Backup) -> None:
        """Ask what opens a backup."""
        self._backup = backup
        self._empty()
        at = said_moment(backup.made_at, self._language)
        say_heading(self.backup_title, self.tr("The backup of {at}").format(at=at))
        self.who.offer_people(
            backup.people,
            label=self.tr("Who opens it?"),
            besides={RECOVERY_KEY: self.tr("The recovery key")},
        )
        self._say_secret()
        self._turn_to("open")

    def show_exchange(self, exchange: Exchange) -> None:
        """Show what the backup replaces, and ask once more."""
        self._empty()
        self.exchange.show_exchange(exchange)
        self._turn_to("exchange")

    def show_busy(self, busy: bool) -> None:
        super().show_busy(busy)
        self.entry.show_busy(busy)
        self.exchange.choice.setDisabled(busy)
        if busy:
            words = self.tr("Opening the backup and looking through all of it …")
            if self.step == "exchange":
                words = self.tr("Putting it in its place. Clinic Aid then starts again …")
            elif self.step == "which":
                words = self.tr("One moment …")
            self.say(words)

    def show_fault(self, words: str) -> None:
        self.outcome.say("", fault=False)
        if self.step == "open":
            self.secret.tell_fault(words)
            self.entry.line.selectAll()
        else:
            super().show_fault(words)
        self.focus_first()

    # Building

    def _which_step(self) -> QWidget:
        for place, button in enumerate(self.found):
            button.setProperty("kind", "backup")
            button.setAutoDefault(True)
            button.clicked.connect(lambda _=False, place=place: self._on_found(place))
        head = row((self.found_title, 1), self.pager)
        return TaskCard(head, *self.found, 2, line(self.other), spacing=8)

    def _open_step(self) -> QWidget:
        words = self.tr("A backup opens with the passphrases of the day on which it was made.")
        said = words_label(words, name="muted")
        who = words_label(self.tr("Who opens it?"), name="fieldLabel", wraps=False)
        items = (self.backup_title, said, 4, who, self.who, self.secret)
        return TaskCard(*items, margins=(24, 20), spacing=10)

    def _connect(self) -> None:
        self.pager.turned.connect(self._fill)
        self.other.clicked.connect(self._on_other)
        self.who.edited.connect(self._on_who)
        self.entry.edited.connect(lambda _: self.secret.show_fault(""))
        self.entry.entered.connect(self._on_open)
        self.open.clicked.connect(self._on_open)
        self.restore.clicked.connect(self._on_restore)
        self.back.clicked.connect(self._on_back)

    def _turn_to(self, step: Step) -> None:
        self.step = step
        for name, widget in self.steps.items():
            widget.setVisible(name == step)
        self.open.setVisible(step == "open")
        self.restore.setVisible(step == "exchange")
        self.back.setVisible(step != "which" or self._can_leave)
        self.draw_anew()
        # A step can have the keyboard once it is shown, and control is back with Qt.
        QTimer.singleShot(0, self, self._focus_if_visible)

    @Slot()
    def _focus_if_visible(self) -> None:
        if self.isVisible():
            self.focus_first()

    def _empty(self) -> None:
        self.entry.forget()
        self.secret.show_fault("")
        self.outcome.say("", fault=False)

    # Words

    @Slot()
    def _fill(self) -> None:
        if self.pager.count:
            words = self.tr("Which backup?")
        else:
            words = self.tr("No backups are found here. Choose a file on a stick.")
        say_heading(self.found_title, words)
        self.pager.fill(
            self.found, lambda button, backup: say_action(button, self._words_of(backup))
        )

    def _words_of(self, backup: Backup) -> str:
        is_here = backup.file.parent == self._here
        return _APART.join(
            (
                said_moment(backup.made_at, self._language),
                self.tr("by itself") if backup.automatic else self.tr("by hand"),
                self.tr("on this computer") if is_here else self.tr("at the place chosen"),
                said_size(backup.size, self._language),
            )
        )

    def _say_secret(self) -> None:
        by_key = self.who.value() == RECOVERY_KEY
        words = self.tr("&Recovery key of that time")
        self.secret.label.setText(words if by_key else self.tr("&Passphrase of that time"))
        self.secret.label_words = self.secret.label.text().replace("&", "")
        self.secret.name_control()

    # What is done

    def _on_found(self, place: int) -> None:
        if not self.is_busy:
            self.file_chosen.emit(self.pager.shown[place].file)

    @Slot()
    def _on_other(self) -> None:
        if not self.is_busy:
            self.file_asked.emit()

    @Slot()
    def _on_who(self) -> None:
        self.entry.forget()
        self.secret.show_fault("")
        self._say_secret()
        self.entry.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_open(self) -> None:
        if self.is_busy or self._backup is None:
            return
        if self.entry.passphrase():
            person = self.who.value() or RECOVERY_KEY
            self.open_asked.emit(self._backup.file, person, self.entry.passphrase())
        else:
            self.show_fault(self.tr("Type what opens the backup."))

    @Slot()
    def _on_restore(self) -> None:
        if not self.is_busy:
            self.restore_asked.emit(self.exchange.keeps_newer)

    @Slot()
    def _on_back(self) -> None:
        if self.is_busy:
            return
        if self.step == "which":
            self.left.emit()
        else:
            self.begin()

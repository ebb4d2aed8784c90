"""Restore a backup: which one, what opens it, what it replaces. Knows no vault."""

from collections.abc import Sequence
from typing import Final, Literal

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from clinic_aid.desktop.restoring.exchange_card import ExchangeCard
from clinic_aid.desktop.restoring.values import BackupFace, Exchange, FoundBackup
from clinic_aid.desktop.widgets.chips import OneChip
from clinic_aid.desktop.widgets.field import NoteLine
from clinic_aid.desktop.widgets.pager import Leaf, Pager
from clinic_aid.desktop.widgets.passphrase_entry import PassphraseEntry
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.desktop.widgets.task_page import (
    Card,
    action,
    draw_at_scale,
    heading,
    say_heading,
    words_label,
)
from clinic_aid.desktop.widgets.titled_entry import TitledEntry, announce
from clinic_aid.desktop.widgets.wording import said_moment, said_size

Step = Literal["which", "open", "exchange"]
RECOVERY_KEY: Final = ""
"""Stands for a person where the recovery key is to open the backup."""

_ROWS: Final = 5
_APART: Final = " · "
_LONGEST_CHIP: Final = 32


class RestorePanel(QWidget):
    """Three steps, one at a time. For a page that scrolls: `PageArea(panel, panel.rows)`.

    Before the vault is open, `can_leave` shows the way back there.
    """

    file_asked = Signal()
    """A file is to be chosen that is not in the list."""
    file_chosen = Signal(object)
    """The `Path` of a backup; `show_face` goes on."""
    open_asked = Signal(object, str, str)
    """The `Path`, who (or `RECOVERY_KEY`), and the passphrase; `show_exchange` goes on."""
    restore_asked = Signal(bool)
    """Put it in place; are newer consultations to be kept?"""
    dropped = Signal()
    """The backup that was opened is not to be restored after all."""
    left = Signal()

    def __init__(self, look: Look, *, language: str, can_leave: bool = False) -> None:
        super().__init__()
        self._look, self._language = look, language
        self._can_leave = can_leave
        self._is_busy = False
        self._step: Step = "which"
        self._face: BackupFace | None = None
        self._leaf: Leaf[FoundBackup] = Leaf(_ROWS)
        self.found_title = heading("")
        self.pager = Pager(look, back=self.tr("Newer backups"), forward=self.tr("Older backups"))
        self.found = [QPushButton() for _ in range(_ROWS)]
        self.other = action(look, self.tr("Choose a &file …"), icon="open")
        self.face_title, self.who_label = heading(""), QLabel(self.tr("Who opens it?"))
        self.who = OneChip(look)
        self.entry = PassphraseEntry(look)
        self.secret = TitledEntry(look, self.tr("&Passphrase of that time"), self.entry)
        self.open = action(look, self.tr("&Open the backup"), kind="primary")
        self.exchange = ExchangeCard(look, language=language)
        self.restore = action(look, self.tr("&Restore this backup"), icon="restore", kind="primary")
        self.back = action(look, self.tr("&Back"))
        self.outcome = NoteLine(look)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(12)
        self.steps: dict[Step, QWidget] = {
            "which": self._which_step(),
            "open": self._open_step(),
            "exchange": self.exchange,
        }
        self._place()
        self._connect()
        self.begin()

    @property
    def step(self) -> Step:
        """Which of the steps is shown."""
        return self._step

    def begin(self) -> None:
        """Show the first step, with nothing of what was typed."""
        was_open = self._step == "exchange"
        self.forget()
        self._turn_to("which")
        if was_open:
            self.dropped.emit()

    def focus_first(self) -> None:
        """Put the keyboard where the step begins."""
        target: QWidget = self.restore
        if self._step == "which":
            target = self.found[0] if self._leaf.count else self.other
        elif self._step == "open":
            target = self.entry.line
        elif not self.exchange.asks:
            # The answer that changes nothing.
            target = self.back
        else:
            target = self.exchange.choice.name_for(self.exchange.choice.label)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Keep nothing of what was typed."""
        self.entry.forget()
        self.secret.show_fault("")
        self.outcome.say("", fault=False)

    def offer(self, found: Sequence[FoundBackup]) -> None:
        """Offer these backups, the newest first."""
        self._leaf.show(tuple(found))
        self._fill()

    def show_face(self, face: BackupFace) -> None:
        """Ask what opens a backup."""
        self._face = face
        self.forget()
        at = said_moment(face.made_at, self._language)
        say_heading(self.face_title, self.tr("The backup of {at}").format(at=at))
        offered: dict[str | None, str] = {person: _short(person) for person in face.people}
        offered[RECOVERY_KEY] = self.tr("The recovery key")
        self.who.offer(offered)
        self.who.name_for(self.who_label.text())
        for person, button in self.who.buttons.items():
            if person and _short(person) != person:
                button.setToolTip(person)
                button.setProperty("mayElide", True)
        self.who.show_value(next(iter(offered)))
        self._say_secret()
        self._turn_to("open")

    def show_exchange(self, exchange: Exchange) -> None:
        """Show what the backup replaces, and ask once more."""
        self.forget()
        self.exchange.show_exchange(exchange)
        self._turn_to("exchange")

    def show_busy(self, busy: bool) -> None:
        """Let nothing be done while the backup is opened, or put in place."""
        self._is_busy = busy
        self.entry.show_busy(busy)
        self.exchange.show_busy(busy)
        if busy:
            words = self.tr("Opening the backup and looking through all of it …")
            if self._step == "exchange":
                words = self.tr("Putting it in its place. Clinic Aid then starts again …")
            elif self._step == "which":
                words = self.tr("One moment …")
            self.outcome.say(words, fault=False)
            announce(self, words)

    def show_fault(self, words: str) -> None:
        """Say why it did not go on; nothing was changed."""
        self.outcome.say("", fault=False)
        if self._step == "open":
            self.secret.tell_fault(words)
            self.entry.line.selectAll()
        else:
            self.outcome.say(words, fault=True)
            announce(self, words)
        self.focus_first()

    # Building

    def _which_step(self) -> QWidget:
        card = Card()
        card.rows.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.found_title, 1)
        head.addWidget(self.pager)
        card.rows.addLayout(head)
        for place, button in enumerate(self.found):
            button.setProperty("kind", "backup")
            button.setAutoDefault(True)
            button.clicked.connect(lambda _=False, place=place: self._on_found(place))
            card.rows.addWidget(button)
        card.rows.addSpacing(2)
        card.add_line(self.other)
        return card

    def _open_step(self) -> QWidget:
        card = Card(margins=(24, 20))
        card.rows.setSpacing(10)
        self.who_label.setObjectName("fieldLabel")
        words = self.tr("A backup opens with the passphrases of the day on which it was made.")
        card.rows.addWidget(self.face_title)
        card.rows.addWidget(words_label(words, name="muted"))
        card.rows.addSpacing(4)
        card.rows.addWidget(self.who_label)
        card.rows.addWidget(self.who)
        card.rows.addWidget(self.secret)
        return card

    def _place(self) -> None:
        for step in self.steps.values():
            self.rows.addWidget(step)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        for button in (self.open, self.restore, self.back):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.rows.addLayout(buttons)
        self.rows.addWidget(self.outcome)
        self.rows.addStretch(1)

    def _connect(self) -> None:
        self.pager.turned.connect(self._on_turned)
        self.other.clicked.connect(self._on_other)
        self.who.edited.connect(self._on_who)
        self.entry.edited.connect(lambda _: self.secret.show_fault(""))
        self.entry.entered.connect(self._on_open)
        self.open.clicked.connect(self._on_open)
        self.restore.clicked.connect(self._on_restore)
        self.back.clicked.connect(self._on_back)

    def _turn_to(self, step: Step) -> None:
        self._step = step
        for name, widget in self.steps.items():
            widget.setVisible(name == step)
        self.open.setVisible(step == "open")
        self.restore.setVisible(step == "exchange")
        self.back.setVisible(step != "which" or self._can_leave)
        draw_at_scale(self._look, self)
        # A step can have the keyboard once it is shown, and control is back with Qt.
        QTimer.singleShot(0, self, self._focus_if_visible)

    @Slot()
    def _focus_if_visible(self) -> None:
        if self.isVisible():
            self.focus_first()

    # Words

    def _fill(self) -> None:
        if self._leaf.count:
            words = self.tr("Which backup?")
        else:
            words = self.tr("No backups are found here. Choose a file on a stick.")
        say_heading(self.found_title, words)
        self.pager.show_leaf(self._leaf)
        shown = self._leaf.shown
        for place, button in enumerate(self.found):
            button.setVisible(place < len(shown))
            if place < len(shown):
                words = self._words_of(shown[place])
                button.setText(words)
                button.setAccessibleName(words)

    def _words_of(self, backup: FoundBackup) -> str:
        return _APART.join(
            (
                said_moment(backup.made_at, self._language),
                self.tr("by itself") if backup.automatic else self.tr("by hand"),
                self.tr("on this computer") if backup.here else self.tr("at the place chosen"),
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
        if not self._is_busy:
            self.file_chosen.emit(self._leaf.shown[place].file)

    @Slot()
    def _on_other(self) -> None:
        if not self._is_busy:
            self.file_asked.emit()

    @Slot()
    def _on_who(self) -> None:
        self.entry.forget()
        self.secret.show_fault("")
        self._say_secret()
        self.entry.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_open(self) -> None:
        if self._is_busy or self._face is None:
            return
        if self.entry.passphrase():
            person = self.who.value() or RECOVERY_KEY
            self.open_asked.emit(self._face.file, person, self.entry.passphrase())
        else:
            self.show_fault(self.tr("Type what opens the backup."))

    @Slot()
    def _on_restore(self) -> None:
        if not self._is_busy:
            self.restore_asked.emit(self.exchange.keeps_newer)

    @Slot()
    def _on_back(self) -> None:
        if self._is_busy:
            return
        if self._step == "which":
            self.left.emit()
        else:
            self.begin()

    @Slot(int)
    def _on_turned(self, by: int) -> None:
        self._leaf.turn(by)
        self._fill()


def _short(person: str) -> str:
    return person if len(person) <= _LONGEST_CHIP else f"{person[: _LONGEST_CHIP - 1].rstrip()}…"

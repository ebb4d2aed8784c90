"""Backups: the last one, one more with one click, those that are made by themselves."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from clinic_aid.desktop.restoring.values import FoundBackup
from clinic_aid.desktop.safe_keeping.values import BackupsKnown
from clinic_aid.desktop.widgets.field import NoteLine
from clinic_aid.desktop.widgets.pager import Leaf, Pager
from clinic_aid.desktop.widgets.stepper import Stepper
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.desktop.widgets.task_page import (
    Card,
    SignTile,
    TaskPage,
    action,
    heading,
    say_heading,
    words_label,
)
from clinic_aid.desktop.widgets.titled_entry import announce
from clinic_aid.desktop.widgets.wording import (
    consultations,
    said_moment,
    said_place,
    said_size,
)
from clinic_aid.domain.records import Contents, Settings, Soundness

_ROWS: Final = 5
_AT_END: Final = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter


class BackupsSection(TaskPage):
    """Says when the last backup was made and where, and makes one."""

    back_up_asked = Signal()
    place_asked = Signal()
    """Another place is to be chosen."""
    kept_chosen = Signal(int)
    check_asked = Signal()

    def __init__(self, look: Look, *, language: str) -> None:
        super().__init__(look)
        self.set_words(
            self.tr("Backups"),
            self.tr("A laptop can be lost or break. A backup on a stick brings everything back."),
        )
        self._language = language
        self._leaf: Leaf[FoundBackup] = Leaf(_ROWS)
        self._known = BackupsKnown()
        self.tile = SignTile(look, "backup")
        self.last = heading("")
        self.last_words = words_label(name="muted")
        self.back_up = action(look, self.tr("Back &up now"), icon="backup", kind="primary")
        self.choose = action(look, self.tr("Choose another p&lace …"))
        self.outcome, self.check_outcome = NoteLine(look), NoteLine(look)
        # While nothing has happened these lines say what will.
        self._has_outcome = False
        least, most = Settings.BOUNDS["backups_kept"]
        self.kept = Stepper(
            look, lowest=least, highest=most, unit=self.tr("backups, the last ones")
        )
        self.check = action(look, self.tr("&Check the vault"), icon="safe")
        self.found_title = heading("")
        self.pager = Pager(look, back=self.tr("Newer backups"), forward=self.tr("Older backups"))
        self._table = QGridLayout()
        self.lines = [[words_label(wraps=False) for _ in range(4)] for _ in range(_ROWS)]
        self._is_busy = self._is_checking = False
        self.rows.addWidget(self._last_card())
        beside = QHBoxLayout()
        beside.setSpacing(14)
        beside.addWidget(self._automatic_card(), 1)
        beside.addWidget(self._check_card(), 1)
        self.rows.addLayout(beside)
        self.rows.addWidget(self._found_card())
        self.rows.addStretch(1)
        self.back_up.clicked.connect(self._on_back_up)
        self.choose.clicked.connect(self._on_choose)
        self.kept.edited.connect(self.kept_chosen.emit)
        self.check.clicked.connect(self._on_check)
        self.pager.turned.connect(self._on_turned)
        self.show_known(self._known)

    def focus_first(self) -> None:
        self.back_up.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_known(self, known: BackupsKnown) -> None:
        """Show what is known of the backups."""
        self._known = known
        self._say_last()
        self._say_place()
        self.kept.show_value(known.kept)
        self._leaf.show(known.found)
        self._fill()

    def show_busy(self, busy: bool) -> None:
        """Say that a backup is being made."""
        if busy:
            words = self.tr("Making a backup, and opening it to check …")
            self._say_outcome(words)
        self._is_busy = busy

    def show_made(self, contents: Contents) -> None:
        """Say that the backup was made, and what was found in it."""
        words = self.tr("Backup made and opened to check: {consultations}.")
        self._say_outcome(words.format(consultations=consultations(contents.consultations)))

    def show_fault(self, words: str) -> None:
        """Say why no backup was made."""
        self._say_outcome(words, fault=True)

    def show_checking(self, busy: bool) -> None:
        """Say that the vault is being looked through."""
        self._is_checking = busy
        if busy:
            self._say_checked(self.tr("Looking through everything …"))

    def show_soundness(self, found: Soundness) -> None:
        """Say what the check of the vault found."""
        if found.is_sound:
            words = self.tr(
                "Everything is sound: {consultations}, {lines} lines of “Who did what”."
            )
            said = words.format(
                consultations=consultations(found.consultations), lines=found.trail_rows
            )
        elif found.damage:
            words = self.tr("The vault is damaged. {damage} Restore the newest backup.")
            said = words.format(damage=" ".join(found.damage))
        else:
            words = self.tr("Something was changed: {changes} See “Who did what”.")
            said = words.format(changes=" ".join(found.trail))
        self._say_checked(said, fault=not found.is_sound)

    def show_check_fault(self, words: str) -> None:
        """Say why the vault was not looked through."""
        self._say_checked(words, fault=True)

    # Building

    def _last_card(self) -> QWidget:
        card = Card()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.last)
        words.addWidget(self.last_words)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.tile, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        head.addWidget(self.back_up, 0, Qt.AlignmentFlag.AlignVCenter)
        card.rows.addLayout(head)
        card.add_line(self.outcome, self.choose, stretch=0)
        return card

    def _automatic_card(self) -> QWidget:
        card = Card()
        card.rows.addWidget(heading(self.tr("By itself")))
        words = self.tr("Made on this computer whenever Clinic Aid is closed. It keeps:")
        card.rows.addWidget(words_label(words, name="muted"))
        card.rows.addStretch(1)
        self.kept.name_for(self.tr("Automatic backups that are kept"))
        card.rows.addWidget(self.kept)
        return card

    def _check_card(self) -> QWidget:
        card = Card()
        card.rows.addWidget(heading(self.tr("Is the vault sound?")))
        words = self.tr("Looks for damage, and for anything that was changed from outside.")
        self.check_outcome.say(words, fault=False)
        card.rows.addWidget(self.check_outcome)
        card.rows.addStretch(1)
        card.add_line(self.check)
        return card

    def _found_card(self) -> QWidget:
        card = Card()
        head = QHBoxLayout()
        head.addWidget(self.found_title, 1)
        head.addWidget(self.pager)
        card.rows.addLayout(head)
        self._table.setContentsMargins(0, 0, 0, 0)
        self._table.setHorizontalSpacing(24)
        self._table.setVerticalSpacing(4)
        self._table.setColumnStretch(0, 4)
        self._table.setColumnStretch(1, 3)
        self._table.setColumnStretch(2, 4)
        for row, line in enumerate(self.lines):
            for column, label in enumerate(line):
                self._table.addWidget(label, row, column)
            line[-1].setAlignment(_AT_END)
        card.rows.addLayout(self._table)
        return card

    # Words

    def _say_last(self) -> None:
        known = self._known
        newest = known.found[0] if known.found else None
        if known.last_at is None:
            say_heading(self.last, self.tr("There is no backup yet"))
            words = self.tr("Plug in a stick, choose it once, then one click is enough.")
        else:
            at = said_moment(known.last_at, self._language)
            say_heading(self.last, self.tr("Last backup: {at}").format(at=at))
            if newest is None or newest.made_at < known.last_at:
                words = self.tr("It is at a place that cannot be seen from here now.")
            elif newest.here:
                words = self.tr("It is on this computer only. Make one on a stick as well.")
            else:
                folder = said_place(newest.file.parent)
                words = self.tr("It is here: {place}").format(place=folder)
        self.last_words.setText(words)
        icon, color = ("backup", "teal") if known.last_at else ("care", "amber-ink")
        self.tile.show_icon(icon, color)

    def _say_place(self) -> None:
        known = self._known
        if known.place is None:
            words = self.tr("No place is chosen yet.")
        elif known.place_is_there:
            words = self.tr("“Back up now” puts it here: {place}")
        else:
            words = self.tr("This place is not there now: {place}. Plug the stick in.")
        place = said_place(known.place) if known.place else ""
        if not self._has_outcome or not known.place_is_there:
            is_lost = known.place is not None and not known.place_is_there
            self.outcome.say(words.format(place=place), fault=is_lost)
        chosen = known.place is not None
        said = self.tr("Choose another p&lace …") if chosen else self.tr("Choose a p&lace …")
        self.choose.setText(said)
        self.choose.setAccessibleName(said.replace("&", ""))

    def _say_outcome(self, words: str, *, fault: bool = False) -> None:
        self._has_outcome = True
        self.outcome.say(words, fault=fault)
        announce(self, words)

    def _say_checked(self, words: str, *, fault: bool = False) -> None:
        self.check_outcome.say(words, fault=fault)
        announce(self, words)

    def _fill(self) -> None:
        count = self._leaf.count
        if count:
            words = self.tr("Backups found: {count}").format(count=count)
        else:
            words = self.tr("No backups are found")
        say_heading(self.found_title, words)
        self.pager.show_leaf(self._leaf)
        shown = self._leaf.shown
        for place, line in enumerate(self.lines):
            said = self._words_of(shown[place]) if place < len(shown) else ("",) * len(line)
            for label, words in zip(line, said, strict=True):
                label.setText(words)
                label.setVisible(bool(words))

    def _words_of(self, backup: FoundBackup) -> tuple[str, ...]:
        return (
            said_moment(backup.made_at, self._language),
            self.tr("made by itself") if backup.automatic else self.tr("made by hand"),
            self.tr("on this computer") if backup.here else self.tr("at the place chosen"),
            said_size(backup.size, self._language),
        )

    @Slot(int)
    def _on_turned(self, by: int) -> None:
        self._leaf.turn(by)
        self._fill()

    # What is done

    @Slot()
    def _on_back_up(self) -> None:
        # Not disabled meanwhile: what is disabled loses the keyboard.
        if not self._is_busy:
            self.back_up_asked.emit()

    @Slot()
    def _on_choose(self) -> None:
        if not self._is_busy:
            self.place_asked.emit()

    @Slot()
    def _on_check(self) -> None:
        if not self._is_checking:
            self.check_asked.emit()

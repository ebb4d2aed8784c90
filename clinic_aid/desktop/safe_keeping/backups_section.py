"""Backups: the last one, one more with one click, those that are made by themselves."""

from itertools import zip_longest
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from clinic_aid.desktop.system.translation import translated
from clinic_aid.desktop.widgets.field import NoteLine
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row
from clinic_aid.desktop.widgets.pager import Pager
from clinic_aid.desktop.widgets.stepper import Stepper
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.desktop.widgets.task_page import (
    SignTile,
    TaskCard,
    TaskPage,
    action,
    heading,
    line,
    say_action,
    say_heading,
    words_label,
)
from clinic_aid.desktop.widgets.titled_entry import announce
from clinic_aid.desktop.widgets.wording import consultations, said_moment, said_place, said_size
from clinic_aid.domain.records import Contents, Settings, Soundness
from clinic_aid.vault.backups import Backup
from clinic_aid.vault.known_backups import KnownBackups

_ROWS: Final = 5
_AT_END: Final = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter


class BackupsSection(TaskPage):
    """Says when the last backup was made and where, and makes one."""

    back_up_asked = Signal()
    place_asked = Signal()
    """Another place is to be chosen."""
    check_asked = Signal()

    def __init__(self, look: Look, *, language: str) -> None:
        super().__init__(look)
        self.set_words(
            self.tr("Backups"),
            self.tr("A laptop can be lost or break. A backup on a stick brings everything back."),
        )
        self._language = language
        self._known = KnownBackups(here=Path())
        self.tile = SignTile(look, "backup")
        self.last = heading()
        self.last_words = words_label(name="muted")
        self.elsewhere = words_label(name="muted")
        self.elsewhere.hide()
        self.back_up = action(look, self.tr("Back &up now"), icon="backup", kind="primary")
        self.choose = action(look, self.tr("Choose another p&lace …"))
        self.check_outcome = NoteLine(look)
        self._is_checking = False
        bounds = Settings.BOUNDS["backups_kept"]
        self.kept = Stepper(look, bounds, unit=self.tr("backups, the last ones"))
        self.check = action(look, self.tr("&Check the vault"), icon="safe")
        self.found_title = heading()
        self.pager: Pager[Backup] = Pager(
            look, _ROWS, back=self.tr("Newer backups"), forward=self.tr("Older backups")
        )
        self.lines = [[words_label(wraps=False) for _ in range(4)] for _ in range(_ROWS)]
        beside = row((self._automatic_card(), 1), (self._check_card(), 1), spacing=14)
        self.fill(self._last_card(), beside, self._found_card())
        self.back_up.clicked.connect(self._on_back_up)
        self.choose.clicked.connect(self._on_choose)
        self.check.clicked.connect(self._on_check)
        self.pager.turned.connect(self._fill)
        self.show_known(self._known)

    def focus_first(self) -> None:
        self.back_up.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_known(self, known: KnownBackups) -> None:
        """Show what is known of the backups."""
        self._known = known
        self._say_last()
        self._say_place()
        self.kept.show_value(known.kept)
        self.pager.show_items(known.found)

    def show_age(self, words: str, is_old: bool) -> None:
        """Say when the last backup elsewhere was made, where that is long ago."""
        self.elsewhere.setText(self.tr("{age}.").format(age=words))
        self.elsewhere.setVisible(is_old)

    def show_busy(self, busy: bool) -> None:
        super().show_busy(busy)
        if busy:
            self.say(self.tr("Making a backup, and opening it to check …"))

    def show_made(self, contents: Contents) -> None:
        """Say that the backup was made, and what was found in it."""
        words = self.tr("Backup made and opened to check: {consultations}.")
        self.say(words.format(consultations=consultations(contents.consultations)))

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
            said = words.format(damage=" ".join(map(translated, found.damage)))
        else:
            words = self.tr("Something was changed: {changes} See “Who did what”.")
            said = words.format(changes=" ".join(map(translated, found.trail)))
        self._say_checked(said, fault=not found.is_sound)

    def show_check_fault(self, words: str) -> None:
        """Say why the vault was not looked through."""
        self._say_checked(words, fault=True)

    # Building

    def _last_card(self) -> QWidget:
        words = column(self.last, self.last_words, self.elsewhere, spacing=0)
        tile = (self.tile, Qt.AlignmentFlag.AlignTop)
        back_up = (self.back_up, Qt.AlignmentFlag.AlignVCenter)
        head = row(tile, (words, 1), back_up, spacing=16)
        return TaskCard(head, line(self.outcome, self.choose, wide=self.outcome))

    def _automatic_card(self) -> QWidget:
        words = self.tr("Made on this computer whenever Clinic Aid is closed. It keeps:")
        self.kept.name_for(self.tr("Automatic backups that are kept"))
        title = heading(self.tr("By itself"))
        return TaskCard(title, words_label(words, name="muted"), STRETCH, self.kept)

    def _check_card(self) -> QWidget:
        words = self.tr("Looks for damage, and for anything that was changed from outside.")
        self.check_outcome.say(words, fault=False)
        title = heading(self.tr("Is the vault sound?"))
        return TaskCard(title, self.check_outcome, STRETCH, line(self.check))

    def _found_card(self) -> QWidget:
        table = QGridLayout()
        table.setContentsMargins(0, 0, 0, 0)
        table.setHorizontalSpacing(24)
        table.setVerticalSpacing(4)
        for place, stretch in enumerate((4, 3, 4)):
            table.setColumnStretch(place, stretch)
        for number, labels in enumerate(self.lines):
            for place, label in enumerate(labels):
                table.addWidget(label, number, place)
            labels[-1].setAlignment(_AT_END)
        return TaskCard(row((self.found_title, 1), self.pager), table)

    # Words

    def _say_last(self) -> None:
        known = self._known
        newest = next((one for one in known.found if one.file not in known.undated), None)
        if known.last_at is None:
            say_heading(self.last, self.tr("There is no backup yet"))
            words = self.tr("Plug in a stick, choose it once, then one click is enough.")
        else:
            at = said_moment(known.last_at, self._language)
            say_heading(self.last, self.tr("Last backup: {at}").format(at=at))
            if newest is None or newest.made_at < known.last_at:
                words = self.tr("It is at a place that cannot be seen from here now.")
            elif newest.file.parent == known.here:
                words = self.tr("It is on this computer only. Make one on a stick as well.")
            else:
                folder = said_place(newest.file.parent)
                words = self.tr("It is here: {place}").format(place=folder)
        self.last_words.setText(words)
        icon, color = ("backup", "teal") if known.last_at else ("care", "amber-ink")
        self.tile.show_icon(icon, color)

    def _say_place(self) -> None:
        known = self._known
        said = self.tr("Choose another p&lace …")
        if known.place is None:
            words, said = self.tr("No place is chosen yet."), self.tr("Choose a p&lace …")
        elif known.place_is_there:
            words = self.tr("“Back up now” puts it here: {place}")
        else:
            words = self.tr("This place is not there now: {place}. Plug the stick in.")
        place = said_place(known.place) if known.place else ""
        # While nothing has happened the line says what will.
        if not self.has_outcome or not known.place_is_there:
            is_lost = known.place is not None and not known.place_is_there
            self.outcome.say(words.format(place=place), fault=is_lost)
        say_action(self.choose, said)

    def _say_checked(self, words: str, *, fault: bool = False) -> None:
        self.check_outcome.say(words, fault=fault)
        announce(self, words)

    @Slot()
    def _fill(self) -> None:
        words = self.tr("No backups are found")
        if count := self.pager.count:
            words = self.tr("Backups found: {count}").format(count=count)
        say_heading(self.found_title, words)
        for labels, backup in zip_longest(self.lines, self.pager.shown):
            said = self._words_of(backup) if backup else ("",) * len(labels)
            for label, words in zip(labels, said, strict=True):
                label.setText(words)
                label.setVisible(bool(words))

    def _words_of(self, backup: Backup) -> tuple[str, ...]:
        is_here = backup.file.parent == self._known.here
        at = said_moment(backup.made_at, self._language)
        if backup.file in self._known.undated:
            at = self.tr("says {at}, not proven").format(at=at)
        return (
            at,
            self.tr("made by itself") if backup.automatic else self.tr("made by hand"),
            self.tr("on this computer") if is_here else self.tr("at the place chosen"),
            said_size(backup.size, self._language),
        )

    # What is done

    @Slot()
    def _on_back_up(self) -> None:
        # Not disabled meanwhile: what is disabled loses the keyboard.
        if not self.is_busy:
            self.back_up_asked.emit()

    @Slot()
    def _on_choose(self) -> None:
        if not self.is_busy:
            self.place_asked.emit()

    @Slot()
    def _on_check(self) -> None:
        if not self._is_checking:
            self.check_asked.emit()

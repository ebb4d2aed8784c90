"""Safe keeping: joins its screen to the open vault, and makes the backup when the app closes."""

import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QThreadPool, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.restoring.controller import RestoreController
from clinic_aid.desktop.safe_keeping.screen import SafeKeepingScreen, SectionName
from clinic_aid.desktop.system.background import BackgroundCall, log_fault, words_for
from clinic_aid.desktop.system.translation import translate
from clinic_aid.desktop.widgets.backup_words import backup_age_words
from clinic_aid.desktop.widgets.wording import isolated
from clinic_aid.domain.backup_age import BackupAge
from clinic_aid.domain.records import Contents, Entry, Settings, Soundness, TrailRow
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.claims import claimed, decide
from clinic_aid.vault.known_backups import KnownBackups, backup_age, is_folder, known_backups
from clinic_aid.vault.restoring import open_beside
from clinic_aid.vault.retention import Decisions, RetentionReview, carry_out, review_of
from clinic_aid.vault.tries import Tries
from clinic_aid.vault.vault import Vault

_PATIENCE_S: Final = 60.0
_LINES: Final = 400

Told = Callable[..., object]


class SafeKeepingController(QObject):
    """Everything that takes the vault's time is done on the pool, the newest wish first."""

    failed = Signal(str)
    """Something was not done, in words, and the section that it belongs to is not in view."""
    settings_changed = Signal(object)
    """The `Settings` as they are now."""
    review_due_told = Signal(bool)
    backup_age_told = Signal(object)
    """The `BackupAge` of the last backup elsewhere; None where there is nothing to lose."""
    erased = Signal(object)
    """The keys of consultations that are gone for good."""
    restore_asked = Signal(object, bool)
    """A `Restore`, and whether newer consultations are to be kept. Whoever gets it closes
    the vault, has it put in place, and starts the app again."""

    def __init__(
        self, screen: SafeKeepingScreen, vault: Vault, pool: QThreadPool, window: QWidget
    ) -> None:
        super().__init__(window)
        self._screen, self._vault, self._window, self._pool = screen, vault, window, pool
        self._place: Path | None = None
        self._changes: dict[str, object] = {}
        tries = Tries(vault.store.place.tries, time.monotonic)
        self._restoring = RestoreController(
            screen.restore, pool, window, open_backup=partial(open_beside, vault, tries)
        )
        self._restoring.restore_asked.connect(self.restore_asked)
        self._join_backups()
        self._join_people()
        self._join_settings()
        self._join_review()
        self._join_trail()
        screen.section_shown.connect(self._refresh)
        screen.show_person(vault.person)

    def look(self) -> None:
        """Find out what is to be done: a review that is due, a change from outside."""
        self._looking_at_old.start()
        self._looking_at_trail.start()
        self._looking_at_age.start()

    # Backups

    def _join_backups(self) -> None:
        section = self._screen.backups
        self._looking_for_backups = self._call(lambda: known_backups(self._vault), self._on_backups)
        self._looking_at_age = self._call(lambda: backup_age(self._vault), self._on_age)
        self._backing_up = self._call(
            partial(back_up, self._vault),
            self._on_backed_up,
            told_in="backups",
            sorry=self.tr("No backup was made. Try again, or choose another place."),
        )
        self._checking = self._call(
            self._vault.soundness,
            self._on_checked,
            told_in="backups",
            say=section.show_check_fault,
            busy=section.show_checking,
            sorry=self.tr("The vault was not looked through. Try again."),
        )
        section.back_up_asked.connect(self._on_back_up)
        section.place_asked.connect(self._asked_place)
        section.check_asked.connect(self._checking.start)

    @Slot(object)
    def _on_backups(self, known: KnownBackups) -> None:
        self._place = known.place
        self._screen.backups.show_known(known)
        self._screen.restore.offer(known.found, here=known.here)

    @Slot()
    def _on_back_up(self) -> None:
        place = self._place or self._asked_place()
        if place is not None:
            self._backing_up.start(place)

    @Slot()
    def _asked_place(self) -> Path | None:
        """Ask where backups go from now on."""
        from clinic_aid.desktop.system.dialogs import where_backups

        place = where_backups(self._window, self._place)
        if place is not None:
            self._change("backup_folder", str(place))
        return place

    @Slot(object)
    def _on_backed_up(self, contents: Contents) -> None:
        self._screen.backups.show_made(contents)
        self._looking_for_backups.start()
        self._looking_at_age.start()

    @Slot(object)
    def _on_age(self, age: BackupAge | None) -> None:
        is_old = age is not None and age.is_old
        self._screen.backups.show_age(backup_age_words(age) if age is not None else "", is_old)
        self._screen.mark("backups", is_old)
        self.backup_age_told.emit(age)

    @Slot(object)
    def _on_checked(self, found: Soundness) -> None:
        self._screen.backups.show_soundness(found)
        self._screen.mark("trail", bool(found.trail))

    # People

    def _join_people(self) -> None:
        section, form, vault = self._screen.people, self._screen.people.form, self._vault
        self._looking_at_people = self._call(
            lambda: (vault.people, vault.preferences.settings().recovery_confirmed),
            self._on_people,
        )
        call = partial(self._call, told_in="people")
        added = self.tr("{person} can open the vault now.")
        changed = self.tr("{person} has a new passphrase.")
        removed = self.tr("{person} cannot open the vault any more.")
        own = self.tr("Your new passphrase opens the vault from now on.")
        changes: tuple[tuple[SignalInstance, Told, str], ...] = (
            (form.add_asked, vault.set_passphrase, added),
            (form.other_asked, vault.set_passphrase, changed),
            (section.remove_asked, vault.remove_person, removed),
        )
        for asked, work, words in changes:
            changing = call(partial(_done_for, work, words), self._on_people_changed)
            asked.connect(changing.start)
        changing_own = call(vault.change_passphrase, lambda _: self._on_people_changed(own))
        form.own_asked.connect(changing_own.start)
        renewing = call(
            vault.renew_recovery_key,
            section.show_key,
            sorry=self.tr("No new recovery key was made. The old one still opens the vault."),
        )
        section.new_key_asked.connect(renewing.start)
        section.key_confirmed.connect(lambda: self._change("recovery_confirmed", True))

    @Slot(object)
    def _on_people(self, known: tuple[Sequence[str], bool]) -> None:
        people, confirmed = known
        here = self._vault.person
        self._screen.people.show_known(people, here=here, recovery_confirmed=confirmed)
        self._screen.mark("people", not confirmed)

    @Slot(object)
    def _on_people_changed(self, words: str) -> None:
        self._screen.people.show_done(words)
        self._looking_at_people.start()

    # What is set

    def _join_settings(self) -> None:
        self._looking_at_settings = self._call(
            self._vault.preferences.settings, self._screen.locking.show_settings
        )
        self._setting = self._call(
            lambda changes: self._vault.preferences.change(**changes), self._on_set
        )
        # Whatever was not kept is shown as it still is.
        self._setting.failed.connect(self._show_settings)
        locking = self._screen.locking
        for stepper, name in (
            (locking.idle, "idle_minutes"),
            (locking.presenting, "presenting_minutes"),
            (self._screen.backups.kept, "backups_kept"),
            (self._screen.old.years, "retention_years"),
        ):
            stepper.edited.connect(lambda value, name=name: self._change(name, value))

    def _change(self, name: str, value: object) -> None:
        # All that is not kept yet: a wish that replaces another must not lose it.
        self._changes[name] = value
        self._setting.start(dict(self._changes))

    @Slot(object)
    def _on_set(self, settings: Settings) -> None:
        self._show_settings()
        self.settings_changed.emit(settings)

    @Slot()
    def _show_settings(self) -> None:
        self._changes.clear()
        self._refresh(self._screen.section)

    # The yearly review

    def _join_review(self) -> None:
        section = self._screen.old
        vault = self._vault
        self._looking_at_old = self._call(lambda: (review_of(vault), claimed(vault)), self._on_old)
        self._reviewing = self._call(
            partial(carry_out, self._vault),
            self._on_reviewed,
            told_in="old",
            sorry=self.tr("The review was not carried out to its end. Look at the list again."),
        )
        self._reviewing.failed.connect(lambda _: self._looking_at_old.start())
        section.review_asked.connect(self._reviewing.start)
        deciding = self._call(
            partial(_decided, vault),
            self._on_decided,
            told_in="old",
            sorry=self.tr("That was not carried out to its end. Look at the list again."),
        )
        deciding.failed.connect(lambda _: self._looking_at_old.start())
        section.claims.decided.connect(deciding.start)

    @Slot(object)
    def _on_old(self, found: tuple[RetentionReview, Sequence[Entry]]) -> None:
        known, claims = found
        self._screen.old.show_known(known)
        self._screen.old.claims.show_known(claims)
        self._screen.mark("old", known.is_due or bool(claims))
        self.review_due_told.emit(known.is_due)

    @Slot(object)
    def _on_decided(self, gone: Sequence[str]) -> None:
        self._looking_at_old.start()
        if gone:
            self.erased.emit(gone)

    @Slot(object)
    def _on_reviewed(self, done: Decisions) -> None:
        self._screen.old.show_done(len(done.erase), len(done.keep))
        self._looking_at_old.start()
        if done.erase:
            self.erased.emit(done.erase)

    # Who did what

    def _join_trail(self) -> None:
        vault = self._vault
        self._looking_at_trail = self._call(
            lambda: (vault.trail(most=_LINES), vault.breaks()), self._on_trail
        )
        self._accepting = self._call(vault.accept_breaks, lambda _: self._looking_at_trail.start())
        self._screen.trail.seen_asked.connect(self._accepting.start)

    @Slot(object)
    def _on_trail(self, known: tuple[Sequence[TrailRow], Sequence[str]]) -> None:
        lines, breaks = known
        self._screen.trail.show_known(lines, breaks)
        self._screen.mark("trail", bool(breaks))

    # All of them

    @Slot(str)
    def _refresh(self, name: SectionName) -> None:
        """Show in a section what is so now."""
        {
            "backups": self._looking_for_backups,
            "restore": self._looking_for_backups,
            "people": self._looking_at_people,
            "locking": self._looking_at_settings,
            "old": self._looking_at_old,
            "trail": self._looking_at_trail,
        }[name].start()

    def _call(
        self,
        work: Told,
        done: Told,
        *,
        told_in: SectionName | None = None,
        say: Callable[[str], None] | None = None,
        busy: Callable[[bool], None] | None = None,
        sorry: str = "",
    ) -> BackgroundCall:
        """Give a call whose fault is told in a section, if it is in view, or across the window.

        `say` and `busy` are the section's own where no others are given.
        """
        usual = self.tr("Something went wrong in Clinic Aid. Nothing was changed.")
        call = BackgroundCall(work, self._pool, self, sorry=sorry or usual)
        call.succeeded.connect(done)
        if told_in is None:
            call.told.connect(self.failed)
            return call
        page = self._screen.sections[told_in]
        call.busy_changed.connect(busy or page.show_busy)
        call.told.connect(say or page.show_fault)

        def tell(words: str) -> None:
            if not self._screen.isVisible() or self._screen.section != told_in:
                self.failed.emit(words)

        call.told.connect(tell)
        return call


def back_up(vault: Vault, folder: Path) -> Contents:
    """Make a backup, open it from where it lies, and tell what is in it."""
    if not is_folder(folder):
        raise ClinicAidError(
            "“{place}” is not there. Plug the stick in, or choose another place.", place=folder
        )
    return vault.verify(vault.back_up(folder))


def back_up_on_close(vault: Vault, *, patience_s: float = _PATIENCE_S) -> str:
    """Make the automatic backup if anything has changed; give what is to be told, "" for nothing.

    Waits no longer than `patience_s`: a disk that hangs must not keep the app from its end. What
    is half written then never gets a name, and the next end makes another one.
    """
    told: list[str] = []

    def work() -> None:
        try:
            vault.back_up_if_changed()
            told.append("")
        except BaseException as error:  # the boundary of the thread: told to whoever closes the app
            if not isinstance(error, ClinicAidError):
                log_fault(error)
            sorry = translate(
                "SafeKeepingController", "No backup was made: something went wrong in Clinic Aid."
            )
            told.append(words_for(error, sorry))

    # Not of the pool, which would be waited for without an end.
    worker = threading.Thread(target=work, name="backup on close", daemon=True)
    worker.start()
    worker.join(patience_s)
    if told:
        return told[0]
    return translate(
        "SafeKeepingController",
        "The backup took too long and was given up. Make one by hand next time.",
    )


def _decided(vault: Vault, keys: Sequence[str], erase: bool) -> Sequence[str]:
    """Do what was decided about what a list calls erased; give what is gone."""
    decide(vault, keys, erase=erase)
    return keys if erase else ()


def _done_for(work: Told, words: str, person: str, *given: str) -> str:
    """Do what was asked for a person; give what is told of it."""
    work(person, *given)
    return words.format(person=isolated(person))

"""Safe keeping: joins its screen to the open vault, and makes the backup when the app closes."""

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.restoring.controller import OpenBackup, RestoreController
from clinic_aid.desktop.restoring.ways import face_of
from clinic_aid.desktop.safe_keeping import queries
from clinic_aid.desktop.safe_keeping.queries import Carried
from clinic_aid.desktop.safe_keeping.screen import SafeKeepingScreen, section_named
from clinic_aid.desktop.safe_keeping.values import (
    BackupsKnown,
    Decisions,
    PeopleKnown,
    ReviewKnown,
    SectionName,
    TrailKnown,
)
from clinic_aid.desktop.system.background import BackgroundCall, log_fault, words_for
from clinic_aid.desktop.system.translation import translate, words_of
from clinic_aid.desktop.widgets.wording import isolated
from clinic_aid.domain.records import Contents, Settings, Soundness
from clinic_aid.errors import ClinicAidError

if TYPE_CHECKING:
    from clinic_aid.vault.vault import Vault

_PATIENCE_S: Final = 60.0
_DAY: Final = timedelta(days=1)

Say = Callable[[str], None]


class SafeKeepingController(QObject):
    """Everything that takes the vault's time is done on the pool, the newest wish first.

    `open_backup` opens the backup that is to be restored beside the open vault.
    """

    failed = Signal(str)
    """Something was not done, in words, and the section that it belongs to is not in view."""
    settings_changed = Signal(object)
    """The `Settings` as they are now."""
    review_due_changed = Signal(bool)
    erased = Signal(object)
    """The keys of consultations that are gone for good."""
    restore_asked = Signal(object, bool)
    """A `ReadyRestore`, and whether newer consultations are to be kept. Whoever gets it closes
    the vault, has it put in place, and starts the app again."""

    def __init__(
        self,
        screen: SafeKeepingScreen,
        vault: "Vault",
        pool: QThreadPool,
        window: QWidget,
        *,
        open_backup: OpenBackup,
    ) -> None:
        super().__init__(window)
        self._screen, self._vault, self._window, self._pool = screen, vault, window, pool
        self._backups = BackupsKnown()
        self._changes: dict[str, object] = {}
        self._review_is_due = False
        self._restoring = RestoreController(
            screen.restore.panel, pool, window, face_of=face_of, open_backup=open_backup
        )
        self._restoring.restore_asked.connect(self.restore_asked)
        self._join_backups()
        self._join_people()
        self._join_settings()
        self._join_review()
        self._join_trail()
        screen.section_shown.connect(self._on_section)
        screen.show_person(vault.person)

    @property
    def review_is_due(self) -> bool:
        """Say whether consultations wait for the yearly review, as far as was looked."""
        return self._review_is_due

    def show_section(self, name: str) -> None:
        """Show a section: backups, restore, people, locking, old or trail."""
        self._screen.show_section(section_named(name))

    def look(self) -> None:
        """Find out what is to be done: a review that is due, a change from outside."""
        self._looking_at_old.start()
        self._looking_at_trail.start()

    # Backups

    def _join_backups(self) -> None:
        section = self._screen.backups
        self._looking_for_backups = self._call(
            lambda: queries.backups_of(self._vault), self._on_backups
        )
        self._backing_up = self._call(
            lambda folder: queries.back_up(self._vault, folder),
            self._on_backed_up,
            section="backups",
            say=section.show_fault,
            sorry=self.tr("No backup was made. Try again, or choose another place."),
        )
        self._backing_up.busy_changed.connect(section.show_busy)
        self._checking = self._call(
            self._vault.soundness,
            self._on_checked,
            section="backups",
            say=section.show_check_fault,
            sorry=self.tr("The vault was not looked through. Try again."),
        )
        self._checking.busy_changed.connect(section.show_checking)
        section.back_up_asked.connect(self._on_back_up)
        section.place_asked.connect(self._on_place)
        section.check_asked.connect(self._checking.start)

    @Slot(object)
    def _on_backups(self, known: BackupsKnown) -> None:
        self._backups = known
        self._screen.backups.show_known(known)
        self._screen.restore.panel.offer(known.found)

    @Slot()
    def _on_back_up(self) -> None:
        place = self._backups.place or self._asked_place()
        if place is not None:
            self._backing_up.start(place)

    @Slot()
    def _on_place(self) -> None:
        self._asked_place()

    def _asked_place(self) -> Path | None:
        """Ask where backups go from now on."""
        from clinic_aid.desktop.system.dialogs import where_backups

        place = where_backups(self._window, self._backups.place)
        if place is not None:
            self._change("backup_folder", str(place))
        return place

    @Slot(object)
    def _on_backed_up(self, contents: Contents) -> None:
        self._screen.backups.show_made(contents)
        self._looking_for_backups.start()

    @Slot(object)
    def _on_checked(self, found: Soundness) -> None:
        self._screen.backups.show_soundness(found)
        self._screen.mark("trail", bool(found.trail))

    # People

    def _join_people(self) -> None:
        section, vault = self._screen.people, self._vault
        self._looking_at_people = self._call(
            lambda: queries.people_of(vault), self._on_people, section="people"
        )

        def change(done: Callable[..., str], work: Callable[..., object]) -> BackgroundCall:
            call = self._call(
                lambda *given: (work(*given), done(*given))[1],
                self._on_people_changed,
                section="people",
                say=section.show_fault,
                sorry=self.tr("Something went wrong in Clinic Aid. Nothing was changed."),
            )
            call.busy_changed.connect(section.show_busy)
            return call

        added = self.tr("{person} can open the vault now.")
        changed = self.tr("{person} has a new passphrase.")
        removed = self.tr("{person} cannot open the vault any more.")
        own = self.tr("Your new passphrase opens the vault from now on.")
        self._adding = change(
            lambda who, _: added.format(person=isolated(who)), vault.set_passphrase
        )
        self._giving = change(
            lambda who, _: changed.format(person=isolated(who)), vault.set_passphrase
        )
        self._changing_own = change(lambda *_: own, vault.change_passphrase)
        self._removing = change(
            lambda who: removed.format(person=isolated(who)), vault.remove_person
        )
        self._renewing = self._call(
            vault.renew_recovery_key,
            section.show_key,
            section="people",
            say=section.show_fault,
            sorry=self.tr("No new recovery key was made. The old one still opens the vault."),
        )
        self._renewing.busy_changed.connect(section.show_busy)
        section.add_asked.connect(self._adding.start)
        section.other_asked.connect(self._giving.start)
        section.own_asked.connect(self._changing_own.start)
        section.remove_asked.connect(self._removing.start)
        section.new_key_asked.connect(self._renewing.start)
        section.key_confirmed.connect(lambda: self._change("recovery_confirmed", True))

    @Slot(object)
    def _on_people(self, known: PeopleKnown) -> None:
        self._screen.people.show_known(known)
        self._screen.mark("people", not known.recovery_confirmed)

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
            lambda changes: queries.change_settings(self._vault, changes), self._on_set
        )
        # Whatever was not kept is shown as it still is.
        self._setting.failed.connect(self._on_not_set)
        locking = self._screen.locking
        for signal, name in (
            (locking.idle_chosen, "idle_minutes"),
            (locking.presenting_chosen, "presenting_minutes"),
            (self._screen.backups.kept_chosen, "backups_kept"),
            (self._screen.old.years_chosen, "retention_years"),
        ):
            signal.connect(lambda value, name=name: self._change(name, value))

    def _change(self, name: str, value: object) -> None:
        # All that is not kept yet: a wish that replaces another must not lose it.
        self._changes[name] = value
        self._setting.start(dict(self._changes))

    @Slot(object)
    def _on_set(self, settings: Settings) -> None:
        self._changes.clear()
        self._refresh(self._screen.section)
        self.settings_changed.emit(settings)

    @Slot()
    def _on_not_set(self) -> None:
        self._changes.clear()
        self._refresh(self._screen.section)

    # The yearly review

    def _join_review(self) -> None:
        section = self._screen.old
        self._looking_at_old = self._call(
            lambda: queries.review_of(self._vault), self._on_old, section="old"
        )
        self._reviewing = self._call(
            lambda decisions: queries.carry_out(self._vault, decisions),
            self._on_reviewed,
            section="old",
            say=section.show_fault,
            sorry=self.tr("The review was not carried out to its end. Look at the list again."),
        )
        self._reviewing.busy_changed.connect(section.show_busy)
        self._reviewing.failed.connect(lambda _: self._looking_at_old.start())
        section.review_asked.connect(self._on_review)

    @Slot(object)
    def _on_review(self, decisions: Decisions) -> None:
        self._reviewing.start(decisions)

    @Slot(object)
    def _on_old(self, known: ReviewKnown) -> None:
        self._screen.old.show_known(known)
        self._screen.mark("old", known.is_due)
        if known.is_due != self._review_is_due:
            self._review_is_due = known.is_due
            self.review_due_changed.emit(known.is_due)

    @Slot(object)
    def _on_reviewed(self, carried: Carried) -> None:
        self._screen.old.show_done(len(carried.erased), carried.kept)
        self._looking_at_old.start()
        if carried.erased:
            self.erased.emit(carried.erased)

    # Who did what

    def _join_trail(self) -> None:
        self._looking_at_trail = self._call(
            lambda: queries.trail_of(self._vault), self._on_trail, section="trail"
        )
        self._accepting = self._call(
            self._vault.accept_breaks, lambda _: self._looking_at_trail.start(), section="trail"
        )
        self._screen.trail.seen_asked.connect(self._accepting.start)

    @Slot(object)
    def _on_trail(self, known: TrailKnown) -> None:
        self._screen.trail.show_known(known)
        self._screen.mark("trail", bool(known.breaks))

    # All of them

    @Slot(str)
    def _on_section(self, name: SectionName) -> None:
        self._refresh(name)

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
        work: Callable[..., object],
        done: Callable[..., object],
        *,
        section: SectionName | None = None,
        say: Say | None = None,
        sorry: str = "",
    ) -> BackgroundCall:
        """Give a call whose fault is told where it belongs, or else across the window."""
        call = BackgroundCall(work, self._pool, self)
        call.succeeded.connect(done)
        sorry = sorry or self.tr("Something went wrong in Clinic Aid. Nothing was changed.")

        def tell(error: Exception) -> None:
            words = words_for(error, sorry)
            if say is not None:
                say(words)
            if say is None or not self._screen.isVisible() or self._screen.section != section:
                self.failed.emit(words)

        call.failed.connect(tell)
        return call


def back_up_if_due(vault: "Vault") -> bool:
    """Make the automatic backup where the last one is a day old; say whether one was made."""
    from clinic_aid.vault.backups import backups_in

    if vault.read_only or not vault.has_changed:
        return False
    folder = vault.store.place.backups
    made = [backup.made_at for backup in backups_in(folder) if backup.automatic]
    now = vault.at()
    # One from the future is of a clock that was set back.
    if any(now - _DAY < at <= now for at in made):
        return False
    vault.back_up(folder, automatic=True)
    return True


def back_up_on_close(vault: "Vault", *, patience_s: float = _PATIENCE_S) -> str:
    """Make the automatic backup if anything has changed; give what is to be told, "" for nothing.

    Waits no longer than `patience_s`: a disk that hangs must not keep the app from its end. What
    is half written then never gets a name, and the next end makes another one.
    """
    told: list[str] = []

    def work() -> None:
        try:
            if not vault.read_only and vault.has_changed:
                vault.back_up(vault.store.place.backups, automatic=True)
            told.append("")
        except ClinicAidError as error:
            told.append(words_of(error))
        except Exception as error:  # the boundary of the thread: told to whoever closes the app
            log_fault(error)
            told.append(
                translate(
                    "SafeKeepingController",
                    "No backup was made: something went wrong in Clinic Aid.",
                )
            )

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

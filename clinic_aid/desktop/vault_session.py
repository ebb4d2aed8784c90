"""What the consultant's window has besides, once a vault is open: records, safe keeping."""

import json
from collections.abc import Collection
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from clinic_aid import __version__
from clinic_aid.desktop.consultation.autosave import Autosave
from clinic_aid.desktop.consultation.services import GivenPdf, Services
from clinic_aid.desktop.keys.key_print import print_key
from clinic_aid.desktop.records.controller import RecordsController
from clinic_aid.desktop.records.entry_words import EntryWords
from clinic_aid.desktop.records.patient_export import note_in_trail
from clinic_aid.desktop.records.screen import RecordScreen
from clinic_aid.desktop.safe_keeping.controller import SafeKeepingController
from clinic_aid.desktop.safe_keeping.screen import SafeKeepingScreen
from clinic_aid.desktop.steps import HOME, RECORD, SAFE_KEEPING
from clinic_aid.desktop.system.background import BackgroundCall, words_for
from clinic_aid.desktop.system.translation import words_of
from clinic_aid.domain.records import How, Place, copied
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.vault import Vault

if TYPE_CHECKING:
    from clinic_aid.desktop.main_window import MainWindow


class VaultSession(QObject):
    """Joins one open vault to the window's screens."""

    settings_changed = Signal(object)
    presenting_changed = Signal(bool)
    restore_asked = Signal(object, bool)
    """A `Restore`, and whether newer consultations are to be kept."""

    def __init__(
        self,
        vault: Vault,
        window: "MainWindow",
        services: Services,
        words: EntryWords,
        pool: QThreadPool,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self.vault = window, window.session, vault
        self._services = services
        self._presents = self._near = False
        self._told: list[str] = []
        self.autosave = Autosave(
            window.session,
            vault,
            pool,
            headings=services.headings,
            content=services.pack.pack.release,
            program=__version__,
            parent=self,
        )
        self.record = RecordScreen(window.look, words=words)
        self.records = RecordsController(vault, services, window.home, self.record, window, pool)
        self.safety = SafeKeepingScreen(
            window.look,
            language=services.language,
            print_key=lambda key: print_key(
                key, window, day=vault.today(), language=services.language
            ),
            product_name=lambda product: _name_of(services, product),
        )
        self.safe_keeping = SafeKeepingController(self.safety, vault, pool, window)
        self._erasing = BackgroundCall(self._erase, pool, self)
        self._erasing.failed.connect(self._on_erase_failed)
        self._backing_up = BackgroundCall(vault.back_up_if_due, pool, self)
        self._backing_up.failed.connect(self._on_backup_failed)

    def serve(self) -> None:
        """Join everything to the window, whose other parts are there by now."""
        window, top = self._window, self._window.top
        window.files.keep_with(self.autosave)
        window.guide.owner = self.autosave.owner
        window.guide.given.connect(self.on_given)
        top.serve_vault()
        top.safety.clicked.connect(lambda: window.show_step(SAFE_KEEPING))
        top.lock.clicked.connect(window.lock_asked)
        window.preview.keep_nothing_asked.connect(self.keep_nothing)
        window.home.unkept_asked.connect(window.files.start_unkept)
        window.home.review_asked.connect(self._on_review)
        window.moved.connect(self._on_moved)
        window.turns.began.connect(lambda: self._on_turned(presenting=True))
        # Told before the talk's window is gone: without any window the program would end.
        window.turns.came_back.connect(lambda: self._on_turned(presenting=False))
        self.autosave.state_changed.connect(self._show_state)
        self.autosave.failed.connect(window.say)
        self.records.failed.connect(window.say)
        self.safe_keeping.failed.connect(window.say)
        self.records.record_shown.connect(lambda: window.show_step(RECORD))
        self.records.continue_asked.connect(self.go_on_with)
        self.records.copy_asked.connect(self.copy)
        self.records.home_asked.connect(lambda: window.show_step(HOME))
        self.records.told.connect(window.say)
        # Before it is erased: an autosave in between would bring it back.
        self.records.about_to_erase.connect(self._on_erasing)
        self.safe_keeping.erased.connect(self._on_erasing)
        self.safe_keeping.settings_changed.connect(self.settings_changed)
        self.safe_keeping.review_due_changed.connect(window.home.show_review_due)
        self.safe_keeping.restore_asked.connect(self.restore_asked)
        self.safe_keeping.look()
        self._show_state(self.autosave.state)

    # The consultation

    @Slot(str)
    def go_on_with(self, key: str) -> None:
        """Take a kept consultation into work; what is in work leaves, unless it would be lost."""
        if key == self.autosave.key:
            self._window.files.opened.emit()
            return
        if not self._window.files.may_leave():
            return
        try:
            self.autosave.open(key)
        except ClinicAidError as error:
            self._window.say(words_of(error))
        else:
            self._window.files.opened.emit()

    @Slot(str)
    def copy(self, key: str) -> None:
        """Begin a new consultation of the same patient."""
        if not self._window.files.may_leave():
            return
        try:
            kept = self.vault.records.load(key)
        except ClinicAidError as error:
            self._window.say(words_of(error))
            return
        self._session.replace(copied(kept.tree, today=self.vault.today()))
        # It is one of its own from the start, whether or not anything is added to it.
        self.autosave.keep_from_now()
        self._window.files.opened.emit()

    @Slot()
    def keep_nothing(self) -> None:
        """Erase all that was kept of the consultation in work, and keep nothing of it any more."""
        from clinic_aid.desktop.system.dialogs import may_be_erased

        if not may_be_erased(self._window):
            return
        key = self.autosave.keep_no_longer()
        if key is not None:
            self._erasing.start(key)

    @Slot(object, str)
    def on_given(self, given: GivenPdf, how: str) -> None:
        """Keep a guide that was just printed or saved."""
        try:
            self.autosave.keep_guide(given, cast("How", how))
        except ClinicAidError as error:
            sorry = self.tr("The guide was given, but it is not kept in the vault: {reason}")
            self._window.say(sorry.format(reason=words_of(error)))

    # Going on where it stopped

    def begin(self, handed: bytes | None, *, after_lock: bool) -> str:
        """Go on where this person stopped: at once after a lock, else as Home offers it.

        Gives what is to be told once everything is there, "" for nothing.
        """
        self._told = [words] if (words := self._take_in_rescued()) else []
        # Who only ever locks and shuts the computer down never closes the app.
        self._backing_up.start()
        place = self._take_over(handed) if handed is not None else None
        # What was rescued may be newer than the place that the vault knows.
        at_once = place is not None or not self._told
        if place is None:
            place = self._stopped_at()
            if place is None or not self._resume(place):
                return "\n".join(self._told)
        # Shut down while it was locked, and started anew: somebody else may sit beside it now.
        if place.locked and at_once and after_lock:
            self._window.go_to(place.step, place.page, presenting=place.presenting)
        else:
            self._window.offer(place.step, place.page, presenting=place.presenting)
        return "\n".join(self._told)

    def _take_in_rescued(self) -> str:
        """Take in what the vault could not be told before, and say so."""
        if self.vault.read_only:
            return ""
        services = self._services
        try:
            taken = self.vault.take_in_rescued(services.headings, services.pack.pack.release)
        except ClinicAidError as error:
            # It stays beside the vault, for the next start.
            return words_of(error)
        sorry = self.tr("Changes that could not be saved before are in the vault now.")
        return sorry if taken else ""

    def _stopped_at(self) -> Place | None:
        place = self.vault.preferences.place()
        return place if place is not None and place.person == self.vault.person else None

    def _resume(self, place: Place) -> bool:
        try:
            self.autosave.open(place.key)
            note_in_trail(self.vault, "open", place.key)
        except ClinicAidError:
            return False
        return True

    def leave(self) -> bytes | None:
        """Save everything for a lock; give, sealed, what is kept nowhere else."""
        step, page = self._window.place
        presenting = self._presents
        self.records.take_back()
        self._window.turns.keep_record()
        self.autosave.at(step=step, page=page, presenting=presenting, locked=True)
        saved = self.autosave.may_leave()
        if self.vault.read_only or not saved or self.autosave.unkept:
            if not self._session.has_begun:
                return None
            work = {
                "key": self.autosave.key,
                "unkept": self.autosave.unkept,
                "given_up": self.autosave.given_up,
                "tree": self._session.draft.tree,
                "step": step,
                "page": page,
                "presenting": presenting,
                "person": self.vault.person,
            }
            return self.vault.seal(json.dumps(work).encode())
        return None

    def _take_over(self, sealed: bytes) -> Place | None:
        """Take up work that was handed over; None where it is not this vault's."""
        data = self.vault.unseal(sealed)
        if data is None:
            return None
        work = json.loads(data)
        key = work["key"]
        self.autosave.take_over(
            work["tree"],
            key=key,
            unkept=bool(work["unkept"]),
            given_up=bool(work["given_up"]),
        )
        if work["person"] != self.vault.person:
            words = self.tr("{person} was at work here. What was entered is kept nowhere else.")
            self._told.append(words.format(person=work["person"]))
        return Place(
            key=str(key or ""),
            step=int(work["step"]),
            page=int(work["page"]),
            presenting=bool(work["presenting"]),
            locked=True,
        )

    def _erase(self, key: str) -> None:
        self.vault.records.erase([key])

    @Slot(object)
    def _on_erase_failed(self, error: Exception) -> None:
        sorry = self.tr("What was kept could not be erased yet. It is erased at the next start.")
        self._window.say(words_for(error, sorry))

    @Slot(object)
    def _on_backup_failed(self, error: Exception) -> None:
        sorry = self.tr("The automatic backup was not made. Make one by hand in Safe keeping.")
        self._window.say(words_for(error, sorry))

    # What the window shows

    @Slot(int)
    def _on_moved(self, step: int) -> None:
        if step == HOME:
            self.records.show_home()
        self.tell_place()

    def _on_turned(self, *, presenting: bool) -> None:
        self._presents = presenting
        self.presenting_changed.emit(presenting)
        self.tell_place()

    def tell_place(self) -> None:
        """Keep where the consultant is."""
        step, page = self._window.place
        self.autosave.at(step=step, page=page, presenting=self._presents)

    @Slot(bool)
    def show_lock_near(self, near: bool) -> None:
        """Say quietly that the app locks in a minute, on whichever window is shown."""
        self._near = near
        self._show_state(self.autosave.state)

    @Slot(object)
    def _on_erasing(self, keys: Collection[str]) -> None:
        self.autosave.forget(tuple(keys))

    @Slot()
    def _on_review(self) -> None:
        self.safe_keeping.show_section("old")
        self._window.show_step(SAFE_KEEPING)

    @Slot(str)
    def _show_state(self, state: str) -> None:
        words, care = {
            "nothing": ("", False),
            "kept": (self.tr("Kept"), False),
            "keeping": (self.tr("Keeping …"), False),
            "failed": (self.tr("Not kept yet"), True),
            "unkept": (self.tr("Not kept: a crash loses it"), True),
            "read-only": (self.tr("Read only: nothing is kept"), True),
        }[state]
        note = self.tr("Nothing is kept") if self.autosave.unkept else ""
        if self._near:
            # Whatever is saved meanwhile: until somebody moves, this is what matters.
            words, care = self.tr("Locks in one minute"), True
            note = words
        self._window.top.say(words, care=care)
        self._window.turns.show_note(note)
        self._window.preview.keep_nothing.setVisible(state in ("kept", "keeping", "failed"))


def _name_of(services: Services, product: str) -> str | None:
    known = services.pack.products.get(product)
    return known.name if known else None

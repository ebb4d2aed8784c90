"""One open vault at work: the consultation in work, those that are kept, and safe keeping."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any, cast

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot
from PySide6.QtWidgets import QWidget

from clinic_aid import __version__
from clinic_aid.desktop.consultation.autosave import Autosave
from clinic_aid.desktop.consultation.files import ConsultationFiles
from clinic_aid.desktop.consultation.services import GivenPdf, Services
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.keys.key_print import print_key
from clinic_aid.desktop.records.controller import RecordsController
from clinic_aid.desktop.records.entry_words import EntryWords
from clinic_aid.desktop.records.home import HomeScreen
from clinic_aid.desktop.records.namesakes import Namesakes
from clinic_aid.desktop.records.patient_export import note_in_trail
from clinic_aid.desktop.records.screen import RecordScreen
from clinic_aid.desktop.safe_keeping.controller import SafeKeepingController
from clinic_aid.desktop.safe_keeping.screen import SafeKeepingScreen
from clinic_aid.desktop.steps import HOME, PREPARE, RECORD, SAFE_KEEPING
from clinic_aid.desktop.system.background import BackgroundCall, told_by
from clinic_aid.desktop.system.translation import words_of
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.domain.closing import is_closed
from clinic_aid.domain.records import Entry, How, KeptConsultation, Place
from clinic_aid.entry.draft import Draft
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.vault import Vault


class VaultSession(QObject):
    """Keeps what is in work, goes on with what is kept, and has the screens of both.

    `window` is where its dialogs belong; all else it is given, or tells.
    """

    told = Signal(str)
    """Something to be said, in words."""
    taken_back = Signal(str)
    """What was said is so no more."""
    step_asked = Signal(int)
    """A screen is to be shown."""
    resumed = Signal(object, bool)
    """The `Place` where the consultation was left, and whether to go on there unasked."""
    leaving = Signal()
    """Everything is saved next: what the talk has shown belongs to it."""
    state_told = Signal(str, bool)
    """How the consultation is kept, in words, and whether that needs care."""
    note_told = Signal(str)
    """What the talk's window says of it; "" for nothing."""
    has_kept = Signal(bool)
    """Something is kept of the consultation in work, which could be erased."""

    def __init__(
        self,
        vault: Vault,
        session: Session,
        services: Services,
        home: HomeScreen,
        *,
        words: EntryWords,
        look: Look,
        pool: QThreadPool,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.vault, self._session, self._services = vault, session, services
        self._window = window
        self._place = Place(key="", step=PREPARE, person=vault.person)
        self._near = False
        self.saving = QThreadPool(self)
        """The one thread that saves: it waits for nothing that is made or printed."""
        self.saving.setMaxThreadCount(1)
        self.saving.setExpiryTimeout(-1)
        self.autosave = Autosave(
            session,
            vault,
            self.saving,
            headings=services.headings,
            content=services.pack.pack.release,
            program=__version__,
            parent=self,
        )
        self.namesakes = Namesakes(vault, session, self.autosave)
        self.files = ConsultationFiles(session, self.autosave, services, pool, window)
        self.record = RecordScreen(look, words=words)
        self.records = RecordsController(vault, services, home, self.record, window, pool)
        self.safety = SafeKeepingScreen(
            look,
            language=services.language,
            print_key=lambda key: print_key(
                key, window, day=vault.today(), language=services.language
            ),
            product_name={key: it.name for key, it in services.pack.products.items()}.get,
            today=vault.today,
        )
        if vault.is_ephemeral:
            # Nobody could open a backup of it, and nobody has a passphrase to lock it with.
            self.safety.offer_only("old", "trail")
        self.safe_keeping = SafeKeepingController(self.safety, vault, pool, window)
        self._erasing = BackgroundCall(
            lambda key: vault.records.erase([key]),
            pool,
            self,
            sorry=self.tr("What was kept could not be erased yet. It is erased at the next start."),
        )
        self._backing_up = BackgroundCall(
            vault.back_up_if_due,
            pool,
            self,
            sorry=self.tr("The automatic backup was not made. Make one by hand in Safe keeping."),
        )
        self._join(home)
        self.safe_keeping.look()

    def _join(self, home: HomeScreen) -> None:
        home.unkept_asked.connect(self.files.start_unkept)
        home.review_asked.connect(self._on_review)
        home.backups_asked.connect(self.show_backups)
        self.safe_keeping.backup_age_told.connect(home.show_backup_age)
        for told in (
            *(self.files.failed, self.autosave.failed, self.records.failed, self.records.told),
            self.namesakes.failed,
            *(self.safe_keeping.failed, self._erasing.told, self._backing_up.told),
        ):
            told.connect(self.told)
        self.autosave.overcome.connect(self.taken_back)
        self.autosave.state_changed.connect(self.tell_state)
        self.files.busy.connect(self._on_file_busy)
        self.records.record_shown.connect(lambda: self.step_asked.emit(RECORD))
        self.records.continue_asked.connect(self.go_on_with)
        self.autosave.carried_on.connect(self._tell_carried_on)
        self.records.home_asked.connect(lambda: self.step_asked.emit(HOME))
        # Before it is erased: an autosave in between would bring it back.
        self.records.about_to_erase.connect(self.autosave.forget)
        self.safe_keeping.erased.connect(self.autosave.forget)
        self.safe_keeping.review_due_told.connect(home.show_review_due)

    # The consultation

    @Slot(str)
    def _on_file_busy(self, words: str) -> None:
        if words:
            self.state_told.emit(words, False)
        else:
            self.tell_state()

    @Slot(str)
    def go_on_with(self, key: str) -> None:
        """Take a kept consultation into work; what is in work leaves, unless it would be lost.

        A closed one stays as it is: what goes on from it is in work, which begins now if there
        is none yet.
        """
        with told_by(self.told.emit):
            kept = self.vault.records.load(key)
            wanted = self._open_after(kept) if is_closed(kept.entry, self.vault.today()) else key
            if wanted is None or wanted != self.autosave.key:
                if not self.files.may_leave():
                    return
                if wanted is None:
                    self.autosave.begin_following(kept)
                else:
                    self.autosave.open(wanted)
                self.files.opened.emit()
            else:
                # It is in work already: on where it was left.
                self.step_asked.emit(self._place.step)

    @property
    def guide_was_given(self) -> bool:
        """Say whether a guide of the consultation in work was printed or saved."""
        given: Sequence[Entry] = ()
        with told_by(self.told.emit):
            given = self.vault.records.entries([self.autosave.key or ""])
        return any(entry.guides for entry in given)

    @Slot(str)
    def open_namesake(self, key: str) -> None:
        """Show a kept consultation in place of one of which nothing but a name was entered."""
        draft = Draft(self._session.draft.tree)
        draft.put("patient.name", None)
        if draft.holds(Draft(self._services.blank()).tree):
            begun = self.autosave.keep_no_longer()
            self._session.start()
            if begun is not None:
                self._erasing.start(begun)
        self.records.open(key)

    def _open_after(self, closed: KeptConsultation) -> str | None:
        """Give the key of what goes on from a closed consultation and is not closed itself."""
        _, later = self.vault.records.linked(closed.entry)
        today = self.vault.today()
        return next((one.key for one in later if not is_closed(one, today)), None)

    def put_away_closed(self) -> str:
        """Let go of what is in work if its day is over and it is closed; give its key, else ""."""
        key = self.autosave.key
        if key is None or self.autosave.unkept or not self._is_closed(key):
            return ""
        self.autosave.flush_quietly()
        if self.autosave.key != key:
            # Something was entered today: that is in one of its own by now.
            return ""
        self._session.start()
        return key

    def _is_closed(self, key: str) -> bool:
        try:
            return is_closed(self.vault.records.load(key).entry, self.vault.today())
        except ClinicAidError:
            return False

    @Slot()
    def _tell_carried_on(self) -> None:
        self.told.emit(
            self.tr(
                "The earlier consultation is closed, since its guide was given and its day is "
                "over. What you enter now is in a new one, which follows it."
            )
        )

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
            self.told.emit(sorry.format(reason=error))

    # Going on where it stopped

    def begin(self, handed: bytes | None, *, after_lock: bool) -> str:
        """Go on where this person stopped: at once after a lock, else as Home offers it.

        Gives what is to be told once everything is there, "" for nothing.
        """
        told = self._take_in_rescued()
        # Who only ever locks and shuts the computer down never closes the app.
        self._backing_up.start()
        if handed is not None and (place := self._take_over(handed)) is not None:
            if place.person != self.vault.person:
                words = self.tr("{person} was at work here. What was entered is kept nowhere else.")
                told = "\n".join(filter(None, (told, words.format(person=place.person))))
            self.resumed.emit(place, after_lock)
        elif (key := self._closed_place()) and after_lock:
            self.records.open(key)
        elif not key and (place := self._stopped_at()) is not None:
            # Shut down while it was locked, and started anew: somebody else may sit beside it now.
            # And what was rescued may be newer than the place that the vault knows.
            self.resumed.emit(place, place.locked and after_lock and not told)
        return told

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

    def _closed_place(self) -> str:
        """Give the key of what this person had in work if it is closed by now, else ""."""
        place = self.vault.preferences.place()
        mine = place is not None and place.person == self.vault.person
        return place.key if place is not None and mine and self._is_closed(place.key) else ""

    def _stopped_at(self) -> Place | None:
        """Take up what this person had in work; None where that is gone, or there was nothing."""
        place = self.vault.preferences.place()
        if place is None or place.person != self.vault.person:
            return None
        try:
            self.autosave.open(place.key)
            note_in_trail(self.vault, "open", place.key)
        except ClinicAidError:
            return None
        return place

    def leave(self) -> bytes | None:
        """Save everything for a lock; give, sealed, what is kept nowhere else."""
        self.records.take_back()
        self.leaving.emit()
        self._keep_place(locked=True)
        saved = self.autosave.may_leave()
        is_kept = saved and not self.vault.read_only and not self.autosave.unkept
        if is_kept or not self._session.has_begun:
            return None
        work = {
            "place": asdict(replace(self._place, key=self.autosave.key or "")),
            "tree": self._session.draft.tree,
            "unkept": self.autosave.unkept,
            "given_up": self.autosave.given_up,
            "follows": self.autosave.follows,
        }
        return self.vault.seal(json.dumps(work).encode())

    def _take_over(self, sealed: bytes) -> Place | None:
        """Take up work that was handed over; None where it is not this vault's."""
        data = self.vault.unseal(sealed)
        if data is None:
            return None
        work = json.loads(data)
        place = Place(**work.pop("place"))
        self.autosave.take_over(work.pop("tree"), key=place.key or None, **work)
        return place

    # What the window shows

    def follow(self, shown: int, step: int, page: int) -> None:
        """Take note of the screen that is shown now, and of where the consultation is."""
        if shown == HOME:
            self.records.show_home()
        self._keep_place(step=step, page=page)

    @Slot(bool)
    def present(self, presenting: bool) -> None:
        """Take note that the talk began or ended."""
        self._keep_place(presenting=presenting)

    def _keep_place(self, **moved: Any) -> None:
        self._place = replace(self._place, **moved)
        self.autosave.at(self._place)

    @Slot(bool)
    def show_lock_near(self, near: bool) -> None:
        """Say quietly that the app locks in a minute, on whichever window is shown."""
        self._near = near
        self.tell_state()

    @Slot()
    def _on_review(self) -> None:
        self.safety.show_section("old")
        self.step_asked.emit(SAFE_KEEPING)

    @Slot()
    def show_backups(self) -> None:
        """Lead to the backups, where one is made with a click."""
        self.safety.show_section("backups")
        self.step_asked.emit(SAFE_KEEPING)

    @Slot()
    def tell_state(self) -> None:
        """Tell how the consultation in work is kept."""
        state = self.autosave.state
        kept = self.tr("Demo only") if self.vault.is_ephemeral else self.tr("Kept")
        words, care = {
            "nothing": ("", False),
            "kept": (kept, False),
            "keeping": (self.tr("Keeping …"), False),
            "late": (self.tr("Not kept yet: it takes long"), True),
            "failed": (self.tr("Not kept yet"), True),
            "unkept": (self.tr("Not kept: a crash loses it"), True),
            "read-only": (self.tr("Read only: nothing is kept"), True),
        }[state]
        note = self.tr("Nothing is kept") if self.autosave.unkept else ""
        if self._near:
            # Whatever is saved meanwhile: until somebody moves, this is what matters.
            words, care = self.tr("Locks in one minute"), True
            note = words
        self.state_told.emit(words, care)
        self.note_told.emit(note)
        self.has_kept.emit(state in ("kept", "keeping", "late", "failed"))

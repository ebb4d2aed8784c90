"""The kept consultations: listed, found, read, held and erased."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.guide.reprinting import GuideReprinting
from clinic_aid.desktop.records.choice import Asked, RecordChoice, asked_to_erase, asked_to_export
from clinic_aid.desktop.records.home import HomeScreen
from clinic_aid.desktop.records.patient_export import note_in_trail
from clinic_aid.desktop.records.save_files import RecordFiles
from clinic_aid.desktop.records.screen import RecordScreen
from clinic_aid.desktop.system.background import BackgroundCall, told_by
from clinic_aid.desktop.system.translation import words_of
from clinic_aid.domain.people import patient_group
from clinic_aid.domain.records import Entry, KeptConsultation
from clinic_aid.errors import ClinicAidError

if TYPE_CHECKING:
    from clinic_aid.vault.vault import Vault

MOST_RECENT, MOST_FOUND = 40, 100
_PAUSE_MS = 400


class RecordsController(QObject):
    """Joins the vault to the lists of Home and to the screen that shows one consultation.

    Whoever reads or continues a consultation is written into the audit trail once.
    """

    continue_asked = Signal(str)
    record_shown = Signal()
    """The record screen shows another consultation: it is to be seen now."""
    home_asked = Signal()
    """What the record screen showed is gone, or no longer wanted."""
    failed = Signal(str)
    similar_found = Signal(object, str)
    """Consultations of other people, whose names resemble what is typed, in a tuple; and that.

    Told once the typing pauses.
    """
    told = Signal(str)
    """What was done, in words, where the record screen is no longer there to say it."""
    guide_taken_back = Signal()
    about_to_erase = Signal(object)
    """The keys of what is erased next, in a tuple: nobody may save any of it from now on."""
    erased = Signal(object)
    """The keys of the consultations that are gone for good, in a tuple."""

    def __init__(  # noqa: PLR0917  # each is another part that it joins
        self,
        vault: "Vault",
        services: Services,
        home: HomeScreen,
        record: RecordScreen,
        window: QWidget,
        pool: QThreadPool,
    ) -> None:
        super().__init__(window)
        self._vault, self._home, self._record, self._window = vault, home, record, window
        self._services = services
        self.choice: RecordChoice | None = None
        self.guides = GuideReprinting(vault, services, pool, window)
        self.files = RecordFiles(vault, services, pool, window)
        sorry = self.tr("That could not be erased. Try it again.")
        self._erasing = BackgroundCall(self._erase, pool, self, sorry=sorry)
        # Of an error the search itself has told.
        self._looking_for_similar = BackgroundCall(self._similar, pool, self)
        self._looking_for_similar.succeeded.connect(lambda found: self.similar_found.emit(*found))
        self.similar_found.connect(home.finder.show_similar)
        self._typed = ""
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.timeout.connect(self._on_typing_paused)
        record.show_read_only(vault.read_only)
        self._unfinished: tuple[str, str] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._keep_unfinished)
        self._connect()

    @Slot()
    def show_home(self) -> None:
        """Show on Home what is in the vault now."""
        self._keep_unfinished()
        self._record.forget()
        self._list()
        self._find(self._home.finder.looked_for)

    @Slot(str)
    def open(self, key: str) -> None:
        """Show one consultation to read."""
        self._keep_unfinished()
        try:
            kept = self._vault.records.load(key)
            note_in_trail(self._vault, "open", key)
            self._show(kept)
        except ClinicAidError as error:
            self.failed.emit(words_of(error))
            self._list()
            return
        self.record_shown.emit()

    def take_back(self) -> None:
        """Ask nothing any more: what was asked is taken for refused."""
        self._keep_unfinished()
        if self.choice is not None:
            self.choice.reject()

    # Lists

    def _list(self) -> None:
        today = self._vault.today()
        with told_by(self.failed.emit):
            of_today = self._vault.records.of_day(today)
            recent = self._vault.records.newest(most=MOST_RECENT, but_not=today)
            self._home.show_entries(of_today, recent)

    @Slot(str)
    def _find(self, typed: str) -> None:
        # Only once the typing pauses, and beside it: no letter waits for it.
        self._looking_for_similar.drop()
        self._typed = typed
        self._typing.start(_PAUSE_MS)
        if not typed:
            return
        with told_by(self.failed.emit):
            found = self._vault.records.find(typed, most=MOST_FOUND + 1)
            most = MOST_FOUND if len(found) > MOST_FOUND else None
            self._home.finder.show_found(found[:MOST_FOUND], typed, most=most)

    @Slot()
    def _on_typing_paused(self) -> None:
        if self._typed:
            self._looking_for_similar.start(self._typed)

    def _similar(self, typed: str) -> tuple[tuple[Entry, ...], str]:
        return self._vault.records.similar(typed), typed

    # One consultation

    def _show(self, kept: KeptConsultation) -> None:
        others = self._vault.records.of_same_name(kept.entry.headings)
        pdf_of = partial(self._vault.guides.pdf, kept.entry.key)
        self._record.show_record(
            *(kept, others, pdf_of),
            links=self._vault.records.linked(kept.entry),
            unfinished_note=self._vault.notes.unfinished(kept.entry.key),
            concerns=self._services.concerns(kept.tree),
        )

    @Slot(str)
    def _show_again(self, key: str) -> None:
        if self._record.key == key:
            with told_by(self._tell_fault):
                self._show(self._vault.records.load(key))

    @Slot(str, str)
    def _on_note_typed(self, key: str, words: str) -> None:
        self._unfinished = key, words
        if not self._pause.isActive():
            self._pause.start(_PAUSE_MS)

    @Slot()
    def _keep_unfinished(self) -> None:
        """Let no letter of a note be lost that is being written."""
        self._pause.stop()
        unfinished, self._unfinished = self._unfinished, None
        if unfinished is not None:
            with told_by(self._tell_fault):
                self._vault.notes.put_unfinished(*unfinished)

    @Slot(str, str)
    def _add_note(self, key: str, words: str) -> None:
        with told_by(self._tell_fault):
            self._keep_unfinished()
            self._vault.notes.add(key, words)
            self._record.notes.close_form()
            self._show_again(key)
            self._tell(self.tr("The note is kept."), fault=False)

    @Slot(str, bool)
    def _hold(self, key: str, held: bool) -> None:
        with told_by(self._tell_fault):
            self._vault.records.hold([key], held=held)
            self._show_again(key)

    @Slot(str, str)
    def _take_back(self, key: str, sha256: str) -> None:
        with told_by(self._tell_fault):
            self._vault.guides.take_back(key, sha256)
            self._show_again(key)
            self._tell(self.tr("Marked as taken back."), fault=False)
            self.guide_taken_back.emit()

    @Slot(str)
    def _tell_fault(self, words: str) -> None:
        self._tell(words, fault=True)

    @Slot(str, bool)
    def _tell(self, words: str, fault: bool) -> None:
        """Say something where it is seen now."""
        if self._record.isVisible():
            self._record.say(words, fault=fault)
        elif fault:
            self.failed.emit(words)
        else:
            self.told.emit(words)

    # Export and erasure

    @Slot(str)
    def _ask_export(self, key: str) -> None:
        self._choose(key, asked_to_export(), self.files.ask_export)

    @Slot(str)
    def _ask_erase(self, key: str) -> None:
        self._choose(key, asked_to_erase(), self._on_erase_agreed)

    def _choose(self, key: str, asked: Asked, agreed: Callable[[tuple[str, ...]], None]) -> None:
        with told_by(self._tell_fault):
            this = self._vault.records.load(key).entry
            group = patient_group(this, self._vault.records.of_same_name(this.headings))
            look, words = self._record.look, self._record.words
            choice = RecordChoice(look, words, group, self._window, asked=asked)
            choice.agreed.connect(agreed)
            choice.finished.connect(self._on_chosen)
            self.choice = choice
            choice.ask()

    @Slot()
    def _on_chosen(self) -> None:
        self.choice = None

    def _on_erase_agreed(self, keys: tuple[str, ...]) -> None:
        self.about_to_erase.emit(keys)
        self._record.show_busy(self.tr("Erasing …"))
        self._erasing.start(keys)

    def _erase(self, keys: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
        return keys, self._vault.records.erase(keys)

    @Slot(object)
    def _on_erased(self, done: tuple[tuple[str, ...], int]) -> None:
        keys, count = done
        self._record.show_busy("")
        is_shown = self._record.key in keys
        self.erased.emit(keys)
        if is_shown:
            self._record.forget()
            self.home_asked.emit()
        else:
            self._list()
        said = self.tr("Erased for good. Consultations: {count}.").format(count=count)
        self.told.emit(said)

    @Slot(str)
    def _on_erase_failed(self, words: str) -> None:
        self._record.show_busy("")
        self._tell_fault(words)

    # Joining

    def _connect(self) -> None:
        home, record = self._home, self._record
        home.finder.typed.connect(self._find)
        home.finder.entry_chosen.connect(self.open)
        record.entry_chosen.connect(self.open)
        record.back_asked.connect(self.home_asked)
        record.continue_asked.connect(self.continue_asked)
        record.note_typed.connect(self._on_note_typed)
        record.note_asked.connect(self._add_note)
        record.hold_asked.connect(self._hold)
        record.print_asked.connect(self.guides.print)
        record.save_asked.connect(self.guides.save)
        record.take_back_asked.connect(self._take_back)
        record.file_record_asked.connect(self.files.ask_file_record)
        record.export_asked.connect(self._ask_export)
        record.erase_asked.connect(self._ask_erase)
        self.guides.given.connect(self._show_again)
        for part in (self.guides, self.files):
            part.told.connect(self._tell)
            part.busy.connect(record.show_busy)
        self._erasing.succeeded.connect(self._on_erased)
        self._erasing.told.connect(self._on_erase_failed)

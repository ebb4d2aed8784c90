"""What leaves the vault as files: the record page of a consultation, and a patient's export."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.records.patient_export import (
    Exported,
    export_records,
    note_in_trail,
)
from clinic_aid.desktop.system.background import BackgroundCall, told_by
from clinic_aid.desktop.system.file_names import file_name
from clinic_aid.domain.records import KeptConsultation

if TYPE_CHECKING:
    from clinic_aid.vault.vault import Vault


class RecordFiles(QObject):
    """Asks where files go and writes them off the window's thread.

    Nothing is written before the audit trail says so.
    """

    told = Signal(str, bool)
    """What became of it, and whether that is a fault."""
    busy = Signal(str)
    """What is under way; empty when it is done."""

    def __init__(
        self, vault: "Vault", services: Services, pool: QThreadPool, window: QWidget
    ) -> None:
        super().__init__(window)
        self._vault, self._services, self._window = vault, services, window
        sorry = self.tr("That did not work, and nothing was written. Try it again.")
        self._recording = BackgroundCall(self._make_record, pool, self, sorry=sorry)
        self._exporting = BackgroundCall(self._export, pool, self, sorry=sorry)
        self._recording.succeeded.connect(self._on_record_made)
        self._exporting.succeeded.connect(self._on_exported)
        for call in (self._recording, self._exporting):
            call.told.connect(lambda words: self._on_done(words, fault=True))

    @Slot(str)
    def ask_file_record(self, key: str) -> None:
        """Ask where the record page of a consultation goes, and put it there."""
        from clinic_aid.desktop.system.dialogs import where_record_page

        with told_by(lambda words: self.told.emit(words, True)):
            kept = self._vault.records.load(key)
            name = self.tr("Record for {patient}").format(patient=kept.entry.headings.name or "")
            path = where_record_page(self._window, file_name(name, ".pdf"))
            if path is not None:
                self.busy.emit(self.tr("Making the record page …"))
                self._recording.start(kept, path)

    def ask_export(self, keys: Sequence[str]) -> None:
        """Ask for a folder, and write these consultations into one of their own in it."""
        from clinic_aid.desktop.system.dialogs import which_export_folder

        place = which_export_folder(self._window)
        if place is not None:
            words = self.tr("Exporting … Consultations: {count}")
            self.busy.emit(words.format(count=len(keys)))
            self._exporting.start(tuple(keys), place)

    def _make_record(self, kept: KeptConsultation, path: Path) -> Path:
        page = self._services.make_file_record(kept)
        note_in_trail(self._vault, "proof", kept.entry.key)
        self._services.save_pdf(page, path)
        return path

    def _export(self, keys: Sequence[str], place: Path) -> Exported:
        return export_records(self._vault, keys, place, self._services)

    @Slot(object)
    def _on_record_made(self, path: Path) -> None:
        self._on_done(self.tr("Saved as {name}.").format(name=path.name))

    @Slot(object)
    def _on_exported(self, done: Exported) -> None:
        said = self.tr("Exported into the folder “{folder}”. Files: {files}.").format(
            files=done.files, folder=done.folder.name
        )
        if done.without_record:
            more = self.tr("Consultations without a record page: {count}.")
            said = f"{said} {more.format(count=done.without_record)}"
        self._on_done(said)

    def _on_done(self, words: str, *, fault: bool = False) -> None:
        self.busy.emit("")
        self.told.emit(words, fault)

"""Guides that were given, given again: the same bytes, whatever version of the app runs."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.system.background import BackgroundCall, words_for
from clinic_aid.desktop.system.file_names import file_name
from clinic_aid.desktop.system.translation import words_of
from clinic_aid.domain.records import How
from clinic_aid.errors import ClinicAidError

if TYPE_CHECKING:
    from clinic_aid.vault.vault import Vault


class GuideReprinting(QObject):
    """Prints and saves kept guides, and keeps in the vault that it was done."""

    told = Signal(str, bool)
    """What became of it, and whether that is a fault."""
    busy = Signal(str)
    """What is under way; empty when it is done."""
    given = Signal(str)
    """A guide of the consultation with this key was given."""

    def __init__(
        self, vault: "Vault", services: Services, pool: QThreadPool, window: QWidget
    ) -> None:
        super().__init__(window)
        self._vault, self._services, self._window = vault, services, window
        self._printing = BackgroundCall(_print, pool, self)
        self._printing.succeeded.connect(self._on_printed)
        self._printing.failed.connect(self._on_print_failed)

    @Slot(str, str)
    def print(self, key: str, sha256: str) -> None:
        """Ask for a printer, and print a guide on it."""
        from clinic_aid.desktop.system.printing import PrinterChoice, printer_for

        try:
            kept = self._vault.records.load(key)
            pdf = self._vault.guides.pdf(key, sha256)
        except ClinicAidError as error:
            self.told.emit(words_of(error), True)
            return
        paper = next(guide.paper for guide in kept.guides if guide.sha256 == sha256)
        printer = printer_for(paper)
        if PrinterChoice.ask(printer, self._window):
            self.busy.emit(self.tr("Printing …"))
            self._printing.start(pdf, printer, key, sha256)

    @Slot(str, str)
    def save(self, key: str, sha256: str) -> None:
        """Ask where a guide goes, and put it there."""
        from clinic_aid.desktop.system.dialogs import where_guide

        try:
            patient = self._vault.records.load(key).entry.headings.name or ""
            pdf = self._vault.guides.pdf(key, sha256)
            name = file_name(self.tr("Guide for {patient}").format(patient=patient), ".pdf")
            path = where_guide(self._window, name)
            if path is None:
                return
            self._services.save_pdf(pdf, path)
        except ClinicAidError as error:
            self.told.emit(words_of(error), True)
            return
        self._keep(key, sha256, "saved", self.tr("Saved as {name}.").format(name=path.name))

    def _keep(self, key: str, sha256: str, how: How, said: str) -> None:
        try:
            if not self._vault.read_only:
                self._vault.guides.give_again(key, sha256, how)
        except ClinicAidError as error:
            words = self.tr("{said} But the vault could not keep that it was done. {reason}")
            self.told.emit(words.format(said=said, reason=words_of(error)), True)
            return
        self.given.emit(key)
        self.told.emit(said, False)

    @Slot(object)
    def _on_printed(self, done: tuple[str, str, int]) -> None:
        key, sha256, pages = done
        self.busy.emit("")
        said = self.tr("Pages sent to the printer: {pages}.").format(pages=pages)
        self._keep(key, sha256, "printed", said)

    @Slot(object)
    def _on_print_failed(self, error: Exception) -> None:
        self.busy.emit("")
        self.told.emit(
            words_for(error, self.tr("The guide was not printed. Print it again.")), True
        )


def _print(data: bytes, printer: object, key: str, sha256: str) -> tuple[str, str, int]:
    from clinic_aid.desktop.system.printing import print_pdf

    return key, sha256, print_pdf(data, printer)  # type: ignore[arg-type]

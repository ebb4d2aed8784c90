"""Guides that were given, given again: the same bytes, whatever version of the app runs."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.guide.print_and_save import PrintAndSave, how_given, said_of
from clinic_aid.desktop.system.background import told_by
from clinic_aid.desktop.system.translation import words_of
from clinic_aid.domain.records import How
from clinic_aid.errors import ClinicAidError

if TYPE_CHECKING:
    from clinic_aid.desktop.system.printing import Printout
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
        self._vault = vault
        self._giving = PrintAndSave(services.save_pdf, pool, window)
        self._giving.printed.connect(self._on_printed)
        self._giving.failed.connect(self._on_print_failed)

    @Slot(str, str)
    def print(self, key: str, sha256: str) -> None:
        """Ask for a printer, and print a guide on it."""
        with told_by(self._tell_fault):
            guides = self._vault.records.load(key).guides
            pdf = self._vault.guides.pdf(key, sha256)
            paper = next(guide.paper for guide in guides if guide.sha256 == sha256)
            if self._giving.print(pdf, paper, (key, sha256)):
                self.busy.emit(self.tr("Printing …"))

    @Slot(str, str)
    def save(self, key: str, sha256: str) -> None:
        """Ask where a guide goes, and put it there."""
        with told_by(self._tell_fault):
            patient = self._vault.records.load(key).entry.headings.name or ""
            name = self._giving.save(self._vault.guides.pdf(key, sha256), patient)
            if name is not None:
                self._keep(key, sha256, "saved", self.tr("Saved as {name}.").format(name=name))

    def _keep(self, key: str, sha256: str, how: How, said: str, *, sent: str | None = None) -> None:
        try:
            if not self._vault.read_only:
                self._vault.guides.give_again(key, sha256, how, sent=sent)
        except ClinicAidError as error:
            words = self.tr("{said} But the vault could not keep that it was done. {reason}")
            self._tell_fault(words.format(said=said, reason=words_of(error)))
            return
        self.given.emit(key)
        self.told.emit(said, False)

    @Slot(object, object)
    def _on_printed(self, guide: tuple[str, str], printed: "Printout") -> None:
        self.busy.emit("")
        sent = None if printed.into_file else printed.ranges
        self._keep(*guide, how_given(printed), said_of(printed), sent=sent)

    @Slot(str)
    def _on_print_failed(self, words: str) -> None:
        self.busy.emit("")
        self._tell_fault(words)

    def _tell_fault(self, words: str) -> None:
        self.told.emit(words, True)

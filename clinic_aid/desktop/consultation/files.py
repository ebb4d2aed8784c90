"""Consultations come and go: begun anew, imported from a file, exported to one."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.consultation.autosave import Autosave
from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.system.file_names import file_name
from clinic_aid.desktop.system.translation import words_of
from clinic_aid.errors import ClinicAidError

_MOST_FAULTS = 4


class ConsultationFiles(QObject):
    """Asks for files, and before something is lost; tells what went wrong.

    The vault keeps what is in work: a file is where it comes from, or a copy of it.
    """

    opened = Signal()
    """Another consultation was taken into work: a new one, a kept one or that of a file."""
    failed = Signal(str)

    def __init__(
        self, session: Session, autosave: Autosave, services: Services, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._autosave, self._services = session, autosave, services
        self._window = window

    @Slot()
    def start_new(self) -> None:
        """Begin a new consultation."""
        if self.may_leave():
            self._session.start()
            self.opened.emit()

    @Slot()
    def start_unkept(self) -> None:
        """Begin a consultation of which nothing is kept."""
        if self.may_leave():
            self._autosave.begin_unkept()
            self.opened.emit()

    @Slot()
    def open(self) -> None:
        """Ask for a consultation file, and import it."""
        if not self.may_leave():
            return
        from clinic_aid.desktop.system.dialogs import which_consultation

        path = which_consultation(self._window)
        if path is not None:
            self.load(path)

    def load(self, path: Path) -> None:
        """Import a consultation file; if it cannot be read, what is shown stays."""
        try:
            tree = self._services.read_file(path)
        except ClinicAidError as error:
            lines = words_of(error).splitlines()
            if (more := len(lines) - _MOST_FAULTS) > 0:
                lines[_MOST_FAULTS:] = [self.tr("And {count} more.").format(count=more)]
            self.failed.emit("\n".join([self.tr("The file was not opened."), *lines]))
            return
        self._session.replace(tree, imported=True)
        self.opened.emit()

    @Slot()
    def save_as(self) -> None:
        """Ask where a copy of the consultation goes, and export it there."""
        patient = self._session.draft.text("patient.name") or self.tr("Consultation")
        from clinic_aid.desktop.system.dialogs import where_consultation

        path = where_consultation(self._window, file_name(patient, ".yaml"))
        if path is None:
            return
        try:
            self._services.write_file(self._session.draft.tree, path)
        except ClinicAidError as error:
            self.failed.emit(words_of(error))

    def may_leave(self, *, closing: bool = False) -> bool:
        """Say whether what is shown may go; ask where something would be lost."""
        from clinic_aid.desktop.system.dialogs import may_be_lost

        autosave = self._autosave
        if autosave.unkept:
            may_go = autosave.given_up or not self._session.has_begun
            return may_go or may_be_lost(self._window, unkept=True)
        if autosave.is_deaf_to_changes:
            return may_be_lost(self._window, unkept=True)
        if autosave.may_leave():
            return True
        # Neither the vault nor the folder beside it takes the last words: the screen has them.
        return closing and may_be_lost(self._window, unkept=False)

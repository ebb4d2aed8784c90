"""New, open, save: the consultation in work, its file, and what becomes of it when it leaves."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.system.file_names import file_name
from clinic_aid.desktop.system.translation import words_of
from clinic_aid.errors import ClinicAidError

if TYPE_CHECKING:
    from clinic_aid.desktop.consultation.autosave import Autosave

_MOST_FAULTS = 4


class ConsultationFiles(QObject):
    """Asks for files and about changes, and tells what went wrong.

    Without `asks` another consultation takes the place of a changed one unasked. With a vault
    (`keep_with`) nothing is asked either, unless something would be lost.
    """

    opened = Signal()
    """Another consultation was taken into work, a new one or that of a file."""
    failed = Signal(str)

    def __init__(self, session: Session, window: QWidget, *, asks: bool) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._keeping: Autosave | None = None
        self.asks = asks

    def keep_with(self, autosave: "Autosave") -> None:
        """Leave it to the vault to keep consultations; files are copies from now on."""
        self._keeping = autosave

    @Slot()
    def start_new(self) -> None:
        """Begin a new consultation."""
        if self.may_leave():
            self._session.start()
            self.opened.emit()

    @Slot()
    def start_unkept(self) -> None:
        """Begin a consultation of which nothing is kept."""
        if self._keeping is not None and self.may_leave():
            self._keeping.begin_unkept()
            self.opened.emit()

    @Slot()
    def open(self) -> None:
        """Ask for a consultation file and show it."""
        if not self.may_leave():
            return
        from clinic_aid.desktop.system.dialogs import which_consultation

        path = which_consultation(self._window)
        if path is not None:
            self.load(path)

    def load(self, path: Path) -> None:
        """Show a consultation file; if it cannot be read, what is shown stays."""
        try:
            self._session.read(path)
        except ClinicAidError as error:
            lines = words_of(error).splitlines()
            if (more := len(lines) - _MOST_FAULTS) > 0:
                lines[_MOST_FAULTS:] = [self.tr("And {count} more.").format(count=more)]
            self.failed.emit("\n".join([self.tr("The file was not opened."), *lines]))
            return
        self.opened.emit()

    @Slot()
    def save(self) -> bool:
        """Save the consultation where it is, else ask where; say whether it is saved."""
        if self._keeping is not None:
            return self._keeping.may_leave()
        file = self._session.file
        return self.save_as() if file is None else self._write(file)

    @Slot()
    def save_as(self) -> bool:
        """Ask where the consultation goes, and save it there; say whether it is saved."""
        patient = self._session.draft.text("patient.name") or self.tr("Consultation")
        from clinic_aid.desktop.system.dialogs import where_consultation

        path = where_consultation(self._window, file_name(patient, ".yaml"))
        return path is not None and self._write(path)

    def may_leave(self, *, closing: bool = False) -> bool:
        """Say whether what is shown may go; ask where something would be lost."""
        if self._keeping is not None:
            return self._may_leave_vault(self._keeping, closing=closing)
        if not self.asks or not self._session.draft.is_changed:
            return True
        from clinic_aid.desktop.system.dialogs import what_about_changes

        answer = what_about_changes(self._window)
        return self.save() if answer == "save" else answer == "discard"

    def _may_leave_vault(self, autosave: "Autosave", *, closing: bool) -> bool:
        from clinic_aid.desktop.system.dialogs import may_be_lost

        if autosave.unkept:
            may_go = autosave.given_up or not self._session.has_begun
            return may_go or may_be_lost(self._window, unkept=True)
        if autosave.is_deaf_to_changes:
            return may_be_lost(self._window, unkept=True)
        if autosave.may_leave():
            return True
        # Neither the vault nor the folder beside it takes the last words: the screen has them.
        return closing and may_be_lost(self._window, unkept=False)

    def _write(self, path: Path) -> bool:
        try:
            self._session.write(path)
        except ClinicAidError as error:
            self.failed.emit(words_of(error))
            return False
        return True

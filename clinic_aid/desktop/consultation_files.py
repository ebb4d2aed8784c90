"""New, open, save: the consultation in work and its file."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.file_names import file_name
from clinic_aid.desktop.session import Session
from clinic_aid.errors import ClinicAidError

_MOST_FAULTS = 4


class ConsultationFiles(QObject):
    """Asks for files and about changes, and tells what went wrong.

    Without `asks` another consultation takes the place of a changed one unasked.
    """

    opened = Signal()
    """Another consultation was taken into work, a new one or that of a file."""
    failed = Signal(str)

    def __init__(self, session: Session, window: QWidget, *, asks: bool) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self.asks = asks

    @Slot()
    def start_new(self) -> None:
        """Begin a new consultation."""
        if self.may_leave():
            self._session.start()
            self.opened.emit()

    @Slot()
    def open(self) -> None:
        """Ask for a consultation file and show it."""
        if not self.may_leave():
            return
        from clinic_aid.desktop.asking import which_consultation  # noqa: PLC0415

        path = which_consultation(self._window)
        if path is not None:
            self.load(path)

    def load(self, path: Path) -> None:
        """Show a consultation file; if it cannot be read, what is shown stays."""
        try:
            self._session.read(path)
        except ClinicAidError as error:
            lines = str(error).splitlines()
            if (more := len(lines) - _MOST_FAULTS) > 0:
                lines[_MOST_FAULTS:] = [self.tr("And {count} more.").format(count=more)]
            self.failed.emit("\n".join([self.tr("The file was not opened."), *lines]))
            return
        self.opened.emit()

    @Slot()
    def save(self) -> bool:
        """Save the consultation where it is, else ask where; say whether it is saved."""
        file = self._session.file
        return self.save_as() if file is None else self._write(file)

    @Slot()
    def save_as(self) -> bool:
        """Ask where the consultation goes, and save it there; say whether it is saved."""
        patient = self._session.draft.text("patient.name") or self.tr("Consultation")
        from clinic_aid.desktop.asking import where_consultation  # noqa: PLC0415

        path = where_consultation(self._window, file_name(patient, ".yaml"))
        return path is not None and self._write(path)

    def may_leave(self) -> bool:
        """Ask about changes that no file has; say whether what is shown may go."""
        if not self.asks or not self._session.draft.is_changed:
            return True
        from clinic_aid.desktop.asking import what_about_changes  # noqa: PLC0415

        answer = what_about_changes(self._window)
        return self.save() if answer == "save" else answer == "discard"

    def _write(self, path: Path) -> bool:
        try:
            self._session.write(path)
        except ClinicAidError as error:
            self.failed.emit(str(error))
            return False
        return True

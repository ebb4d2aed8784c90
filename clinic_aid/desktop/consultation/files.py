"""Consultations come and go: begun anew, imported from a file, exported to one."""

from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.consultation.autosave import Autosave
from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.system.background import BackgroundCall, words_for
from clinic_aid.desktop.system.file_names import file_name
from clinic_aid.desktop.system.translation import words_of
from clinic_aid.entry.draft import Draft
from clinic_aid.errors import ClinicAidError

_MOST_FAULTS = 4


class ConsultationFiles(QObject):
    """Asks for files, and before something is lost; tells what went wrong.

    The vault keeps what is in work: a file is where it comes from, or a copy of it.
    """

    opened = Signal()
    """Another consultation was taken into work: a new one, a kept one or that of a file."""
    failed = Signal(str)

    busy = Signal(str)
    """What is under way; empty when it is done."""

    def __init__(
        self,
        session: Session,
        autosave: Autosave,
        services: Services,
        pool: QThreadPool,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._autosave, self._services = session, autosave, services
        self._window = window
        self._left: dict[str, object] = {}
        self._reading = BackgroundCall(self._read, pool, self)
        self._reading.succeeded.connect(self._on_read)
        self._reading.failed.connect(self._on_not_read)
        self._reading.busy_changed.connect(lambda busy: None if busy else self.busy.emit(""))
        session.leaving.connect(self._reading.drop)

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
        """Import a consultation file, read off the window's thread.

        If it cannot be read, what is shown stays; if another consultation is begun before it
        was read, so does that one.
        """
        self._left = self._session.draft.tree
        self.busy.emit(self.tr("Opening {name} …").format(name=path.name))
        self._reading.start(path)

    def _read(self, path: Path) -> dict[str, object]:
        tree = Draft(self._services.read_file(path)).tree
        # What the window asks of it first is known by then.
        self._services.check(tree)
        return tree

    @Slot(object)
    def _on_read(self, tree: dict[str, object]) -> None:
        # What was typed meanwhile leaves as anything else does.
        if self._session.draft.holds(self._left) or self.may_leave():
            self._session.replace(tree, imported=True)
            self.opened.emit()

    @Slot(object)
    def _on_not_read(self, error: Exception) -> None:
        sorry = self.tr("Clinic Aid could not read it. Nothing was changed.")
        lines = words_for(error, sorry).splitlines()
        if (more := len(lines) - _MOST_FAULTS) > 0:
            lines[_MOST_FAULTS:] = [self.tr("And {count} more.").format(count=more)]
        self.failed.emit("\n".join([self.tr("The file was not opened."), *lines]))

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

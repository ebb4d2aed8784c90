"""The consultation in work, shared by the windows that show and change it."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.entry.draft import Checked, Draft
from clinic_aid.errors import Fault


class Session(QObject):
    """One consultation at a time: what is entered, its file, and what is wrong with it."""

    replaced = Signal()
    """Another consultation took the place; `changed` follows."""
    changed = Signal()
    noted = Signal()
    """Something was entered that nothing else depends on: it is neither checked nor told."""
    leaving = Signal()
    """Another consultation is about to take the place of this one."""
    saved = Signal()

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._file: Path | None = None
        self._place(services.blank(), None)

    @property
    def draft(self) -> Draft:
        """What is entered. Who changes it says so with `touched`."""
        return self._draft

    @property
    def file(self) -> Path | None:
        """The file that the consultation was read from or written to."""
        return self._file

    @property
    def checked(self) -> Checked:
        """The consultation as a value, or what keeps it from being one."""
        return self._checked

    @property
    def has_begun(self) -> bool:
        """Say whether there is anything but an untouched new consultation."""
        return self._file is not None or not self._draft.holds(self._blank)

    def start(self) -> None:
        """Begin a new consultation."""
        self.replace(self._services.blank())

    def replace(self, tree: Mapping[str, object], file: Path | None = None) -> None:
        """Take another consultation into work."""
        self.leaving.emit()
        self._place(tree, file)
        self.replaced.emit()
        self.changed.emit()

    def put(self, path: str, value: object) -> None:
        """Set what stands at a path ("plan.treatment_date"); None takes it away."""
        if self._draft.value(path) != value:
            self._draft.put(path, value)
            self.touched()

    def note(self, path: str, value: object) -> None:
        """Set what no entry, no screen and no page depends on."""
        self._draft.put(path, value)
        self.noted.emit()

    def leave_out(self, faults: Iterable[Fault]) -> None:
        """Take away what stands at the places of these faults."""
        self._draft.remove_all(fault.path for fault in faults)
        self.touched()

    def touched(self) -> None:
        """Check the draft anew after it was changed."""
        self._checked = self._services.check(self._draft.tree)
        self.changed.emit()

    def read(self, path: Path) -> None:
        """Take a file's consultation into work.

        Raises ClinicAidError if the file cannot be read; what is in work then stays.
        """
        self.replace(self._services.read_file(path), path)

    def write(self, path: Path) -> None:
        """Save the consultation, which then belongs to this file.

        Raises ClinicAidError if it cannot be written; nothing is then taken for saved.
        """
        self._services.write_file(self._draft.tree, path)
        self._file = path
        self._draft.mark_saved()
        self.saved.emit()

    def _place(self, tree: Mapping[str, object], file: Path | None) -> None:
        # Blank anew each time: a new consultation has the day on which it began.
        self._blank = Draft(self._services.blank()).tree
        self._draft, self._file = Draft(tree), file
        self._checked = self._services.check(self._draft.tree)

"""The consultation in work, shared by the windows that show and change it."""

import time
from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject, Signal, Slot

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.entry.draft import Checked, Draft
from clinic_aid.entry.history import History, TakenBack
from clinic_aid.errors import Fault


class Session(QObject):
    """One consultation at a time: what is entered, and what is wrong with it."""

    replaced = Signal()
    """Another consultation took the place; `changed` follows."""
    changed = Signal()
    noted = Signal()
    """Something was entered that nothing else depends on: it is neither checked nor told."""
    taken_back = Signal(str)
    """The last change was taken back, or made again, at this place of the file."""
    leaving = Signal()
    """Another consultation is about to take the place of this one."""

    draft: Draft
    """What is entered. Who changes it says so with `touched`."""
    checked: Checked
    """The consultation as a value, or what keeps it from being one."""

    def __init__(
        self,
        services: Services,
        parent: QObject | None = None,
        *,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._services, self._steady = services, steady
        self._place(services.blank(), imported=False)

    @property
    def has_begun(self) -> bool:
        """Say whether there is anything but an untouched new consultation."""
        return self._imported or not self.draft.holds(self._blank)

    def start(self) -> None:
        """Begin a new consultation."""
        self.replace(self._services.blank())

    def replace(self, tree: Mapping[str, object], *, imported: bool = False) -> None:
        """Take another consultation into work; what a file holds has begun, empty or not."""
        self.leaving.emit()
        self._place(tree, imported=imported)
        self.replaced.emit()
        self.changed.emit()

    def carry_on(self, tree: Mapping[str, object]) -> None:
        """Go on with what of the consultation is a new one's; nothing leaves the screen."""
        self.draft = Draft(tree)
        self._history = History(self.draft.tree, self._steady)
        self.touched()

    @Slot()
    def undo(self) -> None:
        """Take back the last change of what is entered; nothing where there is none."""
        self._become(self._history.back(self.draft.tree))

    @Slot()
    def redo(self) -> None:
        """Make the change again that was taken back last."""
        self._become(self._history.forth(self.draft.tree))

    def _become(self, step: TakenBack | None) -> None:
        if step is not None:
            self.draft.become(step.tree)
            self.touched()
            self.taken_back.emit(step.path)

    def put(self, path: str, value: object) -> None:
        """Set what stands at a path ("plan.treatment_date"); None takes it away."""
        if self.draft.value(path) != value:
            self.draft.put(path, value)
            self.touched()

    def note(self, path: str, value: object) -> None:
        """Set what no entry, no screen and no page depends on."""
        self.draft.put(path, value)
        self.noted.emit()

    def leave_out(self, faults: Iterable[Fault]) -> None:
        """Take away what stands at the places of these faults."""
        self.draft.remove_all(fault.path for fault in faults)
        self.touched()

    def touched(self) -> None:
        """Check the draft anew after it was changed."""
        tree = self.draft.tree
        self._history.note(tree)
        self.checked = self._services.check(tree)
        self.changed.emit()

    def _place(self, tree: Mapping[str, object], *, imported: bool) -> None:
        # Blank anew each time: a new consultation has the day on which it began.
        self._blank = Draft(self._services.blank()).tree
        self.draft, self._imported = Draft(tree), imported
        self._history = History(self.draft.tree, self._steady)
        self.checked = self._services.check(self.draft.tree)

"""Who is kept already under a name that is being typed."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from clinic_aid.desktop.consultation.autosave import Autosave
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.system.background import told_by
from clinic_aid.domain.people import may_be_one
from clinic_aid.domain.records import Headings, as_read
from clinic_aid.vault.vault import Vault

_PAUSE_MS: Final = 400


class Namesakes(QObject):
    """Looks for a name as soon as it is typed, so that nobody is entered twice unawares.

    A consultation that was taken up with its name is nobody's twin, and what was said to be
    somebody else is not asked about again.
    """

    found = Signal(object)
    """The kept consultations of this name that may be the same person's, the newest first."""
    failed = Signal(str)

    def __init__(self, vault: Vault, session: Session, autosave: Autosave) -> None:
        super().__init__(session)
        self._vault, self._session, self._autosave = vault, session, autosave
        self._looked_for = self._patient()
        self._settled = self._looked_for[0]
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        session.replaced.connect(self._on_replaced)
        session.changed.connect(self._on_changed)

    @Slot()
    def settle(self) -> None:
        """Ask no more about this name: it is somebody else's."""
        self._settled, _ = self._patient()
        self.found.emit(())

    def _patient(self) -> tuple[str, object]:
        draft = self._session.draft
        return as_read(draft.text("patient.name")), draft.day("patient.birth_date")

    @Slot()
    def _on_replaced(self) -> None:
        self._pause.stop()
        self._looked_for = self._patient()
        self.settle()

    @Slot()
    def _on_changed(self) -> None:
        if self._patient() != self._looked_for:
            self._pause.start()

    @Slot()
    def _look(self) -> None:
        self._looked_for = self._patient()
        name, _ = self._looked_for
        if not name or name == self._settled:
            self.found.emit(())
            return
        draft = self._session.draft
        headings = Headings(
            name=draft.text("patient.name"), birth_date=draft.day("patient.birth_date")
        )
        own = (self._autosave.key, self._autosave.follows)
        with told_by(self.failed.emit):
            same = self._vault.records.of_same_name(headings)
            self.found.emit(
                tuple(it for it in same if it.key not in own and may_be_one(headings, it.headings))
            )

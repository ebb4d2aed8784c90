"""Restore a backup before any vault is open: the same panel as beside one, and a way back."""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QThreadPool, Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from clinic_aid.desktop.restoring.controller import RestoreController
from clinic_aid.desktop.restoring.panel import RestorePanel
from clinic_aid.desktop.restoring.values import FoundBackup, ReadyRestore
from clinic_aid.desktop.restoring.ways import RestoreWithoutVault, face_of
from clinic_aid.desktop.system.background import BackgroundCall
from clinic_aid.desktop.system.translation import translate
from clinic_aid.desktop.widgets.page_area import PageArea
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.errors import ClinicAidError

if TYPE_CHECKING:
    from clinic_aid.vault.places import VaultPlace
    from clinic_aid.vault.restoring import Outcome


class ClosedVaultRestore(QWidget):
    """Offers the backups of this computer, and puts the chosen one in place."""

    left = Signal()
    """Somebody wants back to the door."""
    restored = Signal(str)
    """Another vault is in place now; in words."""

    def __init__(
        self,
        look: Look,
        place: "VaultPlace",
        pool: QThreadPool,
        *,
        now: Callable[[], datetime],
        language: str,
    ) -> None:
        super().__init__()
        from clinic_aid.vault.tries import Tries

        self.setObjectName("unlocking")
        self._look = look
        self.panel = RestorePanel(look, language=language, can_leave=True)
        way = RestoreWithoutVault(place, Tries(place.tries, time.monotonic), now=now)
        self._controller = RestoreController(
            self.panel, pool, self, face_of=face_of, open_backup=way.open
        )
        self._looking = BackgroundCall(lambda: _found_in(place.backups), pool, self)
        self._looking.succeeded.connect(self.panel.offer)
        self._putting = BackgroundCall(put_in_place, pool, self)
        self._putting.succeeded.connect(lambda words: self.restored.emit(str(words)))
        self._putting.failed.connect(self._on_failed)
        self._controller.restore_asked.connect(self._putting.start)
        self.panel.left.connect(self.left)
        title = QLabel(self.tr("Restore from a backup"))
        title.setObjectName("headline")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(title)
        column.addWidget(self.panel)
        column.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(40, 24, 40, 24)
        around.addWidget(PageArea(inside, column))
        self._looking.start()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        known = isinstance(error, ClinicAidError)
        sorry = self.tr("The backup was not restored. Nothing was changed. Try again.")
        self._controller.show_fault(str(error) if known else sorry)


def put_in_place(ready: ReadyRestore, keep_newer: bool) -> str:
    """Exchange the vault, which is closed, and say what was done. Takes seconds."""
    try:
        outcome = cast("Outcome", ready.put_in_place(keep_newer=keep_newer))
    finally:
        ready.close()
    words = [translate("Restored", "The backup is in place.")]
    if outcome.aside is not None:
        aside = translate("Restored", "The vault that was there is kept in the folder “{folder}”.")
        words.append(aside.format(folder=outcome.aside.name))
    if outcome.taken.consultations:
        taken = translate("Restored", "Newer consultations that were taken over from it: {count}.")
        words.append(taken.format(count=outcome.taken.consultations))
    if outcome.taken.unreadable:
        lost = translate("Restored", "Consultations in it that could not be read: {count}.")
        words.append(lost.format(count=outcome.taken.unreadable))
    return " ".join(words)


def _found_in(folder: Path) -> list[FoundBackup]:
    from clinic_aid.vault.backups import backups_in

    return [
        FoundBackup(
            file=backup.file,
            made_at=backup.made_at,
            automatic=backup.automatic,
            size=backup.file.stat().st_size,
            here=True,
        )
        for backup in backups_in(folder)
    ]

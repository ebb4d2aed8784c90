"""Joins the restore panel to the backups that it opens, with a vault or without."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.restoring.panel import RestorePanel
from clinic_aid.desktop.restoring.values import BackupFace, ReadyRestore
from clinic_aid.desktop.system.background import BackgroundCall, words_for

OpenBackup = Callable[[Path, str, str], ReadyRestore]
"""Opens a file for a person, or for `RECOVERY_KEY`, with what was typed; takes seconds."""


class RestoreController(QObject):
    """Reads the backup that was chosen, opens it, and hands it on once it is to be restored."""

    restore_asked = Signal(object, bool)
    """A `ReadyRestore`, and whether newer consultations are to be kept. Whoever gets it closes
    the vault, has it put in place, and starts the app again; `show_fault` says why it was not."""

    def __init__(
        self,
        panel: RestorePanel,
        pool: QThreadPool,
        window: QWidget,
        *,
        face_of: Callable[[Path], BackupFace],
        open_backup: OpenBackup,
    ) -> None:
        super().__init__(window)
        self._panel, self._window = panel, window
        self._ready: ReadyRestore | None = None
        self._reading = BackgroundCall(face_of, pool, self)
        self._opening = BackgroundCall(open_backup, pool, self)
        for call in (self._reading, self._opening):
            call.busy_changed.connect(panel.show_busy)
            call.failed.connect(self._on_failed)
        self._reading.succeeded.connect(panel.show_face)
        self._opening.succeeded.connect(self._on_opened)
        panel.file_asked.connect(self._on_file_asked)
        panel.file_chosen.connect(self._reading.start)
        panel.open_asked.connect(self._opening.start)
        panel.dropped.connect(self._drop)
        panel.restore_asked.connect(self._on_restore)

    @property
    def is_busy(self) -> bool:
        """Say whether a backup is being read or opened."""
        return self._reading.busy or self._opening.busy

    def show_fault(self, words: str) -> None:
        """Say why the backup was not put in place; nothing was changed."""
        self._panel.show_busy(False)
        self._panel.begin()
        self._panel.show_fault(words)

    @Slot()
    def _on_file_asked(self) -> None:
        from clinic_aid.desktop.system.dialogs import which_backup

        file = which_backup(self._window)
        if file is not None:
            self._reading.start(file)

    @Slot(object)
    def _on_opened(self, ready: ReadyRestore) -> None:
        if self._panel.step != "open":
            # Somebody went elsewhere meanwhile.
            ready.close()
            return
        self._drop()
        self._ready = ready
        self._panel.show_exchange(ready.exchange)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        sorry = self.tr("The backup was not opened. Nothing was changed. Try again.")
        self._panel.show_fault(words_for(error, sorry))

    @Slot()
    def _drop(self) -> None:
        if self._ready is not None:
            self._ready.close()
            self._ready = None

    @Slot(bool)
    def _on_restore(self, keep_newer: bool) -> None:
        ready, self._ready = self._ready, None
        if ready is not None:
            self._panel.show_busy(True)
            self.restore_asked.emit(ready, keep_newer)

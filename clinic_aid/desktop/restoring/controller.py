"""Joins the page of a restore to the backups that it opens, with a vault or without."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.restoring.page import RestorePage
from clinic_aid.desktop.system.background import BackgroundCall
from clinic_aid.desktop.system.translation import translate
from clinic_aid.vault.backups import read_backup
from clinic_aid.vault.restoring import Outcome, Restore

OpenBackup = Callable[[Path, str, str], Restore]
"""Opens a file for a person, or for `RECOVERY_KEY`, with what was typed; takes seconds."""


class RestoreController(QObject):
    """Reads the backup that was chosen, opens it, and hands it on once it is to be restored."""

    restore_asked = Signal(object, bool)
    """A `Restore`, and whether newer consultations are to be kept. Whoever gets it closes the
    vault, has it put in place, and starts the app again; `show_fault` says why it was not."""

    def __init__(
        self, page: RestorePage, pool: QThreadPool, window: QWidget, *, open_backup: OpenBackup
    ) -> None:
        super().__init__(window)
        self._page, self._window = page, window
        self._ready: Restore | None = None
        sorry = self.tr("The backup was not opened. Nothing was changed. Try again.")
        self._reading = BackgroundCall(read_backup, pool, self, sorry=sorry)
        self._opening = BackgroundCall(open_backup, pool, self, sorry=sorry)
        for call in (self._reading, self._opening):
            call.busy_changed.connect(page.show_busy)
            call.told.connect(page.show_fault)
        self._reading.succeeded.connect(page.show_backup)
        self._opening.succeeded.connect(self._on_opened)
        page.file_asked.connect(self._on_file_asked)
        page.file_chosen.connect(self._reading.start)
        page.open_asked.connect(self._opening.start)
        page.dropped.connect(self._drop)
        page.restore_asked.connect(self._on_restore)

    def show_fault(self, words: str) -> None:
        """Say why the backup was not put in place; nothing was changed."""
        self._page.show_busy(False)
        self._page.begin()
        self._page.show_fault(words)

    @Slot()
    def _on_file_asked(self) -> None:
        from clinic_aid.desktop.system.dialogs import which_backup

        file = which_backup(self._window)
        if file is not None:
            self._reading.start(file)

    @Slot(object)
    def _on_opened(self, ready: Restore) -> None:
        if self._page.step != "open":
            # Somebody went elsewhere meanwhile.
            ready.close()
            return
        self._drop()
        self._ready = ready
        self._page.show_exchange(ready.exchange)

    @Slot()
    def _drop(self) -> None:
        if self._ready is not None:
            self._ready.close()
            self._ready = None

    @Slot(bool)
    def _on_restore(self, keep_newer: bool) -> None:
        ready, self._ready = self._ready, None
        if ready is not None:
            self._page.show_busy(True)
            self.restore_asked.emit(ready, keep_newer)


def put_in_place(ready: Restore, keep_newer: bool, now: datetime) -> str:
    """Exchange the vault, which is closed, and say what was done. Takes seconds."""
    try:
        outcome = ready.put_in_place(now=now, keep_newer=keep_newer)
    finally:
        ready.close()
    return outcome_words(outcome)


def outcome_words(outcome: Outcome) -> str:
    """Say what a restore did, and what it could not read."""
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
    if outcome.taken.unreadable_guides:
        lost = translate(
            "Restored", "Guides of what was taken over that could not be read: {count}."
        )
        words.append(lost.format(count=outcome.taken.unreadable_guides))
    if outcome.taken.without_notes:
        lost = translate("Restored", "Consultations whose notes could not be read: {count}.")
        words.append(lost.format(count=outcome.taken.without_notes))
    return " ".join(words)

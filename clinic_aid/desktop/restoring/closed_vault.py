"""Restore a backup before any vault is open: the same page as beside one, and a way back."""

import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QThreadPool, Signal
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.restoring.controller import RestoreController, put_in_place
from clinic_aid.desktop.restoring.page import RestorePage
from clinic_aid.desktop.system.background import BackgroundCall
from clinic_aid.desktop.system.translation import translate
from clinic_aid.desktop.widgets.layouts import column
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.vault.backups import backups_in
from clinic_aid.vault.comparing import open_backup
from clinic_aid.vault.places import VaultPlace
from clinic_aid.vault.restoring import Prepared, prepare
from clinic_aid.vault.tries import Tries

Now = Callable[[], datetime]


class ClosedVaultRestore(QWidget):
    """Offers the backups of this computer, and puts the chosen one in place."""

    restored = Signal(str)
    """Another vault is in place now; in words."""

    def __init__(
        self, look: Look, place: VaultPlace, pool: QThreadPool, *, now: Now, language: str
    ) -> None:
        super().__init__()
        self.setObjectName("unlocking")
        self.page = RestorePage(look, language=language, can_leave=True)
        self.page.set_words(self.tr("Restore from a backup"), "")
        self.page.lead.hide()
        column(self.page, on=self, margins=(40, 24, 40, 24))
        tries = Tries(place.tries, time.monotonic)
        self._controller = RestoreController(
            self.page,
            pool,
            self,
            open_backup=partial(open_alone, place, tries, now=now),
        )
        self._looking = BackgroundCall(lambda: backups_in(place.backups), pool, self)
        self._looking.succeeded.connect(lambda found: self.page.offer(found, here=place.backups))
        self._putting = BackgroundCall(
            lambda ready, keep_newer: put_in_place(ready, keep_newer, now()),
            pool,
            self,
            sorry=self.tr("The backup was not restored. Nothing was changed. Try again."),
        )
        self._putting.succeeded.connect(lambda words: self.restored.emit(str(words)))
        self._putting.told.connect(self._controller.show_fault)
        self._controller.restore_asked.connect(self._putting.start)
        self._looking.start()


def open_alone(
    place: VaultPlace, tries: Tries, file: Path, person: str, secret: str, *, now: Now
) -> Prepared:
    """Open a backup and make a vault of it; ClinicAidError says why it was not opened."""
    backup, key = open_backup(file, tries, person, secret)
    somebody = translate("Restored", "Somebody with the recovery key")
    return prepare(place, backup, key, person=person or somebody, now=now())

"""Files that the app can do without: what is wrong with them is told, and looked at again."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Slot

from clinic_aid import locations
from clinic_aid.app_content import AppContent
from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.system.background import BackgroundCall
from clinic_aid.desktop.system.translation import translate
from clinic_aid.errors import ClinicAidError
from clinic_aid.fault_hook import log_trouble
from clinic_aid.figures.errors import FigureError
from clinic_aid.files.file_trouble import FileTrouble
from clinic_aid.own_clinic import ClinicFile, OwnClinic
from clinic_aid.program_files import content_trouble, troubles_of_program
from clinic_aid.vault.preferences import Preferences


class Mending(QObject):
    """Tells a window of every trouble, and reads the files again, in the background, when asked.

    `begin_anew` ends the process for a fresh one, with words to be told there: what belongs to
    the program is read only once by each.
    """

    def __init__(
        self,
        window: MainWindow,
        content: AppContent,
        preferences: Preferences,
        begin_anew: Callable[[str], None],
        *,
        data: Path,
    ) -> None:
        super().__init__(window)
        self._window, self._content, self._preferences = window, content, preferences
        self._data, self._begin_anew = data, begin_anew
        self._of_program = content.troubles
        # Of its own: what is read may be waited for, and neither a save nor a guide may.
        self._pool = QThreadPool()
        self._looking = BackgroundCall(
            self._read,
            self._pool,
            self,
            sorry=translate("Mending", "That did not work. Nothing was changed."),
        )
        self._looking.succeeded.connect(self._on_read)
        self._looking.told.connect(window.troubles.say)
        self._looking.busy_changed.connect(window.troubles.show_busy)
        window.troubles.look_asked.connect(self._looking.start)
        self.own: OwnClinic = self._settle(content.clinic_file)
        self.settings_told = self._mend_settings()
        """That settings could not be read, told once; empty where they could."""

    @Slot(object)
    def on_not_drawn(self, error: Exception) -> None:
        """Close what shows pictures where one of them cannot be drawn."""
        if isinstance(error, FigureError):
            trouble = content_trouble(locations.templates() / "figures")
            self._of_program = (trouble, *self._of_program)
            self._window.close_work()
            self._settle(self._content.clinic_file)

    def _settle(self, found: ClinicFile) -> OwnClinic:
        own = self._content.settle(found, self._preferences)
        log = log_trouble(self._data)
        self._window.troubles.show_troubles(
            [*self._of_program, *own.troubles, *((log,) if log else ())]
        )
        return own

    def _mend_settings(self) -> str:
        words = translate(
            "Mending", "Settings of the vault could not be read. They are as usual: look at them."
        )
        try:
            return words if self._preferences.mend() else ""
        except ClinicAidError:
            return words  # it can only be read, or there is no room

    def _read(self) -> tuple[ClinicFile, tuple[FileTrouble, ...]]:
        of_program = troubles_of_program() if self._of_program else ()
        return self._content.find_clinic(), of_program

    @Slot(object)
    def _on_read(self, read: tuple[ClinicFile, tuple[FileTrouble, ...]]) -> None:
        found, of_program = read
        if self._of_program and not of_program:
            self._begin_anew(translate("Mending", "Everything can be read again. Unlock to go on."))
            return
        before, self._of_program = self.own, of_program
        self.own = self._settle(found)
        if self.own.clinic != before.clinic or self.own.logo != before.logo:
            self._window.follow_clinic(self.own.clinic)
        if self._window.troubles.troubles:
            self._window.troubles.say(translate("Mending", "Looked just now: it is still so."))
        else:
            self._window.say(translate("Mending", "Everything can be read again, and holds now."))

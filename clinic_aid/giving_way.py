"""How the app gives way to a fresh process, or ends: whatever fails, it never stays open."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QApplication, QMessageBox

from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.system.background import log_fault
from clinic_aid.desktop.system.covering import Covering
from clinic_aid.desktop.system.locking import Locking
from clinic_aid.desktop.system.translation import translate, words_of
from clinic_aid.errors import ClinicAidError
from clinic_aid.handover import Handover
from clinic_aid.last_steps import LIMIT_S, LastSteps

if TYPE_CHECKING:
    from clinic_aid.vault.vault import Vault

PRINTING_S: Final = 60.0
"""How long pages on their way to the printer are waited for."""
_LEAVE_S: Final = 5.0
# What copies a whole vault may take its time, but not for ever.
_COPYING_S: Final = 600.0
_TOLD_S: Final = 60.0

End = Callable[[bytes | None], None]
"""Lets a fresh process take this one's place, with what is handed over."""


class GivingWay:
    """Takes the last steps of the app, one way or the other.

    `leave` saves everything and gives, sealed, what is kept nowhere else; `end_work` ends the
    renderer and waits so many seconds for what is under way. `limit_s` is how long one step may
    take before the process ends instead.
    """

    def __init__(
        self,
        window: MainWindow,
        locking: Locking,
        *,
        leave: Callable[[], bytes | None],
        end_work: Callable[[float], None],
        end: End,
        limit_s: float = LIMIT_S,
    ) -> None:
        self._window, self._locking = window, locking
        self.leave, self.end_work, self._end = leave, end_work, end
        self._limit_s = limit_s
        self.covering = Covering(window.look.colors["sand"])

    def lock(
        self, vault: "Vault", exchange: Callable[[], str] | None = None, words: str = ""
    ) -> None:
        """Save, close, and let a fresh process take this one's place, which then says `words`.

        `exchange` is done once the vault is closed, and says what is to be told instead.
        """
        with LastSteps(self._limit_s) as steps:
            take = steps.take
            take(lambda: self.covering.begin(self._window), None)
            take(lambda: QApplication.setQuitOnLastWindowClosed(False), None)
            geometry = take(lambda: bytes(self._window.saveGeometry().data()), None)
            work = take(self.leave, None)
            take(self._locking.end, None)
            self._take_end_of_work(steps, 0.0)
            is_closed = take(lambda: _closed(vault), False)
            if exchange is not None:
                words = _exchanged(steps, exchange, is_closed)
            handover = Handover(window=geometry, work=work, person=vault.person, words=words)
            handed = take(handover.as_bytes, None)
            take(self.covering.wait, None)
            take(self.covering.hide, None)
            self._be_replaced(steps, handed, may_stay=is_closed)

    def close(self, vault: "Vault | None") -> str:
        """End the work and back the vault up; give what somebody has to be told of that."""
        with LastSteps(self._limit_s) as steps:
            steps.take(self._locking.end, None)
            self._take_end_of_work(steps, _LEAVE_S)
            if vault is None:
                return ""
            told = steps.take(lambda: _backed_up(vault), "", more_s=_COPYING_S)
            steps.take(vault.close, None)
            return told

    def _take_end_of_work(self, steps: LastSteps, patience_s: float) -> None:
        if steps.take(lambda: self._window.is_printing, False):
            patience_s = PRINTING_S
        steps.take(lambda: self.end_work(patience_s), None, more_s=patience_s)

    def _be_replaced(self, steps: LastSteps, handed: bytes | None, *, may_stay: bool) -> None:
        """Let a fresh process take this one's place; where none can, say so at most, and end."""
        told = ""
        # What cannot be handed over is lost with the process; the vault has the rest.
        for handover in (handed, None):
            try:
                self._end(handover)
            except ClinicAidError as error:
                told = words_of(error)
            except BaseException as error:
                with suppress(BaseException):
                    log_fault(error)
            else:
                return
        steps.take(self.covering.end, None)
        if not (told and may_stay):
            steps.end()
        # The vault is closed and the windows are gone: there is only this left to say.
        steps.take(lambda: QMessageBox.critical(None, "Clinic Aid", told), None, more_s=_TOLD_S)
        QApplication.exit(1)


def _exchanged(steps: LastSteps, exchange: Callable[[], str], is_closed: bool) -> str:
    if not is_closed:
        return translate(
            "App", "The backup was not put in its place. Unlock, and restore it again."
        )
    failed = translate(
        "App",
        "Something went wrong while the backup was put in its place. Unlock, and look which "
        "consultations are there.",
    )
    return steps.take(exchange, failed, more_s=_COPYING_S)


def _closed(vault: "Vault") -> bool:
    vault.close()
    return True


def _backed_up(vault: "Vault") -> str:
    from clinic_aid.desktop.safe_keeping.controller import back_up_on_close

    return back_up_on_close(vault)

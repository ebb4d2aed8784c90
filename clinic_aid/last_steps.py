"""The last steps of a process that knows a patient: nothing that fails or hangs keeps it open."""

import faulthandler
import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TextIO, TypeVar

from clinic_aid.desktop.system.background import log_fault

LIMIT_S: Final = 15.0
"""How long one step may take; the system's own disks and printers answer well within it."""
FAILED: Final = 1

T = TypeVar("T")


class LastSteps:
    """Takes one step after the other, and ends the process where they cannot be taken.

    A step that fails is written down and passed over, whatever it raised. One that hangs ends the
    process, and so does a fault between the steps. The clock is no thread of Python: it runs while
    some library holds all of those up.
    """

    def __init__(self, limit_s: float = LIMIT_S) -> None:
        self._limit_s = limit_s

    def __enter__(self) -> Self:
        self._allow(0)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self.end(error)
        faulthandler.cancel_dump_traceback_later()

    def take(self, step: Callable[[], T], otherwise: T, *, more_s: float = 0.0) -> T:
        """Give what a step gives, or `otherwise` where it fails; it may take `more_s` seconds."""
        self._allow(more_s)
        try:
            return step()
        except BaseException as error:
            with suppress(BaseException):
                log_fault(error)
            return otherwise

    def end(self, error: BaseException | None = None) -> None:
        """End the process at once, as a kill does."""
        if error is not None:
            with suppress(BaseException):
                log_fault(error)
        os._exit(FAILED)

    def _allow(self, more_s: float) -> None:
        try:
            end_before_long(self._limit_s + more_s)
        except Exception as error:  # without a clock the steps are taken all the same
            log_fault(error)


def end_before_long(limit_s: float = LIMIT_S) -> None:
    """Let the process end by itself, or be ended after so many seconds."""
    faulthandler.dump_traceback_later(limit_s, exit=True, file=_nowhere())


@cache
def _nowhere() -> TextIO:
    # Where it hung is told nowhere: a console or a pipe that nobody reads would hold up the clock.
    return Path(os.devnull).open("w", encoding="utf-8")

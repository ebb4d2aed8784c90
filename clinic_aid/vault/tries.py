"""Slow down who guesses: after five failed tries each further one waits longer.

The count is kept in a file, the wait is measured by a clock that only runs forward. Who starts
the program anew waits the whole time again; who sets the computer's clock gains nothing.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

from clinic_aid.errors import ClinicAidError
from clinic_aid.files.saving import save_atomically
from clinic_aid.vault.errors import WrongPassphraseError

T = TypeVar("T")

FREE_TRIES: Final = 5
_LONGEST_S: Final = 300.0


class Tries:
    """The failed tries of one vault, all its people together."""

    def __init__(self, file: Path, steady: Callable[[], float]) -> None:
        self._file, self._steady = file, steady
        self._failed = _read(file)
        self._since = steady()

    @property
    def failed(self) -> int:
        """Give how many tries failed since the last that did not."""
        return self._failed

    def wait_s(self) -> float:
        """Give for how many seconds there is no further try; 0 if there may be one now."""
        if self._failed < FREE_TRIES:
            return 0.0
        # Bounded before it is raised: no float holds the power of a count of years.
        doublings = min(self._failed - FREE_TRIES + 1, 16)
        wait = min(2.0**doublings, _LONGEST_S)
        return max(self._since + wait - self._steady(), 0.0)

    def require_turn(self) -> None:
        """Raise ClinicAidError while there is to be no further try."""
        if (left := self.wait_s()) > 0:
            raise ClinicAidError(
                "Wait {seconds} seconds, then try again.", seconds=round(left) or 1
            )

    def of(self, unlocked: Callable[[], T]) -> T:
        """Give what a try gives; one by WrongPassphraseError counts as failed."""
        self.require_turn()
        try:
            return unlocked()
        except WrongPassphraseError:
            self.count()
            raise

    def count(self) -> None:
        """Count a failed try."""
        self._failed += 1
        self._since = self._steady()
        self._write()

    def forget(self) -> None:
        """Begin anew after a try that did not fail."""
        if self._failed:
            self._failed = 0
            self._write()

    def _write(self) -> None:
        # On a full disk or a read-only medium the count holds for as long as the program runs.
        with suppress(ClinicAidError):
            save_atomically(json.dumps({"failed": self._failed}).encode(), self._file)


def _read(file: Path) -> int:
    try:
        failed = json.loads(file.read_bytes())["failed"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return 0
    return failed if isinstance(failed, int) and 0 <= failed < 1 << 30 else 0

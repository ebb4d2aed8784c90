"""Slow down who guesses: after five failed tries each further one waits longer.

The count is kept in a file, the wait is measured by a clock that only runs forward. Who starts
the program anew waits the whole time again; who sets the computer's clock gains nothing. A try is
counted before it is made, one program after the other, so that tries that come at once, or are
killed, count as well. The file bears a mark that the vault knows: deleted, or made anew, it is
told at the next opening. Who can write files can put back a copy of it; it slows down a hand.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TypeVar

from clinic_aid.errors import ClinicAidError, Message
from clinic_aid.files.one_holder import one_after_the_other
from clinic_aid.vault.errors import WrongPassphraseError
from clinic_aid.vault.plain_files import plain_bytes, put_plain

T = TypeVar("T")

FREE_TRIES: Final = 5
LOST_COUNT: Final = Message(
    "The file that counts wrong passphrases was deleted or changed: how many were typed since the "
    "vault was last opened is not known."
)
_LONGEST_S: Final = 300.0
_LARGEST: Final = 1 << 16


class Tries:
    """The failed tries of one vault, all its people together."""

    def __init__(self, file: Path, steady: Callable[[], float]) -> None:
        self._file, self._steady = file, steady
        self._failed, self._mark = _read(file) or (0, "")
        self._is_written = True
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
        with self._alone():
            self.require_turn()
            self._put(self._failed + 1)
        try:
            given = unlocked()
        except WrongPassphraseError:
            self._since = self._steady()
            raise
        except BaseException:
            self._take_back()
            raise
        self._take_back()
        return given

    def forget(self) -> None:
        """Begin anew after a try that did not fail."""
        with self._alone():
            if self._failed:
                self._put(0)

    def has_mark(self, mark: str) -> bool:
        """Say whether the file is the one that the vault marked."""
        with self._alone():
            return self._mark == mark

    def put_mark(self, mark: str) -> bool:
        """Mark the file; say whether that could be written."""
        with self._alone():
            self._mark = mark
            self._put(self._failed)
            return self._is_written

    def _take_back(self) -> None:
        with self._alone():
            self._put(max(self._failed - 1, 0))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let no other program count meanwhile, and know what the others have counted."""
        with one_after_the_other(self._file.with_suffix(".lock")):
            # What could not be written is known here alone.
            if self._is_written:
                # A file that is gone takes its mark along, and nothing that is known here.
                failed, self._mark = _read(self._file) or (self._failed, "")
                if failed > self._failed:
                    self._since = self._steady()
                self._failed = failed
            yield

    def _put(self, failed: int) -> None:
        if failed > self._failed:
            self._since = self._steady()
        self._failed = failed
        self._is_written = False
        # On a full disk or a read-only medium the count holds for as long as the program runs.
        with suppress(ClinicAidError):
            tree = {"failed": self._failed, "mark": self._mark}
            put_plain(json.dumps(tree).encode(), self._file)
            self._is_written = True


def _read(file: Path) -> tuple[int, str] | None:
    try:
        tree = json.loads(plain_bytes(file, most=_LARGEST))
        failed, mark = tree["failed"], tree.get("mark", "")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if not isinstance(failed, int) or not 0 <= failed < 1 << 30 or not isinstance(mark, str):
        return None
    return failed, mark

"""A folder that goes with the program that made it, or after a crash with the next one."""

import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from clinic_aid.files.one_holder import OneHolder

_LOCK = ".lock"


class ThrowawayFolder:
    """One folder of many below the same parent, each of which its own program holds.

    The lock file lies beside the folder: what holds it cannot be wiped everywhere.
    """

    def __init__(self, parent: Path) -> None:
        self._parent = parent
        self.path = parent / secrets.token_hex(8)
        self._holder = OneHolder(_lock_of(self.path))

    def make(self) -> None:
        """Wipe what ended without doing so, then make this one, for its user alone.

        CannotLock or OSError where it cannot be made.
        """
        wipe_left(self._parent)
        while not self._holder.take():
            # Somebody who wipes took it for one that was left; it is made anew.
            continue
        self.path.mkdir(mode=0o700)

    def wipe(self) -> None:
        """Take the folder away with all that is in it; safe more than once."""
        _wipe(self.path, self._holder)


def wipe_left(parent: Path) -> None:
    """Wipe the folders whose programs ended without doing so; CannotLock where nobody can."""
    for lock in parent.glob(f"*{_LOCK}"):
        left = OneHolder(lock)
        if left.take():
            _wipe(lock.with_suffix(""), left)


def _wipe(folder: Path, holder: OneHolder) -> None:
    # What another program keeps open just now, the next one takes away.
    shutil.rmtree(folder, ignore_errors=True)
    holder.let_go()
    if not folder.exists():
        with suppress(OSError):
            _lock_of(folder).unlink()


def _lock_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}{_LOCK}")

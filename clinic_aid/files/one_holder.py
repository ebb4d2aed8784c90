"""Let one process at a time work on a folder.

The operating system keeps the lock and frees it when its holder ends, however it ends. What is
in the lock file, or whose it was, never counts: an old, empty or garbled one locks nothing.
"""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from clinic_aid.errors import ClinicAidError, Message

if TYPE_CHECKING:
    from filelock import BaseFileLock

_NO_LOCKS: Final = frozenset({errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOLCK})
_NO_WRITING: Final = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


class CannotLock(ClinicAidError):  # noqa: N818  # what is so, in the words of the project
    """Nobody can lock there: the place takes no new file, or knows no locks."""


class OneHolder:
    """Holds one lock file, or not.

    `inherited` is the descriptor on which the process before this one, whose place it took, held
    the lock: between the two nobody else gets it.
    """

    def __init__(self, lock_file: Path, *, inherited: int | None = None) -> None:
        self._lock_file, self._inherited = lock_file, inherited
        self._lock: BaseFileLock | _Inherited | None = None

    @property
    def descriptor(self) -> int | None:
        """On which the lock is held, to be left to a process that takes this one's place."""
        if isinstance(self._lock, _Inherited):
            return self._lock.descriptor
        # The library shows it nowhere else.
        return None if self._lock is None else self._lock._context.lock_file_fd

    def take(self) -> bool:
        """Take the lock without waiting, or have it already; give False when another holder lives.

        The folder is made if it is not there. A place where nobody can lock is a CannotLock.
        """
        from filelock import Timeout  # takes longer than the lock itself

        if self._lock is not None:
            return True
        inherited, self._inherited = self._inherited, None
        if inherited is not None and _is_open_on(inherited, self._lock_file):
            self._lock = _Inherited(inherited)
            return True
        try:
            self._lock_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = _system_lock(self._lock_file)
            lock.acquire(timeout=0)
        except Timeout:
            return False
        except OSError as error:
            raise CannotLock(_sentence(error)) from error
        self._lock = lock
        return True

    def let_go(self) -> None:
        """Free the lock; the file stays, so that all who come later lock the same one."""
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.release()


class _Inherited:
    """A lock that the process before this one took."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        os.set_inheritable(descriptor, False)

    def release(self) -> None:
        """Free the lock."""
        os.close(self.descriptor)


def _is_open_on(descriptor: int, file: Path) -> bool:
    """Say whether a descriptor holds a lock file; what somebody made up may be any other file."""
    if sys.platform != "linux":
        return False
    import fcntl  # not on Windows

    try:
        if not os.path.samestat(os.fstat(descriptor), file.lstat()):
            return False
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def only_holder(lock_file: Path, *, refusal: str) -> Iterator[None]:
    """Hold the lock for a block; while another holds it, raise a ClinicAidError of these words."""
    holder = OneHolder(lock_file)
    if not holder.take():
        raise ClinicAidError(refusal)
    try:
        yield
    finally:
        holder.let_go()


@contextmanager
def one_after_the_other(lock_file: Path, *, patience_s: float = 5.0) -> Iterator[None]:
    """Hold the lock for a short block, as soon as nobody else does.

    Nothing waits for ever: after `patience_s`, and where nobody can lock, the block runs without.
    """
    from filelock import Timeout

    lock = _system_lock(lock_file) if lock_file.parent.is_dir() else None
    if lock is not None:
        try:
            lock.acquire(timeout=patience_s, poll_interval=0.01)
        except (Timeout, OSError):
            lock = None
    try:
        yield
    finally:
        if lock is not None:
            lock.release()


def _system_lock(lock_file: Path) -> "BaseFileLock":
    """Give a lock of the system itself, never the kind for which a file that exists is a lock.

    By name, as the library's own choice may be that kind. The settings refuse to become it
    later; and the lock belongs to the process, not to the thread that took it.
    """
    if sys.platform == "win32":
        from filelock import WindowsFileLock as SystemLock
    else:
        from filelock import UnixFileLock as SystemLock
    return SystemLock(
        lock_file, thread_local=False, fallback_to_soft=False, preserve_lock_file=True
    )


def _sentence(error: OSError) -> str:
    if error.errno in _NO_WRITING:
        why = Message("it may not be written to. Allow writing there or choose another place")
    elif error.errno in _NO_ROOM:
        why = Message("the disk is full. Free some space, then try again")
    elif error.errno in _NO_LOCKS:
        why = Message("its disk or share cannot lock files. Move it to a disk of this computer")
    else:
        why = Message(
            "of a fault of the disk ({reason}). Choose another place", reason=error.strerror
        )
    return Message("Clinic Aid cannot keep its data folder to itself: {why}.", why=why)

"""Only plain files are read: a pipe is waited for without an end, and a device does things."""

import os
import stat
from pathlib import Path
from typing import BinaryIO, Final

# Each is there on some systems only.
_WITHOUT_WAITING: Final = (
    getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
)


class NotPlainFileError(OSError):
    """It is a pipe, a device or a socket."""


def plain_file(path: Path) -> BinaryIO:
    """Open a plain file for reading, and nothing else; never waits for somebody to write.

    Raises OSError: IsADirectoryError for a folder, NotPlainFileError for what is no file at all.
    """
    _require_plain(path.stat().st_mode, path)
    # It may have been exchanged since: a pipe is opened without waiting, and then refused.
    descriptor = os.open(path, os.O_RDONLY | _WITHOUT_WAITING)
    try:
        _require_plain(os.fstat(descriptor).st_mode, path)
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def _require_plain(mode: int, path: Path) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(str(path))
    if not stat.S_ISREG(mode):
        raise NotPlainFileError(str(path))

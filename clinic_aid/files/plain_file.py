"""Plain files alone are read and replaced: never a pipe, a device, a folder or a dead link."""

import errno
import os
import stat
from pathlib import Path
from typing import Final

from clinic_aid.errors import Message

# A pipe would wait for a writer for ever; Windows knows neither of these.
_NEVER_WAITING: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class NotPlainFile(OSError):  # noqa: N818  # what is so, in the words of the project
    """Something else has that name: a pipe, a device, a socket, or a link that leads nowhere."""

    def __init__(self) -> None:
        super().__init__(errno.EINVAL, Message("it is not a plain file"))


def read_plain_file(path: Path, most: int = -1) -> bytes:
    """Give the first `most` bytes of a file, or of the file that a link leads to; never waits.

    All of them without `most`.

    OSError where it cannot be read, among them `NotPlainFile`; ValueError for no possible name.
    """
    # Asked before, since merely opening a device may do something; and after, of what was opened.
    require_plain(path)
    with os.fdopen(os.open(path, _NEVER_WAITING), "rb") as file:
        _require_plain_mode(os.fstat(file.fileno()).st_mode)
        return file.read(most)


def require_plain(path: Path) -> None:
    """Refuse, as an OSError, what is neither a plain file nor a link to one."""
    _require_plain_mode(path.stat().st_mode)


def require_replaceable(path: Path) -> None:
    """Refuse, as an OSError, a name that is taken by anything but a plain file."""
    try:
        require_plain(path)
    except FileNotFoundError:
        if path.is_symlink():
            raise NotPlainFile from None


def _require_plain_mode(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode):
        raise NotPlainFile

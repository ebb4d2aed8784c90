"""Plain files alone are read and replaced: never a pipe, a device, a folder or a dead link."""

import errno
import os
import stat
from pathlib import Path
from typing import Final

from clinic_aid.errors import ClinicAidError, Message

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


class UnreachableFolder(ClinicAidError):  # noqa: N818  # what is so, in the words of the project
    """A folder may not be entered, so nobody knows what is in it."""


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


def require_reachable(path: Path) -> None:
    """Raise UnreachableFolder where a folder above a path may not be entered, and name it."""
    for above in reversed(path.parents):
        try:
            (above / path.relative_to(above).parts[0]).stat()
        except PermissionError:
            raise UnreachableFolder(
                "The folder {folder} may not be read by you. Ask for the right, or give it in the "
                "permissions of the folder; then try again.",
                folder=above,
            ) from None
        except OSError:
            return


def _require_plain_mode(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode):
        raise NotPlainFile

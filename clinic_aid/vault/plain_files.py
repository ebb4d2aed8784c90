"""The small files beside the vault: only plain ones are read, and none is put over another."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from clinic_aid.files.plain_file import read_plain_file
from clinic_aid.files.saving import save_atomically


def plain_bytes(file: Path, *, most: int) -> bytes:
    """Give the bytes of a plain file of `most` bytes or fewer; OSError for anything else.

    A pipe or device of that name would hold the door shut for ever.
    """
    data = read_plain_file(file, most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    return data


def put_plain(data: bytes, file: Path) -> None:
    """Put a small file in its place, whole or not at all.

    A link or a pipe of that name gives way: it may lead to a file of somebody else's.
    """
    give_way(file)
    save_atomically(data, file)


def give_way(file: Path) -> None:
    """Take away the name of what is neither a plain file nor a folder; where it leads stays."""
    with suppress(OSError):
        mode = file.lstat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            file.unlink()


def is_planted(file: Path) -> bool:
    """Say whether something that is no plain file, such as a link or a pipe, has a name."""
    return os.path.lexists(file) and not stat.S_ISREG(file.lstat().st_mode)


def unused(path: Path) -> Path:
    """Give a name that nothing has, for what is put aside: this one, or with a number."""
    names = (path, *(path.with_stem(f"{path.stem}-{number}") for number in range(2, 1000)))
    return next(name for name in names if not os.path.lexists(name))

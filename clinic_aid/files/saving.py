"""Put a file in its place whole or not at all."""

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final

from clinic_aid.domain.whole_pdf import begins_as_pdf, require_whole_pdf
from clinic_aid.errors import ClinicAidError, Message
from clinic_aid.files.plain_file import NotPlainFile, read_plain_file, require_replaceable

_NEW_FILE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_ENOUGH: Final = 16  # bytes to tell a kind of file by
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def save_atomically(data: bytes, path: Path) -> None:
    """Write a file that other programs see only when it is complete and on the disk.

    What was there before stays as it was until then, and for good if anything goes wrong:
    that is a ClinicAidError, which says what to do. Only a plain file is ever replaced, or the
    one that a link leads to.
    """
    target = Path(os.path.realpath(path))
    part = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        require_replaceable(path)
        _write_and_sync(data, part)
        part.replace(target)
    except OSError as error:
        raise ClinicAidError(_sentence(error, path)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    sync_folder(target.parent)


def save_pdf(data: bytes, path: Path) -> None:
    """Save pages as `save_atomically` does; refuse what is no whole PDF."""
    require_whole_pdf(data)
    save_atomically(data, path)


def require_no_other_kind(path: Path) -> None:
    """Refuse a place for a PDF where there is a file of another kind, which is not empty."""
    try:
        begin = read_plain_file(path, _ENOUGH)
    except FileNotFoundError:
        return
    except OSError as error:
        raise ClinicAidError(_sentence(error, path)) from error
    if begin and not begins_as_pdf(begin):
        raise ClinicAidError("“{file}” is no PDF; choose another name.", file=path.name)


def _write_and_sync(data: bytes, part: Path) -> None:
    descriptor = os.open(part, _NEW_FILE, 0o666)
    try:
        left = memoryview(data)
        # A disk that fills up may take a part and report no error until the next write.
        while left:
            left = left[os.write(descriptor, left) :]
        os.fsync(descriptor)
        written = os.fstat(descriptor).st_size
    finally:
        os.close(descriptor)
    if written != len(data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where a folder can be synced at all."""
    if os.name != "posix":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def why_not_saved(error: OSError) -> str:
    """Say why a file could not be written and what to do, as the end of a sentence."""
    if error.errno in _NO_ROOM:
        why = Message("the disk is full. Free some space or choose another place")
    elif isinstance(error, NotPlainFile):
        why = Message("what has that name is not a plain file. Choose another name")
    elif isinstance(error, NotADirectoryError):
        why = Message("that place is a file, not a folder. Choose another place")
    elif isinstance(error, FileNotFoundError):
        why = Message("the folder is not there any more. Choose another place")
    elif isinstance(error, IsADirectoryError):
        why = Message("a folder has that name. Choose another name")
    elif isinstance(error, PermissionError) or error.errno == errno.EROFS:
        why = Message(
            "this place or file may not be written to, or the file is open in another program. "
            "Close it there or choose another place"
        )
    elif error.errno == errno.ENAMETOOLONG:
        why = Message("the name is too long. Choose a shorter one")
    else:
        why = Message(
            "of a fault of the disk ({reason}). Choose another place", reason=error.strerror
        )
    return why


def _sentence(error: OSError, path: Path) -> str:
    why = why_not_saved(error)
    return Message(
        "“{file}” was not saved: {why}. An earlier file of that name is unharmed.",
        file=path.name,
        why=why,
    )

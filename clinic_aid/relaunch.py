"""Start this program afresh, so that nothing it knew stays in memory.

Python and the database keep copies of keys and texts that no program can find and wipe; only
the end of the process does. Work that must survive goes over as ciphertext, never by a disk.

Linux: the process replaces itself. It keeps its number, so whoever waits for it goes on waiting,
and takes the handover along as a sealed file in memory.
Elsewhere: a successor is started, reads the handover from a pipe, and this process ends. macOS
could replace itself as well, but has no such file, and a pipe that nobody reads holds only
64 KiB; Windows knows no replacing.
"""

import os
import stat
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, NoReturn

from clinic_aid.errors import ClinicAidError

_HANDOVER: Final = "CLINIC_AID_HANDOVER"
_LOCK: Final = "CLINIC_AID_LOCK"
_IN_MEMORY: Final = "memory"
_ON_INPUT: Final = "input"


def relaunch(
    arguments: Sequence[str], handover: bytes | None, *, lock: int | None = None
) -> NoReturn:
    """End this process and start a fresh one by the same entry, with these arguments.

    `handover` must be ciphertext; the fresh process gets it from `take_handover`. `lock` is the
    descriptor of the lock of the data folder, which on Linux the fresh process gets from
    `take_lock` without letting go of it. Environment and working folder are kept. Nothing is
    tidied up, as after a kill: end the worker (it knows the patient too) before.

    If no fresh process can be started, this one lives on, and it is a ClinicAidError.
    """
    command = [sys.executable, *_entry(), *arguments]
    told = {_HANDOVER, _LOCK}
    environment = {name: value for name, value in os.environ.items() if name not in told}
    for stream in (sys.stdout, sys.stderr):
        # A program without a console has none; a closed one has nobody left to read it.
        with suppress(AttributeError, OSError, ValueError):
            stream.flush()
    try:
        if sys.platform == "linux":
            _replace(command, environment, handover, lock)
        else:
            _succeed(command, environment, handover)
    except OSError as error:
        raise ClinicAidError(
            "Clinic Aid could not start afresh. Close it, then open it again."
        ) from error


def take_handover() -> bytes | None:
    """Give what the process before this one left, once; None if there is nothing, or not whole.

    To be called before anything reads standard input or starts another process.
    """
    way, _, number = os.environ.pop(_HANDOVER, "").partition(":")
    if not (number.isascii() and number.isdecimal() and len(number) <= 9):
        return None
    if way == _IN_MEMORY:
        return _taken_from_memory(int(number))
    if way == _ON_INPUT:
        return _taken_from_input(int(number))
    return None


def take_lock() -> int | None:
    """Give the descriptor on which the process before this one held the lock, once."""
    number = os.environ.pop(_LOCK, "")
    return int(number) if number.isascii() and number.isdecimal() and len(number) <= 9 else None


def _entry() -> list[str]:
    """Give what stands between the interpreter and our own arguments, its options included.

    Not always `-m clinic_aid`: that would look for modules in the working folder, even where
    the installed command was used, which does not.
    """
    if getattr(sys, "frozen", False):
        return []
    end = len(sys.orig_argv) - len(sys.argv[1:])
    if sys.orig_argv[end:] == sys.argv[1:] and sys.orig_argv[1:end]:
        return sys.orig_argv[1:end]
    return ["-m", "clinic_aid"]


def _replace(
    command: list[str], environment: Mapping[str, str], handover: bytes | None, lock: int | None
) -> NoReturn:
    _keep_nothing_open()
    if lock is not None:
        os.set_inheritable(lock, True)
        environment = {**environment, _LOCK: str(lock)}
    if handover is None:
        os.execve(command[0], command, environment)
    descriptor = _sealed(handover)
    try:
        os.set_inheritable(descriptor, True)
        told = {_HANDOVER: f"{_IN_MEMORY}:{descriptor}"}
        os.execve(command[0], command, {**environment, **told})
    finally:
        os.close(descriptor)


def _keep_nothing_open() -> None:
    """Close with this program whatever a library opened without saying so."""
    try:
        descriptors = [int(entry.name) for entry in Path("/proc/self/fd").iterdir()]
    except OSError:
        return  # a system that does not list them: Python's own are closed all the same
    for descriptor in descriptors:
        if descriptor > 2:
            # One of them listed the folder, and is gone.
            with suppress(OSError):
                os.set_inheritable(descriptor, False)


def _sealed(data: bytes) -> int:
    """Give a file in memory that nobody can change any more."""
    import fcntl  # not on Windows

    descriptor = os.memfd_create("clinic-aid", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
        fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, _seals())
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _seals() -> int:
    import fcntl  # not on Windows

    return fcntl.F_SEAL_SEAL | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE


def _taken_from_memory(descriptor: int) -> bytes | None:
    if sys.platform != "linux":
        return None
    import fcntl  # not on Windows

    try:
        # A number that somebody made up may be any file; only ours are sealed like this.
        if fcntl.fcntl(descriptor, fcntl.F_GET_SEALS) != _seals():
            return None
    except OSError:
        return None
    with os.fdopen(descriptor, "rb") as sealed:
        sealed.seek(0)
        return sealed.read()


def _succeed(
    command: list[str], environment: Mapping[str, str], handover: bytes | None
) -> NoReturn:
    told = {} if handover is None else {_HANDOVER: f"{_ON_INPUT}:{len(handover)}"}
    fresh = subprocess.Popen(
        command,
        env={**environment, **told},
        stdin=subprocess.DEVNULL if handover is None else subprocess.PIPE,
        start_new_session=True,  # what ends the terminal's programs does not end it
        creationflags=getattr(subprocess, "DETACHED_PROCESS", 0),
    )
    if fresh.stdin is not None and handover is not None:
        fresh.stdin.write(handover)
        fresh.stdin.flush()
    # The pipe ends with this process: whoever has read it to its end is alone.
    os._exit(0)


def _taken_from_input(length: int) -> bytes | None:
    try:
        if not stat.S_ISFIFO(os.fstat(0).st_mode):
            return None  # a made-up number at a terminal: nobody would end what is read
    except OSError:
        return None
    with open(0, "rb", closefd=False) as pipe:
        data = pipe.read()
    # Not closed: the next file that is opened would become the standard input.
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    return data if len(data) == length else None

"""Take from the render worker what it needs no longer once it is warm.

A page is made from clinic texts and typed words, by C libraries with a long history of bugs.
The worker therefore gives up the network, other programs and all files but the engine's own.

Linux: address space, processor time, file size and open files are limited, no core is written.
macOS: the same, but the system does not enforce the limit of the address space.
Windows: no such limits; the time limit of the app that waits, and the audit hook, remain.
"""

import os
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

_LARGEST_FILE: Final = 32 << 20
_MOST_OPEN_FILES: Final = 128
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_REFUSED: Final = (
    "ctypes.",
    "ftplib.",
    "http.",
    "os.exec",
    "os.fork",
    "os.kill",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.system",
    "pty.",
    "shutil.",
    "smtplib.",
    "socket.",
    "subprocess.",
    "urllib.",
    "webbrowser.",
    "winreg.",
)
_CHANGING_FILES: Final = frozenset(
    [
        "os.chmod",
        "os.chown",
        "os.link",
        "os.mkdir",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.symlink",
        "os.truncate",
        "os.utime",
    ]
)


def limit_resources(*, memory: int) -> None:
    """Allow `memory` bytes of address space beyond what the process has now, and no core."""
    if sys.platform == "win32":
        return
    import resource  # POSIX only

    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, _LARGEST_FILE)
    _lower(resource.RLIMIT_NOFILE, _MOST_OPEN_FILES)
    in_use = _address_space()
    if in_use is not None:
        _lower(resource.RLIMIT_AS, in_use + memory)


def limit_processor_time(seconds: float) -> None:
    """Allow this much processor time from now on; it ends even a worker nobody waits for."""
    if sys.platform == "win32":
        return
    import resource  # POSIX only

    usage = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(usage.ru_utime + usage.ru_stime + seconds) + 1
    if hard != resource.RLIM_INFINITY:
        soft = min(soft, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def confine(*, readable: Iterable[Path], writable: Path) -> None:
    """Refuse Python code the network, other programs and other files; cannot be undone.

    Files of Python itself stay readable, since modules may still be loaded.
    """
    own = (sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib"))
    roots = [*(str(path) for path in readable), *own, *sys.path, str(writable)]
    may_read = tuple({_real(root) for root in roots if root})
    may_write = (_real(str(writable)),)

    def audit(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            allowed = may_write if flags & _WRITING else may_read
            if not _within(path, allowed):
                raise PermissionError("The render worker may not open this file.")
        elif event in _CHANGING_FILES:
            if not _within(arguments[0], may_write):
                raise PermissionError("The render worker may not change this file.")
        elif event.startswith(_REFUSED) and event != "shutil.rmtree":
            raise PermissionError("The render worker may not do this.")

    sys.addaudithook(audit)


def _within(path: object, roots: tuple[str, ...]) -> bool:
    if isinstance(path, int):
        # Wraps a descriptor that is open already.
        return True
    if not isinstance(path, str | bytes | os.PathLike):
        return False
    real = _real(os.fsdecode(path))
    return any(real == root or real.startswith(root + os.sep) for root in roots)


def _real(path: str) -> str:
    return os.path.normcase(os.path.realpath(path))


def _lower(what: int, limit: int) -> None:
    import resource  # POSIX only

    _, hard = resource.getrlimit(what)
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(what, (limit, limit))


def _address_space() -> int | None:
    """Give the size of the process in bytes, None where the system does not say."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return None
    return int(pages) * os.sysconf("SC_PAGE_SIZE")

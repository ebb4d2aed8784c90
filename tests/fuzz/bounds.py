"""Hold one input to a bounded time and a bounded memory."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

SECONDS: Final = 10.0
"""Processor time for one input; all of them are small."""
MEMORY: Final = 1 << 30
"""Bytes of address space for one input."""


class TooLong(BaseException):  # no error that a reader may catch and refuse
    """One input took more processor time than it may."""


@contextmanager
def bounded(seconds: float = SECONDS, memory: int = MEMORY) -> Iterator[None]:
    """Raise TooLong or MemoryError for what takes more; on Linux alone, in the main thread."""
    if sys.platform != "linux":
        yield
        return
    import resource

    def end(_number: int, _frame: object) -> None:
        raise TooLong(f"more than {seconds:g} s of processor time")

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    before = resource.getrlimit(resource.RLIMIT_AS)
    handler = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    resource.setrlimit(resource.RLIMIT_AS, (pages * os.sysconf("SC_PAGE_SIZE") + memory, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, handler)

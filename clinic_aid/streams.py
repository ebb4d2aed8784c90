"""The standard streams of a command: closed, full, or read by nobody any more.

No line does anything to a terminal: names of files and of people may hold what steers one.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from clinic_aid.errors import ClinicAidError
from clinic_aid.files.text import harmless


def hold_standard_descriptors() -> None:
    """Open nothing on the numbers of streams that are closed.

    The next file that is opened would take such a number, and whatever is printed would go into
    it.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def require_output() -> None:
    """Refuse to work for an answer that nobody can get."""
    if sys.stdout is None:
        raise ClinicAidError("Standard output is closed, so nothing can be told. Open it.")


def tell(line: str) -> None:
    """Print a line of an answer; ClinicAidError where it cannot be written."""
    with _written():
        print(harmless(line))


def flush() -> None:
    """Write what is left of an answer: here it is told when that fails, not at the very end."""
    if sys.stdout is not None:
        with _written():
            sys.stdout.flush()


def complain(line: str) -> None:
    """Print a line on standard error; where nobody can be told, nobody is."""
    if sys.stderr is not None:
        try:
            print(harmless(line), file=sys.stderr, flush=True)
        except OSError:
            _drop(sys.stderr)


@contextmanager
def _written() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        # Whoever read the output has read enough, as `head` does.
        raise
    except OSError as error:
        raise ClinicAidError(
            "The answer could not be written ({reason}). Look where the output goes.",
            reason=error.strerror,
        ) from error


def drop_unwritten() -> None:
    """Let what cannot be written go nowhere, instead of failing once more at the very end."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            try:
                stream.flush()
            except OSError:
                _drop(stream)


def _drop(stream: TextIO) -> None:
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())

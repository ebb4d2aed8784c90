"""The process that makes PDFs: started as `python -m clinic_aid.handout.worker`.

It warms up on its own, says so, and then answers one job after another until its input ends.
Standard output carries the answers alone; whatever a library prints goes nowhere.
"""

import argparse
import ctypes.util
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from clinic_aid.errors import ClinicAidError
from clinic_aid.handout.confinement import confine, limit_processor_time, limit_resources
from clinic_aid.handout.fonts import FONT_FAMILY
from clinic_aid.handout.framing import receive, send
from clinic_aid.handout.pdf import PrintJob, RenderFault, write_pdf

READY: Final = b"ready"
PDF: Final = b"pdf"
FAULT: Final = b"fault"

# Much used scripts, once and in bold, so that their fonts are loaded before the memory is limited;
# those of the others are small, and loaded by the pages that have them.
_FIRST_PAGE: Final = f"""<!DOCTYPE html><html lang="en"><title>Warming up</title>
<style>body {{ font-family: {FONT_FAMILY} }}</style>
<h1>Aa Αα Бб عربي עברית हिन्दी</h1><p>Aa Αα Бб عربي עברית हिन्दी</p>
<svg viewBox="0 0 1 1" width="9" height="9"><title>Dot</title><path d="M0 0h1v1z"/></svg>
<table><tr><th>a</th><td>b</td></tr></table></html>"""


def job_as_message(job: PrintJob) -> list[bytes]:
    """Give a job as a message to the worker."""
    files = (
        part
        for name, (mime, data) in job.files.items()
        for part in (name.encode(), mime.encode(), data)
    )
    documents = (document.encode() for document in job.documents)
    return [str(len(job.documents)).encode(), *documents, *files]


def _job_from(message: Sequence[bytes]) -> PrintJob:
    count = int(message[0])
    documents, parts = message[1 : count + 1], iter(message[count + 1 :])
    files: Mapping[str, tuple[str, bytes]] = {
        name.decode(): (mime.decode(), data)
        for name, mime, data in zip(parts, parts, parts, strict=True)
    }
    return PrintJob(documents=tuple(html.decode() for html in documents), files=files)


def _answers(
    jobs: BinaryIO, fonts: Path, scratch: Path, *, memory: int, seconds: float
) -> Iterator[list[bytes]]:
    try:
        write_pdf(PrintJob(documents=(_FIRST_PAGE,)), fonts)
    # The engine loads its C libraries by name and raises OSError when one is missing.
    except (ClinicAidError, RenderFault, OSError, ImportError) as error:
        yield [FAULT, str(error).encode(errors="replace")]
        return
    limit_resources(memory=memory)
    confine(readable=[fonts], writable=scratch)
    yield [READY]
    while True:
        try:
            message = receive(jobs)
        except EOFError:
            return
        limit_processor_time(seconds)
        try:
            yield [PDF, write_pdf(_job_from(message), fonts)]
        except RenderFault as fault:
            yield [FAULT, *(line.encode(errors="replace") for line in fault.messages)]


def _look_for_no_library() -> None:
    """Let the engine find its C libraries by the names it knows, and start no program for that.

    On Linux it knows the very names. For those that it tries before, Python would ask compiler,
    linker and loader one after the other, where there are any.
    """
    if sys.platform == "linux":
        vars(ctypes.util)["find_library"] = lambda _name: None


def main() -> int:
    """Serve jobs; exits with an error, and says nothing more, once memory has run out."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--fonts", type=Path, required=True)
    parser.add_argument("--scratch", type=Path, required=True)
    parser.add_argument("--memory", type=int, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    given = parser.parse_args()

    _look_for_no_library()
    # Nothing but answers may reach the pipe: libraries get a standard output that is dropped.
    answers = os.fdopen(os.dup(1), "wb")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    jobs = sys.stdin.buffer
    try:
        for answer in _answers(
            jobs, given.fonts, given.scratch, memory=given.memory, seconds=given.seconds
        ):
            send(answers, answer)
    except (MemoryError, SystemError, BrokenPipeError):
        # Not the usual end: interpreter shutdown may need memory, or flush a dead pipe.
        os._exit(1)
    return 0


if __name__ == "__main__":
    sys.exit(main())

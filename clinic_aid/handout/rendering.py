"""Make PDFs in a process of their own, which may hang, crash or be killed without harm."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Lock, Timer
from typing import IO, Final, Self

from clinic_aid.domain.whole_pdf import is_whole_pdf
from clinic_aid.errors import ClinicAidError
from clinic_aid.handout.fonts import write_font_configuration
from clinic_aid.handout.framing import receive, send
from clinic_aid.handout.pdf import PrintJob, RenderFault
from clinic_aid.handout.worker import PDF, READY, job_as_message

_MEMORY: Final = 1536 << 20
_WARM_UP_S: Final = 60.0
_ATTEMPTS: Final = 2
# Signals by which a system, or somebody at it, ends a process; by a fault it ends with others.
_ENDED_FROM_OUTSIDE: Final = frozenset(
    -getattr(signal, name) for name in ("SIGKILL", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
_OUT_OF_PROCESSOR_TIME: Final = -getattr(signal, "SIGXCPU", 0) or None
# Settings of the machine or the user that reach a page through the C libraries.
_SAME_EVERYWHERE: Final = {
    "LANGUAGE": "",
    "LC_ALL": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "TZ": "UTC",
}


class Renderer:
    """Renders in one worker process; make several for several processors.

    The worker is started by `warm` or the first job, and anew whenever it has died or been
    stopped: after `timeout_s`, or when a page needs more than `memory` bytes beyond the
    engine's own (enforced on Linux only, see confinement.py). All methods may be called from
    any thread; jobs wait for each other.
    """

    def __init__(self, fonts: Path, *, timeout_s: float = 30.0, memory: int = _MEMORY) -> None:
        self._fonts = fonts
        self._timeout_s = timeout_s
        self._memory = memory
        self._turn = Lock()
        self._state = Lock()
        self._worker: _Worker | None = None
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def process_id(self) -> int | None:
        """The worker's process, None while there is none."""
        worker = self._worker
        return None if worker is None else worker.process_id

    def warm(self) -> None:
        """Start the worker, without waiting for it."""
        self._running_worker()

    def render(self, job: PrintJob) -> bytes:
        """Give the PDF of a job; RenderFault if it is at fault or fails twice.

        ClinicAidError where it took too long twice: whoever wrote it can make it shorter; and
        where the system ended the worker, which nothing in the job does.
        """
        lost: _WorkerLostError | None = None
        with self._turn:
            for _ in range(_ATTEMPTS):
                worker = self._running_worker()
                try:
                    return worker.render(job, self._timeout_s)
                except _WorkerLostError as error:
                    lost = error
                    self._drop(worker)
        assert lost is not None
        if lost.took_too_long:
            raise ClinicAidError(
                "The guide took longer than {seconds:g} seconds to make. Shorten what is written "
                "for it, or try again when the computer has less to do.",
                seconds=self._timeout_s,
            )
        if lost.was_ended and not self._closed:
            raise ClinicAidError(
                "The system ended the process that makes the pages. Close other programs, then "
                "try again."
            )
        raise RenderFault(str(lost))

    def close(self) -> None:
        """End the worker at once; a job that is under way raises RenderFault."""
        with self._state:
            self._closed = True
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.stop()

    def _running_worker(self) -> "_Worker":
        with self._state:
            if self._closed:
                raise RenderFault("The renderer was closed.")
            if self._worker is None:
                self._worker = _Worker(self._fonts, self._memory, self._timeout_s)
            return self._worker

    def _drop(self, worker: "_Worker") -> None:
        with self._state:
            if self._worker is worker:
                self._worker = None
        worker.stop()


class _WorkerLostError(Exception):
    """The worker ended before it answered."""

    def __init__(self, code: int, *, timed_out: bool) -> None:
        super().__init__(f"The render worker ended with code {code}.")
        # The system ends it, too, once it has had as much time of the processor.
        self.took_too_long = timed_out or code == _OUT_OF_PROCESSOR_TIME
        self.was_ended = code in _ENDED_FROM_OUTSIDE


class _Worker:
    def __init__(self, fonts: Path, memory: int, timeout_s: float) -> None:
        self._ready = False
        with _told_without_room():
            self._scratch = TemporaryDirectory(prefix="clinic-aid-", ignore_cleanup_errors=True)
        scratch = Path(self._scratch.name)
        try:
            with _told_without_room():
                configuration = write_font_configuration(fonts, scratch)
            self._process = subprocess.Popen(
                _command(fonts, scratch, memory, timeout_s),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                # Libraries complain there, and may quote the page.
                stderr=subprocess.DEVNULL,
                cwd=scratch,
                env=_environment(configuration, scratch),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except BaseException:
            self._scratch.cleanup()
            raise

    @property
    def process_id(self) -> int:
        return self._process.pid

    def render(self, job: PrintJob, timeout_s: float) -> bytes:
        if not self._ready:
            self._wait_until_ready()
        try:
            message = job_as_message(job)
        except UnicodeEncodeError:
            raise RenderFault("The page holds half a character (a lone surrogate).") from None
        kind, *parts = self._ask(message, timeout_s)
        if kind == PDF:
            data = b"".join(parts)
            if not is_whole_pdf(data):
                raise RenderFault("The render worker gave no whole PDF.")
            return data
        raise RenderFault(*(part.decode(errors="replace") for part in parts))

    def stop(self) -> None:
        """End the process; safe from any thread, and more than once."""
        self._process.kill()
        self._process.wait()
        for pipe in self._pipes():
            # Closing flushes what the dead process never read.
            with suppress(OSError):
                pipe.close()
        self._scratch.cleanup()

    def _wait_until_ready(self) -> None:
        kind, *parts = self._ask(None, _WARM_UP_S)
        if kind != READY:
            why = b" ".join(parts).decode(errors="replace")
            raise ClinicAidError(
                "Handouts cannot be made: {why} Install Clinic Aid again.", why=why
            )
        self._ready = True

    def _ask(self, message: list[bytes] | None, timeout_s: float) -> list[bytes]:
        timed_out = Event()

        def end() -> None:
            timed_out.set()
            self._process.kill()

        late = Timer(timeout_s, end)
        late.daemon = True
        late.start()
        jobs, answers = self._pipes()
        try:
            if message is not None:
                send(jobs, message)
            answer = receive(answers)
        # ValueError: the pipe was closed by `stop` in another thread.
        except (OSError, EOFError, ValueError) as error:
            late.cancel()
            code = self._process.wait()
            raise _WorkerLostError(code, timed_out=timed_out.is_set()) from error
        finally:
            late.cancel()
        return answer or [b""]

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        jobs, answers = self._process.stdin, self._process.stdout
        assert jobs is not None
        assert answers is not None
        return jobs, answers


@contextmanager
def _told_without_room() -> Iterator[None]:
    """Say what to do where there is no room for what the worker needs on the disk."""
    try:
        yield
    except OSError as error:
        raise ClinicAidError(
            "No guide can be made: the disk is full, or there is no folder for temporary files "
            "that may be written to. Free some space, then try again."
        ) from error


def _command(fonts: Path, scratch: Path, memory: int, timeout_s: float) -> list[str]:
    # -P: a file in the working folder must not stand in for a module.
    start = [sys.executable, "-P", "-X", "utf8", "-m", "clinic_aid.handout.worker"]
    return [
        *start,
        f"--fonts={fonts.resolve()}",
        f"--scratch={scratch}",
        f"--memory={memory}",
        f"--seconds={timeout_s}",
    ]


def _environment(configuration: Path, scratch: Path) -> dict[str, str]:
    folders = [os.fspath(Path(folder).resolve()) for folder in sys.path if folder]
    return {
        **os.environ,
        **_SAME_EVERYWHERE,
        "FONTCONFIG_FILE": str(configuration),
        # The worker finds the modules this process finds: installed, or in a checkout.
        "PYTHONPATH": os.pathsep.join(folders),
        "TEMP": str(scratch),
        "TMPDIR": str(scratch),
    }

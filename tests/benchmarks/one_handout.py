"""A handout after the last edit, against WeasyPrint's own time for the same HTML."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from clinic_aid.engine import Engine
from clinic_aid.handout.framing import receive, send
from clinic_aid.handout.pdf import PrintJob
from clinic_aid.handout.rendering import Renderer
from clinic_aid.handout.worker import job_as_message
from tests.benchmarks.measuring import SAMPLES, Finding, environment, in_turn, processor_time, ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Seconds of one handout: waited for, and used on all processors."""

    waited: float
    used: float


def findings(*, quick: bool) -> list[Finding]:
    """Make the fullest sample's handout, under another name each time."""
    engine = Engine.shipped()
    clinic = engine.read_clinic(SAMPLES / "clinic.yaml")
    consultation = engine.read_consultation(SAMPLES / "full.yaml")
    written: list[float] = []
    edits = 0

    def write() -> PrintJob:
        nonlocal edits
        edits += 1
        patient = replace(consultation.patient, name=f"Edit {edits}")
        handout = engine.compose(replace(consultation, patient=patient), clinic)
        return engine.print_job(handout)

    with Renderer(engine.fonts) as renderer, _stock(engine.fonts) as ask_stock:
        renderer.render(write())
        worker = renderer.process_id
        assert worker is not None

        def ours() -> Cost:
            began, used, used_there = perf_counter(), process_time(), processor_time(worker)
            job = write()
            written.append(process_time() - used)
            renderer.render(job)
            waited = perf_counter() - began
            spent = process_time() - used + processor_time(worker) - used_there
            return Cost(waited=waited, used=spent)

        ask_stock(write())
        found = in_turn(4 if quick else 12, {"ours": ours, "stock": lambda: ask_stock(write())})
    ours_found, stock = found["ours"], found["stock"]
    used, stock_used = [cost.used for cost in ours_found], [cost.used for cost in stock]
    waited, stock_waited = [cost.waited for cost in ours_found], [cost.waited for cost in stock]
    return [
        Finding(
            what="handout, own overhead / WeasyPrint (processor time)",
            measured=ratio(used, stock_used) - 1,
            allowed=0.10,
            details=f"{median(used):.2f} s / {median(stock_used):.2f} s"
            f"; of it text and HTML {median(written):.2f} s",
        ),
        Finding(
            what="the same by the clock",
            measured=ratio(waited, stock_waited) - 1,
            details=f"{median(waited):.2f} s / {median(stock_waited):.2f} s",
        ),
    ]


@contextmanager
def _stock(fonts: Path) -> "Iterator[_Stock]":
    with TemporaryDirectory() as home:
        same = {"LANGUAGE": "", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", "TZ": "UTC"}
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.stock_worker", os.fspath(fonts)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**environment(Path(home)), **same},
        )
        with process:
            yield _Stock(process)


class _Stock:
    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process

    def __call__(self, job: PrintJob) -> Cost:
        jobs, answers = self._process.stdin, self._process.stdout
        assert jobs is not None
        assert answers is not None
        send(jobs, job_as_message(job))
        waited, used = receive(answers)
        return Cost(waited=float(waited), used=float(used))

"""Many handouts with two workers, against one."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.benchmarks.measuring import (
    MOST_FOR_OTHERS,
    SAMPLES,
    Finding,
    environment,
    in_turn,
    processor_time_of_all,
    processor_time_of_children,
    ratio,
)

CONSULTATIONS = ("full.yaml", "go-ahead.yaml", "think-about-it.yaml", "topical.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Seconds of one run: by the clock, of processors, and of processors by everybody else."""

    waited: float
    used: float
    used_by_others: float


def findings(*, quick: bool) -> list[Finding]:
    """Make the same handouts with one worker and with two, in turn."""
    count, rounds = (24, 2) if quick else (100, 3)
    with TemporaryDirectory() as folder:
        home = Path(folder)
        files = _consultations(home, count)
        _made(files[:2], home, jobs=2)
        found = in_turn(
            rounds,
            {"one": lambda: _made(files, home, jobs=1), "two": lambda: _made(files, home, jobs=2)},
        )
    one, two = found["one"], found["two"]
    times, times_of_two = [run.waited for run in one], [run.waited for run in two]
    cores = median(run.used / run.waited for run in two)
    others = median(run.used_by_others / run.waited for run in two)
    more = ratio([run.used for run in two], [run.used for run in one]) - 1
    return [
        Finding(
            what=f"{count} handouts, one worker / two",
            measured=ratio(times, times_of_two),
            allowed=1.8,
            at_least=True,
            is_disturbed=others > MOST_FOR_OTHERS,
            details=f"{median(times):.1f} s / {median(times_of_two):.1f} s; two workers kept "
            f"{cores:.2f} of {os.cpu_count()} processors busy, others {others:.2f}; "
            f"{more:+.0%} processor time",
        )
    ]


def _consultations(folder: Path, count: int) -> list[Path]:
    files = []
    for number in range(count):
        source = SAMPLES / CONSULTATIONS[number % len(CONSULTATIONS)]
        files.append(folder / f"{number:03}{source.suffix}")
        copyfile(source, files[-1])
    return files


def _made(files: list[Path], home: Path, *, jobs: int) -> Batch:
    clinic, output = SAMPLES / "clinic.yaml", home / "handouts"
    options = ("--clinic", clinic, "--output", output, "--jobs", str(jobs))
    began, used, used_by_all = perf_counter(), processor_time_of_children(), processor_time_of_all()
    subprocess.run(
        [sys.executable, "-m", "clinic_aid", "handout", *files, *options],
        check=True,
        capture_output=True,
        env=environment(home),
    )
    waited = perf_counter() - began
    used = processor_time_of_children() - used
    return Batch(
        waited=waited, used=used, used_by_others=processor_time_of_all() - used_by_all - used
    )

"""Start to the first usable window and idle memory, against a bare window."""

import subprocess
import sys
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Timer
from time import perf_counter

from tests.benchmarks.full_vault import full_vault
from tests.benchmarks.measuring import Finding, environment, in_turn, ratio

LONGEST_S = 60.0
FEW = 200
"""Consultations in the vault that is opened; a full one is measured by `search` and `saving`."""


@dataclass(slots=True)
class Run:
    """When a window reached what (seconds from the start of its process), and what it told."""

    reached: dict[str, float] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    @property
    def memory(self) -> float:
        """Give the megabytes of the window's own process."""
        return float(self.told[0])


def findings(*, quick: bool) -> list[Finding]:
    """Measure the windows in turn: with a vault, the demo, and a bare one for each."""
    with TemporaryDirectory() as folder:
        home = full_vault(Path(folder) / "home", count=FEW)
        modules = {name: _opened(name, home).told[2:] for name in ("vault_window", "app_window")}
        kinds = {name: partial(_opened, name, home) for name in modules}
        kinds |= {
            f"bare beside {name}": partial(_opened, "bare_window", home, *modules[name])
            for name in modules
        }
        for bare in list(kinds.values())[2:]:
            bare()
        found = in_turn(3 if quick else 9, kinds)
    vault, demo = found["vault_window"], found["app_window"]
    bare_vault, bare_demo = found["bare beside vault_window"], found["bare beside app_window"]
    return [
        _reached("start to the window on the screen", vault, bare_vault, "shown"),
        _reached("start to the door, ready for a passphrase", vault, bare_vault, "door"),
        _unlocked(vault, bare_vault),
        _reached("start of the demo to the window on the screen", demo, bare_demo, "shown"),
        _reached("start of the demo to the window usable", demo, bare_demo, "usable"),
        _memory("memory, unlocked and idle", vault, bare_vault),
        _memory("memory, demo idle with its guide", demo, bare_demo),
    ]


def _reached(what: str, runs: list[Run], bare: list[Run], name: str) -> Finding:
    times, bare_times = (
        [run.reached[name] for run in runs],
        [run.reached["shown"] for run in bare],
    )
    return Finding(
        what=f"{what} / bare window",
        measured=ratio(times, bare_times),
        allowed=1.5,
        details=f"{median(times):.2f} s / {median(bare_times):.2f} s",
    )


def _unlocked(runs: list[Run], bare: list[Run]) -> Finding:
    """Tell how long it takes from Enter until Home is usable; the key is quick to derive here."""
    times = [run.reached["usable"] - run.reached["entered"] for run in runs]
    bare_times = [run.reached["shown"] for run in bare]
    read = median(run.reached["entered"] for run in runs)
    return Finding(
        what="passphrase entered to Home usable / bare window",
        measured=ratio(times, bare_times),
        details=f"{median(times):.2f} s / {median(bare_times):.2f} s; the content was read "
        f"{read:.2f} s after the start",
    )


def _memory(what: str, runs: list[Run], bare: list[Run]) -> Finding:
    memory, bare_memory = [run.memory for run in runs], [run.memory for run in bare]
    worker = median(float(run.told[1]) for run in runs)
    return Finding(
        what=f"{what} / bare window",
        measured=ratio(memory, bare_memory),
        allowed=1.6,
        details=f"{median(memory):.0f} MB / {median(bare_memory):.0f} MB"
        f"; the worker {worker:.0f} MB",
    )


def _opened(window: str, home: Path, *arguments: str) -> Run:
    run = Run()
    began = perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", f"tests.benchmarks.{window}", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(home),
        text=True,
    ) as process:
        assert process.stdout is not None
        late = Timer(LONGEST_S, process.kill)
        late.start()
        for line in process.stdout:
            name, *told = line.split()
            run.reached[name] = perf_counter() - began
            run.told = told
        late.cancel()
    if "idle" not in run.reached:
        raise RuntimeError(f"{window} was never idle; start it alone to see why: {run.reached}")
    return run

"""Start to the first usable window and idle memory, against a bare window."""

import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Timer
from time import perf_counter

from tests.benchmarks.measuring import Finding, environment, in_turn, ratio

LONGEST_S = 60.0


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
    """Measure both windows in turn."""
    with TemporaryDirectory() as home:
        first = _opened("app_window", Path(home))
        modules = first.told[2:]
        _opened("bare_window", Path(home), *modules)
        found = in_turn(
            3 if quick else 9,
            {
                "app": lambda: _opened("app_window", Path(home)),
                "bare": lambda: _opened("bare_window", Path(home), *modules),
            },
        )
    app, bare = found["app"], found["bare"]
    bare_shown = [run.reached["shown"] for run in bare]
    rows = []
    for what, name in (("window on the screen", "shown"), ("window usable", "usable")):
        times = [run.reached[name] for run in app]
        rows.append(
            Finding(
                what=f"start to the {what} / bare window",
                measured=ratio(times, bare_shown),
                allowed=1.5,
                details=f"{median(times):.2f} s / {median(bare_shown):.2f} s",
            )
        )
    memory, bare_memory = [run.memory for run in app], [run.memory for run in bare]
    worker = median(float(run.told[1]) for run in app)
    rows.append(
        Finding(
            what="memory, app idle / bare window",
            measured=ratio(memory, bare_memory),
            allowed=1.6,
            details=f"{median(memory):.0f} MB / {median(bare_memory):.0f} MB"
            f"; the worker {worker:.0f} MB",
        )
    )
    return rows


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

"""Changing screens in the talk, beside two pictures that take turns."""

import json
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.benchmarks.measuring import (
    MOST_FOR_OTHERS,
    Finding,
    environment,
    in_turn,
    processor_time_of_all,
    processor_time_of_children,
)

STALL_MS = 50.0
FRAME_MS = 16.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """What a talk told in ms, by name, and the processors that everybody else used meanwhile."""

    told: dict[str, list[float]]
    others: float


def findings(*, quick: bool) -> list[Finding]:
    """Walk through the talk, each time in a new process: rested, and at once."""
    with TemporaryDirectory() as home:
        kinds = {kind: partial(_walked, kind, Path(home)) for kind in ("rested", "at-once")}
        found = in_turn(1 if quick else 3, kinds)
    rested, at_once = found["rested"], found["at-once"]
    again, plain = _each(rested, "second"), median(_all(rested, "plain"))
    frames = _all(rested, "frame")
    is_busy = median(walk.others for walk in rested) > MOST_FOR_OTHERS

    def worst(what: str, times: list[float], *, allowed: float | None = STALL_MS) -> Finding:
        usual = median(times)
        return Finding(
            what=f"ms {what}, the worst",
            measured=max(times),
            allowed=allowed,
            is_disturbed=allowed is not None and is_busy,
            details=f"median of {len(times)}: {usual:.1f} ms, {usual / plain:.1f} x two pictures "
            f"that take turns ({plain:.1f} ms)",
        )

    return [
        worst("to change to a screen seen before", again),
        worst("to change to a screen not seen yet", _each(rested, "first")),
        worst("the same without a pause on the first", _each(at_once, "first"), allowed=None),
        worst("to make the next screens ready, a step", _each(rested, "ready"), allowed=None),
        Finding(
            what="% of the frames of a change in less than 16.7 ms",
            measured=100 * sum(frame < FRAME_MS for frame in frames) / len(frames),
            allowed=95,
            at_least=True,
            is_disturbed=is_busy,
            details=f"median of {len(frames)}: {median(frames):.1f} ms",
        ),
        worst("for a day more in the timeline", _each(rested, "day")),
        worst("for a letter of a question", _each(rested, "letter")),
    ]


def _each(walks: list[Walk], name: str) -> list[float]:
    """Give each thing that was measured, as the median of the rounds has it."""
    return [median(times) for times in zip(*(walk.told[name] for walk in walks), strict=True)]


def _all(walks: list[Walk], name: str) -> list[float]:
    return [time for walk in walks for time in walk.told[name]]


def _walked(kind: str, home: Path) -> Walk:
    began, used, used_by_all = perf_counter(), processor_time_of_children(), processor_time_of_all()
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.talk_window", kind],
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**environment(home), "CLINIC_AID_MOTION": "normal", "CLINIC_AID_TEXT_SCALE": "1"},
        text=True,
    )
    used = processor_time_of_children() - used
    others = (processor_time_of_all() - used_by_all - used) / (perf_counter() - began)
    return Walk(told=json.loads(done.stdout.splitlines()[-1]), others=others)

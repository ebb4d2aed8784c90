"""Ratios against a reference in the same run: rounds that take turns, and their medians."""

import os
import resource
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeVar

from clinic_aid import locations

CHECKOUT = Path(__file__).resolve().parents[2]
SAMPLES = locations.resources() / "samples"
MOST_FOR_OTHERS = 0.1
"""Of the processors, what other processes may use while something that needs them is measured."""
PERSON, PASSPHRASE = "Jo Brook", "four plain words here"

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was measured for one budget; `allowed` is None where it is only told."""

    what: str
    measured: float
    allowed: float | None = None
    at_least: bool = False
    is_disturbed: bool = False
    """Other processes took so much of the machine that the figure is not the program's."""
    details: str = ""

    @property
    def is_missed(self) -> bool:
        """Say whether there is a budget and it was not kept."""
        if self.allowed is None or self.is_disturbed:
            return False
        return self.measured < self.allowed if self.at_least else self.measured > self.allowed


def in_turn(rounds: int, kinds: Mapping[str, Callable[[], T]]) -> dict[str, list[T]]:
    """Give what each kind measured; the one that begins changes, since load comes in waves."""
    found: dict[str, list[T]] = {name: [] for name in kinds}
    for number in range(rounds):
        names = list(kinds) if number % 2 == 0 else list(kinds)[::-1]
        for name in names:
            found[name].append(kinds[name]())
        print(".", end="", file=sys.stderr, flush=True)
    return found


def ratio(these: list[float], those: list[float]) -> float:
    """Give the median of the rounds' ratios: neighbours in time saw the same load."""
    return median(this / that for this, that in zip(these, those, strict=True))


def environment(home: Path) -> dict[str, str]:
    """Give what every measured process sees: no display, no data of anybody.

    Modules are compiled by the first, uncounted run, as installing does it.
    """
    given = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {
        **given,
        "CLINIC_AID_HOME": str(home),
        "PYTHONPATH": str(CHECKOUT),
        "PYTHONPYCACHEPREFIX": str(home / "compiled"),
        "QT_QPA_PLATFORM": "offscreen",
    }


def processor_time(process: int) -> float:
    """Give the seconds that a running process has used, in steps of a hundredth."""
    # The name in brackets may hold anything; the numbers begin behind it.
    numbers = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(numbers[11]) + int(numbers[12])) / os.sysconf("SC_CLK_TCK")


def processor_time_of_children() -> float:
    """Give the seconds that ended children have used, and theirs."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def processor_time_of_all() -> float:
    """Give the seconds that all processes of the machine have used on all processors."""
    first = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0].split()[1:]
    user, nice, system, _idle, _waiting, irq, softirq, *_ = map(int, first)
    return (user + nice + system + irq + softirq) / os.sysconf("SC_CLK_TCK")

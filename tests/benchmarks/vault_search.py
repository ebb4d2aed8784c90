"""Looking for a consultation among 100,000 while the words are typed, beside a bare query."""

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from tests.benchmarks.full_vault import full_vault
from tests.benchmarks.measuring import (
    MOST_FOR_OTHERS,
    Finding,
    environment,
    processor_time_of_all,
    processor_time_of_children,
)

STALL_MS = 50.0
TWICE = 2.0


def findings(*, quick: bool) -> list[Finding]:
    """Type the same words again and again over the full vault."""
    with TemporaryDirectory() as folder:
        home = full_vault(Path(folder) / "home")
        told, others = _typed(home, rounds=3 if quick else 9)
    keys = [
        (kind, typed, *(median(round_[place] for round_ in rounds) for place in (2, 3, 4)))
        for rounds in zip(*told["rounds"], strict=True)
        for kind, typed, *_ in rounds[:1]
    ]
    return [
        *_answers(keys),
        _painted(keys, is_busy=others > MOST_FOR_OTHERS, others=others),
        *_records(told["records"], is_busy=others > MOST_FOR_OTHERS),
        _at_once(told["at_once"]),
    ]


_Key = tuple[str, str, float, float, float]


def _answers(keys: list[_Key]) -> list[Finding]:
    kinds: dict[str, list[_Key]] = defaultdict(list)
    for key in keys:
        kinds[key[0]].append(key)
    worst = max(keys, key=lambda key: key[3])
    told = ", ".join(f"{kind} {_ratio(some):.2f}" for kind, some in kinds.items())
    return [
        Finding(
            what="answers to all keys typed / the same rows by a bare query",
            measured=_ratio(keys),
            allowed=TWICE,
            details=f"{len(keys)} keys, median {median(key[3] for key in keys):.1f} ms / "
            f"{median(key[2] for key in keys):.1f} ms; {told}",
        ),
        Finding(
            what="ms for the vault's answer to a key, the worst",
            measured=worst[3],
            details=f"for “{worst[1]}”, which takes a bare query {worst[2]:.1f} ms",
        ),
    ]


def _ratio(keys: list[_Key]) -> float:
    # Of the sums: a bare query for one letter is over before a hundred values can be made.
    return sum(key[3] for key in keys) / sum(key[2] for key in keys)


def _painted(keys: list[_Key], *, is_busy: bool, others: float) -> Finding:
    worst = max(keys, key=lambda key: key[4])
    return Finding(
        what="ms for a key in Home's entry until it is painted, the worst",
        measured=worst[4],
        allowed=STALL_MS,
        # Kept beside others all the more.
        is_disturbed=is_busy and worst[4] > STALL_MS,
        details=f"for “{worst[1]}”; median {median(key[4] for key in keys):.1f} ms; others took "
        f"{others:.2f} processors",
    )


def _records(rounds: list[list[list[float]]], *, is_busy: bool) -> list[Finding]:
    found = []
    for place, what in enumerate(("to open one to read", "to go back to Home's lists")):
        times = [median(record[place] for record in some) for some in zip(*rounds, strict=True)]
        found.append(
            Finding(
                what=f"ms {what}, the worst",
                measured=max(times),
                allowed=STALL_MS,
                is_disturbed=is_busy and max(times) > STALL_MS,
                details=f"median of {len(times)}: {median(times):.1f} ms",
            )
        )
    return found


def _at_once(told: dict[str, Any]) -> Finding:
    return Finding(
        what="ms by the clock for a key just after unlocking, the worst",
        measured=max(told["keys"]),
        details=f"then the vault is still looked through for {told['busy'] / 1000:.1f} s, "
        f"with stalls of {told['stall']:.0f} ms",
    )


def _typed(home: Path, *, rounds: int) -> tuple[dict[str, Any], float]:
    began, used, used_by_all = perf_counter(), processor_time_of_children(), processor_time_of_all()
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.find_window", str(rounds)],
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**environment(home), "CLINIC_AID_MOTION": "normal", "CLINIC_AID_TEXT_SCALE": "1"},
        text=True,
    )
    used = processor_time_of_children() - used
    others = (processor_time_of_all() - used_by_all - used) / (perf_counter() - began)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told, others

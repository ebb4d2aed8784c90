"""Give a reader many inputs, and find the smallest at which it fails."""

from collections import Counter
from dataclasses import dataclass, field

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.bounds import bounded
from tests.fuzz.targets import Target


@dataclass
class Outcome:
    """How many inputs were taken and refused; with a failure, the smallest input that has it."""

    count: Counter[str] = field(default_factory=Counter)
    failure: BaseException | None = None
    smallest: bytes = b""


def run(target: Target, *, inputs: int, number: int | None = None) -> Outcome:
    """Give the outcome of so many inputs: the same in every run, or drawn by a number."""
    outcome = Outcome()
    last = b""

    def try_one(data: bytes) -> None:
        nonlocal last
        last = data
        with bounded():
            outcome.count["taken" if target.takes(data) else "refused"] += 1

    drawn = settings(
        max_examples=inputs,
        derandomize=number is None,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )(given(target.inputs())(try_one))
    try:
        (drawn if number is None else seed(number)(drawn))()
    except KeyboardInterrupt:
        raise
    except BaseException as failure:  # what a reader lets through is what is looked for
        outcome.failure, outcome.smallest = failure, last
    return outcome

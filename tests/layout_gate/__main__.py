"""Look at every guide there is: `python -m tests.layout_gate [--pairs]`."""

import argparse
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import cache

from tqdm import tqdm

from clinic_aid.engine import Engine
from tests.layout_gate.choice import Look, all_looks, pairwise_looks
from tests.layout_gate.looking import faults_of_look


@cache
def _engine() -> Engine:
    return Engine.shipped()


def _look(look: Look) -> list[str]:
    return faults_of_look(look, _engine())


def main() -> int:
    """Print every fault and how many there are; give 1 where there is one."""
    parser = argparse.ArgumentParser(prog="python -m tests.layout_gate", description=__doc__)
    parser.add_argument("--pairs", action="store_true", help="only what the test run looks at")
    parser.add_argument("--jobs", type=int, default=2, help="processes at once (default: 2)")
    given = parser.parse_args()
    looks = pairwise_looks() if given.pairs else list(all_looks())
    count: Counter[str] = Counter()
    with ProcessPoolExecutor(given.jobs) as pool:
        for look, found in zip(looks, tqdm(pool.map(_look, looks), total=len(looks)), strict=True):
            count[look.sample] += len(found)
            for fault in found:
                tqdm.write(fault)
    print(f"{len(looks)} guides, {sum(count.values())} faults")
    return int(any(count.values()))


if __name__ == "__main__":
    raise SystemExit(main())

"""Change good files at random for as long as asked: `python -m tests.fuzz --seconds 600`."""

import argparse
import random
import sys
import time
import traceback
from collections import Counter
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz.running import run
from tests.fuzz.targets import TARGETS

_ROUND = 50


def main() -> int:
    """Go round the readers until the time is over; each failure is told, and its input kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=120, help="in all (default: 120)")
    parser.add_argument("--reader", action="append", choices=list(TARGETS), help="only this one")
    parser.add_argument("--seed", type=int, help="draw the same inputs again")
    parser.add_argument("--keep", type=Path, default=Path(), help="folder for inputs that fail")
    asked = parser.parse_args()
    number = random.randrange(1 << 32) if asked.seed is None else asked.seed
    print(f"seed {number}", flush=True)
    counts: dict[str, Counter[str]] = {name: Counter() for name in asked.reader or TARGETS}
    failed: set[str] = set()
    end = time.monotonic() + asked.seconds
    with TemporaryDirectory(prefix="clinic-aid-fuzz-") as scratch:
        targets = {}
        for name in counts:
            folder = Path(scratch) / name
            folder.mkdir()
            targets[name] = TARGETS[name](folder)
        while time.monotonic() < end and len(failed) < len(targets):
            number += 1
            for name, target in targets.items():
                if name in failed or time.monotonic() >= end:
                    continue
                outcome = run(target, inputs=_ROUND, number=number)
                counts[name] += outcome.count
                if outcome.failure is not None:
                    failed.add(name)
                    file = asked.keep / f"{name}-{sha256(outcome.smallest).hexdigest()[:12]}"
                    file.write_bytes(outcome.smallest)
                    print(f"{name} fails at {file}:", file=sys.stderr)
                    traceback.print_exception(outcome.failure, limit=-6)
    for name, count in counts.items():
        print(f"{name:16}{count['taken']:8} taken {count['refused']:8} refused")
    print(f"{sum(count.total() for count in counts.values())} inputs, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

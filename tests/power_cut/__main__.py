"""Cut the power a thousand times: `python -m tests.power_cut --images 1000`."""

import argparse
import sys
import time

from tests.power_cut.recording import record, why_not
from tests.power_cut.replaying import replay


def main() -> int:
    """Record once, replay as often as asked, and say what was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.power_cut", description=__doc__)
    parser.add_argument("--images", type=int, default=1000, help="how often (default: 1000)")
    parser.add_argument("--saves", type=int, default=60, help="consultations saved (default: 60)")
    parser.add_argument("--seed", type=int, default=1, help="draws other moments (default: 1)")
    asked = parser.parse_args()
    if why := why_not():
        print(f"Nothing can be recorded here: {why}.", file=sys.stderr)
        return 2
    begun = time.monotonic()
    events = record(asked.saves)
    syncs = sum(event.kind == "sync" for event in events)
    print(f"{len(events)} events, {syncs} of them syncs, in {time.monotonic() - begun:.0f} s")
    lost = 0
    for loss in replay(events, asked.images, seed=asked.seed):
        if loss is not None:
            lost += 1
            print(f"image {loss.image}, cut after event {loss.event}: {'; '.join(loss.words)}")
    print(f"{asked.images} images, {lost} with a loss, {time.monotonic() - begun:.0f} s in all")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())

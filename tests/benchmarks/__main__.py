"""Prints each budget with what was measured: `python -m tests.benchmarks --quick`."""

import argparse
import sys

from tests.benchmarks import (
    many_handouts,
    one_handout,
    screens,
    vault_saving,
    vault_search,
    window,
)
from tests.benchmarks.measuring import Finding

PARTS = {
    "window": window.findings,
    "screens": screens.findings,
    "one": one_handout.findings,
    "many": many_handouts.findings,
    "search": vault_search.findings,
    "saving": vault_saving.findings,
}


def main() -> int:
    """Measure, print the table, and give 1 where a budget was missed or could not be judged."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; else all")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, 24 handouts for 100")
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    is_kept = True
    for name in given.parts or PARTS:
        found = PARTS[name](quick=given.quick)
        print(file=sys.stderr)
        for finding in found:
            print(_line(finding), flush=True)
            is_kept &= not (finding.is_missed or finding.is_disturbed)
    return 0 if is_kept else 1


def _line(finding: Finding) -> str:
    verdict = "BUSY" if finding.is_disturbed else "MISSED" if finding.is_missed else "kept"
    bound = "≥" if finding.at_least else "≤"
    budget = f"{bound} {finding.allowed:.2f}  {verdict:6}" if finding.allowed else " " * 14
    return f"{finding.measured:5.2f}  {budget}  {finding.what}  ({finding.details})"


if __name__ == "__main__":
    sys.exit(main())

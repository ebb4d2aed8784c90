"""Print the faults of PDF files: exit 0 without any, 1 with faults, 2 if one is unreadable."""

import argparse
import sys

import pikepdf

from tests.pdf_check import STANDARDS, faults_of


def main() -> int:
    """Check the files named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.pdf_check", description=__doc__)
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument(
        "--expect",
        default=",".join(STANDARDS),
        metavar="PROFILES",
        help="validate against these (%(default)s)",
    )
    arguments = parser.parse_args()
    profiles = [profile for profile in arguments.expect.split(",") if profile]
    status = 0
    for file in arguments.files:
        try:
            faults = faults_of(file, profiles=profiles)
        except (OSError, pikepdf.PdfError) as error:
            faults, status = [f"UNREADABLE {error}"], 2
        for fault in faults:
            print(f"{file}: {fault}")
        status = max(status, int(bool(faults)))
    return status


if __name__ == "__main__":
    sys.exit(main())

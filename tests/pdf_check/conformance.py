"""Ask a validator that knows the whole standard; without it there is no verdict."""

import re
from collections.abc import Sequence
from typing import Final

import page

# page-validation 0.11 reports these where the standard's own profiles do not: a filter on the
# metadata of PDF/A-2 and 3, and a stream whose last byte is a carriage return.
_FALSE_ALARMS: Final = ("METADATA-FILTER", "STREAM-LENGTH")


def conformance_faults(data: bytes, xmp: str, profiles: Sequence[str]) -> list[str]:
    """Give the failures of PDF/UA-1 and of the PDF/A level the file claims, or of `profiles`."""
    part, level = (
        re.search(rf'pdfaid:{key}(?:="|>\s*)(\w)', xmp) for key in ("part", "conformance")
    )
    claimed = [part[1] + level[1].lower()] if part and level and part[1] in "123" else []
    failures = [
        failure
        for profile in profiles or ["ua1", *claimed]
        for failure in page.validate_pdf_bytes(data, profile=profile).failures
    ]
    return [
        f"{failure.rule_id} {failure.message}"
        for failure in failures
        if not any(alarm in failure.rule_id for alarm in _FALSE_ALARMS)
    ]

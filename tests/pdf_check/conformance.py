"""Ask a validator that knows the whole standard; without it there is no verdict."""

from collections.abc import Sequence
from typing import Final

import page

# page-validation 0.11 reports these where the standard's own profiles do not: a filter on the
# metadata of PDF/A-2 and 3, and a stream whose last byte is a carriage return.
_FALSE_ALARMS: Final = ("METADATA-FILTER", "STREAM-LENGTH")


def conformance_faults(data: bytes, profiles: Sequence[str]) -> list[str]:
    """Give the failures of each of these standards."""
    failures = [
        failure
        for profile in profiles
        for failure in page.validate_pdf_bytes(data, profile=profile).failures
    ]
    return [
        f"{failure.rule_id} {failure.message}"
        for failure in failures
        if not any(alarm in failure.rule_id for alarm in _FALSE_ALARMS)
    ]

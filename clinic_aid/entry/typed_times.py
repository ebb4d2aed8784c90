"""Times of day as people type them."""

import re
from datetime import time

_TIME = re.compile(r"(\d{1,2})[:.h](\d{2})")


def read_time(text: str) -> time | None:
    """Give the time of day that was typed: "9:15", "09.15"."""
    match = _TIME.fullmatch(text.strip())
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        return None
    return time(int(match[1]), int(match[2]))

"""What of a printing is left to the system's queue (CUPS), and what became of it there."""

import ctypes
import ctypes.util
import sys
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from PySide6.QtPrintSupport import QPrintEngine, QPrinter

# Qt's name for what it hands on to CUPS; a list of names and values by turns.
_CUPS_OPTIONS: Final = QPrintEngine.PrintEnginePropertyKey(0xFE00)
_RANGES, _SIDE = "page-ranges", "page-set"
_FIRST_ERROR: Final = 0x0400


@dataclass(frozen=True, slots=True, kw_only=True)
class PageChoice:
    """Which pages are asked for: ranges ("5-6,9"; empty for all), and every other one of them."""

    ranges: str = ""
    side: Literal["", "odd", "even"] = ""

    def has_side(self, page: int) -> bool:
        """Say whether a page, counted from 1, is one of every other ones."""
        return not self.side or page % 2 == (self.side == "odd")


def choice_taken_from(printer: QPrinter) -> PageChoice | None:
    """Take the choice of pages away from the queue; None where the queue was given none.

    Some queues keep to it, some print everything. So the app alone chooses, and knows what went.
    """
    engine = printer.printEngine()
    said = engine.property(_CUPS_OPTIONS)
    if not isinstance(said, list) or not said:
        return None
    options = dict(zip(said[::2], said[1::2], strict=False))
    side = options.pop(_SIDE, "")
    choice = PageChoice(
        ranges=options.pop(_RANGES, ""), side=side if side in ("odd", "even") else ""
    )
    engine.setProperty(_CUPS_OPTIONS, [word for pair in options.items() for word in pair])
    return choice if choice != PageChoice() else None


def why_not_taken() -> str:
    """Say why the queue did not take what this thread printed last; empty where it did."""
    cups = _cups()
    if cups is None or cups.cupsLastError() < _FIRST_ERROR:
        return ""
    return str(cups.cupsLastErrorString().decode(errors="replace"))


@cache
def _cups() -> ctypes.CDLL | None:
    # Elsewhere it is not Qt that hands the pages over, and an old error would be of something else.
    name = ctypes.util.find_library("cups") if sys.platform == "linux" else None
    if name is None:
        return None
    try:
        cups = ctypes.CDLL(name)
        cups.cupsLastErrorString.restype = ctypes.c_char_p
    except (OSError, AttributeError):
        return None
    return cups

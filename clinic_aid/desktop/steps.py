"""The steps of the consultant's window; those of a consultation as the top bar counts them."""

from typing import Final

HOME: Final = 0
PREPARE: Final = 1
PRESENT: Final = 2
GUIDE: Final = 3
RECORD: Final = 4
SAFE_KEEPING: Final = 5

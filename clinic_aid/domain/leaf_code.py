"""The code on the page for the fridge: it tells staff whose page it is, and strangers nothing."""

import hashlib
from datetime import date
from typing import Final

# No vowels, so that no code is a word; no letter that is read as a digit.
_SIGNS: Final = "2346789BCDFGHJKMPQRTVWXY"
_LENGTH: Final = 5


def leaf_code(name: str, birth: date | None, day: date | None) -> str:
    """Give five signs made of a patient's name, birth date and day of the consultation.

    The same three give the same signs, so staff find them in the record again; of about six
    million codes two patients of one clinic hardly share one, and nobody can work back.
    """
    known = (" ".join(name.split()), *(each.isoformat() if each else "" for each in (birth, day)))
    number = int.from_bytes(hashlib.sha256("\n".join(known).encode()).digest())
    signs = []
    for _ in range(_LENGTH):
        number, place = divmod(number, len(_SIGNS))
        signs.append(_SIGNS[place])
    return "".join(signs)

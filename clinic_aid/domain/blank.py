"""Whether anything of a text can be seen: what only steers the layout is nothing, as spaces are."""

import re
import unicodedata
from typing import Final

# Separators, controls, marks that need a letter to stand on, and what steers the layout.
_UNSEEN: Final = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Mn"})
# The other letters and places that Unicode draws nothing for, and the Braille cell without dots.
_FILLERS: Final = re.compile(
    "[\u115f\u1160\u2065\u2800\u3164\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)


def is_blank(text: str) -> bool:
    """Say whether nothing of a text can be seen; joiners within a word leave its letters."""
    return all(unicodedata.category(sign) in _UNSEEN or _FILLERS.match(sign) for sign in text)

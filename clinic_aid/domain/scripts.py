"""The script that a letter belongs to, as far as Python knows it: by the letter's name."""

import unicodedata
from typing import Final

# One text is written with all of these.
_JAPANESE: Final = frozenset({"HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC"})


def script_of(letter: str) -> str:
    """Give the first word of a letter's Unicode name: LATIN, ARABIC, CJK with kana; else ""."""
    script = unicodedata.name(letter, "").split(" ")[0]
    return "CJK" if script in _JAPANESE else script

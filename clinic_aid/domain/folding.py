"""Words as people type them: folded alike where they are kept and where they are looked for.

A table of letters and not a transliteration (anyascii, unidecode): that makes Latin letters of
every script, and one word of names that differ. What is folded here people take for the same.
"""

import re
import unicodedata
from typing import Final

_APOSTROPHES: Final = "'’‘‛ʼʻʽʾʿʹ`´′‵＇ꞌ׳״"
_HYPHENS: Final = "-‐‑‒–−־·"
_ALIKE: Final = str.maketrans(
    {
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys(_HYPHENS, "-"),
        # Of Latin letters only those that no decomposition takes apart.
        **{"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe"},
        **{"ħ": "h", "ŧ": "t", "ŋ": "n"},
        # Hamza and madda are marks, and go with them; tatweel only stretches.
        **{"ٱ": "ا", "ى": "ي", "ی": "ي", "ے": "ي", "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه"},
        **{"ک": "ك", "ـ": ""},
    }
)
_JOINED: Final = re.compile(r"\w+(?:['-]+\w+)+")
_POINTS, _ACCENTS = range(10, 36), 200
"""Classes of marks: those of Hebrew and Arabic, and from 200 on those of Latin, Greek, Cyrillic.

The signs of other scripts, as of Hindi, Thai and Japanese, tell one name from another.
"""


def folded(words: str) -> str:
    """Give words in small letters without accents and points, their parts apart by spaces."""
    return _apart(_letters(words))


def findable(words: str) -> str:
    """Give words as they are found: folded, then what apostrophes and hyphens part, as one word."""
    letters = _letters(words)
    joined = (_together(found) for found in _JOINED.findall(letters))
    return " ".join([_apart(letters), *dict.fromkeys(joined)])


def spellings(word: str) -> tuple[str, ...]:
    """Give a word typed without a space as it may be kept: as one, and in parts; none for none."""
    letters = _letters(word)
    return tuple(dict.fromkeys(filter(None, (_together(letters), _apart(letters)))))


def _letters(words: str) -> str:
    # Before anything else: some apostrophes come apart into a space and a mark.
    plain = words.translate(_ALIKE)
    if plain.isascii():
        return plain.lower()
    # What casefolding makes can be taken apart once more, as the capital dotted I of Turkish.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", plain).casefold())
    return unicodedata.normalize("NFC", apart.translate(_KEPT))


class _Kept(dict[int, str | int | None]):
    """What becomes of each letter and mark, found out once."""

    def __missing__(self, number: int) -> str | int | None:
        kind = unicodedata.combining(chr(number))
        # Signs of format are not seen: soft hyphens, marks of direction, joiners of letters.
        is_left_out = (
            kind in _POINTS or kind >= _ACCENTS or unicodedata.category(chr(number)) == "Cf"
        )
        self[number] = None if is_left_out else _ALIKE.get(number, number)
        return self[number]


_KEPT: Final = _Kept()


def _apart(letters: str) -> str:
    return " ".join(letters.replace("'", " ").replace("-", " ").split())


def _together(letters: str) -> str:
    return letters.replace("'", "").replace("-", "")

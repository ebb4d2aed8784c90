"""Find the words on a screen that nobody translated."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from tests.languages.changing import Change, right_to_left

_ISOLATED: Final = re.compile("\u2068[^\u2068\u2069]*\u2069")
_MARKUP: Final = re.compile(r"</?[A-Za-z][^<>]*>|&(?:[A-Za-z]+|#\d+);")
_WORD: Final = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f])+")


def untranslated(text: str, change: Change, *, names: Iterable[str] = ()) -> list[str]:
    """Give the words of a visible text that are English, though `change` made the language.

    Numbers and what stands between isolates (values of this patient) are the same in every
    language, and so are the `names` given. A single plain letter may stand in an accented
    text, but not in Hebrew.
    """
    least = 1 if change is right_to_left else 2
    while (inner := _ISOLATED.sub(" ", text)) != text:
        text = inner
    text = _MARKUP.sub(" ", text)
    for name, pattern in _patterns(frozenset(names)):
        # Hardly any name is in a text: looking for it costs less than its pattern.
        if name in text:
            text = pattern.sub(" ", text)
    return [word for word in _WORD.findall(text) if word.isascii() and len(word) >= least]


@lru_cache(maxsize=8)
def _patterns(names: frozenset[str]) -> list[tuple[str, re.Pattern[str]]]:
    """Give each name with what finds it as a whole word, the longest first."""
    longest_first = sorted(filter(None, names), key=lambda name: (-len(name), name))
    return [(name, re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")) for name in longest_first]

"""Turn English into a made-up language, word by word, and leave its machinery alone."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import cycle
from math import ceil
from typing import Final

Change = Callable[[str], str]
"""What turns a text of the pack or of the interface into another language."""

_TERM: Final = re.compile(r"\[\[([^\[\]]+)\]\]")
# What is no word: an isolated value, a placeholder, a tag, an entity, a number that Qt puts in,
# the mark of a shortcut.
_KEPT: Final = re.compile(
    "\u2068(?:[^\u2068\u2069]|\u2068[^\u2068\u2069]*\u2069)*\u2069"
    r"|\{[^{}]*\}|</?[A-Za-z][^<>]*>|&(?:[A-Za-z]+|#\d+);|%L?(?:\d+|n)|&"
)
_WORD: Final = re.compile(r"[^\W\d_]+")
# Letters of Atkinson Hyperlegible Next. Where it has no accented one, a dot stands over the plain.
_DOT: Final = "\u0307"
_ACCENTED: Final = {letter: letter + _DOT for letter in "bfjmpqvx"} | dict(
    zip("acdeghiklnorstuwyz", "áçðéğħíķļñöřšţüŵýž", strict=True)
)
_HEBREW: Final = dict(zip("abcdefghijklmnopqrstuvwxyz", "אבסדעפגהיזקלמנוטכרשתחשצםןץ", strict=True))
_VOWELS: Final = frozenset("aeiouy")
_GROWTH: Final = 0.4
_FILLER: Final = ("und", "nachher", "oder", "gewissermassen", "am", "jeweils")


def accented(text: str) -> str:
    """Give the text in accented letters, at least 40 % longer as it is read.

    Words grow by up to 40 %, each always in the same way; more words make up the rest.
    A term between brackets reads as it does alone, so that the glossary still has it.
    """
    out: list[str] = []
    room = 0.0
    # Behind which part the further words stand; -1 while nothing was said.
    last = -1
    for part, is_term in _terms(text):
        if is_term:
            out.append(f"[[{accented(part)}]]")
            room += _shown(part) * _GROWTH - (_shown(accented(part)) - _shown(part))
            last = len(out) - 1
            continue
        for piece, is_word in _words(part):
            longer = _accented_word(piece) if is_word else piece
            out.append(longer)
            if is_word:
                last = len(out) - 1
            if not _KEPT.fullmatch(piece):
                room += _shown(piece) * _GROWTH - (_shown(longer) - _shown(piece))
    if last >= 0 and room > 0:
        out.insert(last + 1, _filling(room))
    return "".join(out)


def right_to_left(text: str) -> str:
    """Give the text in Hebrew letters, as long as it was."""
    return "".join(
        "".join(_hebrew(letter) for letter in piece) if is_word else piece
        for piece, is_word in _words(text)
    )


def _terms(text: str) -> Iterator[tuple[str, bool]]:
    """Give what stands outside and inside of brackets, in turn."""
    for index, part in enumerate(_TERM.split(text)):
        yield part, index % 2 == 1


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """Give the words and what stands between them, with what must be kept in one piece."""
    end = 0
    for kept in [*_KEPT.finditer(text), None]:
        start = len(text) if kept is None else kept.start()
        plain = text[end:start]
        at = 0
        for word in _WORD.finditer(plain):
            if word.start() > at:
                yield plain[at : word.start()], False
            yield word[0], True
            at = word.end()
        if at < len(plain):
            yield plain[at:], False
        if kept is not None:
            yield kept[0], False
            end = kept.end()


def _accented_word(word: str) -> str:
    """Give a word with its vowels drawn out."""
    letters = [_accented_letter(letter) for letter in word]
    vowels = [index for index, letter in enumerate(word) if letter.lower() in _VOWELS]
    places = vowels or [len(word) - 1]
    for index in range(int(len(word) * _GROWTH)):
        place = places[index % len(places)]
        letters[place] += _accented_letter(word[place].lower())
    return "".join(letters)


def _accented_letter(letter: str) -> str:
    low = letter.lower()
    if low not in _ACCENTED:
        return letter
    return _ACCENTED[low] if letter.islower() else _ACCENTED[low].upper()


def _hebrew(letter: str) -> str:
    plain = unicodedata.normalize("NFD", letter)[0].lower()
    return _HEBREW.get(plain, letter)


def _filling(room: float) -> str:
    """Give further words with a space before each, so many that they fill the room."""
    words: list[str] = []
    for word in cycle(_FILLER):
        if room <= 0:
            break
        part = word[: max(ceil(room) - 1, 1)]
        words.append(" " + "".join(map(_accented_letter, part)))
        room -= len(part) + 1
    return "".join(words)


def _shown(text: str) -> int:
    """Count the letters and signs as they stand side by side."""
    return sum(not unicodedata.combining(letter) for letter in text)

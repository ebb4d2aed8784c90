"""How hard a text is to read, by the formula in use for its language.

How English is counted: every line is at least one sentence (headings and list entries
have no full stop); hyphens and slashes part words; a number with its signs is one word
with the syllables it has when read aloud ("71 %" is "seventy-one per cent"), and so is
a unit ("cm²"); the day of a date is read as an ordinal; capitals such as HIV are spelt out.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from clinic_aid.content.spoken import (
    ABBREVIATIONS,
    FRACTIONS,
    UNITS,
    UNITS_AFTER_NUMBERS,
    spoken_number,
)
from clinic_aid.content.syllables import count_syllables


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLevel:
    """What was counted in a text, and what the formula makes of it.

    `grade` is in years of schooling (United States).
    """

    words: int
    sentences: int
    syllables: int
    grade: float


def flesch_kincaid_grade(words: int, sentences: int, syllables: int) -> float:
    """The school grade by Kincaid, Fishburne, Rogers and Chissom (1975).

    0.39 words per sentence + 11.8 syllables per word - 15.59; Derivation of new
    readability formulas for Navy enlisted personnel, Research Branch Report 8-75.
    """
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def reading_level(text: str, *, exempt: Collection[str] = (), language: str) -> ReadingLevel:
    """How hard a text is to read; every line of it counts as a sentence of its own.

    `exempt` are names and explained terms that are left out of the count, in any case
    and with an ending -s, -es or -'s. A text without words has grade 0.
    Raises KeyError for a language without formulas.
    """
    return _LEVELS[language](text, exempt)


# Never the end of a sentence, whatever follows.
# fmt: off
_TITLES = frozenset({
    "dr", "mr", "mrs", "ms", "prof", "st", "e.g", "i.e", "vs", "cf", "fig", "approx",
    "incl",
})
# The end of a sentence only before a capital letter.
_ABBREVIATIONS = frozenset({
    "a.m", "p.m", "etc", "mm", "cm", "mg", "ml", "kg", "no", "al", "min", "max", "hr", "hrs",
    "tel", "u.k", "u.s",
})
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)
# fmt: on

_LINE_MARK = re.compile(r"^\s*(?:[-*+•–☐☑✓>]+|#+|\(?\d{1,2}[.)]|[a-z]\))\s+")
_STOP = re.compile(r"[.!?…]+[)\]\"'’”»]*\s+(?=[(\[\"'‘“«]*(\S))")
_LAST_TOKEN = re.compile(r"[\w.]*$")
_WORD = re.compile(
    r"(?P<number>[£€$]?\d[\d,]*(?:\.\d+)?(?:st|nd|rd|th)?(?:\s?[%°]C?(?!\w))?)"
    r"|(?P<unit>°C|[mckµn]?m[²³]?(?!\w)|[mkµ]g(?!\w)|ml(?!\w)|[½¼¾⅓])"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
)
_DAY_OF_DATE = re.compile(rf"\b(\d{{1,2}})(?=\s+(?:{'|'.join(_MONTHS)})\b)", re.IGNORECASE)


def _english(text: str, exempt: Collection[str]) -> ReadingLevel:
    left_out = _exempt_pattern(exempt)
    counts: list[list[int]] = []
    for sentence in english_sentences(text):
        rest = left_out.sub(" ", sentence) if left_out else sentence
        if counted := list(_english_syllables(rest)):
            counts.append(counted)
    each = [count for counted in counts for count in counted]
    words, sentences, syllables = len(each), len(counts), sum(each)
    grade = flesch_kincaid_grade(words, sentences, syllables) if words else 0.0
    return ReadingLevel(words=words, sentences=sentences, syllables=syllables, grade=grade)


def english_sentences(text: str) -> Iterator[str]:
    """The sentences of an English text, one at least for each line that is not blank."""
    for line in text.splitlines():
        rest = _LINE_MARK.sub("", line).strip()
        start = 0
        for stop in _STOP.finditer(rest):
            if _ends_sentence(rest[start : stop.start()], rest[stop.start()], stop[1]):
                yield rest[start : stop.end()].strip()
                start = stop.end()
        if rest[start:].strip():
            yield rest[start:].strip()


def _ends_sentence(before: str, sign: str, following: str) -> bool:
    if following.islower():
        return False
    if sign != ".":
        return True
    last = _LAST_TOKEN.search(before)
    token = last[0] if last else ""
    if token.lower() in _TITLES or (len(token) == 1 and _is_initial(before[:-1], token)):
        return False
    return token.lower() not in _ABBREVIATIONS or following.isupper()


def _is_initial(before: str, letter: str) -> bool:
    """Whether a capital is that of a name ("J. Smith"), not of a thing ("vitamin D.")."""
    words = before.split()
    return letter.isupper() and letter != "I" and (not words or words[-1][0].isupper())


def _english_syllables(sentence: str) -> Iterator[int]:
    """The syllables of each word of a sentence."""
    text = _DAY_OF_DATE.sub(r"\1th", sentence).replace("\u03bc", "\u00b5")  # Greek mu, micro sign
    after_number = False
    for token in _WORD.finditer(text):
        kind, found, low = token.lastgroup, token[0], token[0].lower()
        unit = UNITS.get(found) or (UNITS_AFTER_NUMBERS.get(found) if after_number else None)
        if unit or found in FRACTIONS:
            yield _spoken_syllables(unit or FRACTIONS[found])
        elif kind == "number":
            yield _spoken_syllables(_number_aloud(found))
        else:
            yield (
                _spoken_syllables(ABBREVIATIONS[low])
                if low in ABBREVIATIONS
                else count_syllables(found)
            )
        after_number = kind == "number"


def _number_aloud(token: str) -> str:
    digits = re.sub(r"[^\d.,a-z]", "", token).rstrip(".,")
    signs = re.findall(r"[£€$%]|°C?", token)
    return " ".join([spoken_number(digits), *(UNITS[sign] for sign in signs)])


def _spoken_syllables(words: str) -> int:
    return sum(count_syllables(word) for word in re.findall(r"[a-z]+", words))


def _exempt_pattern(exempt: Collection[str]) -> re.Pattern[str] | None:
    # The longest first, so that "stem cell" goes before "stem".
    terms = sorted({term.strip() for term in exempt} - {""}, key=lambda term: (-len(term), term))
    if not terms:
        return None
    joined = "|".join(re.escape(term).replace(r"\ ", r"\s+") for term in terms)
    return re.compile(rf"(?<!\w)(?:{joined})(?:['’]s|e?s|['’])?(?!\w)", re.IGNORECASE)


# A language is added with a function that counts it and formulas made for it.
_LEVELS: Mapping[str, Callable[[str, Collection[str]], ReadingLevel]] = {"en": _english}
READING_LANGUAGES = frozenset(_LEVELS)

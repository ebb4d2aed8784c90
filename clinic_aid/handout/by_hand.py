"""Typed words in letters that no font here has: on the page a line is left to write them on.

Nothing typed keeps a guide from being made. What is left out is told as a concern.
"""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

from clinic_aid.content.filling import isolated
from clinic_aid.domain.blank import is_blank
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.concerns import Concern, Kind
from clinic_aid.domain.consultation import Consultation, names_somebody
from clinic_aid.files.tree import Path, path_text

LINE_TO_WRITE_ON: Final = "_" * 24

# Unicode's emoji, with what joins and colours them, and the box of a keycap. Ticks, crosses, arrows
# and signs that forbid are none here: one that was left out would turn what a text says.
_SAYS: Final = (
    "\u2610-\u2612\u26d4\u2705\u2713-\u2718\u274c\u274e\u2794-\u27be\U0001f5f4-\U0001f5f9\U0001f6ab"
)
_EMOJI: Final = re.compile(
    f"(?:(?![{_SAYS}])[\u231a-\u23ff\u2600-\u27bf\u2b1b-\u2b55\U0001f000-\U0001faff]"
    "[\ufe0e\ufe0f\u200d\U000e0020-\U000e007f]*)+|\ufe0f?\u20e3"
)
# Of writing without spaces each Chinese or Japanese character is a word.
_HAN: Final = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD: Final = re.compile(f"[{_HAN}]|[^\\s{_HAN}]+")
_MOST_GAPS: Final = 3
"""How many lines within a text still leave one that can be read."""
# One sign for each letter that is missing: a text with its gaps marked is as long as it was.
_GAP: Final = "\ufffc"
_GAPS: Final = re.compile(f"{_GAP}+(?:[^\\S\\n]+{_GAP}+)*")
_TYPED: Final = re.compile("\u2068([^\u2068\u2069]+)\u2069")
_UNPRINTED: Final = frozenset({"information_needs", "logo", "note", "shown"})
"""Entries that are kept with the record, and printed nowhere."""
_LONGEST_SUBJECT: Final = 40


def printed_name(name: str, printable: Container[int]) -> str:
    """Give a name as it prints: its words in letters that print, else a line to write it on.

    A word is printed whole or not at all. Where a word is of both kinds of letters, nobody can
    say what of the name the rest would be.
    """
    if _prints(name, printable):
        return name
    words = _EMOJI.sub("", name).split()
    whole = " ".join(word for word in words if _prints(word, printable))
    is_mixed = any(
        not _prints(word, printable) and any(ord(letter) in printable for letter in word)
        for word in words
    )
    return whole if names_somebody(whole) and not is_mixed else LINE_TO_WRITE_ON


def printed_text(text: str, printable: Container[int]) -> str:
    """Give a text as it prints: without emoji, and with lines for the words that do not.

    Of a text that would have many lines, and of emoji alone, nothing but lines is left.
    """
    if _prints(text, printable):
        return text
    text = _EMOJI.sub("", text)
    if is_blank(text):
        return LINE_TO_WRITE_ON
    return _GAPS.sub(_lines, _marked(text, printable))


def with_lines(page: Any, printable: Container[int]) -> Any:
    """Give a handout, or a part of one, with everything typed in it as it prints.

    What was typed stands between isolates; the rest is the guide's own.
    """
    if isinstance(page, str):
        return _TYPED.sub(lambda typed: isolated(printed_text(typed[1], printable)), page)
    if isinstance(page, tuple):
        return tuple(with_lines(part, printable) for part in page)
    if isinstance(page, Mapping):
        return {key: with_lines(part, printable) for key, part in page.items()}
    if is_dataclass(page) and not isinstance(page, type):
        parts = {field.name: getattr(page, field.name) for field in fields(page)}
        return replace(page, **with_lines(parts, printable))
    return page


def written_by_hand(
    consultation: Consultation, clinic: Clinic, printable: Container[int]
) -> Iterator[Concern]:
    """Give each entry of which something does not print, with what that is.

    `clinic` is the one that the guide is for; its facts are no entries of the consultation.
    """
    product = consultation.plan.product
    told = replace(
        clinic, prices={product: clinic.prices_of(product)}, answers=clinic.answers_for(product)
    )
    entries = [*_texts(replace(consultation, clinic=None))]
    entries += [((), text) for _, text in _texts(told)]
    for path, text in entries:
        if _prints(text, printable):
            continue
        place, plain = path_text(path), _EMOJI.sub("", text)
        if plain != text:
            emoji = tuple(dict.fromkeys(_EMOJI.findall(text)))
            yield Concern(kind=Kind.EMOJI_LEFT_OUT, path=place, subjects=emoji)
        if path == ("patient", "name"):
            if printed_name(text, printable).split() != plain.split():
                yield Concern(kind=Kind.NAME_BY_HAND, path=place)
        elif words := tuple(dict.fromkeys(_missing(plain, printable))):
            yield Concern(kind=Kind.TEXT_BY_HAND, path=place, subjects=words)


def _texts(value: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Give every text that may be printed, with its place."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for number, entry in enumerate(value):
            yield from _texts(entry, (*path, number))
    elif isinstance(value, Mapping):
        for key, entry in value.items():
            yield from _texts(entry, (*path, key))
    elif is_dataclass(value):
        entries = {field.name: getattr(value, field.name) for field in fields(value)}
        yield from _texts({n: e for n, e in entries.items() if n not in _UNPRINTED}, path)


def _prints(text: str, printable: Container[int]) -> bool:
    return all(ord(letter) in printable for letter in text)


def _marked(text: str, printable: Container[int]) -> str:
    """Give a text with the words marked that have to be written by hand; letter for letter."""

    def as_gap(word: re.Match[str]) -> str:
        return _GAP * len(word[0])

    marked = _WORD.sub(lambda word: word[0] if _prints(word[0], printable) else as_gap(word), text)
    return marked if len(_GAPS.findall(marked)) <= _MOST_GAPS else _WORD.sub(as_gap, text)


def _missing(text: str, printable: Container[int]) -> Iterator[str]:
    for gap in _GAPS.finditer(_marked(text, printable)):
        words = text[gap.start() : gap.end()]
        yield words if len(words) <= _LONGEST_SUBJECT else f"{words[:_LONGEST_SUBJECT]}…"


def _lines(gap: re.Match[str]) -> str:
    """Give lines on which there is room for as much as was typed."""
    return " ".join([LINE_TO_WRITE_ON] * -(-len(gap[0]) // len(LINE_TO_WRITE_ON)))

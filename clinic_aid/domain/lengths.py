"""How much may be written: more would not be read, would crowd a page, or take long to print."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields, is_dataclass
from itertools import pairwise
from typing import Final

from clinic_aid.domain.scripts import script_of
from clinic_aid.errors import InvalidValueError

NUMBER, LINE, PASSAGE, ENTRIES = 80, 200, 4000, 50
WHOLE: Final = 40_000
"""The most letters of one consultation, and of one clinic: of each some 15 pages.

Printing takes longer with each of them; `tests/handout/test_accepted.py` prints what has most.
"""
FULL_LINE: Final = 80
"""How many letters a new line counts for, and a change of writing within a word.

Each takes the room of a line, or as long to print.
"""
STROKES, POINTS = 500, 5000
"""The most lines on the map of a head, and the most points in all of them."""


def require_short(limit: int, **texts: str | None) -> None:
    """Refuse a text of more characters than `limit`, by its name."""
    for name, text in texts.items():
        if text is not None and len(text) > limit:
            raise InvalidValueError(
                "{name} has {count:,} characters; at most {limit:,} fit",
                name=name,
                count=len(text),
                limit=limit,
            )


def require_few(*, most: int = ENTRIES, **lists: tuple[object, ...]) -> None:
    """Refuse a list of more than `most` entries, and a text in it longer than a line."""
    for name, entries in lists.items():
        if len(entries) > most:
            raise InvalidValueError(
                "{name} has {count:,} entries; at most {most} fit",
                name=name,
                count=len(entries),
                most=most,
            )
        for entry in entries:
            if isinstance(entry, str):
                require_short(LINE, **{name: entry})


def is_within_whole(values: object) -> bool:
    """Say whether these texts have no more than `WHOLE` letters together."""
    return sum(map(_room_of, _texts(values))) <= WHOLE


def has_room_for(lines: Iterable[Collection[object]]) -> bool:
    """Say whether a map may have these lines, each of so many points."""
    points = [len(line) for line in lines]
    return len(points) <= STROKES and sum(points) <= POINTS


def _room_of(text: str) -> int:
    changes = 0 if text.isascii() else sum(map(_changes_of_writing, text.split()))
    return len(text) + FULL_LINE * (text.count("\n") + changes)


def _changes_of_writing(word: str) -> int:
    scripts = map(script_of, filter(str.isalpha, word))
    return sum(one != next_one for one, next_one in pairwise(scripts))


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
    elif isinstance(value, Mapping):
        yield from _texts(tuple(value.values()))
    elif isinstance(value, tuple):
        for entry in value:
            yield from _texts(entry)

"""The tree that a YAML or JSON file becomes, and the collecting of its faults."""

import math
import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from clinic_aid.errors import Fault, InputError, Message
from clinic_aid.files.text import normalised, text_fault, visible

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"
Path: TypeAlias = tuple[str | int, ...]

MAX_DEPTH = 40
MAX_FAULTS = 100
MAX_PLACES = 30_000
"""How many keys and entries a file may have: a map with all its points has two thirds of them."""
MORE_FAULTS: Final = Message("more faults follow; correct these first")
_LONGEST_KEY = 200
_MAX_DIGITS = 100
_PLAIN_KEY = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Document:
    """A file's content as a tree of JSON values, and the line on which each place stands."""

    name: str
    data: JsonValue
    lines: Mapping[Path, int]

    def line_of(self, path: Path) -> int | None:
        """The line of a place, or of the nearest place around it that the file has."""
        for length in range(len(path), -1, -1):
            if (line := self.lines.get(path[:length])) is not None:
                return line
        return None

    def fault(self, path: Path, message: str) -> Fault:
        """Give a fault at a place, with its line."""
        return Fault(self.name, self.line_of(path), path_text(path), message)


def path_text(path: Path) -> str:
    """A place in the notation of messages: `plan.areas[2].zone`, entries counted from 0."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        elif _PLAIN_KEY.fullmatch(part):
            text += f".{part}" if text else part
        else:
            text += f'["{visible(part)}"]'
    return text


def more_faults(name: str, line: int | None) -> Fault:
    """Give what stands in the place of all faults after the first `MAX_FAULTS`."""
    return Fault(name, line, "", MORE_FAULTS)


class StopReadingError(Exception):
    """Reading on is of no use, or too costly; the faults noted so far are enough."""


@dataclass(slots=True)
class TreeBuilder:
    """Collects places and faults while a reader walks through a file's text."""

    name: str
    text: str
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    _ends: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._ends = [index for index, character in enumerate(self.text) if character == "\n"]

    def line_at(self, index: int) -> int:
        """The line, counted from 1, on which the character at an index stands."""
        return bisect_right(self._ends, index - 1) + 1

    def fault(self, index: int, path: Path, message: str) -> None:
        """Note a fault; raises when there are too many to list."""
        line = self.line_at(index)
        self.faults.append(Fault(self.name, line, path_text(path), message))
        if len(self.faults) >= MAX_FAULTS:
            self.faults[-1] = more_faults(self.name, line)
            raise StopReadingError

    def place(self, index: int, path: Path) -> None:
        """Note the line of a place; a key has noted it before its value does.

        Stops the reading when there are too many: to name every fault in them would take long.
        """
        if len(self.lines) >= MAX_PLACES:
            words = Message("the file has more than {most:,} keys and entries", most=MAX_PLACES)
            self.fault(index, (), words)
            raise StopReadingError
        self.lines.setdefault(path, self.line_at(index))

    def opened(self, index: int, path: Path) -> None:
        """Note that a list or group begins; stops the reading when it is nested too deep.

        Reading on would be slow: the YAML parser takes time with the square of the depth.
        """
        if len(path) >= MAX_DEPTH:
            self.fault(
                index, path[:3], Message("nested more than {depth} levels deep", depth=MAX_DEPTH)
            )
            raise StopReadingError

    def string(self, text: str, index: int, path: Path) -> str:
        """The text as the tree holds it, its faulty characters noted."""
        clean = normalised(text)
        if message := text_fault(clean):
            self.fault(index, path, message)
        return clean

    def key(self, text: str, index: int, path: Path, group: Mapping[str, JsonValue]) -> str:
        """The key as the tree holds it; its place, a repetition and bad characters noted."""
        if len(text) > _LONGEST_KEY:
            words = Message(
                "the key {key} has {count:,} characters; at most {limit:,} are possible",
                key=visible(text),
                count=len(text),
                limit=_LONGEST_KEY,
            )
            self.fault(index, path, words)
            text = text[:_LONGEST_KEY]
        here = (*path, normalised(text))
        clean = self.string(text, index, here)
        if clean in group:
            first = self.lines[here]
            message = Message(
                "the key {key} appears twice, first on line {first}; keep one",
                key=visible(clean),
                first=first,
            )
            self.fault(index, here, message)
        self.place(index, here)
        return clean

    def number(self, text: str, index: int, path: Path) -> int | float:
        """The value of a decimal number; one that is too large is noted as a fault."""
        if len(text) > _MAX_DIGITS:
            self.fault(
                index,
                path,
                Message("the number {text} has too many digits", text=visible(text, 12)),
            )
            return 0
        if text.lstrip("+-").isdigit():
            return int(text)
        value = float(text)
        if not math.isfinite(value):
            self.fault(index, path, Message("the number {text} is too large", text=visible(text)))
            return 0
        return value

    def document(self, data: JsonValue) -> Document:
        """The finished tree; raises every fault noted, in the order of the file."""
        if self.faults:
            raise InputError(tuple(sorted(self.faults, key=lambda fault: fault.line or 0)))
        return Document(self.name, data, self.lines)

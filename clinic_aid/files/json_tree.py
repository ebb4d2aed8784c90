"""Reading JSON: syntax by the standard library, then places and repeated keys."""

import json
import re
from collections.abc import Iterator

from clinic_aid.errors import Message
from clinic_aid.files.text import character_name, visible
from clinic_aid.files.tree import JsonValue, Path, TreeBuilder

# Only ever run over text that the json module has accepted.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]|[^\s,:{}\[\]"]+')
_CONSTANTS: dict[str, JsonValue] = {"null": None, "true": True, "false": False}

_PLAIN_WORDS = {
    "Expecting property name enclosed in double quotes": Message(
        'a key in "double quotes" is missing here'
    ),
    "Expecting ':' delimiter": Message("a colon is missing after the key"),
    "Expecting ',' delimiter": Message(
        'a comma, a closing bracket or a closing " is missing before this'
    ),
    "Expecting value": Message("a value is missing here; text needs double quotes"),
    "Extra data": Message("the file goes on after its end; keep one value in { }"),
    "Unterminated string starting at": Message('the text that begins here is not closed with a "'),
    "Invalid \\escape": Message("the sign after the \\ is not known; write \\\\ for a \\"),
    "Invalid \\uXXXX escape": Message("\\u needs four hexadecimal digits"),
    "Illegal trailing comma before end of object": Message(
        "the last entry must not end with a comma"
    ),
    "Illegal trailing comma before end of array": Message(
        "the last entry must not end with a comma"
    ),
}


def read_json(builder: TreeBuilder) -> JsonValue:
    """The value that a JSON text holds; its faults are noted in the builder."""
    try:
        # Numbers are read later, where a fault has a place.
        json.loads(builder.text, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        builder.fault(error.pos, (), _in_plain_words(error))
        return None
    except RecursionError:
        pass  # the walk says where
    return _Walk(builder).value(())


def _in_plain_words(error: json.JSONDecodeError) -> str:
    if error.msg.startswith("Invalid control character") and error.pos < len(error.doc):
        name = character_name(error.doc[error.pos])
        return Message(
            "a text holds {name} as it is; write \\n for a new line, \\t for a tab", name=name
        )
    return _PLAIN_WORDS.get(error.msg, Message("this is not valid JSON"))


class _Walk:
    def __init__(self, builder: TreeBuilder) -> None:
        self._builder = builder
        self._tokens: Iterator[re.Match[str]] = _TOKEN.finditer(builder.text)

    def value(self, path: Path) -> JsonValue:
        return self._of(next(self._tokens), path)

    def _of(self, token: re.Match[str], path: Path) -> JsonValue:
        text, index = token.group(), token.start()
        self._builder.place(index, path)
        if text == "{":
            return self._group(index, path)
        if text == "[":
            return self._list(index, path)
        if text.startswith('"'):
            return self._builder.string(json.loads(text), index, path)
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if text.lstrip("-") in {"NaN", "Infinity"}:
            self._builder.fault(index, path, Message("{text} is not a number", text=visible(text)))
            return None
        return self._builder.number(text, index, path)

    def _group(self, index: int, path: Path) -> JsonValue:
        self._builder.opened(index, path)
        group: dict[str, JsonValue] = {}
        while (token := next(self._tokens)).group() != "}":
            key = self._builder.key(json.loads(token.group()), token.start(), path, group)
            group[key] = self.value((*path, key))
        return group

    def _list(self, index: int, path: Path) -> JsonValue:
        self._builder.opened(index, path)
        entries: list[JsonValue] = []
        while (token := next(self._tokens)).group() != "]":
            entries.append(self._of(token, (*path, len(entries))))
        return entries

"""Reading YAML 1.2 (core schema) without the parts that surprise: aliases, merges, tags."""

import re
from typing import Any, Final, TypeAlias

import yaml

from clinic_aid.errors import Message
from clinic_aid.files.text import visible
from clinic_aid.files.tree import JsonValue, Path, TreeBuilder
from clinic_aid.files.yaml_words import syntax_fault

_NULL = re.compile(r"null|Null|NULL|~|")
_BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
_OTHER_BASE = re.compile(r"0o[0-7]{1,30}|0x[0-9a-fA-F]{1,30}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")

# The parser breaks lines at these, as YAML 1.1 did. In 1.2 they are text: a vertical tab, which
# takes as much room and becomes a line feed like them, stands in for each.
_NO_LINE_ENDS = str.maketrans("\x85\u2028\u2029", "\x0b\x0b\x0b")

_COMMENT_BESIDE = re.compile(r"[ \t]+#")
# Word processors turn quotes into these, which mark no text here.
_TYPOGRAPHIC = re.compile("[“”„«»‘‚‹›][^“”„«»‘’‚‹›]*[“”«»‘’‹›]")

# The parser's events have their attributes added without types.
_Event: TypeAlias = Any

_CORE: Final = "tag:yaml.org,2002:"
_KIND_OF_TAG = {
    "str": Message("text"),
    "null": Message("nothing"),
    "bool": Message("true or false"),
    "int": Message("a whole number"),
    "float": Message("a number"),
}


class _EventReader(yaml.SafeLoader):
    """The parser alone; which characters are allowed is judged where a fault has a place."""

    def check_printable(self, data: str) -> None:
        """Let every character through to the text guard."""


# libyaml takes a tenth of the time. Where PyYAML came without it, it has no such name.
_QuickReader: Any = getattr(yaml, "CSafeLoader", _EventReader)


def read_faultless_yaml(builder: TreeBuilder) -> JsonValue:
    """The value of a YAML text that is known to have no fault; anything raises for another.

    What both parsers take they read alike, but this one takes some texts that are faulty.
    """
    reader = _QuickReader(builder.text)
    try:
        return _Walk(builder, reader).document()
    finally:
        reader.dispose()


def read_yaml(builder: TreeBuilder) -> JsonValue:
    """The value that a YAML text holds; its faults are noted in the builder."""
    reader = _EventReader(builder.text.translate(_NO_LINE_ENDS))
    try:
        return _Walk(builder, reader).document()
    except yaml.MarkedYAMLError as error:
        index, message = syntax_fault(error)
        builder.fault(min(index, len(builder.text.rstrip())), (), message)
    except (ValueError, OverflowError):
        builder.fault(reader.index, (), Message("the code after the \\ is no character"))
    finally:
        reader.dispose()
    return None


class _Walk:
    def __init__(self, builder: TreeBuilder, reader: Any) -> None:
        self._builder = builder
        self._reader = reader

    def document(self) -> JsonValue:
        self._next()  # the start of the stream
        if self._reader.check_event(yaml.StreamEndEvent):
            self._builder.fault(0, (), Message("the file is empty"))
            return None
        self._next()
        value = self._value(self._next(), ())
        self._next()
        if not self._reader.check_event(yaml.StreamEndEvent):
            start = self._next().start_mark.index
            self._builder.fault(start, (), Message("a second document begins here (---); keep one"))
        return value

    def _next(self) -> _Event:
        return self._reader.get_event()

    def _value(self, event: _Event, path: Path) -> JsonValue:
        index = event.start_mark.index
        self._builder.place(index, path)
        if isinstance(event, yaml.AliasEvent):
            message = Message(
                "the alias *{name} is not allowed; write the value out",
                name=visible(str(event.anchor)),
            )
            self._builder.fault(index, path, message)
            return None
        if event.anchor is not None:
            message = Message(
                "the anchor &{name} is not allowed; delete it", name=visible(event.anchor)
            )
            self._builder.fault(index, path, message)
        tag = self._tag(event, path)
        if isinstance(event, yaml.MappingStartEvent):
            self._expect(tag, "map", index, path)
            return self._group(index, path)
        if isinstance(event, yaml.SequenceStartEvent):
            self._expect(tag, "seq", index, path)
            return self._list(index, path)
        return self._scalar(event, tag, path)

    def _tag(self, event: _Event, path: Path) -> str | None:
        """The name of an explicit core tag; any other is noted as a fault."""
        if event.tag is None or event.tag == "!":
            return None
        name: str = event.tag.removeprefix(_CORE)
        if name in _KIND_OF_TAG or name in {"map", "seq"}:
            return name
        shown = f"!!{name}" if event.tag.startswith(_CORE) else event.tag
        message = Message("the tag {tag} is not allowed; delete it", tag=visible(shown))
        self._builder.fault(event.start_mark.index, path, message)
        return None

    def _expect(self, tag: str | None, kind: str, index: int, path: Path) -> None:
        if tag is not None and tag != kind:
            self._builder.fault(
                index, path, Message("the tag !!{tag} does not fit here; delete it", tag=tag)
            )

    def _group(self, index: int, path: Path) -> JsonValue:
        self._builder.opened(index, path)
        group: dict[str, JsonValue] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._key(event, path, group)
            value = self._value(self._next(), (*path, key))
            group[key] = value
        return group

    def _key(self, event: _Event, path: Path, group: dict[str, JsonValue]) -> str:
        index = event.start_mark.index
        if not isinstance(event, yaml.ScalarEvent):
            self._builder.fault(
                index, path, Message("a key must be text, not a list, group or alias")
            )
            if not isinstance(event, yaml.AliasEvent):
                self._skip(path)
            return ""
        text = event.value
        if event.anchor is not None:
            self._builder.fault(
                index,
                path,
                Message("the anchor &{name} is not allowed", name=visible(event.anchor)),
            )
        if event.implicit[0] and text == "<<":
            self._builder.fault(
                index, path, Message("merging with << is not allowed; write the keys out")
            )
            return text
        tag = self._tag(event, path)
        plain = event.implicit[0] and tag is None
        if (plain and _is_no_text(text)) or tag not in (None, "str"):
            shown = visible(text) or Message("before this colon")
            self._builder.fault(
                index, path, Message("the key {shown} must be text; put it in quotes", shown=shown)
            )
            return text
        return self._builder.key(text, index, path, group)

    def _list(self, index: int, path: Path) -> JsonValue:
        self._builder.opened(index, path)
        entries: list[JsonValue] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            entries.append(self._value(event, (*path, len(entries))))
        return entries

    def _skip(self, path: Path) -> None:
        """Pass over the rest of a list or group that cannot be kept."""
        level = passed = 1
        while level:
            event = self._next()
            index = event.start_mark.index
            self._builder.place(index, (*path, "", passed))
            passed += 1
            if isinstance(event, yaml.CollectionStartEvent):
                self._builder.opened(index, path + ("",) * level)
                level += 1
            level -= isinstance(event, yaml.CollectionEndEvent)

    def _scalar(self, event: _Event, tag: str | None, path: Path) -> JsonValue:
        text, index = event.value, event.start_mark.index
        if tag == "str" or (tag is None and not event.implicit[0]):
            return self._builder.string(text, index, path)
        kind, value = self._resolved(text, index, path)
        if kind in {"str", "null"}:
            self._look_around(event, path)
        if tag == "float" and isinstance(value, int) and kind == "int":
            return float(value)
        if tag is not None and tag != kind:
            expected = _KIND_OF_TAG.get(tag, Message("a list or group"))
            self._builder.fault(
                index,
                path,
                Message("{text} is not {expected}", text=visible(text), expected=expected),
            )
        return value

    def _look_around(self, event: _Event, path: Path) -> None:
        """Note what a text without quotes would lose, or keep by mistake."""
        index = event.start_mark.index
        if _COMMENT_BESIDE.match(self._builder.text, event.end_mark.index):
            message = Message(
                "what follows the # would be left out; put the text in quotes, or the remark on a "
                "line of its own"
            )
            self._builder.fault(index, path, message)
        if _TYPOGRAPHIC.fullmatch(event.value):
            message = Message(
                "the quotes {first} and {last} are taken for a part of the text; use straight ones",
                first=event.value[0],
                last=event.value[-1],
            )
            self._builder.fault(index, path, message)

    def _resolved(self, text: str, index: int, path: Path) -> tuple[str, JsonValue]:
        """The core tag and the value of a plain scalar."""
        if _NULL.fullmatch(text):
            return "null", None
        if _BOOL.fullmatch(text):
            return "bool", text.lower() == "true"
        if _OTHER_BASE.fullmatch(text):
            return "int", int(text, base=0)
        if _FLOAT.fullmatch(text):
            number = self._builder.number(text, index, path)
            return type(number).__name__, number
        if _NOT_FINITE.fullmatch(text):
            self._builder.fault(
                index, path, Message("{text} is not a number that can be used", text=text)
            )
            return "float", None
        return "str", self._builder.string(text, index, path)


def _is_no_text(text: str) -> bool:
    return any(kind.fullmatch(text) for kind in (_NULL, _BOOL, _OTHER_BASE, _FLOAT, _NOT_FINITE))

"""What a type says about the data it is read from: keys, kinds and choices at every place."""

import dataclasses
import types
from collections.abc import Collection, Iterator, Mapping
from datetime import date, time
from enum import Enum
from functools import cache
from typing import Any, Literal, NewType, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from clinic_aid.files.tree import JsonValue, Path

Kinds = tuple[Any, ...]

_LITERALS: Kinds = (Literal,)
_UNIONS: Kinds = (Union, types.UnionType)
_ANY_KEY = ""


def kinds(type_: Any) -> Kinds:
    """The plain types that a type stands for: members of a union, without annotations."""
    if get_origin(type_) in _UNIONS:
        return tuple(kind for member in get_args(type_) for kind in kinds(member))
    if hasattr(type_, "__metadata__"):  # Annotated
        return kinds(type_.__origin__)
    if isinstance(type_, NewType):
        return kinds(type_.__supertype__)
    return (type_,)


def kinds_at(type_: Any, path: Path) -> Kinds:
    """The kinds of value that may stand at a place; none where the type has no such place."""
    found = kinds(type_)
    for part in path:
        found = _inside(found, part)
    return found


def keys_of(kinds_: Kinds) -> tuple[str, ...]:
    """The keys that a group of one of these kinds may have, in the order of the type."""
    return tuple(dict.fromkeys(key for kind in kinds_ for key in _fields(kind) or ()))


def map_keys_of(kinds_: Kinds) -> Kinds:
    """The kinds of key that a mapping among these kinds may have."""
    return tuple(
        key
        for kind in kinds_
        if _is_a(get_origin(kind), Mapping)
        for key in kinds(get_args(kind)[0])
    )


def choices_of(kinds_: Kinds) -> tuple[JsonValue, ...]:
    """The values that enumerations and literals among these kinds list."""
    found: list[JsonValue] = []
    for kind in kinds_:
        if get_origin(kind) in _LITERALS:
            found += get_args(kind)
        elif _is_a(kind, Enum):
            found += [member.value for member in kind]
    return tuple(dict.fromkeys(found))


def walk(
    data: JsonValue, kinds_: Kinds, path: Path = ()
) -> Iterator[tuple[Path, JsonValue, Kinds]]:
    """Every place of the data that the type knows, with its value and the kinds it may have."""
    yield path, data, kinds_
    entries: Collection[tuple[str | int, JsonValue]] = ()
    if isinstance(data, dict):
        entries = data.items()
    elif isinstance(data, list):
        entries = list(enumerate(data))
    for part, value in entries:
        if inner := _inside(kinds_, part):
            yield from walk(value, inner, (*path, part))


def is_day(kinds_: Kinds) -> bool:
    """Whether text at such a place is always a date."""
    return date in kinds_ and str not in kinds_


def is_time(kinds_: Kinds) -> bool:
    """Whether text at such a place is always a time of day."""
    return time in kinds_ and str not in kinds_


def _inside(kinds_: Kinds, part: str | int) -> Kinds:
    # A key that is no field's is somebody's own word: nothing remembers it.
    is_named = isinstance(part, int) or part in _names(kinds_)
    return _members(kinds_, part if is_named else _ANY_KEY)


@cache
def _names(kinds_: Kinds) -> frozenset[str]:
    return frozenset(keys_of(kinds_))


@cache
def _members(kinds_: Kinds, part: str | int) -> Kinds:
    return tuple(inner for kind in kinds_ for inner in kinds(_member(kind, part)) if inner)


def _member(kind: Any, part: str | int) -> Any:
    """The type of a key's or an entry's value; None where the kind has no such place."""
    origin, arguments = get_origin(kind), get_args(kind)
    if isinstance(part, str):
        if _is_a(origin, Mapping):
            return arguments[1]
        return (_fields(kind) or {}).get(part)
    if origin is tuple and arguments[-1] is not Ellipsis:
        return arguments[part] if part < len(arguments) else None
    return arguments[0] if _is_a(origin, Collection) and not _is_a(origin, Mapping) else None


def _is_a(type_: Any, base: type) -> bool:
    return isinstance(type_, type) and issubclass(type_, base)


@cache
def _fields(kind: Any) -> Mapping[str, Any] | None:
    if _is_a(kind, BaseModel):
        return {field.alias or name: field.annotation for name, field in kind.model_fields.items()}
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind, include_extras=True)
        return {field.name: hints[field.name] for field in dataclasses.fields(kind) if field.init}
    return None

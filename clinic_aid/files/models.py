"""Turning a document into a value, with every fault in words for the person who wrote it."""

import dataclasses
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from clinic_aid.errors import Fault, InputError
from clinic_aid.files.complaints import (
    MISSING,
    UNKNOWN,
    complaint,
    expected,
    nearest,
    not_a_day,
    not_a_time,
    not_among,
    unknown_key,
    wrong_kind,
)
from clinic_aid.files.shapes import (
    Kinds,
    choices_of,
    is_day,
    is_time,
    keys_of,
    kinds,
    kinds_at,
    map_keys_of,
    walk,
)
from clinic_aid.files.tree import MAX_FAULTS, Document, JsonValue, Path, more_faults

T = TypeVar("T")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}(?::[0-9]{2})?")
_KEY = "[key]"
_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Refusal:
    """One error of the validator; `branches` are the union members it was found in."""

    path: Path
    branches: tuple[tuple[Path, str | int], ...]
    kind: str
    value: JsonValue
    context: Mapping[str, Any]
    of_key: bool
    wanted: tuple[str, ...]

    @property
    def is_wrong_kind(self) -> bool:
        return bool(self.wanted)

    @property
    def is_no_member(self) -> bool:
        """Say whether the value is not of the kind of this member of a union."""
        return self.is_wrong_kind or self.kind == "date_type"


def validate(document: Document, type_: type[T]) -> T:
    """The document as a value of a pydantic model or of a dataclass.

    Raises InputError with every fault, of very many the first. Text becomes a date, a time or
    a member of an enumeration where the type asks for one; nothing else is converted.
    """
    # One more than is told: to find the word that each key may stand for takes long.
    most = MAX_FAULTS + 1
    complaints = dict(islice(_beyond_the_validator(document.data, kinds(type_)), most))
    adapter: TypeAdapter[T] = _adapter(type_)
    value: T | None = None
    try:
        value = adapter.validate_json(json.dumps(document.data), strict=True)
    except ValidationError as error:
        found = [
            _refusal(document.data, details["loc"], details)
            for details in islice(error.errors(include_url=False, include_input=False), most)
        ]
        for refusal in _one_branch_each(found):
            message = _message(refusal, type_)
            complaints.setdefault(refusal.path, message)
        complaints = _without_misspelt(complaints, found, type_)
    if complaints:
        raise InputError(_faults(document, complaints))
    # Only an error leaves no value, and every error leaves a complaint.
    return value  # type: ignore[return-value]


def _adapter(type_: type[Any]) -> TypeAdapter[Any]:
    """Give the validator of a type, which takes ten times as long to make as to use."""
    if type_ not in _ADAPTERS:
        _ADAPTERS[type_] = TypeAdapter(type_)
    return _ADAPTERS[type_]


def schema(type_: type[Any], *, title: str | None = None) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the files that `validate` takes for a type."""
    inner = _adapter(type_).json_schema()
    inner["title"] = title or type_.__name__
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **inner}


def _beyond_the_validator(data: JsonValue, kinds_: Kinds) -> Iterator[tuple[Path, str]]:
    """Faults that the validator lets pass.

    It takes "1733184000" for a date (seconds since 1970), a time with a time zone for
    a time of day, true and 1.0 for the choice 1, and unknown keys of a dataclass that does not
    forbid them.
    """
    for path, value, here in walk(data, kinds_):
        if isinstance(value, str):
            if is_day(here) and not _DAY.fullmatch(value):
                yield path, not_a_day(value)
            if is_time(here) and not _TIME.fullmatch(value):
                yield path, not_a_time(value)
        elif isinstance(value, bool | float):
            choices = choices_of(here)
            if value in choices and type(value) not in (*here, *map(type, choices)):
                yield path, not_among(value, choices)
        elif isinstance(value, dict) and all(
            dataclasses.is_dataclass(kind) for kind in here if kind is not type(None)
        ):
            known = keys_of(here)
            for key in value:
                if key not in known:
                    yield (*path, key), unknown_key(key, known)


def _refusal(
    data: JsonValue, location: tuple[str | int, ...], details: Mapping[str, Any]
) -> _Refusal:
    """The error at the place of the data that its location stands for.

    A location also names union members and functions; they are no keys of the data.
    """
    path: Path = ()
    branches: list[tuple[Path, str | int]] = []
    node = data
    kind: str = details["type"]
    for number, part in enumerate(location, start=1):
        if _has(node, part):
            path, node = (*path, part), node[part]  # type: ignore[index]
        elif number == len(location) and kind in MISSING:
            path, node = (*path, part), None
        elif part != _KEY:
            branches.append((path, part))
    of_key = location[-1:] == (_KEY,)
    wanted = expected(kind)
    return _Refusal(
        path=path,
        branches=tuple(branches),
        kind=kind,
        value=path[-1] if of_key else node,
        context=details.get("ctx", {}),
        of_key=of_key,
        wanted=(wanted,) if wanted else (),
    )


def _has(node: JsonValue, part: str | int) -> bool:
    if isinstance(node, dict):
        return part in node
    return isinstance(node, list) and isinstance(part, int) and part < len(node)


def _one_branch_each(refusals: Iterable[_Refusal], level: int = 0) -> list[_Refusal]:
    """The errors of the union member that fits best; one error where no member fits at all."""
    kept: list[_Refusal] = []
    unions: dict[Path, dict[str | int, list[_Refusal]]] = defaultdict(lambda: defaultdict(list))
    for refusal in refusals:
        if len(refusal.branches) <= level:
            kept.append(refusal)
        else:
            site, member = refusal.branches[level]
            unions[site][member].append(refusal)
    for site, members in unions.items():
        options = [_one_branch_each(found, level + 1) for found in members.values()]
        fitting: list[list[_Refusal]] = [
            option
            for option in options
            if not any(refusal.path == site and refusal.is_no_member for refusal in option)
        ]
        if fitting:
            best: list[_Refusal] = min(fitting, key=len)
            kept += best
        else:
            first = options[0][0]
            wanted = tuple(
                word for option in options for refusal in option for word in refusal.wanted
            )
            # What is no date is told the form of one.
            kept.append(dataclasses.replace(first, wanted=wanted) if first.wanted else first)
    return kept


def _message(refusal: _Refusal, type_: type[Any]) -> str:
    if refusal.kind in UNKNOWN:
        known = keys_of(kinds_at(type_, refusal.path[:-1]))
        return unknown_key(str(refusal.path[-1]), known)
    if refusal.is_wrong_kind:
        return wrong_kind(refusal.wanted, refusal.value)
    if refusal.of_key:
        here = map_keys_of(kinds_at(type_, refusal.path[:-1]))
    else:
        here = kinds_at(type_, refusal.path)
    return complaint(refusal.kind, refusal.value, refusal.context, here)


def _without_misspelt(
    complaints: Mapping[Path, str], found: Iterable[_Refusal], type_: type[Any]
) -> dict[Path, str]:
    """The complaints without "is missing" for a key whose misspelling is complained about."""
    refusals = list(found)
    misspelt = {
        (*refusal.path[:-1], nearest(str(refusal.path[-1]), known) or "")
        for refusal in refusals
        if refusal.kind in UNKNOWN
        for known in [keys_of(kinds_at(type_, refusal.path[:-1]))]
    }
    missing = {refusal.path for refusal in refusals if refusal.kind in MISSING}
    return {
        path: message
        for path, message in complaints.items()
        if not (path in misspelt and path in missing)
    }


def _faults(document: Document, complaints: Mapping[Path, str]) -> tuple[Fault, ...]:
    faults = [document.fault(path, message) for path, message in complaints.items()]
    faults.sort(key=lambda fault: fault.line or 0)
    if len(faults) > MAX_FAULTS:
        last = faults[MAX_FAULTS - 1]
        faults[MAX_FAULTS - 1 :] = [more_faults(last.file, last.line)]
    return tuple(faults)

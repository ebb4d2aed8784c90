"""Put every text of a content pack into another language."""

from collections.abc import Mapping
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

from clinic_aid.content.model import ContentPack, Person
from clinic_aid.content.texts import Length
from tests.languages.changing import Change

M = TypeVar("M", bound=BaseModel)

# Plain strings of the model that are read on a page: the folder of a language gives them.
_TEXTS = frozenset({(Person, "name")})


def pseudo_pack(pack: ContentPack, change: Change) -> ContentPack:
    """Give the pack with every visible text changed; keys, days and structure stay.

    A text is what the model declares with the number of words it may have. The result is not
    validated: its texts may be longer than that.
    """
    return _model(pack, change)


def proper_names(pack: ContentPack) -> tuple[str, ...]:
    """Give the texts that are the same in every language: works as they are cited, and where."""
    works = pack.sources.values()
    return tuple(text for work in works for text in (work.citation, work.address) if text)


def _model(value: M, change: Change) -> M:
    changed = {
        name: change(getattr(value, name))
        if (type(value), name) in _TEXTS
        else _changed(getattr(value, name), field.annotation, tuple(field.metadata), change)
        for name, field in type(value).model_fields.items()
    }
    # What was not set stays so, and dumps as before.
    return value.model_copy(update={name: changed[name] for name in value.model_fields_set})


def _changed(value: Any, declared: Any, marks: tuple[Any, ...], change: Change) -> Any:  # noqa: PLR0911
    """Give a value with its texts changed, as its annotation tells them from keys."""
    if isinstance(value, BaseModel):
        return _model(value, change)
    inside = get_args(declared)
    origin = get_origin(declared)
    if origin is Annotated:
        return _changed(value, inside[0], (*marks, *inside[1:]), change)
    if origin in (Union, UnionType):
        tried = (_changed(value, kind, marks, change) for kind in inside)
        return next((changed for changed in tried if changed != value), value)
    if origin is tuple and isinstance(value, tuple):
        return tuple(_changed(item, inside[0], (), change) for item in value)
    if isinstance(value, Mapping) and inside:
        return {key: _changed(item, inside[1], (), change) for key, item in value.items()}
    if isinstance(value, str) and any(isinstance(mark, Length) for mark in marks):
        return change(value)
    return value

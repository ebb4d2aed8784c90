"""Values whose parts are composed when somebody looks at them, and then stay as they are."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

ValueT = TypeVar("ValueT")


def lazy(kind: type[ValueT], **made_by: Callable[[], object]) -> ValueT:
    """Give a dataclass's value, each field of which is made when it is first asked for."""
    if {field.name for field in fields(kind)} != made_by.keys():  # type: ignore[arg-type]
        raise TypeError(f"{kind.__name__} needs what makes each of its fields, and no more")
    value: ValueT = object.__new__(_lazy(kind))  # type: ignore[arg-type]  # a class can be hashed
    object.__setattr__(value, "_made_by", made_by)
    return value


def make_whole(value: Any) -> None:
    """Make every part of a lazy value now."""
    for field in fields(value):
        part = getattr(value, field.name)
        if isinstance(part, LazyMapping):
            list(part.values())


class LazyMapping(Mapping[str, ValueT]):
    """Has all its keys from the start, and each value from when it is first asked for."""

    def __init__(self, made_by: Mapping[str, Callable[[], ValueT]]) -> None:
        self._made_by = {key: cache(make) for key, make in made_by.items()}

    def __getitem__(self, key: str) -> ValueT:
        return self._made_by[key]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._made_by)

    def __len__(self) -> int:
        return len(self._made_by)

    def __contains__(self, key: object) -> bool:
        return key in self._made_by


@cache
def _lazy(kind: Any) -> Any:
    def made(value: Any, name: str) -> object:
        # Asked for what has no value yet, and by `copy` for what no value has.
        if name not in {field.name for field in fields(value)}:
            raise AttributeError(name)
        found = value._made_by[name]()
        object.__setattr__(value, name, found)
        return found

    return type(kind.__name__, (kind,), {"__getattr__": made, "__slots__": ("_made_by",)})

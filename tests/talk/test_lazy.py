from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace

import pytest

from clinic_aid.talk.lazy import LazyMapping, lazy, make_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two parts."""

    first: str
    second: object


@dataclass
class Made:
    """Counts what it makes."""

    value: str
    times: int = 0

    def __call__(self) -> str:
        self.times += 1
        return self.value


@pytest.fixture
def first() -> Made:
    return Made("one")


@pytest.fixture
def second() -> Made:
    return Made("two")


def test_a_part_is_made_once_and_when_it_is_asked_for(first: Made, second: Made) -> None:
    pair = lazy(Pair, first=first, second=second)
    assert (first.times, second.times) == (0, 0)

    assert (pair.first, pair.first) == ("one", "one")
    assert (first.times, second.times) == (1, 0)


def test_it_is_of_the_kind_that_it_stands_for(first: Made, second: Made) -> None:
    assert isinstance(lazy(Pair, first=first, second=second), Pair)


def test_two_with_equal_parts_are_equal() -> None:
    one, other = (lazy(Pair, first=Made("a"), second=Made("b")) for _ in range(2))
    assert one == other


def test_a_part_can_be_replaced(first: Made, second: Made) -> None:
    pair = replace(lazy(Pair, first=first, second=second), first="three")
    assert (pair.first, pair.second) == ("three", "two")


@pytest.mark.parametrize("made_by", [{}, {"first": str}, {"first": str, "second": str, "c": str}])
def test_what_makes_each_part_must_be_given(made_by: dict[str, Callable[[], str]]) -> None:
    with pytest.raises(TypeError, match="Pair"):
        lazy(Pair, **made_by)


def test_what_no_value_has_is_not_found(first: Made, second: Made) -> None:
    pair = lazy(Pair, first=first, second=second)
    assert not hasattr(pair, "third")
    assert copy(pair) is not pair


def test_the_values_of_a_mapping_are_made_one_by_one(first: Made, second: Made) -> None:
    found = LazyMapping({"a": first, "b": second})
    assert (list(found), len(found), "a" in found, "c" in found) == (["a", "b"], 2, True, False)
    assert (first.times, second.times) == (0, 0)

    assert [found["b"], found["b"], found.get("c")] == ["two", "two", None]
    assert (first.times, second.times) == (0, 1)


def test_all_can_be_made_at_once(first: Made, second: Made) -> None:
    make_whole(lazy(Pair, first=first, second=lambda: LazyMapping({"a": second})))
    assert (first.times, second.times) == (1, 1)

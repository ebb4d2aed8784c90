"""What was entered before, change by change, so that the last one can be taken back."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from clinic_aid.domain.records import Tree

MOST: Final = 200
"""How many changes can be taken back."""
_TOGETHER_S: Final = 1.0
# What the app notes by itself is no entry, and stays noted.
_NOTED: Final = "shown"


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A consultation as it is after one step, and the place in it that the step changed."""

    tree: Tree
    path: str


class History:
    """The changes of one consultation, from when it was taken into work.

    What is changed at one place without a pause is one change: a word, not its letters. `steady`
    is a clock in seconds that nobody can set.
    """

    def __init__(self, tree: Tree, steady: Callable[[], float]) -> None:
        self._now, self._steady = _entered(tree), steady
        self._before: list[Tree] = []
        self._after: list[Tree] = []
        self._last: tuple[str, float] | None = None

    def note(self, tree: Tree) -> None:
        """Take note of a consultation as it is after a change."""
        entered = _entered(tree)
        if entered == self._now:
            return
        path, at = _path(self._now, entered), self._steady()
        goes_on = self._last is not None and self._last[0] == path
        if not (goes_on and self._last is not None and at - self._last[1] < _TOGETHER_S):
            self._before = [*self._before[1 - MOST :], self._now]
        self._now, self._after, self._last = entered, [], (path, at)

    def back(self, tree: Tree) -> TakenBack | None:
        """Give the consultation as it was before the last change; None where there was none."""
        return self._step(tree, self._before, self._after)

    def forth(self, tree: Tree) -> TakenBack | None:
        """Give it as it was before the last change was taken back."""
        return self._step(tree, self._after, self._before)

    def _step(self, tree: Tree, come_from: list[Tree], go_to: list[Tree]) -> TakenBack | None:
        if not come_from:
            return None
        go_to.append(self._now)
        path, self._now = _path(self._now, come_from[-1]), come_from.pop()
        self._last = None
        noted = {_NOTED: tree[_NOTED]} if _NOTED in tree else {}
        return TakenBack({**self._now, **noted}, path)


def _entered(tree: Tree) -> Tree:
    return {key: value for key, value in tree.items() if key != _NOTED}


def _path(before: Tree, after: Tree) -> str:
    """Give the place that differs ("plan.treatment_date"); of several what they have in common."""
    places = list(_differing(before, after))
    common = places[0]
    for place in places[1:]:
        same = [one for one, other in zip(common, place, strict=False) if one == other]
        common = common[: len(same)]
    return ".".join(common)


def _differing(before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[list[str]]:
    for key in {**before, **after}:
        one, other = before.get(key), after.get(key)
        if one == other:
            continue
        if isinstance(one, Mapping | None) and isinstance(other, Mapping | None):
            for place in _differing(one or {}, other or {}):
                yield [key, *place]
        else:
            yield [key]

"""The consultation as it is being entered: the tree of its file, whole or not yet."""

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from clinic_aid.domain.records import Tree
from clinic_aid.domain.unfinished import entries_at, read_day, value_at
from clinic_aid.errors import Fault

if TYPE_CHECKING:
    from clinic_aid.domain.consultation import Consultation

_STEP = re.compile(r'\.?([\w-]+)|\[(\d+)\]|\["([^"]*)"\]')


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A consultation's tree as a value, or everything that keeps it from being one."""

    consultation: "Consultation | None"
    faults: tuple[Fault, ...] = ()


class Draft:
    """A consultation file's tree, read and changed by path ("plan.treatment_date").

    What no form shows stays as it is, so that a file loses nothing by being opened and saved.
    """

    def __init__(self, tree: Mapping[str, object]) -> None:
        self._tree: dict[str, object] = deepcopy(dict(tree))
        # Both are always there, so that what is missing in them has a place to be told at.
        self._tree.setdefault("patient", {})
        self._tree.setdefault("plan", {})

    @property
    def tree(self) -> dict[str, object]:
        """A copy of the whole tree."""
        return deepcopy(self._tree)

    def become(self, tree: Mapping[str, object]) -> None:
        """Hold another tree of the same consultation."""
        self._tree = Draft(tree)._tree

    def holds(self, tree: Mapping[str, object]) -> bool:
        """Say whether exactly this is entered."""
        return self._tree == tree

    def value(self, path: str) -> object:
        """Give what stands at a path, None where nothing does."""
        return value_at(self._tree, path)

    def text(self, path: str) -> str | None:
        """Give the text at a path, None where there is none."""
        value = self.value(path)
        return value if isinstance(value, str) else None

    def day(self, path: str) -> date | None:
        """Give the day at a path, of a visit its day; None where there is none."""
        return read_day(self.value(path))

    def entries(self, path: str) -> list[Tree]:
        """Give the entries of a list; what is no entry there is passed over."""
        return entries_at(self._tree, path)

    def put(self, path: str, value: object) -> None:
        """Set what stands at a path; None takes it away, and parents left empty with it."""
        *parents, last = path.split(".")
        trail: list[dict[str, object]] = [self._tree]
        for key in parents:
            child = trail[-1].get(key)
            if not isinstance(child, dict):
                if value is None:
                    return
                child = {}
                trail[-1][key] = child
            trail.append(child)
        if value is not None:
            trail[-1][last] = value
            return
        trail[-1].pop(last, None)
        for depth in range(len(parents), 0, -1):
            key = parents[depth - 1]
            if trail[depth] or (depth == 1 and key in ("patient", "plan")):
                return
            del trail[depth - 1][key]

    def remove(self, path: str) -> None:
        """Take away what stands at a path in the notation of faults (`questions[2].answer`)."""
        steps = _steps(path)
        node: object = self._tree
        for step in steps[:-1]:
            node = _child(node, step)
        last = steps[-1] if steps else ""
        if isinstance(node, dict):
            node.pop(last, None)
        elif isinstance(node, list) and isinstance(last, int) and last < len(node):
            del node[last]

    def remove_all(self, paths: Iterable[str]) -> None:
        """Take away what stands at several paths, each as it is now."""
        # The last of a list first: what is taken out of it moves what follows.
        for path in sorted(paths, key=_order, reverse=True):
            self.remove(path)


def _steps(path: str) -> list[str | int]:
    return [
        int(match[2]) if match[2] else (match[1] or match[3] or "")
        for match in _STEP.finditer(path)
    ]


def _order(path: str) -> list[tuple[int, str]]:
    return [(step, "") if isinstance(step, int) else (-1, step) for step in _steps(path)]


def _child(node: object, step: str | int) -> object:
    if isinstance(node, dict):
        return node.get(step)
    if isinstance(node, list) and isinstance(step, int) and step < len(node):
        return node[step]
    return None

"""Lines drawn by hand, kept with as few points as show the same line. No Qt."""

import heapq
import math
from collections.abc import Sequence

Point = tuple[float, float]

MOST_POINTS = 200
_CLOSE = 0.0015


def thinned(points: Sequence[Point], most: int = MOST_POINTS) -> list[list[float]]:
    """Give a line of fractions, rounded to 3 digits, with at most `most` points (Douglas–Peucker).

    Empty if the points are all in one place, which is no line.
    """
    line = [(_share(x), _share(y)) for x, y in points]
    kept = _kept(line, most) if len(line) > 2 else line
    rounded = [[round(x, 3), round(y, 3)] for x, y in kept]
    different = [p for i, p in enumerate(rounded) if i == 0 or p != rounded[i - 1]]
    return different if len(different) > 1 else []


def _kept(line: Sequence[Point], most: int) -> list[Point]:
    """Give the ends and, as long as there is room, whatever lies farthest from the line so far."""
    keep = {0, len(line) - 1}
    parts = [_farthest(line, 0, len(line) - 1)]
    while parts and len(keep) < most:
        off, at, first, last = heapq.heappop(parts)
        if -off <= _CLOSE:
            break
        keep.add(at)
        heapq.heappush(parts, _farthest(line, first, at))
        heapq.heappush(parts, _farthest(line, at, last))
    return [line[i] for i in sorted(keep)]


def _farthest(line: Sequence[Point], first: int, last: int) -> tuple[float, int, int, int]:
    """Give how far the farthest point of a part lies from its chord, negative for the heap."""
    off, at = min(
        ((-_off(line[i], line[first], line[last]), i) for i in range(first + 1, last)),
        default=(0.0, first),
    )
    return off, at, first, last


def _off(point: Point, start: Point, end: Point) -> float:
    """Give how far a point lies from the piece between two others."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = across * across + down * down
    along = 0.0
    if length:
        along = ((point[0] - start[0]) * across + (point[1] - start[1]) * down) / length
        along = min(max(along, 0.0), 1.0)
    return math.hypot(point[0] - start[0] - along * across, point[1] - start[1] - along * down)


def _share(value: float) -> float:
    return min(max(value, 0.0), 1.0)

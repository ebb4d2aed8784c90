"""Path data for shapes that templates cannot compute: smooth lines, ribbons and hatching.

Clip paths and patterns are drawn differently by the two renderers, so the lines of a hatching
are cut to their shape here.
"""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from clinic_aid.figures.errors import FigureError

Point = tuple[float, float]

_TOKEN = re.compile(r"[A-Za-z]|-?\d*\.?\d+(?:e-?\d+)?")
_STEPS = 12


def smooth(points: Sequence[Sequence[float]], *, closed: bool = False) -> str:
    """Give the path that runs softly through all points (Catmull-Rom as cubic curves)."""
    places = [(float(x), float(y)) for x, y in points]
    if len(places) < 2:
        raise FigureError("a smooth line needs two points")
    last = len(places) if closed else len(places) - 1
    parts = [f"M{_pair(places[0])}"]
    for index in range(last):
        before, start, end, after = (
            places[_index(index + shift, len(places), closed=closed)] for shift in (-1, 0, 1, 2)
        )
        first = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        second = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        parts.append(f"C{_pair(first)} {_pair(second)} {_pair(end)}")
    return "".join(parts) + ("Z" if closed else "")


def ribbon(points: Sequence[Sequence[float]]) -> str:
    """Give the outline of a band along points of x, y and half its width there.

    The band has pointed ends where the width is 0 and flat ends elsewhere.
    """
    places = [(float(x), float(y)) for x, y, _ in points]
    left: list[Point] = []
    right: list[Point] = []
    for index, (x, y, half) in enumerate(points):
        before = places[max(index - 1, 0)]
        after = places[min(index + 1, len(places) - 1)]
        length = math.hypot(after[0] - before[0], after[1] - before[1]) or 1.0
        across = ((before[1] - after[1]) / length, (after[0] - before[0]) / length)
        left.append((x + across[0] * half, y + across[1] * half))
        right.append((x - across[0] * half, y - across[1] * half))
    return smooth(left) + smooth(right[::-1]).replace("M", "L", 1) + "Z"


def hatch(path: str, spacing: float = 12, angle: float = 45, inset: float = 0) -> str:
    """Give parallel lines inside a closed path, `angle` degrees from the x axis.

    `path` may use M, L, H, V, C, Q and Z in absolute coordinates. Each line ends `inset` before
    the edge; the result is empty if no line fits. Lines of neighbouring shapes meet, because
    they are counted from the picture's corner.
    """
    turn = math.radians(angle)
    cos, sin = math.cos(turn), math.sin(turn)
    outlines = [[(x * cos + y * sin, y * cos - x * sin) for x, y in ring] for ring in _rings(path)]
    heights = [y for ring in outlines for _, y in ring]
    if not heights:
        raise FigureError("a hatching needs a closed path")
    lines = []
    for count in range(math.ceil(min(heights) / spacing), math.floor(max(heights) / spacing) + 1):
        # A line through a corner would be counted twice or not at all: go a hair beside it.
        level = count * spacing + 1e-6
        crossings = sorted(x for ring in outlines for x in _crossings(ring, level))
        for start, end in zip(crossings[::2], crossings[1::2], strict=True):
            if end - start > 2 * inset + 1:
                ends = [
                    (x * cos - level * sin, x * sin + level * cos)
                    for x in (start + inset, end - inset)
                ]
                lines.append(f"M{_pair(ends[0])}L{_pair(ends[1])}")
    return "".join(lines)


def mirror(path: str, width: float) -> str:
    """Give a path turned left to right in a picture of that width (M, L, C, Q and Z, absolute)."""
    parts: list[str] = []
    horizontal = True
    for token in _TOKEN.findall(path):
        if token.isalpha():
            if token not in "MLCQZ":
                raise FigureError(f"a path with the command {token} cannot be mirrored")
            parts.append(token)
            horizontal = True
        else:
            number = float(token)
            parts.append(f"{round(width - number if horizontal else number, 1) + 0.0:g}")
            horizontal = not horizontal
    return " ".join(parts)


def inside(path: str, x: float, y: float) -> bool:
    """Say whether a point lies in a closed path (M, L, H, V, C, Q and Z, absolute)."""
    crossings = [at for ring in _rings(path) for at in _crossings(ring, y)]
    return sum(at > x for at in crossings) % 2 == 1


def _index(index: int, count: int, *, closed: bool) -> int:
    return index % count if closed else min(max(index, 0), count - 1)


def _pair(point: Point) -> str:
    return f"{round(point[0], 1) + 0.0:g} {round(point[1], 1) + 0.0:g}"


def _crossings(ring: Sequence[Point], level: float) -> Iterator[float]:
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > level) != (y2 > level):
            yield x1 + (level - y1) * (x2 - x1) / (y2 - y1)


def _rings(path: str) -> list[list[Point]]:
    """Give each closed part of a path as the corners of a polygon."""
    rings: list[list[Point]] = []
    numbers: list[float] = []
    command = ""
    for token in [*_TOKEN.findall(path), ""]:
        if token and not token.isalpha():
            numbers.append(float(token))
            continue
        if command:
            _extend(rings, command, numbers)
        command, numbers = token, []
    return rings


def _extend(rings: list[list[Point]], command: str, numbers: list[float]) -> None:
    size = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "Z": 0}.get(command)
    if size is None or (size and len(numbers) % size) or (not size and numbers):
        raise FigureError(f"a hatching cannot follow the path command {command}")
    if command == "M":
        rings.append([])
    for start in range(0, len(numbers), size or 1):
        part = numbers[start : start + size]
        if command == "H":
            rings[-1].append((part[0], rings[-1][-1][1]))
        elif command == "V":
            rings[-1].append((rings[-1][-1][0], part[0]))
        elif len(part) == 2:
            rings[-1].append((part[0], part[1]))
        else:
            rings[-1].extend(_curve([rings[-1][-1], *zip(part[::2], part[1::2], strict=True)]))


def _curve(controls: Sequence[Point]) -> Iterator[Point]:
    """Give points on a Bézier curve of any degree, without its first."""
    for step in range(1, _STEPS + 1):
        share = step / _STEPS
        points = list(controls)
        while len(points) > 1:
            points = [
                (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
                for a, b in pairwise(points)
            ]
        yield points[0]

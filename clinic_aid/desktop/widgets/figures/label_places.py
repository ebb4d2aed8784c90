"""Where labels go so that they lie inside their room and none lies on another. No Qt."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Side = Literal["start", "center", "end"]
Size = tuple[float, float]

_TOUCH = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle; y grows downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    def overlaps(self, other: "Box", gap: float = 0) -> bool:
        """Say whether two boxes share a point, or lie closer than `gap`."""
        return self.covered(other, gap) > 0

    def covered(self, other: "Box", gap: float = 0) -> float:
        """Give how much of the other box, drawn larger by `gap`, this one covers."""
        across = min(self.right, other.right + gap) - max(self.x, other.x - gap)
        down = min(self.bottom, other.bottom + gap) - max(self.y, other.y - gap)
        # Boxes that touch do not overlap, whatever the last digit of a sum says.
        return across * down if across > _TOUCH and down > _TOUCH else 0.0

    def holds(self, other: "Box") -> bool:
        """Say whether the other box lies inside this one."""
        return (
            other.x >= self.x - _TOUCH
            and other.y >= self.y - _TOUCH
            and other.right <= self.right + _TOUCH
            and other.bottom <= self.bottom + _TOUCH
        )

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """Give the point of the box that lies nearest to a point."""
        return min(max(x, self.x), self.right), min(max(y, self.y), self.bottom)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelAnchor:
    """A point, and which part of the label touches it; `center` is meant of the width alone.

    `end` is the right edge, whatever the language: a picture does not turn round.
    """

    x: float
    y: float
    side: Side

    def wanted(self, size: Size) -> Box:
        """Give the box of a label of this size that lies as the figure asks for."""
        width, height = size
        share = {"start": 0.0, "center": 0.5, "end": 1.0}[self.side]
        return Box(x=self.x - width * share, y=self.y - height / 2, width=width, height=height)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """The box of every label, which of its shapes it has, and how far it had to move."""

    boxes: tuple[Box, ...]
    chosen: tuple[int, ...]
    moves: tuple[float, ...]
    misplaced: tuple[int, ...]
    """Which labels found no room: they lie on another, or outside the room."""

    @property
    def badness(self) -> tuple[bool, float]:
        """What to compare arrangements by: faults first, then the farthest move and all of them."""
        return bool(self.misplaced), max(self.moves, default=0) + sum(self.moves) / 10


def arranged(
    anchors: Sequence[LabelAnchor], shapes: Sequence[Sequence[Size]], room: Box, gap: float
) -> Arrangement:
    """Give the places of labels, each in the first of its shapes unless that is in the way.

    A label gets its next shape (its words on more lines) if it would lie on another or leave the
    room, and if less has to move for it.
    """
    chosen = [0] * len(anchors)
    best = _arrangement(anchors, shapes, chosen, room, gap)
    for _ in range(max((len(sizes) for sizes in shapes), default=1) - 1):
        crowded = _misplaced(_wanted(anchors, shapes, chosen), room, gap)
        further = [min(n + (i in crowded), len(shapes[i]) - 1) for i, n in enumerate(chosen)]
        if further == chosen:
            break
        chosen = further
        best = min(
            best, _arrangement(anchors, shapes, chosen, room, gap), key=lambda one: one.badness
        )
    return best


def placed(wanted: Sequence[Box], room: Box, gap: float) -> tuple[Box, ...]:
    """Give boxes as near as possible to the wanted ones, inside the room, none on another.

    If the room is too small for that, what is left over lies where it covers least.
    """
    inside = [_inside(box, room) for box in wanted]
    alone = [
        not any(box.overlaps(other, gap) for other in inside if other is not box) for box in inside
    ]
    several = [i for i, free in enumerate(alone) if not free]
    tries = []
    # Who is placed first stays where it is: look at the row from both of its ends.
    for order in (several, several[::-1]):
        boxes = {i: inside[i] for i, free in enumerate(alone) if free}
        for index in order:
            boxes[index] = _free_place(inside[index], list(boxes.values()), room, gap)
        tries.append(tuple(boxes[i] for i in range(len(wanted))))
    return min(tries, key=lambda boxes: sum(map(_distance, boxes, wanted)))


def _arrangement(
    anchors: Sequence[LabelAnchor],
    shapes: Sequence[Sequence[Size]],
    chosen: Sequence[int],
    room: Box,
    gap: float,
) -> Arrangement:
    wanted = _wanted(anchors, shapes, chosen)
    boxes = placed(wanted, room, gap)
    return Arrangement(
        boxes=boxes,
        chosen=tuple(chosen),
        moves=tuple(map(_distance, boxes, wanted)),
        misplaced=_misplaced(boxes, room),
    )


def _wanted(
    anchors: Sequence[LabelAnchor], shapes: Sequence[Sequence[Size]], chosen: Sequence[int]
) -> list[Box]:
    return [
        anchor.wanted(sizes[n]) for anchor, sizes, n in zip(anchors, shapes, chosen, strict=True)
    ]


def _misplaced(boxes: Sequence[Box], room: Box, gap: float = 0) -> tuple[int, ...]:
    """Give the numbers of the boxes that reach out of the room, or lie on another or too near."""
    return tuple(
        i
        for i, box in enumerate(boxes)
        if not room.holds(box)
        or any(box.overlaps(other, gap) for j, other in enumerate(boxes) if j != i)
    )


def _free_place(box: Box, taken: Sequence[Box], room: Box, gap: float) -> Box:
    """Give the nearest place that is free: where it is, or along the edge of what is taken."""
    if not any(box.overlaps(other, gap) for other in taken):
        return box
    across = {box.x, *(edge for o in taken for edge in (o.x - gap - box.width, o.right + gap))}
    down = {box.y, *(edge for o in taken for edge in (o.y - gap - box.height, o.bottom + gap))}
    places = sorted(
        {_inside(_moved(box, x, y), room) for x in across for y in down},
        key=lambda place: (_distance(place, box), place.y, place.x),
    )
    for place in places:
        if not any(place.overlaps(other, gap) for other in taken):
            return place
    return min(places, key=lambda place: sum(place.covered(other) for other in taken))


def _inside(box: Box, room: Box) -> Box:
    x = max(min(box.x, room.right - box.width), room.x)
    y = max(min(box.y, room.bottom - box.height), room.y)
    return _moved(box, x, y)


def _moved(box: Box, x: float, y: float) -> Box:
    return Box(x=x, y=y, width=box.width, height=box.height)


def _distance(one: Box, other: Box) -> float:
    return math.hypot(one.x - other.x, one.y - other.y)

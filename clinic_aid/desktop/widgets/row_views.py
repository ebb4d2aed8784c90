"""Rows shared out over views: as many at a time as fit."""

from collections.abc import Sequence
from typing import Final, TypeVar

MOST_ROWS: Final = 7

T = TypeVar("T")


def filled(
    rows: Sequence[T], heights: Sequence[int], room: int, *, spacing: int, most: int = MOST_ROWS
) -> list[list[T]]:
    """Give the rows of each view, each filled before the next begins; one view at least."""
    views: list[list[T]] = [[]]
    used = 0
    for row, height in zip(rows, heights, strict=True):
        more = height + (spacing if views[-1] else 0)
        if views[-1] and (used + more > room or len(views[-1]) >= most):
            views.append([])
            used, more = 0, height
        views[-1].append(row)
        used += more
    return views

"""Which pages of a guide belong to which of its parts, as its file says."""

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise


def labelled_pages(pdf: bytes) -> tuple[tuple[int, int], ...]:
    """Give of each part the first of its pages, counted from 1, and how many it has.

    An empty back, with which the next part begins on a front, belongs to none of them.
    """
    return tuple(_labelled(pdf))


def _labelled(pdf: bytes) -> Iterator[tuple[int, int]]:
    import pikepdf  # a tenth of a second, for which no window waits

    with pikepdf.open(BytesIO(pdf)) as document:
        labels = document.Root.get("/PageLabels")
        numbers = list(labels.Nums) if labels is not None else []
        starts = [*map(int, numbers[::2]), len(document.pages)]
        for (start, end), label in zip(pairwise(starts), numbers[1::2], strict=True):
            if "/P" in label:
                yield start + 1, end - start

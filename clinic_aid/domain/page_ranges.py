"""Pages of a guide as people ask for them and as the vault keeps them: "1-14", "5-6, 9"."""

from collections.abc import Iterable


def whole_range(pages: int) -> str:
    """Give the range of all pages."""
    return range_words(range(1, pages + 1))


def range_words(pages: Iterable[int]) -> str:
    """Give page numbers as ranges, in their order and each once."""
    ranges: list[list[int]] = []
    for page in sorted(set(pages)):
        if ranges and page == ranges[-1][1] + 1:
            ranges[-1][1] = page
        else:
            ranges.append([page, page])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)


def spoken_ranges(ranges: str) -> str:
    """Give ranges as they stand in a sentence: "5–6, 9"."""
    return ranges.replace("-", "–")

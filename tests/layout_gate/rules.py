"""What no page of a guide may have: one function a rule, each gives a line for every fault."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import Any, Final

from babel.dates import get_month_names

from tests.layout_gate.boxes import Page, Text

LEAST_FILL: Final = 0.4
"""How much of its height a page uses at least; not the last one of a part."""
NEAREST_MM: Final = 5.0
"""How near to the paper's edge an office printer prints."""
LEAST_POINTS: Final = 12.0
LEAST_CONTRAST: Final = 4.5
"""Of words on what is behind them, as greys (WCAG 2.2, 1.4.3)."""
_SHARED_MM: Final = 0.6
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4"})
_LONG_ENOUGH: Final = 7
_HAS_ROOM: Final = 16
"""A word of no more letters has room on any line: it stands on one."""


def faults_of(pages: Sequence[Page], language: str) -> list[str]:
    """Give every fault of a guide's pages."""
    rules = (
        _fill,
        _heading_at_foot,
        _overlaps,
        _near_the_edge,
        _too_small,
        _too_pale,
        _orphans,
        _parted_words,
    )
    found = [f"{page.name}: {fault}" for page in pages for rule in rules for fault in rule(page)]
    found += [f"{page.name}: {fault}" for page in pages for fault in _parted_dates(page, language)]
    return [*found, *_broken(pages)]


def _fill(page: Page) -> Iterator[str]:
    bottom = max((text.area.bottom for text in page.matter), default=page.content.top)
    fill = (bottom - page.content.top) / (page.content.bottom - page.content.top)
    if fill < LEAST_FILL and not page.is_last:
        yield f"is {fill:.0%} full"


def _heading_at_foot(page: Page) -> Iterator[str]:
    if page.matter:
        last = max(page.matter, key=lambda text: text.area.bottom)
        if _within(last, _HEADINGS):
            yield f"ends with the heading “{last.words}”"


def _within(text: Text, tags: frozenset[str]) -> bool:
    return text.element is not None and text.element.tag in tags


def _overlaps(page: Page) -> Iterator[str]:
    for one, other in combinations(page.texts, 2):
        across, down = one.area.shares_with(other.area)
        if min(across, down) > _SHARED_MM:
            yield f"“{one.words}” over “{other.words}”"


def _near_the_edge(page: Page) -> Iterator[str]:
    inner = page.size.right - NEAREST_MM, page.size.bottom - NEAREST_MM
    areas = [(text.area, f"“{text.words}”") for text in page.texts]
    areas += [(area, "something drawn") for area in page.drawn]
    for area, what in areas:
        least = min(area.left, area.top) - NEAREST_MM
        if min(least, inner[0] - area.right, inner[1] - area.bottom) < -0.01:
            yield f"{what} is nearer than {NEAREST_MM:g} mm to the edge"


def _too_small(page: Page) -> Iterator[str]:
    for text in page.texts:
        if text.points < LEAST_POINTS - 0.01:
            yield f"“{text.words}” has {text.points:.1f} points"


def _too_pale(page: Page) -> Iterator[str]:
    for text in page.texts:
        light, dark = sorted((_luminance(text.colour), _luminance(text.ground)), reverse=True)
        contrast = (light + 0.05) / (dark + 0.05)
        if contrast < LEAST_CONTRAST:
            yield f"“{text.words}” has a contrast of {contrast:.1f} : 1"


def _luminance(colour: tuple[float, float, float]) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _orphans(page: Page) -> Iterator[str]:
    for element, lines in _paragraphs(page).items():
        last = lines[-1]
        # In a narrow column a date has a line of its own below its weekday.
        is_date = element.tag in {"td", "th"} and last[0].isdigit()
        if len(lines) > 1 and " " not in last and len(last) < _LONG_ENOUGH and not is_date:
            yield f"“{last}” stands alone at the end of a paragraph ({element.tag})"


def _parted_words(page: Page) -> Iterator[str]:
    """Find words that have room on a line and yet go on in the next, as “Tues / day”."""
    for element, lines in _paragraphs(page).items():
        words = {word.strip(",.;:()") for word in "".join(element.itertext()).split()}
        for line, following in pairwise(lines):
            end, begin = line.split()[-1].lstrip("("), following.split()[0].rstrip(",.;:)")
            whole = f"{end}{begin}"
            has_room = whole.isalpha() and len(whole) <= _HAS_ROOM
            if has_room and whole in words and not {end, begin} <= words:
                yield f"the word “{end} / {begin}” is parted"


def _parted_dates(page: Page, language: str) -> Iterator[str]:
    months = "|".join(map(re.escape, get_month_names(locale=language.replace("-", "_")).values()))
    for lines in _paragraphs(page).values():
        for line, following in pairwise(lines):
            if re.search(r"(^|\D)\d{1,2}$", line) and re.match(months, following):
                yield f"the date “{line[-20:]} / {following[:20]}” is parted"


def _paragraphs(page: Page) -> dict[Any, list[str]]:
    found: dict[Any, list[str]] = defaultdict(list)
    for element, line in page.lines:
        if element is not None and line:
            found[element].append(line)
    return found


def _broken(pages: Sequence[Page]) -> Iterator[str]:
    for before, after in pairwise(pages):
        if before.part == after.part:
            behind = set(map(id, after.whole))
            for element in {id(one): one for one in before.whole}.values():
                if id(element) in behind and element.tag not in {"thead", "tr"}:
                    words = " ".join("".join(element.itertext()).split())[:40]
                    yield f"{before.name}: “{words}” goes on on the next page ({element.tag})"

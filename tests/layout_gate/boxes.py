"""The boxes of a laid-out page, in millimetres and points, with the colours they are seen in."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.text.fonts import FontConfiguration

from clinic_aid.handout.fetching import BASE_URL, MemoryFetcher
from clinic_aid.handout.fonts import use_only
from clinic_aid.handout.pdf import BUDGET, PrintJob

# The library is not typed.
Box: TypeAlias = Any

_MM, _POINT = 25.4 / 96, 0.75
# How far letters reach above and below their line, in parts of their size.
_ASCENT, _DESCENT = 0.72, 0.22


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A rectangle in millimetres from the upper left corner of its page."""

    left: float
    top: float
    right: float
    bottom: float

    def shares_with(self, other: "Area") -> tuple[float, float]:
        """Give how wide and high the area is that both cover; not positive for none."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across, down


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A run of text as it stands on a line."""

    words: str
    area: Area
    points: float
    colour: tuple[float, float, float]
    ground: tuple[float, float, float]
    element: Any
    is_running: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a part: its texts, what is to stay whole, and where its own matter may stand."""

    part: str
    number: int
    is_last: bool
    size: Area
    content: Area
    texts: tuple[Text, ...]
    drawn: tuple[Area, ...]
    lines: tuple[tuple[Any, str], ...]
    whole: tuple[Any, ...]

    @property
    def name(self) -> str:
        """Give where it is, for people."""
        return f"{self.part}, page {self.number}"

    @property
    def matter(self) -> list[Text]:
        """Give the texts that are not of the running head and foot."""
        return [text for text in self.texts if not text.is_running]


def pages_of(job: PrintJob, fonts: Path) -> list[Page]:
    """Give every page of a job, laid out as it prints; no PDF is written."""
    use_only(fonts)
    configuration, fetcher = FontConfiguration(), MemoryFetcher(job.files, budget=BUDGET)
    found = []
    for html in job.documents:
        page = weasyprint.HTML(string=html, base_url=BASE_URL, url_fetcher=fetcher)
        document = page.render(font_config=configuration, pdf_variant="pdf/ua-1")
        count = len(document.pages)
        found += [
            _page(each._page_box, number, is_last=number == count)
            for number, each in enumerate(document.pages, start=1)
        ]
    return found


def _page(root: Box, number: int, *, is_last: bool) -> Page:
    [html] = [child for child in root.children if not isinstance(child, boxes.MarginBox)][:1]
    return Page(
        part=html.element.get("data-part") or "",
        number=number,
        is_last=is_last,
        size=Area(
            left=0, top=0, right=root.margin_width() * _MM, bottom=root.margin_height() * _MM
        ),
        content=_area(root.content_box_x(), root.content_box_y(), root.width, root.height),
        texts=tuple(_texts(root, (1.0, 1.0, 1.0), is_running=False)),
        drawn=tuple(_drawn(root)),
        lines=tuple(_lines(html)),
        whole=tuple(
            box.element
            for box in html.descendants()
            if box.element is not None and box.style["break_inside"] == "avoid"
        ),
    )


def _area(x: float, y: float, width: float, height: float) -> Area:
    return Area(left=x * _MM, top=y * _MM, right=(x + width) * _MM, bottom=(y + height) * _MM)


def _texts(box: Box, ground: tuple[float, float, float], *, is_running: bool) -> Iterator[Text]:
    is_running = is_running or isinstance(box, boxes.MarginBox)
    ground = _over(box.style["background_color"], ground) if _is_filled(box) else ground
    if isinstance(box, boxes.TextBox):
        if box.text.strip():
            yield Text(
                words=box.text,
                area=_letters(box),
                points=box.style["font_size"] * _POINT,
                colour=tuple(box.style["color"][:3]),
                ground=ground,
                element=box.element,
                is_running=is_running,
            )
        return
    for child in _children(box):
        yield from _texts(child, ground, is_running=is_running)


def _letters(box: Box) -> Area:
    """Give where letters are: the box of a line has room above and below them."""
    size, line = box.style["font_size"], box.position_y + box.baseline
    return _area(box.position_x, line - _ASCENT * size, box.width, (_ASCENT + _DESCENT) * size)


def _children(box: Box) -> Iterator[Box]:
    for child in getattr(box, "children", ()):
        yield getattr(child, "_box", child)


def _is_filled(box: Box) -> bool:
    return not isinstance(box, boxes.PageBox) and box.style["background_color"][3] > 0


def _over(colour: Any, ground: tuple[float, float, float]) -> tuple[float, float, float]:
    *channels, alpha = colour[:4]
    red, green, blue = (
        value * alpha + below * (1 - alpha) for value, below in zip(channels, ground, strict=True)
    )
    return red, green, blue


def _drawn(root: Box) -> Iterator[Area]:
    """Give where something is drawn: a picture, a fill or a frame."""
    for box in root.descendants():
        is_picture = isinstance(box, boxes.ReplacedBox)
        if isinstance(box, boxes.TextBox | boxes.LineBox) or box is root:
            continue
        framed = any(
            box.style[f"border_{side}_width"] for side in ("top", "right", "bottom", "left")
        )
        if box.element is not None and (is_picture or framed or _is_filled(box)):
            yield _area(
                box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height()
            )


def _lines(root: Box) -> Iterator[tuple[Any, str]]:
    """Give each line of text with the element whose paragraph it is of, from top to bottom."""
    for box in root.descendants():
        if isinstance(box, boxes.BlockContainerBox):
            for line in box.children:
                if isinstance(line, boxes.LineBox):
                    yield box.element, "".join(_said(line)).strip()


def _said(line: Box) -> Iterator[str]:
    for box in line.descendants():
        if isinstance(box, boxes.TextBox):
            yield box.text

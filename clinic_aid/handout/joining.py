"""Join the documents of one print into one: each with its own count of pages, on leaves of its own.

A reference to another document (`<a data-page href="#risks"></a>`) says the number of the page
there, which is known once that document is laid out: they are laid out from the last to the
first, and refer forwards only. Within one document `target-counter` does the same.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from weasyprint.document import Document

_REFERENCE: Final = re.compile(r'(<a data-page href="#([\w-]+)">)(</a>)')


def joined(documents: Sequence[str], lay_out: Callable[[str], Document]) -> Document:
    """Give one document of all pages; an empty page lets the next one begin on a front page."""
    places: dict[str, int] = {}
    laid_out: list[Document] = []
    for html in reversed(documents):
        document = lay_out(_with_pages(html, places))
        places |= _places(document)
        laid_out.insert(0, document)
    if len(laid_out) == 1:
        return laid_out[0]
    pages = list(laid_out[0].pages)
    for before, document in pairwise(laid_out):
        if len(pages) % 2:
            first = before.pages[0]
            size = f"size: {first.width}px {first.height}px"
            pages += lay_out(f"<style>@page {{ {size} }}</style><title>–</title>").pages
        pages += document.pages
    return laid_out[0].copy(pages)


def _with_pages(html: str, places: Mapping[str, int]) -> str:
    def placed(reference: re.Match[str]) -> str:
        begin, target, end = reference.groups()
        return f"{begin}{places[target]}{end}" if target in places else reference[0]

    return _REFERENCE.sub(placed, html)


def _places(document: Document) -> dict[str, int]:
    """Give the page, counted from 1, on which each named place is."""
    return dict(_anchors(document))


def _anchors(document: Document) -> Iterator[tuple[str, int]]:
    for number, page in enumerate(document.pages, start=1):
        for name in page.anchors:
            yield name, number

"""Join the documents of one print into one: each with its own count of pages, on leaves of its own.

A reference to another document (`<a data-page href="#risks"></a>`) says the number of the page
there, which is known once that document is laid out: they are laid out from the last to the
first, and refer forwards only. Within one document `target-counter` does the same.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Final

from weasyprint.document import Document

_RUNNING: Final = ("top-left", "bottom-left", "bottom-right")
_REFERENCE: Final = re.compile(r'(<a data-page href="#([\w-]+)">)(</a>)')


def joined(documents: Sequence[str], lay_out: Callable[[str], Document]) -> Document:
    """Give one document of all pages; an empty page lets the next one begin on a front page.

    It says that it is left empty where the document before it has words for that, and a style
    (`<html data-back="…">`, handout.css).
    """
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
            pages += lay_out(_empty_back(before)).pages
        pages += document.pages
    return laid_out[0].copy(pages)


def _empty_back(document: Document) -> str:
    first = document.pages[0]
    root = first._page_box.children[0].element
    nothing = " ".join(f"@{place} {{ content: none }}" for place in _RUNNING)
    size = f"@page {{ size: {first.width}px {first.height}px; {nothing} }}"
    said = root.get("data-back", "")
    body = f'<link rel="stylesheet" href="handout.css"><p class="small">{escape(said)}</p>'
    return (
        f'<html lang="{escape(root.get("lang", ""))}"><title>–</title>'
        f"{body if said else ''}<style>{size}</style></html>"
    )


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

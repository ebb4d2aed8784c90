"""Complete the tags of a handout, so that a screen reader gets what the eye gets.

WeasyPrint 70 writes a valid PDF/UA-1 file that still reads running headers as text, knows one
language, loses heads of tables, and calls a link by its address. Only one thing is hidden
from its documented hook, the finisher: which tag was made of which box. `watched()` therefore
stands in for the private function that builds the tags, and notes the pairs; everything else
is done in `finish`. tests/handout/test_tagging.py says when WeasyPrint has caught up.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

import pydyf
from weasyprint.document import Document
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import tags

from clinic_aid.handout.table_heads import name_heads

# Neither library is typed.
Box: TypeAlias = Any
Tag: TypeAlias = Any
Tags: TypeAlias = dict[Box, dict[str, Any]]
Numbers: TypeAlias = dict[int, Any]

_SVG: Final = "{http://www.w3.org/2000/svg}"
_POINTS_PER_PIXEL: Final = 0.75
_NO_ELEMENT: Final = "null"
_PRINTED: Final = 4
# Scripts written left to right whose glyphs do not stand in the order of the letters. Not
# Arabic and Hebrew: there the glyphs tell the letters, and some readers would turn them round.
_REORDERED: Final = re.compile("[\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f]")
_NUMBERING: Final = {
    "circle": "/Circle",
    "decimal": "/Decimal",
    "disc": "/Disc",
    "lower-alpha": "/LowerAlpha",
    "lower-latin": "/LowerAlpha",
    "lower-roman": "/LowerRoman",
    "square": "/Square",
    "upper-alpha": "/UpperAlpha",
    "upper-latin": "/UpperAlpha",
    "upper-roman": "/UpperRoman",
}


@dataclass(kw_only=True)
class Tagging:
    """What is known of one document's tags while it is written; use one for each document."""

    pages: int = 0
    """How many pages the file has that was written."""
    _made: dict[int, tuple[Tag, Box, int]] = field(default_factory=dict)
    _artifacts: dict[tuple[int, int], dict[str, str]] = field(default_factory=dict)
    _spoken: dict[tuple[int, int], str] = field(default_factory=dict)
    _tags_of_page: dict[int, Tags] = field(default_factory=dict)
    _unread_links: set[bytes] = field(default_factory=set)
    _heads: set[int] = field(default_factory=set)

    @contextmanager
    def watched(self, document: Document) -> Iterator[None]:
        """Note which tag belongs to which box while the document is written.

        This changes the library: one document at a time.
        """
        _keep_one_area_per_link(document)
        original = tags._build_box_tree

        def watching(  # noqa: PLR0917  # the signature of the original
            box: Box,
            parent: Tag,
            pdf: pydyf.PDF,
            page: int,
            numbers: Numbers,
            annotations: list[Any],
            page_tags: Tags,
        ) -> Iterator[Tag]:
            if isinstance(box, AbsolutePlaceholder):
                box = box._box
            self._tags_of_page[page] = page_tags
            artifact = _artifact_of(box) or self._repeated(box)
            if artifact is not None:
                self._set_aside(box, artifact, page, numbers, page_tags)
                return
            self._note_spoken(box, page, page_tags)
            for made in original(box, parent, pdf, page, numbers, annotations, page_tags):
                # The page and the body hand on what their children made: the first box counts.
                self._made.setdefault(made.number, (made, box, page))
                yield made

        tags._build_box_tree = watching
        try:
            yield
        finally:
            tags._build_box_tree = original

    def finish(self, document: Document, pdf: pydyf.PDF) -> None:
        """Complete the tags; given to WeasyPrint as its finisher."""
        self.pages = int(pdf.pages["Count"])
        for made, box, page in self._made.values():
            _complete(made, box, document.pages[page])
        self._rewrite_marks(pdf)
        self._drop_unread_links(pdf)
        _name_links(document)
        _fill_empty_letters(pdf)
        _index_ids([made for made, _, _ in self._made.values()], pdf)
        labels = pydyf.Array(item for label in _page_labels(document) for item in label)
        pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": labels})

    def _repeated(self, box: Box) -> dict[str, str] | None:
        """Give the kind of artifact that a head is which is said again on a later page.

        A table has its head again: each page has a table of its own in the tags. What is a
        table in its style alone is read as one.
        """
        if not getattr(box, "is_header", False) or box.element_tag == "thead":
            return None
        if id(box.element) in self._heads:
            return {"Type": "/Pagination", "Subtype": "/Header"}
        self._heads.add(id(box.element))
        return None

    def _set_aside(
        self, box: Box, artifact: dict[str, str], page: int, numbers: Numbers, page_tags: Tags
    ) -> None:
        """Take a box and all it holds out of the tags: it is no part of what is read."""
        for part in box.descendants(placeholders=True):
            mark = page_tags.pop(part, None)
            if mark is not None:
                numbers[mark["mcid"]] = _NO_ELEMENT
                self._artifacts[page, mark["mcid"]] = artifact
            if getattr(part, "link_annotation", None) is not None:
                self._unread_links.add(part.link_annotation.reference)

    def _note_spoken(self, box: Box, page: int, page_tags: Tags) -> None:
        for child in box.children:
            for text in child.children if isinstance(child, boxes.LineBox) else [child]:
                if isinstance(text, boxes.TextBox) and _REORDERED.search(text.text):
                    self._spoken[page, page_tags[text]["mcid"]] = text.text

    def _rewrite_marks(self, pdf: pydyf.PDF) -> None:
        """Say in the drawing what is an artifact, and the text that glyphs cannot tell.

        A group (opacity) is a stream of its own that shares the numbers of its page.
        """
        page_of = {id(page_tags): page for page, page_tags in self._tags_of_page.items()}
        for stream in pdf.objects:
            page = page_of.get(id(getattr(stream, "_tags", None)))
            if page is None:
                continue
            for index, operator in enumerate(stream.stream):
                if operator != b"BDC":
                    continue
                properties = stream.stream[index - 1]
                mark = page, properties["MCID"]
                if mark in self._artifacts:
                    stream.stream[index - 2] = "/Artifact"
                    stream.stream[index - 1] = pydyf.Dictionary(self._artifacts[mark])
                elif mark in self._spoken:
                    properties["ActualText"] = pydyf.String(self._spoken[mark])

    def _drop_unread_links(self, pdf: pydyf.PDF) -> None:
        """Take links off what is not read: no tag could hold them (the words stay printed)."""
        for page in pdf.objects:
            if isinstance(page, pydyf.Dictionary) and "Annots" in page:
                kept = [link for link in page["Annots"] if link not in self._unread_links]
                page["Annots"] = pydyf.Array(kept)


def _page_labels(document: Document) -> Iterator[tuple[int, pydyf.Dictionary]]:
    """Number the pages of each part anew, under its name (`<html data-part="My plan">`)."""
    root = None
    for number, page in enumerate(document.pages):
        element = page._page_box.children[0].element
        if element is not root:
            root, name = element, element.get("data-part")
            named = {"P": pydyf.String(f"{name} ")} if name else {}
            yield number, pydyf.Dictionary({"S": "/D", **named})


def _keep_one_area_per_link(document: Document) -> None:
    """Drop the areas that parts of a link (bold words, a picture) have beside the link's own.

    Stock, each becomes a link of its own outside the link's tag.
    """
    for page in document.pages:
        page.links[:] = [link for link in page.links if link[-1].element_tag == "a"]


def _artifact_of(box: Box) -> dict[str, str] | None:
    """Give the kind of artifact a box is, None for what is to be read."""
    if isinstance(box, boxes.MarginBox):
        subtype = "/Header" if box.at_keyword.startswith("@top") else "/Footer"
        return {"Type": "/Pagination", "Subtype": subtype}
    element = box.element
    if element is None:
        return None
    decorative = isinstance(box, boxes.ReplacedBox) and element.get("alt") == ""
    if decorative or element.get("aria-hidden") == "true":
        return {"Type": "/Layout"}
    return None


def _complete(made: Tag, box: Box, page: Any) -> None:
    element = box.element
    if element is None:
        return
    kind = made["S"]
    language = element.get("lang")
    if language:
        made["Lang"] = pydyf.String(language)
    if kind == "/Figure":
        made["Alt"] = pydyf.String(_alternative(element))
        made["A"]["BBox"] = _area(box, page)
    elif kind == "/L":
        numbering = _NUMBERING.get(box.style["list_style_type"], "/None")
        made["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})
    elif kind == "/Table" and box.is_table_wrapper:
        name_heads(box)


def _alternative(element: Any) -> str:
    """Give the words for a figure; an empty answer is left for the checks to find."""
    parts = (element.find(_SVG + name) for name in ("title", "desc"))
    drawn = " ".join(_words(part) for part in parts if part is not None)
    return element.get("aria-label") or drawn or element.get("alt") or ""


def _area(box: Box, page: Any) -> pydyf.Array:
    """Give where a figure is, in points from the lower left corner (stock: pixels, upside down)."""
    left, top = box.content_box_x(), box.content_box_y()
    bottom = page.height - top - box.height
    corners = left, bottom, left + box.width, bottom + box.height
    return pydyf.Array(round(value * _POINTS_PER_PIXEL, 2) for value in corners)


def _name_links(document: Document) -> None:
    for page in document.pages:
        for *_, box in page.links:
            if box.link_annotation is not None:
                element = box.element
                said = element.get("aria-label") or element.get("title") or _words(element)
                box.link_annotation.update(Contents=pydyf.String(said), F=_PRINTED)


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _fill_empty_letters(pdf: pydyf.PDF) -> None:
    """Let a glyph that stands for no letter of its own (part of a cluster) mean "nothing"."""
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and b"begincmap" in stream.stream:
            stream.stream = [
                line.removesuffix(b"<>") + b"<200b>" if line.endswith(b"> <>") else line
                for line in stream.stream
            ]


def _index_ids(made: list[Tag], pdf: pydyf.PDF) -> None:
    """List the table heads that cells refer to, as the standard asks of every ID."""
    named = sorted((tag["ID"].string, tag["ID"], tag.reference) for tag in made if "ID" in tag)
    if named:
        names = pydyf.Array(item for _, name, reference in named for item in (name, reference))
        root = pdf.objects[int(pdf.catalog["StructTreeRoot"].split()[0])]
        root["IDTree"] = pydyf.Dictionary({"Names": names})

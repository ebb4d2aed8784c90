"""The guides of the samples as they print: their words, and what their pages are made of."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from clinic_aid.domain.guide_parts import Part
from clinic_aid.handout.model import Handout
from clinic_aid.handout.printed_text import section_text

_DIGITS: Final = 12
_HEADINGS: Final = frozenset({"h1", "h2", "h3"})
_LISTS: Final = frozenset({"ul", "ol"})
_INLINE: Final = frozenset({"a", "b", "bdi", "em", "span", "strong"})
# What is cited is in others' words.
_SOURCES: Final = "sources"
# A value of this patient or of their clinic stands in `bdi`.
_NOT_OUR_WORDS: Final = frozenset({"bdi", "head", "svg"})


@dataclass(slots=True, kw_only=True)
class Make:
    """What the pages of a part are made of, as far as checks look at it.

    `sections` say of each section whether it has a heading; `lists` how many entries each has,
    `figures` whether each has a caption, `heads` the columns' heads of each table. `words` are
    those of the guide, in the order in which they are read; what somebody typed is not among them.
    """

    sections: list[bool] = field(default_factory=list)
    lists: list[int] = field(default_factory=list)
    figures: list[bool] = field(default_factory=list)
    heads: list[list[str]] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    references: set[str] = field(default_factory=set)
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedPart:
    """One part of one sample's guide."""

    sample: str
    part: Part
    handout: Handout
    sections: Mapping[str, str]
    make: Make

    @property
    def text(self) -> str:
        """Give all its words, one block a line."""
        return "\n".join(self.sections.values())


def printed_parts(sample: str, handout: Handout, documents: Iterable[str]) -> Iterator[RatedPart]:
    """Give the parts of a guide; `documents` are their pages, in the same order."""
    for part, html in zip(handout.parts, documents, strict=True):
        texts = {name: section_text(handout, name) for name in part.sections}
        yield RatedPart(
            sample=sample,
            part=part.id,
            handout=handout,
            sections={name: text for name, text in texts.items() if text},
            make=make_of(html),
        )


def words_digest(version: str, parts: Iterable[RatedPart]) -> str:
    """Give a digest of what parts say in a version; the same as long as they say the same."""
    text = "\n\n".join((version, *(part.text for part in parts)))
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def make_of(html: str) -> Make:
    """Give what a page is made of."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.make.words = " ".join("".join(reader.words).split())
    return reader.make


class _Reader(HTMLParser):
    """Notes sections, lists, figures, tables and references as they come."""

    def __init__(self) -> None:
        super().__init__()
        self.make = Make()
        self.words: list[str] = []
        self._open_lists: list[int] = []
        self._passed_over = 0
        self._is_in_sources = False
        self._head: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        make = self.make
        self._passed_over += tag in _NOT_OUR_WORDS
        self.words.append("" if tag in _INLINE else "\n")
        if name := values.get("id"):
            make.ids.add(name)
            self._is_in_sources |= name == _SOURCES
        if tag == "section":
            self._is_in_sources = False
            make.sections.append(False)
        elif tag in _HEADINGS and make.sections:
            make.sections[-1] = True
        elif tag in _LISTS:
            self._open_lists.append(0)
        elif tag == "li" and self._open_lists:
            self._open_lists[-1] += 1
        elif tag == "figure":
            make.figures.append(False)
        elif tag == "figcaption" and make.figures:
            make.figures[-1] = True
        elif tag == "table":
            make.heads.append([])
        elif tag == "th" and values.get("scope") == "col" and make.heads:
            self._head = []
        elif tag == "a" and "data-page" not in values:
            # What leads into another part stands in that one's pages.
            kind, _, place = (values.get("href") or "").partition("#")
            make.references |= {place} if place and not kind else set()

    def handle_endtag(self, tag: str) -> None:
        self._passed_over -= tag in _NOT_OUR_WORDS
        self.words.append("" if tag in _INLINE else "\n")
        if tag in _LISTS and self._open_lists:
            self.make.lists.append(self._open_lists.pop())
        elif tag == "th" and self._head is not None:
            self.make.heads[-1].append(" ".join("".join(self._head).split()))
            self._head = None

    def handle_data(self, data: str) -> None:
        if not (self._passed_over or self._is_in_sources):
            self.words.append(data)
        if self._head is not None:
            self._head.append(data)

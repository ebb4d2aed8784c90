"""Check the structure tree, and learn from it who owns which content."""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from pikepdf import Pdf

from tests.pdf_check.objects import ObjectId, PdfObject, identity, listed, name_of
from tests.pdf_check.report import Report
from tests.pdf_check.table import check_table

_STANDARD_NAMES: Final = (
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 "
    "H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note "
    "Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form "
)
STANDARD_TYPES: Final = frozenset(_STANDARD_NAMES.split())
_CHILDREN: Final = {
    "Table": frozenset({"TR", "THead", "TBody", "TFoot", "Caption"}),
    "THead": frozenset({"TR"}),
    "TBody": frozenset({"TR"}),
    "TFoot": frozenset({"TR"}),
    "TR": frozenset({"TH", "TD"}),
    "L": frozenset({"L", "LI", "Caption"}),
    "LI": frozenset({"Lbl", "LBody"}),
}
_PARENTS: Final = {
    child: frozenset(parent for parent, children in _CHILDREN.items() if child in children)
    for child in ("TR", "THead", "TBody", "TFoot", "TH", "TD", "LI", "LBody")
}
LANGUAGE: Final = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$")
_SAYS_NOTHING: Final = re.compile(
    r"\S+\.(png|jpe?g|svg|gif|webp)$|(image|figure|img|picture|\W*)$", re.IGNORECASE
)
_NO_PAGE: Final = (0, 0)


@dataclass(kw_only=True)
class Structure:
    """What the tree says: the language of each piece of content, the tag of each annotation."""

    language_of: dict[tuple[ObjectId, int], str] = field(default_factory=dict)
    tag_of_annotation: dict[ObjectId, str] = field(default_factory=dict)


def check_structure(pdf: Pdf, report: Report) -> Structure:
    """Check the tree from its root."""
    structure = Structure()
    tree = pdf.Root.get("/StructTreeRoot")
    report.need(tree is not None, "UA-7.1", "no structure tree")
    if tree is not None:
        _Walk(tree, str(pdf.Root.get("/Lang", "")), structure, report)
    return structure


class _Walk:
    def __init__(
        self, tree: PdfObject, language: str, structure: Structure, report: Report
    ) -> None:
        self._report = report
        self._structure = structure
        self._headings: list[str] = []
        self._roles = {
            name_of(role): name_of(target) for role, target in tree.get("/RoleMap", {}).items()
        }
        report.need(
            not STANDARD_TYPES & set(self._roles),
            "02-004",
            "a standard structure type is remapped",
        )
        self._children(tree.get("/K"), "", None, language)
        self._check_headings()

    def _check_headings(self) -> None:
        need = self._report.need
        levels = [int(heading[1]) for heading in self._headings if len(heading) > 1]
        need(not levels or levels[0] == 1, "14-002", "first heading is not H1")
        need(
            all(later <= earlier + 1 for earlier, later in pairwise(levels)),
            "14-003",
            f"a heading level is skipped in {levels}",
        )
        need(not levels or "H" not in self._headings, "14-007", "both H and Hn are used")

    def _role(self, name: str) -> str:
        for _ in range(len(self._roles)):
            name = name if name in STANDARD_TYPES else self._roles.get(name, name)
        self._report.need(
            name in STANDARD_TYPES,
            "02-001",
            f"structure type {name} does not map to a standard type",
        )
        return name

    def _children(
        self, children: PdfObject, parent: str, page: PdfObject, language: str
    ) -> list[str]:
        kinds = []
        for child in listed(children):
            mark = child if isinstance(child, int) else child.get("/MCID")
            if mark is not None:
                place = page if isinstance(child, int) else child.get("/Pg", page)
                if not isinstance(child, int):
                    place = child.get("/Stm", place)
                self._own(_NO_PAGE if place is None else identity(place), int(mark), language)
            elif child.get("/Type") == "/OBJR":
                self._structure.tag_of_annotation[identity(child.Obj)] = parent
            elif "/S" in child:
                kinds.append(self._element(child, parent, child.get("/Pg", page), language))
        return kinds

    def _own(self, place: ObjectId, mark: int, language: str) -> None:
        owned = self._structure.language_of
        self._report.need((place, mark) not in owned, "APP-01", f"content {mark} has two owners")
        owned[place, mark] = language

    def _element(self, element: PdfObject, parent: str, page: PdfObject, language: str) -> str:
        need = self._report.need
        kind = self._role(name_of(element.S))
        language = str(element.get("/Lang", language))
        syntax = "09-005" if kind.startswith("L") else "09-004"
        need("/P" in element, "UA-7.1", f"{kind} has no parent entry")
        need(
            LANGUAGE.match(language or "en"),
            "11-001",
            f"{kind} Lang {language!r} is no language tag",
        )
        need(
            language or not any(key in element for key in ("/Alt", "/ActualText", "/E")),
            "11-002",
            f"language of {kind} Alt unknown",
        )
        need(parent in _PARENTS.get(kind, {parent}), syntax, f"{kind} inside {parent}")
        if re.fullmatch("H[1-6]?", kind):
            self._headings.append(kind)
        self._check_alternative(element, kind)

        annotations_before = len(self._structure.tag_of_annotation)
        children = self._children(element.get("/K"), kind, page, language)
        for child in children:
            need(child in _CHILDREN.get(kind, {child}), syntax, f"{child} inside {kind}")
        need(children.count("H") < 2, "14-006", f"{kind} holds more than one H")
        need(
            kind != "Link"
            or parent == "Link"
            or len(self._structure.tag_of_annotation) > annotations_before,
            "APP-03",
            "Link without link annotation",
        )
        if kind == "Table":
            check_table(element, children, self._report)
        return kind

    def _check_alternative(self, element: PdfObject, kind: str) -> None:
        if kind not in {"Figure", "Formula"}:
            return
        alternative = str(element.get("/Alt", "")).strip()
        self._report.need(
            alternative or "/ActualText" in element,
            "13-004" if kind == "Figure" else "17-002",
            f"{kind} without alternative text",
        )
        self._report.need(
            not alternative or not _SAYS_NOTHING.match(alternative),
            "APP-02",
            f"alternative text {alternative!r} says nothing",
        )

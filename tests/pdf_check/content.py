"""Check what is drawn: all of it tagged or an artifact, owned, readable, in the right language."""

import re
from typing import Final, NamedTuple

import pikepdf
from pikepdf import Dictionary, Page, Stream

from tests.pdf_check.fonts import Font, Fonts
from tests.pdf_check.objects import ObjectId, PdfObject, identity, listed
from tests.pdf_check.report import Report
from tests.pdf_check.structure import Structure

_PAINTING: Final = frozenset(["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "BI"]) | {
    "Tj",
    "TJ",
    "'",
    '"',
    "INLINE IMAGE",
}
_SHOWING_TEXT: Final = frozenset(["Tj", "TJ", "'", '"'])
_SCRIPTS: Final = {
    "[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefe]": "ar fa ur ps ckb ku ug sd",
    "[\u0590-\u05ff]": "he yi",
    "[\u0900-\u097f]": "hi mr ne sa",
    "[\u0400-\u04ff]": "ru uk bg sr mk be kk ky mn tg",
    # One Greek letter is a sign of its own: "5α-reductase".
    "[\u0370-\u03ff\u1f00-\u1fff]{2}": "el",
    "[\u0531-\u0587]": "hy",
    "[\u0980-\u09ff]": "bn as",
    "[\u0a00-\u0a7f]": "pa",
    "[\u0b80-\u0bff]": "ta",
    "[\u0e01-\u0e3a\u0e40-\u0e4e]": "th",
    "[\u10a0-\u10ff]": "ka",
    "[\u1200-\u135a]": "am ti",
    "[\u3041-\u30fa]": "ja",
    "[\u4e00-\u9fff]": "zh ja",
    "[\uac00-\ud7a3]": "ko",
}
_ARTIFACT: Final = "artifact"
_TAGGED: Final = "tagged"
_NEITHER: Final = "neither"


class _Mark(NamedTuple):
    kind: str
    number: int | None


def check_content(
    page: Page, number: int, structure: Structure, fonts: Fonts, report: Report
) -> None:
    """Check one page."""
    reader = _Reader(number, structure, fonts, report)
    reader.read(page.obj, identity(page.obj), [], frozenset())
    report.need(reader.characters, "APP-05", f"page {number} has no text")


class _Reader:
    def __init__(self, page: int, structure: Structure, fonts: Fonts, report: Report) -> None:
        self.characters = 0
        self._page = page
        self._structure = structure
        self._fonts = fonts
        self._report = report

    def read(
        self, drawn: PdfObject, owner: ObjectId, outer: list[_Mark], within: frozenset[ObjectId]
    ) -> None:
        """Read a page or a group on it; `owner` is what the tree knows its content by."""
        marks = list(outer)
        font: Font | None = None
        resources = drawn.get("/Resources", Dictionary())
        stream = drawn if isinstance(drawn, Stream) else Page(drawn)
        for instruction in pikepdf.parse_content_stream(stream):
            operator, operands = str(instruction.operator), instruction.operands
            if operator in {"BMC", "BDC"}:
                marks.append(self._begin(operator, operands, resources, owner, marks))
            elif operator == "EMC":
                del marks[max(len(marks) - 1, len(outer)) :]
            elif operator == "Tf":
                font = self._fonts.font(resources.get("/Font", {}).get(str(operands[0])))
            elif operator == "Do":
                self._draw(
                    resources.get("/XObject", {}).get(str(operands[0])), owner, marks, within
                )
            elif operator in _PAINTING:
                self._need_mark(marks, "painting neither artifact nor tagged")
                if operator in _SHOWING_TEXT and font is not None:
                    self._show(font, listed(operands[-1]), owner, marks)

    def _begin(
        self,
        operator: str,
        operands: PdfObject,
        resources: PdfObject,
        owner: ObjectId,
        marks: list[_Mark],
    ) -> _Mark:
        properties = operands[1] if operator == "BDC" else Dictionary()
        if not isinstance(properties, Dictionary):
            properties = resources.get("/Properties", {}).get(str(properties), Dictionary())
        number = properties.get("/MCID")
        number = None if number is None else int(number)
        kinds = {mark.kind for mark in marks}
        need, page = self._report.need, self._page
        if str(operands[0]) == "/Artifact":
            need(_TAGGED not in kinds, "01-003", f"page {page}: artifact inside tagged content")
            return _Mark(_ARTIFACT, number)
        if number is None:
            return _Mark(_NEITHER, number)
        need(_ARTIFACT not in kinds, "01-004", f"page {page}: tagged content inside an artifact")
        need(
            (owner, number) in self._structure.language_of,
            "APP-01",
            f"page {page}: content no element owns (running header or footer, not an artifact?)",
        )
        return _Mark(_TAGGED, number)

    def _draw(
        self,
        thing: PdfObject,
        owner: ObjectId,
        marks: list[_Mark],
        within: frozenset[ObjectId],
    ) -> None:
        if thing is None:
            return
        self._report.need("/Ref" not in thing, "30-001", "reference XObject")
        if thing.get("/Subtype") == "/Image":
            self._need_mark(marks, "untagged image")
        key = identity(thing)
        if thing.get("/Subtype") == "/Form" and "/Resources" in thing and key not in within:
            self.read(thing, key if "/StructParents" in thing else owner, marks, within | {key})

    def _need_mark(self, marks: list[_Mark], message: str) -> None:
        marked = any(mark.kind in {_ARTIFACT, _TAGGED} for mark in marks)
        self._report.need(marked, "01-005", f"page {self._page}: {message}")

    def _show(
        self, font: Font, shown: list[PdfObject], owner: ObjectId, marks: list[_Mark]
    ) -> None:
        need, page = self._report.need, self._page
        codes = font.codes(
            b"".join(bytes(part) for part in shown if isinstance(part, pikepdf.String))
        )
        self.characters += len(codes)
        boxes = font.two_bytes and font.codes_are_glyphs and 0 in codes
        need(not boxes, "31-030", f"page {page}: .notdef glyph of {font.name}")
        readable = not font.two_bytes or not font.letters or all(map(font.letters.get, codes))
        need(readable, "10-001", f"page {page}: no Unicode value in {font.name}")
        text = "".join(font.letters.get(code, "") for code in codes)
        numbers = [mark.number for mark in marks if mark.kind == _TAGGED]
        if numbers and numbers[-1] is not None:
            self._check_script(text, self._structure.language_of.get((owner, numbers[-1]), ""))

    def _check_script(self, text: str, language: str) -> None:
        if not language:
            return
        for script, languages in _SCRIPTS.items():
            fits = language.lower().split("-")[0] in languages.split()
            self._report.need(
                fits or not re.search(script, text),
                "APP-11",
                f"page {self._page}: script does not fit language {language}: {text[:12]!r}",
            )

"""Check fonts, and read from them which text a string of glyphs stands for."""

import re
from dataclasses import dataclass

from pikepdf import Stream

from tests.pdf_check.objects import ObjectId, PdfObject, identity
from tests.pdf_check.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """What is needed to read text: two bytes a glyph or one, and the letters of each."""

    name: str
    two_bytes: bool
    codes_are_glyphs: bool
    letters: dict[int, str]

    def codes(self, raw: bytes) -> list[int]:
        """Give the character codes of a shown string."""
        if not self.two_bytes:
            return list(raw)
        return [raw[at] << 8 | raw[at + 1] for at in range(0, len(raw) - 1, 2)]


class Fonts:
    """The fonts of one file; each is checked once."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._known: dict[ObjectId, Font] = {}

    def font(self, entry: PdfObject) -> Font | None:
        """Give the font of a resource entry."""
        if entry is None:
            return None
        key = identity(entry)
        if key not in self._known:
            self._known[key] = self._read(entry)
        return self._known[key]

    def _read(self, entry: PdfObject) -> Font:
        need = self._report.need
        two_bytes = entry.get("/Subtype") == "/Type0"
        name = str(entry.get("/BaseFont"))
        descriptor = (entry.DescendantFonts[0] if two_bytes else entry).get("/FontDescriptor", {})
        embedded = any(key.startswith("/FontFile") for key in descriptor.keys())  # noqa: SIM118
        need(embedded or entry.Subtype == "/Type3", "31-009", f"font {name} is not embedded")
        stream = entry.get("/ToUnicode")
        cmap = stream.read_bytes().decode("latin-1") if isinstance(stream, Stream) else ""
        need(cmap or not two_bytes, "31-027", f"{name}: no ToUnicode")
        letters = _letters(cmap)
        wrong = set("\0\ufeff\ufffe") & set("".join(letters.values()))
        need(not wrong, "31-028", f"{name}: ToUnicode U+0000/FEFF/FFFE")
        return Font(
            name=name,
            two_bytes=two_bytes,
            codes_are_glyphs=entry.get("/Encoding") == "/Identity-H",
            letters=letters,
        )


def _letters(cmap: str) -> dict[int, str]:
    letters: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<(\w+)>\s*<([\w\s]*)>", block):
            letters[int(code, 16)] = _text(text)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        ranges = re.findall(r"<(\w+)>\s*<(\w+)>\s*(?:<(\w+)>|\[(.*?)\])", block, re.DOTALL)
        for first, last, start, many in ranges:
            codes = range(int(first, 16), int(last, 16) + 1)
            if start:
                text = _text(start)
                texts = [text[:-1] + chr(ord(text[-1]) + step) for step in range(len(codes))]
            else:
                texts = [_text(value) for value in re.findall(r"<(\w+)>", many)]
                texts += [""] * (len(codes) - len(texts))
            letters.update(zip(codes, texts, strict=False))
    return letters


def _text(hexadecimal: str) -> str:
    return bytes.fromhex(re.sub(r"\s", "", hexadecimal)).decode("utf-16-be", "replace")

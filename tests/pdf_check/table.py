"""Check one table: its parts, its grid, and how its cells find their heads."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from pikepdf import Dictionary

from tests.pdf_check.objects import PdfObject, listed
from tests.pdf_check.report import Report

_WIDEST: Final = 500


def check_table(table: PdfObject, kinds: list[str], report: Report) -> None:
    """Check a table tag; `kinds` are the types of its children."""
    once = all(kinds.count(kind) < 2 for kind in ("THead", "TFoot", "Caption"))
    caption_at_an_end = "Caption" not in kinds[1:-1]
    bodied = "TBody" in kinds or not {"THead", "TFoot"} & set(kinds)
    report.need(once and caption_at_an_end and bodied, "09-004", "Table parts amiss")

    rows = list(_rows(table))
    grid: set[tuple[int, int]] = set()
    cells: list[tuple[PdfObject, dict[str, PdfObject]]] = []
    for y, row in enumerate(rows):
        x = 0
        for cell in _of_type(listed(row.get("/K")), "/TH", "/TD"):
            attributes = _attributes(cell)
            across = min(int(attributes.get("/ColSpan", 1)), _WIDEST)
            down = min(int(attributes.get("/RowSpan", 1)), _WIDEST)
            while (y, x) in grid:
                x += 1
            grid |= {(y + dy, x + dx) for dy in range(down) for dx in range(across)}
            cells.append((cell, attributes))
    widths = Counter(y for y, _ in grid)
    report.need(
        len(set(widths.values())) < 2 and len(widths) <= len(rows),
        "09-004",
        "table rows differ in length",
    )
    _check_heads(cells, report)


def _check_heads(cells: list[tuple[PdfObject, dict[str, PdfObject]]], report: Report) -> None:
    ids = {bytes(cell.ID) for cell, _ in cells if "/ID" in cell}
    by_id = all(
        any(bytes(head) in ids for head in attributes.get("/Headers", []))
        for cell, attributes in cells
        if cell.S == "/TD"
    )
    report.need(by_id, "APP-13", "table cell that names no head")
    scoped = ["/Scope" in attributes for cell, attributes in cells if cell.S == "/TH"]
    report.need(
        scoped and all(scoped),
        "APP-04" if by_id or not scoped else "15-003",
        "table heads missing or without Scope",
    )


def _rows(table: PdfObject) -> Iterator[PdfObject]:
    for part in listed(table.get("/K")):
        if isinstance(part, Dictionary):
            inside = [part] if part.get("/S") == "/TR" else listed(part.get("/K"))
            yield from _of_type(inside, "/TR")


def _of_type(parts: list[PdfObject], *types: str) -> Iterator[PdfObject]:
    return (part for part in parts if isinstance(part, Dictionary) and part.get("/S") in types)


def _attributes(cell: PdfObject) -> dict[str, PdfObject]:
    return {
        key: value
        for entry in listed(cell.get("/A"))
        if isinstance(entry, Dictionary)
        for key, value in entry.items()
    }

"""Check what the file says of itself: catalog, metadata, attached files, page size."""

import re
from typing import Final

from pikepdf import Dictionary, Page, Pdf

from tests.pdf_check.objects import PdfObject
from tests.pdf_check.report import Report
from tests.pdf_check.structure import LANGUAGE

_A4: Final = (595.3, 841.9)
_LETTER: Final = (612, 792)


def _metadata_of(pdf: Pdf) -> str:
    """Give the XMP packet, empty if there is none."""
    if "/Metadata" not in pdf.Root:
        return ""
    return pdf.Root.Metadata.read_bytes().decode("utf-8", "replace")


def check_document(pdf: Pdf, report: Report) -> None:
    """Check the catalog and what hangs on it."""
    need = report.need
    root: PdfObject = pdf.Root
    marks = root.get("/MarkInfo", {})
    names = root.get("/Names", {})
    xmp = _metadata_of(pdf)
    language = str(root.get("/Lang", "en"))
    shows_title = root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is True
    active = "/JavaScript" in names or isinstance(root.get("/OpenAction"), Dictionary)
    titled = re.search(r"<dc:title>.*?<rdf:li[^>]*>\s*[^<\s]", xmp, re.DOTALL)
    need(marks.get("/Marked") is True, "UA-6.2", "catalog has no MarkInfo/Marked true")
    need(marks.get("/Suspects") is not True, "01-007", "MarkInfo/Suspects is true")
    need(shows_title, "07-001", "DisplayDocTitle is not true")
    need("/Lang" in root, "APP-10", "catalog has no Lang")
    need(LANGUAGE.match(language), "11-001", f"catalog Lang {language!r} is no language tag")
    need("/Metadata" in root, "06-001", "no XMP metadata stream")
    need(re.search(r'pdfuaid:part(="|>\s*)1\b', xmp), "06-002", "XMP has no pdfuaid:part 1")
    for key, value in (("part", "3"), ("conformance", "A")):
        claimed = re.search(rf'pdfaid:{key}(="|>\s*){value}\b', xmp)
        need(claimed, "APP-12", f"XMP has no pdfaid:{key} {value}")
    need(titled, "06-003", "XMP has no dc:title")
    need(not active, "APP-06", "active content")
    need(len(pdf.pages) < 4 or "/Outlines" in root, "APP-07", "more than 3 pages, no bookmarks")
    _check_attached_files(pdf, xmp, report)


def _check_attached_files(pdf: Pdf, xmp: str, report: Report) -> None:
    for entry in pdf.objects:
        if not isinstance(entry, Dictionary) or "/EF" not in entry:
            continue
        name = str(entry.get("/UF", ""))
        report.need(name and str(entry.get("/F", "")), "21-001", "embedded file without F or UF")
        report.need(
            str(entry.get("/Desc", "")), "APP-08", f"embedded file {name!r} has no description"
        )
        report.need(
            "pdfaid:" not in xmp or "/AFRelationship" in entry,
            "APP-08",
            f"{name!r} has no AFRelationship",
        )


def check_page_size(page: Page, number: int, report: Report) -> None:
    """Check that the page is one a printer in a clinic holds."""
    box = [float(edge) for edge in page.mediabox]
    width, height = sorted((box[2] - box[0], box[3] - box[1]))
    a4 = abs(width - _A4[0]) + abs(height - _A4[1]) < 1
    report.need(a4 or (width, height) == _LETTER, "APP-09", f"page {number}: not A4 or Letter")

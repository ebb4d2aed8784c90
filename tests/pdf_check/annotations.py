"""Check what is laid over a page: links, and that there is nothing else."""

import re
from typing import Final

from tests.pdf_check.objects import PdfObject, identity, listed, name_of
from tests.pdf_check.report import Report
from tests.pdf_check.structure import Structure

_SAFE: Final = re.compile(r"https://[\w-]+(\.[\w-]+)+(/\S*)?|mailto:[^\s?]+@[^\s?]+|tel:\+?[\d-]+")


def check_annotations(page: PdfObject, number: int, structure: Structure, report: Report) -> None:
    """Check the annotations of one page."""
    annotations = listed(page.get("/Annots"))
    need = report.need
    need(not annotations or page.get("/Tabs") == "/S", "28-009", f"page {number}: Tabs is not S")
    for annotation in annotations:
        kind = name_of(annotation.get("/Subtype"))
        said = str(annotation.get("/Contents", "")).strip()
        action = annotation.get("/A", {})
        address = str(action.get("/URI", ""))
        target = str(annotation.get("/Dest", ""))
        is_link = kind == "Link"
        tagged = structure.tag_of_annotation.get(identity(annotation)) == "Link"
        need(is_link, "APP-06", f"page {number}: {kind} annotation in a handout")
        need(tagged or not is_link, "28-011", f"page {number}: link annotation not inside Link")
        need(said or not is_link, "28-012", f"page {number}: link without Contents")
        need(
            not said or said not in {address, target},
            "APP-03",
            f"page {number}: Contents is bare {said!r}",
        )
        need(
            not action or _SAFE.fullmatch(address),
            "APP-06",
            f"page {number}: link to {address[:40]}",
        )
        need(not is_link or address or target, "APP-03", f"page {number}: link to nowhere")

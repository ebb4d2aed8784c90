"""Check a tagged PDF: PDF/UA-1 and PDF/A-3a, and what a handout needs beyond them.

Rules go by their Matterhorn Protocol 1.1 number, those of our own by APP and a number.
`python -m tests.pdf_check FILE...` prints one line for each fault.
"""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

import pikepdf

from tests.pdf_check.annotations import check_annotations
from tests.pdf_check.conformance import conformance_faults
from tests.pdf_check.content import check_content
from tests.pdf_check.document import check_document, check_page_size
from tests.pdf_check.fonts import Fonts
from tests.pdf_check.report import Report
from tests.pdf_check.structure import check_structure

STANDARDS: Final = ("ua1", "3a")
"""The standards that a handout keeps to, by the names of the validator's profiles."""


def faults_of(source: Path | str | bytes, *, profiles: Sequence[str] = STANDARDS) -> list[str]:
    """Give one line for each fault, none for a good file.

    `profiles` are what the validator asks for. A file that cannot be opened raises.
    """
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    report = Report()
    with pikepdf.open(BytesIO(data)) as pdf:
        check_document(pdf, report)
        structure = check_structure(pdf, report)
        fonts = Fonts(report)
        for number, page in enumerate(pdf.pages, 1):
            check_content(page, number, structure, fonts, report)
            check_annotations(page.obj, number, structure, report)
            check_page_size(page, number, report)
    return report.lines() + conformance_faults(data, profiles)

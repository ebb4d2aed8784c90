"""Check a tagged PDF: PDF/UA-1, and what a handout needs beyond it.

Rules go by their Matterhorn Protocol 1.1 number, those of our own by APP and a number.
`python -m tests.pdf_check FILE...` prints one line for each fault.
"""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pikepdf

from tests.pdf_check.annotations import check_annotations
from tests.pdf_check.conformance import conformance_faults
from tests.pdf_check.content import check_content
from tests.pdf_check.document import check_document, check_page_size, metadata_of
from tests.pdf_check.fonts import Fonts
from tests.pdf_check.report import Report
from tests.pdf_check.structure import check_structure


def faults_of(source: Path | str | bytes, *, profiles: Sequence[str] = ()) -> list[str]:
    """Give one line for each fault, none for a good file.

    `profiles` replaces what the validator asks: by default PDF/UA-1 and any PDF/A level the
    file claims. A file that cannot be opened raises.
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
        xmp = metadata_of(pdf)
    return report.lines() + conformance_faults(data, xmp, profiles)

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import weasyprint
from pikepdf.models import PdfMetadata

from clinic_aid.handout.fonts import use_only
from clinic_aid.handout.pdf import PrintJob, write_pdf
from tests.pdf_check import faults_of

HEAD = """<meta name="keywords" content="fridge, plan">
<meta name="source" content="hair &amp; scalp 2026.11">"""
Said = Callable[[str], PdfMetadata]


@pytest.fixture
def said(page: Callable[..., PrintJob], fonts: Path) -> Said:
    """Give what the file says of itself where a page has this in its head."""

    def read(head: str) -> PdfMetadata:
        with pikepdf.open(BytesIO(write_pdf(page("<h1>a</h1>", head=head), fonts))) as pdf:
            return pdf.open_metadata()

    return read


def test_a_file_claims_both_standards(said: Said) -> None:
    metadata = said("")
    assert metadata.pdfa_status == "3A"
    assert metadata["pdfuaid:part"] == "1"


def test_a_file_names_its_content_and_its_parts(said: Said) -> None:
    metadata = said(HEAD)
    assert metadata["dc:source"] == "hair & scalp 2026.11"
    assert metadata["pdf:Keywords"] == "fridge, plan"


def test_a_page_without_a_source_names_none(said: Said) -> None:
    assert "dc:source" not in said("")


def test_what_is_said_breaks_neither_standard(page: Callable[..., PrintJob], fonts: Path) -> None:
    assert faults_of(write_pdf(page("<h1>a</h1>", head=HEAD), fonts)) == []


def test_the_engine_alone_still_claims_one_standard_only(guide: PrintJob, fonts: Path) -> None:
    # When this fails, WeasyPrint has learned it: take it out of metadata.py.
    use_only(fonts)
    data = weasyprint.HTML(string=guide.documents[0]).write_pdf(pdf_variant="pdf/a-3a")
    assert "06-002" in {fault.split()[0] for fault in faults_of(data)}

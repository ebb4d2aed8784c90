from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter

from clinic_aid.desktop.keys.key_print import lines_of, paint_key
from clinic_aid.errors import ClinicAidError
from clinic_aid.vault.passphrases import new_recovery_key

DAY = date(2026, 11, 21)


@pytest.fixture
def printer(qapp: object) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(300)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    return printer


def test_the_whole_key_is_on_one_page(printer: QPrinter, tmp_path: Path) -> None:
    key = new_recovery_key()
    printer.setOutputFileName(str(tmp_path / "key.pdf"))

    paint_key(key, printer, day=DAY, language="en")

    (page,) = PdfReader(BytesIO((tmp_path / "key.pdf").read_bytes())).pages
    words = page.extract_text()
    assert all(group in words for group in key.split("-"))
    assert "Saturday 21 November 2026" in " ".join(words.split())
    assert "not with the computer" in " ".join(words.split())


def test_the_groups_of_a_key_keep_their_order() -> None:
    assert " ".join(lines_of("A-B-C-D-E-F-G-H-I")).split() == list("ABCDEFGHI")


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_answer_is_told(printer: QPrinter, tmp_path: Path) -> None:
    printer.setOutputFileName(str(tmp_path / "no" / "folder" / "key.pdf"))

    with pytest.raises(ClinicAidError, match="printer"):
        paint_key(new_recovery_key(), printer, day=DAY, language="en")

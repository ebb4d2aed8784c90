from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.system.printing import PrinterChoice, print_pdf, printer_for
from clinic_aid.errors import ClinicAidError

OpenWindow = Callable[..., MainWindow]


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_print_has_the_pages_and_the_size_of_the_guide(
    qapp: object, services: Services, minimal_tree: dict[str, Any], tmp_path: Path, paper: Any
) -> None:
    consultation = services.check(minimal_tree).consultation
    assert consultation is not None
    data = services.make_pdf(consultation, paper).data
    guide = tmp_path / "guide.pdf"
    guide.write_bytes(data)
    printer = printer_for(paper)
    printer.setResolution(72)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printed = tmp_path / "printed.pdf"
    printer.setOutputFileName(str(printed))

    count = print_pdf(data, printer)

    wanted, got = PdfReader(guide).pages, PdfReader(printed).pages
    assert count == len(got) == len(wanted)
    for page, original in zip(got, wanted, strict=True):
        assert float(page.mediabox.width) == pytest.approx(float(original.mediabox.width), abs=1)
        assert float(page.mediabox.height) == pytest.approx(float(original.mediabox.height), abs=1)


def test_only_the_pages_asked_for_are_printed(
    qtbot: QtBot,
    open_window: OpenWindow,
    minimal_tree: dict[str, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    printed = tmp_path / "printed.pdf"

    def ask(printer: QPrinter, _parent: object) -> bool:
        printer.setResolution(72)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(printed))
        printer.setFromTo(2, 3)
        return True

    monkeypatch.setattr(PrinterChoice, "ask", ask)
    window = open_window(minimal_tree)
    qtbot.waitUntil(lambda: window.preview.state == "current", timeout=30_000)

    window.print_guide()

    qtbot.waitUntil(lambda: "went to the printer" in window.preview.status.text(), timeout=20_000)
    assert len(PdfReader(printed).pages) == 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not whole"),
        (b"%PDF-1.7\n", "not whole"),
        (b"%PDF-1.7 nothing in it %%EOF", "cannot be read"),
    ],
)
def test_what_is_no_whole_pdf_goes_to_no_printer(
    qapp: object, data: bytes, words: str, tmp_path: Path
) -> None:
    printer = printer_for("a4")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printed = tmp_path / "printed.pdf"
    printer.setOutputFileName(str(printed))

    with pytest.raises(ClinicAidError, match=words):
        print_pdf(data, printer)

    assert not printed.exists()

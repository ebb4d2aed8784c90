from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageRanges, QPageSize, QPainter, qGray
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.guide.print_and_save import how_given, said_of
from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.steps import GUIDE
from clinic_aid.desktop.system.printing import PrinterChoice, Printout, print_pdf, printer_for
from clinic_aid.domain.guide_parts import DEFAULT_WISH, GuideWish
from clinic_aid.errors import ClinicAidError
from tests.desktop.conftest import PrintQueue

OpenWindow = Callable[..., MainWindow]


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_print_has_the_pages_and_the_size_of_the_guide(
    qapp: object, services: Services, minimal_tree: dict[str, Any], tmp_path: Path, paper: Any
) -> None:
    consultation = services.check(minimal_tree).consultation
    assert consultation is not None
    data = services.make_pdf(consultation, GuideWish(paper=paper)).data
    guide = tmp_path / "guide.pdf"
    guide.write_bytes(data)
    printer = printer_for(paper)
    printer.setResolution(72)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printed = tmp_path / "printed.pdf"
    printer.setOutputFileName(str(printed))

    count = len(print_pdf(data, printer).pages)

    wanted, got = PdfReader(guide).pages, PdfReader(printed).pages
    assert count == len(got) == len(wanted)
    for page, original in zip(got, wanted, strict=True):
        assert float(page.mediabox.width) == pytest.approx(float(original.mediabox.width), abs=1)
        assert float(page.mediabox.height) == pytest.approx(float(original.mediabox.height), abs=1)


def pages_of(printed: PrintQueue) -> int:
    return len(PdfReader(printed.file).pages)


@pytest.mark.parametrize(
    ("asked", "pages"),
    [("", (1, 2, 3, 4, 5, 6, 7)), ("5-6", (5, 6)), ("1,5,7", (1, 5, 7)), ("6-40", (6, 7))],
)
def test_only_the_pages_asked_for_are_printed_and_told(
    plain_pdf: Callable[[int], bytes], print_queue: PrintQueue, asked: str, pages: tuple[int, ...]
) -> None:
    printer = printer_for("a4")
    print_queue.ask(printer, None)
    printer.setPageRanges(QPageRanges.fromString(asked))

    assert print_pdf(plain_pdf(7), printer) == Printout(pages=pages, of=7)
    assert pages_of(print_queue) == len(pages)


def test_where_no_page_is_asked_for_nothing_is_sent(
    plain_pdf: Callable[[int], bytes], print_queue: PrintQueue
) -> None:
    printer = printer_for("a4")
    print_queue.ask(printer, None)
    printer.setPageRanges(QPageRanges.fromString("40-41"))

    with pytest.raises(ClinicAidError, match="no pages 40-41 in what has 7 pages"):
        print_pdf(plain_pdf(7), printer)
    assert not print_queue.file.exists()


def test_a_printer_that_only_writes_a_file_is_not_offered(qtbot: QtBot) -> None:
    # The dialog does not hold it.
    printer = printer_for("a4")
    dialog = PrinterChoice(printer)
    qtbot.addWidget(dialog)
    dialog.show()
    printers = dialog.findChild(QComboBox, "printers")

    assert printers is not None
    offered = [printers.itemText(at) for at in range(printers.count())]
    assert not [name for name in offered if "File" in name]


def test_what_became_a_file_all_the_same_is_told(
    plain_pdf: Callable[[int], bytes], qapp: object, tmp_path: Path
) -> None:
    printer = printer_for("a4")
    printer.setResolution(72)
    printer.setOutputFileName(str(tmp_path / "print.pdf"))

    printed = print_pdf(plain_pdf(2), printer)

    assert printed.into_file
    assert how_given(printed) == "saved"
    assert "into a file, not on paper" in said_of(printed)


@pytest.mark.fault(36)
def test_what_the_queue_did_not_take_is_a_fault(
    plain_pdf: Callable[[int], bytes], print_queue: PrintQueue
) -> None:
    print_queue.refuses = "No such file or directory"
    printer = printer_for("a4")
    print_queue.ask(printer, None)

    with pytest.raises(ClinicAidError, match="printer took nothing"):
        print_pdf(plain_pdf(2), printer)


LANDSCAPE, PORTRAIT = QPageLayout.Orientation.Landscape, QPageLayout.Orientation.Portrait
SIZES = QPageSize.PageSizeId


@pytest.mark.parametrize("orientation", [PORTRAIT, LANDSCAPE])
@pytest.mark.parametrize("size", [SIZES.A4, SIZES.Letter, SIZES.A5, SIZES.Legal, SIZES.A3])
def test_no_page_is_cut_on_other_paper(
    services: Services,
    minimal_tree: dict[str, Any],
    print_queue: PrintQueue,
    size: QPageSize.PageSizeId,
    orientation: QPageLayout.Orientation,
) -> None:
    consultation = services.check(minimal_tree).consultation
    assert consultation is not None
    guide = services.make_pdf(consultation, DEFAULT_WISH).data
    printer = printer_for("a4")
    print_queue.ask(printer, None)
    printer.setPageSize(QPageSize(size))
    printer.setPageOrientation(orientation)
    printer.setPageRanges(QPageRanges.fromString("1"))

    printed = print_pdf(guide, printer)

    whole, paper = first_page(guide), first_page(print_queue.file.read_bytes())
    assert paper.height() > paper.width()
    scale = min(1.0, paper.width() / whole.width(), paper.height() / whole.height())
    before, after = ink_of(whole), ink_of(paper)
    # From its head to its foot, as it is on paper of its own.
    assert after.height() == pytest.approx(before.height() * scale, abs=4)
    assert after.width() == pytest.approx(before.width() * scale, abs=4)
    assert paper.rect().adjusted(3, 3, -3, -3).contains(after)
    is_small = size in (SIZES.Letter, SIZES.A5)
    assert printed.made_smaller is is_small
    assert ("made smaller" in said_of(printed)) is is_small


def first_page(pdf: bytes) -> QImage:
    """Give the first page of a PDF, a dot a point, on white paper."""
    buffer, document = QBuffer(), QPdfDocument()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    page = document.render(0, document.pagePointSize(0).toSize())
    document.close()
    white = QImage(page.size(), QImage.Format.Format_RGB32)
    white.fill(Qt.GlobalColor.white)
    painter = QPainter(white)
    painter.drawImage(0, 0, page)
    painter.end()
    return white


def ink_of(page: QImage) -> QRect:
    """Give what of a page is not white."""
    dark = [
        QPoint(x, y)
        for y in range(page.height())
        for x in range(page.width())
        if qGray(page.pixel(x, y)) < 200
    ]
    xs, ys = [at.x() for at in dark], [at.y() for at in dark]
    return QRect(QPoint(min(xs), min(ys)), QPoint(max(xs), max(ys)))


def test_the_guide_in_work_is_kept_as_what_was_sent(
    qtbot: QtBot,
    open_window: OpenWindow,
    minimal_tree: dict[str, Any],
    print_queue: PrintQueue,
) -> None:
    print_queue.set_up = lambda printer: printer.setFromTo(2, 3)
    window = open_window(minimal_tree)
    qtbot.waitUntil(lambda: window.preview.state == "current", timeout=30_000)

    window.print_guide()

    assert window.preview.status.text() == "Printing …"
    qtbot.waitUntil(
        lambda: "Sent to the printer: pages 2–3 of" in window.preview.status.text(), timeout=20_000
    )
    assert pages_of(print_queue) == 2
    vault = window.vault_session.vault
    (guide,) = vault.records.load(window.vault_session.autosave.key or "").guides
    assert [(one.how, one.pages) for one in guide.givings] == [("printed", "2-3")]


@pytest.mark.fault(36)
def test_without_a_printer_saving_is_the_work_that_comes_next(
    qtbot: QtBot, open_window: OpenWindow, minimal_tree: dict[str, Any]
) -> None:
    window = open_window(minimal_tree)
    qtbot.waitUntil(lambda: window.preview.state == "current", timeout=30_000)
    window.turn_to(GUIDE)

    qtbot.waitUntil(window.preview.panel.no_printer.isVisible)
    assert window.preview.panel.no_printer.text() == "No printer is set up on this computer"
    assert not window.preview.panel.print.isVisible()
    assert window.preview.panel.save.property("kind") == "primary"
    window.print_guide()
    assert "No printer is set up on this computer." in window.banner.words.text()
    assert not window.vault_session.vault.records.newest()[0].guides


def test_with_a_printer_printing_is_the_work_that_comes_next(
    qtbot: QtBot, open_window: OpenWindow, minimal_tree: dict[str, Any], print_queue: PrintQueue
) -> None:
    window = open_window(minimal_tree)
    qtbot.waitUntil(lambda: window.preview.state == "current", timeout=30_000)
    window.turn_to(GUIDE)

    qtbot.waitUntil(window.preview.panel.print.isVisible)
    assert window.preview.panel.print.isEnabled()
    assert window.preview.panel.print.property("kind") == "primary"
    assert not window.preview.panel.no_printer.isVisible()


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

"""Print a PDF on any printer, and say which of its pages the printer's queue took."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QPointF,
    QRectF,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import QPageLayout, QPageRanges, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.system.print_queue import PageChoice, choice_taken_from, why_not_taken
from clinic_aid.domain.page_ranges import range_words
from clinic_aid.domain.whole_pdf import require_whole_pdf
from clinic_aid.errors import ClinicAidError

RESOLUTION = 300
"""Dots per inch; finer ones would take ten times the time and memory for no sharper reading."""
_SAME_SIZE_PT = 3.0
_FAILED = (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printout:
    """What of a PDF went to a printer: pages counted from 1, of how many in all.

    `into_file` says that it became a file and no paper, `made_smaller` that the printer's paper
    is smaller than the pages.
    """

    pages: tuple[int, ...]
    of: int
    into_file: bool = False
    made_smaller: bool = False

    @property
    def is_whole(self) -> bool:
        """Say whether every page went out."""
        return len(self.pages) == self.of

    @property
    def ranges(self) -> str:
        """The pages as people write them ("1-14", "5-6, 9")."""
        return range_words(self.pages)


def printer_names() -> Sequence[str]:
    """Give the printers of this computer; a slow network can make it take a while."""
    return QPrinterInfo.availablePrinterNames()


def likely_printer(names: Sequence[str]) -> str:
    """Give the name of the printer that the dialog begins with; "" where that is not known."""
    usual = QPrinterInfo.defaultPrinterName()
    return usual if usual in names else names[0] if len(names) == 1 else ""


def goes_into_file(printer: QPrinter) -> bool:
    """Say whether what is printed becomes a file, whatever the printer is called."""
    is_pdf = printer.outputFormat() == QPrinter.OutputFormat.PdfFormat
    return is_pdf or bool(printer.outputFileName())


def makes_files(printer: QPrinter) -> bool:
    """Say whether a printer makes a file, as far as its name tells: "Microsoft Print to PDF"."""
    name = printer.printerName().casefold()
    return goes_into_file(printer) or any(kind in name for kind in ("pdf", "xps", "onenote"))


def printer_for(paper: str) -> QPrinter:
    """Give a printer set up for the guide's paper."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(RESOLUTION)
    printer.setFullPage(True)
    size = QPageSize.PageSizeId.Letter if paper == "letter" else QPageSize.PageSizeId.A4
    printer.setPageSize(QPageSize(size))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    return printer


class PrinterChoice(QPrintDialog):
    """The system's own dialog, without printers that only write a file."""

    def __init__(self, printer: QPrinter, parent: QWidget | None = None) -> None:
        super().__init__(printer, parent)
        # A file is saved by the app itself: with text, tags and a name of its own.
        self.setOption(QPrintDialog.PrintDialogOption.PrintToFile, False)

    @classmethod
    def ask(cls, printer: QPrinter, parent: QWidget) -> bool:
        """Let the consultant choose and set up a printer; False if they changed their mind."""
        return bool(cls(printer, parent).exec() == cls.DialogCode.Accepted)


@contextmanager
def painting_on(printer: QPrinter) -> Iterator[QPainter]:
    """Give what paints on a printer's pages; ClinicAidError if no queue took them."""
    painter = QPainter()
    if not painter.begin(printer):
        raise ClinicAidError("The printer does not answer. Check it, then print again.")
    try:
        yield painter
    except BaseException:
        printer.abort()
        raise
    finally:
        is_done = painter.end()
    if goes_into_file(printer):
        return
    if not is_done or printer.printerState() in _FAILED or why_not_taken():
        raise ClinicAidError("The printer took nothing. Check it, then print again.")


def print_pdf(data: bytes, printer: QPrinter) -> Printout:
    """Print the pages that the printer's settings ask for, and say which went out.

    A page keeps its size; only where the paper is smaller it is made smaller, never cut.
    ClinicAidError for what is no whole PDF, or has no page that can be read, or none of those
    that are asked for: then nothing is sent. May run in any thread.
    """
    require_whole_pdf(data)
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    if document.status() != QPdfDocument.Status.Ready or not document.pageCount():
        raise ClinicAidError("These pages cannot be read, so nothing was printed. Make them again.")
    with closing(document):
        count = document.pageCount()
        pages = _pages_asked_for(printer, count)
        # The pages stand upright, however the paper of another program's letter was turned.
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        printer.setFullPage(True)
        smaller = False
        with painting_on(printer) as painter:
            for number, page in enumerate(pages):
                if number and not printer.newPage():
                    raise ClinicAidError("The printer stopped. Check it, then print again.")
                smaller |= _paint(document, page - 1, printer, painter)
    into_file = goes_into_file(printer)
    return Printout(pages=pages, of=count, into_file=into_file, made_smaller=smaller)


def _pages_asked_for(printer: QPrinter, count: int) -> tuple[int, ...]:
    """Give the pages that are asked for, wherever the dialog has put the wish."""
    asked = choice_taken_from(printer) or PageChoice(ranges=printer.pageRanges().toString())
    ranges = QPageRanges.fromString(asked.ranges)
    pages = tuple(
        page
        for page in range(1, count + 1)
        if (not asked.ranges or ranges.contains(page)) and asked.has_side(page)
    )
    if not pages:
        raise ClinicAidError(
            "Nothing was printed: there are no pages {asked} in what has {count} pages. Choose "
            "others, then print again.",
            asked=asked.ranges or asked.side,
            count=count,
        )
    return pages


def _paint(document: QPdfDocument, page: int, printer: QPrinter, painter: QPainter) -> bool:
    """Paint a page in the middle of the paper; say whether it had to be made smaller."""
    points = document.pagePointSize(page)
    dots = printer.resolution() / 72
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    size = QSizeF(points.width() * dots, points.height() * dots)
    least = _SAME_SIZE_PT * dots
    smaller = size.width() > paper.width() + least or size.height() > paper.height() + least
    area = paper
    if smaller:
        # Within what the printer reaches: at its edge there may be a line of text now.
        layout = printer.pageLayout()
        layout.setMode(QPageLayout.Mode.StandardMode)
        layout.setMargins(layout.minimumMargins())
        area = QRectF(layout.paintRectPixels(printer.resolution()))
        size.scale(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
    corner = area.center() - QPointF(size.width() / 2, size.height() / 2)
    finest = min(1.0, RESOLUTION / printer.resolution())
    image = document.render(
        page, QSize(round(size.width() * finest), round(size.height() * finest))
    )
    painter.drawImage(QRectF(corner, size), image)
    return smaller

"""Print a PDF on any printer, in its true size."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from clinic_aid.domain.whole_pdf import require_whole_pdf
from clinic_aid.errors import ClinicAidError

RESOLUTION = 300
"""Dots per inch; finer ones would take ten times the time and memory for no sharper reading."""


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
    """The system's own dialog."""

    @classmethod
    def ask(cls, printer: QPrinter, parent: QWidget) -> bool:
        """Let the consultant choose and set up a printer; False if they changed their mind."""
        return bool(cls(printer, parent).exec() == cls.DialogCode.Accepted)


@contextmanager
def painting_on(printer: QPrinter) -> Iterator[QPainter]:
    """Give what paints on a printer's pages; ClinicAidError if the printer does not answer."""
    painter = QPainter()
    if not painter.begin(printer):
        raise ClinicAidError("The printer does not answer. Check it, then print again.")
    try:
        yield painter
    finally:
        painter.end()


def print_pdf(data: bytes, printer: QPrinter) -> int:
    """Print the pages that the printer's settings ask for, and give how many that were.

    A page keeps its size; on other paper it is centred. May run in any thread. ClinicAidError
    for what is no whole PDF, or has no page that can be read.
    """
    require_whole_pdf(data)
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    if document.status() != QPdfDocument.Status.Ready or not document.pageCount():
        raise ClinicAidError("These pages cannot be read, so nothing was printed. Make them again.")
    printer.setFullPage(True)
    first = max(printer.fromPage(), 1)
    last = printer.toPage() or document.pageCount()
    wanted = range(first - 1, min(last, document.pageCount()))
    with closing(document), painting_on(printer) as painter:
        for count, page in enumerate(wanted):
            if count and not printer.newPage():
                raise ClinicAidError("The printer stopped. Check it, then print again.")
            _paint(document, page, printer, painter)
    return len(wanted)


def _paint(document: QPdfDocument, page: int, printer: QPrinter, painter: QPainter) -> None:
    dots = printer.resolution() / 72
    points = document.pagePointSize(page)
    size = QSizeF(points.width() * dots, points.height() * dots)
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    corner = QPointF((paper.width() - size.width()) / 2, (paper.height() - size.height()) / 2)
    finest = min(1.0, RESOLUTION / printer.resolution())
    image = document.render(
        page, QSize(round(size.width() * finest), round(size.height() * finest))
    )
    painter.drawImage(QRectF(corner, size), image)

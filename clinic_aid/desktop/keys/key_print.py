"""Put a recovery key on paper: large, in groups, with what it is and nothing of any patient."""

from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from clinic_aid.content.dates import long_date
from clinic_aid.desktop.system import printing
from clinic_aid.desktop.system.translation import translate
from clinic_aid.errors import ClinicAidError

_GROUPS_IN_A_LINE = 3


def print_key(key: str, parent: QWidget, *, day: date, language: str) -> bool:
    """Ask for a printer and print the key; False if somebody changed their mind.

    `day` stands on the paper: two keys look alike, and only the last one opens the vault.
    A file of it is as precious as the vault: it is made only where somebody says so.
    """
    if not printing.printer_names():
        raise ClinicAidError("No printer is set up on this computer. Write the key down by hand.")
    printer = printing.printer_for("a4")
    printer.setFullPage(False)
    if not printing.PrinterChoice.ask(printer, parent):
        return False
    if printing.makes_files(printer):
        from clinic_aid.desktop.system.dialogs import may_key_be_file

        if not may_key_be_file(parent):
            return False
    paint_key(key, printer, day=day, language=language)
    return True


def paint_key(key: str, printer: QPrinter, *, day: date, language: str) -> None:
    """Print the key; ClinicAidError if the printer does not answer."""
    page = QRectF(printer.pageRect(QPrinter.Unit.DevicePixel))
    with printing.painting_on(printer) as painter:
        _paint(key, long_date(day, language), painter, page)


def lines_of(key: str) -> list[str]:
    """Give the key's groups in lines that are read aloud in one breath."""
    groups = key.split("-")
    starts = range(0, len(groups), _GROUPS_IN_A_LINE)
    return ["   ".join(groups[at : at + _GROUPS_IN_A_LINE]) for at in starts]


def _paint(key: str, day: str, painter: QPainter, page: QRectF) -> None:
    # The page's own origin is its corner; a margin of a tenth keeps every printer from cutting.
    margin = page.width() / 10
    room = QRectF(margin, margin, page.width() - 2 * margin, page.height() - 2 * margin)
    font = QFont(painter.font())

    def write(words: str, points: float, *, bold: bool = False, gap: float = 0.6) -> None:
        nonlocal room
        font.setPointSizeF(points)
        font.setBold(bold)
        painter.setFont(font)
        flags = Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextWordWrap
        drawn = painter.drawText(room, int(flags), words)
        assert isinstance(drawn, QRectF)
        room = room.adjusted(0, drawn.height() + painter.fontMetrics().height() * gap, 0, 0)

    write(translate("RecoveryKeyPaper", "Recovery key of Clinic Aid"), 22, bold=True)
    write(
        translate(
            "RecoveryKeyPaper",
            "With this key the vault of consultations can be opened when nobody knows a "
            "passphrase any more. Whoever has it and the computer can read everything.",
        ),
        12,
        gap=1.4,
    )
    for line in lines_of(key):
        write(line, 26, bold=True, gap=0.5)
    made = translate("RecoveryKeyPaper", "Made on {day}. A key that is made later takes its place.")
    write(made.format(day=day), 12, gap=1.0)
    write(
        translate(
            "RecoveryKeyPaper",
            "Keep this paper where the clinic keeps its contracts, not with the computer. When a "
            "new key is printed, destroy this one: it then opens old backups only.",
        ),
        12,
    )

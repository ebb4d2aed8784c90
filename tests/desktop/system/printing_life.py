"""Prints seven pages on a real queue, in a process that knows of that queue alone.

Called with the pages that somebody asks for in the dialog of the system ("" for all), and the
number of the scheduler's process where that is to end before anything is sent.
"""

import json
import os
import signal
import sys

from PySide6.QtCore import QBuffer, QIODevice, QTimer
from PySide6.QtGui import QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication, QLineEdit, QRadioButton

from clinic_aid.desktop.system.printing import (
    PrinterChoice,
    print_pdf,
    printer_for,
    printer_names,
)
from clinic_aid.errors import ClinicAidError

PAGES = 7


def seven_pages() -> bytes:
    """Give a PDF of empty pages."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    for _ in range(PAGES - 1):
        writer.newPage()
    painter.end()
    return bytes(buffer.data().data())


def main(asked: str, scheduler: str) -> None:
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    said: dict[str, object] = {"printers": list(printer_names())}
    printer = printer_for("a4")
    printer.setPrinterName("Office")
    printer.setResolution(72)
    dialog = PrinterChoice(printer)

    def choose() -> None:
        pages, line = (
            dialog.findChild(QRadioButton, "pagesRadioButton"),
            dialog.findChild(QLineEdit, "pagesLineEdit"),
        )
        if asked and pages is not None and line is not None:
            pages.setChecked(True)
            line.setText(asked)
        dialog.accept()

    QTimer.singleShot(0, choose)
    dialog.exec()
    if scheduler:
        # At once: nobody is told that it ends.
        os.kill(int(scheduler), signal.SIGKILL)
    try:
        printed = print_pdf(seven_pages(), printer)
        said |= {"pages": printed.pages, "into_file": printed.into_file}
    except ClinicAidError as error:
        said["refused"] = str(error)
    sys.stdout.write(json.dumps(said))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

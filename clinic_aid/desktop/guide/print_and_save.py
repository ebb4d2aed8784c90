"""Print a guide, or save it as a file: the questions asked for it, and what came of it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.system.background import BackgroundCall
from clinic_aid.desktop.system.file_names import file_name
from clinic_aid.desktop.system.translation import translate
from clinic_aid.domain.page_ranges import spoken_ranges
from clinic_aid.errors import ClinicAidError

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from clinic_aid.desktop.system.printing import Printout
    from clinic_aid.domain.records import How


class PrintAndSave(QObject):
    """Gives pages to a printer or into a file, and tells which guide it was.

    `guide` is whatever the caller knows it by. Of an error in saving the caller is told.
    """

    printed = Signal(object, object)
    """The guide that was printed, and the `Printout`: what of it the printer's queue took."""
    failed = Signal(str)
    """A guide was not printed: why, in words."""

    def __init__(
        self, save_pdf: Callable[[bytes, Path], None], pool: QThreadPool, window: QWidget
    ) -> None:
        super().__init__(window)
        self._save_pdf, self._window = save_pdf, window
        sorry = self.tr("The guide was not printed. Print it again.")
        self._call = BackgroundCall(_print, pool, self, sorry=sorry)
        self._call.succeeded.connect(lambda done: self.printed.emit(*done))
        self._call.told.connect(self.failed)

    @property
    def is_printing(self) -> bool:
        """Say whether pages are on their way to the printer."""
        return self._call.busy

    def print(self, pdf: bytes, paper: str, guide: object) -> bool:
        """Ask for a printer, and print on it; False where none was chosen.

        Raises ClinicAidError where there is none to choose.
        """
        from clinic_aid.desktop.system.printing import PrinterChoice, printer_for, printer_names

        if not printer_names():
            raise ClinicAidError("No printer is set up on this computer. Save the PDF instead.")
        printer = printer_for(paper)
        chosen = PrinterChoice.ask(printer, self._window)
        if chosen:
            self._call.start(guide, pdf, printer)
        return chosen

    def save(self, pdf: bytes, patient: str) -> str | None:
        """Ask where the guide goes, put it there, and give its name; None where it goes nowhere.

        Raises ClinicAidError where it cannot be written.
        """
        from clinic_aid.desktop.system.dialogs import where_guide

        name = file_name(self.tr("Guide for {patient}").format(patient=patient), ".pdf")
        path = where_guide(self._window, name)
        if path is None:
            return None
        self._save_pdf(pdf, path)
        return path.name


def said_of(printed: "Printout") -> str:
    """Say what went to the printer, and what was changed for it."""
    if printed.into_file:
        said = translate("PrintAndSave", "It was printed into a file, not on paper: pages {pages}.")
    elif printed.is_whole:
        said = translate("PrintAndSave", "Sent to the printer: all {of} pages.")
    else:
        said = translate("PrintAndSave", "Sent to the printer: pages {pages} of {of}.")
    said = said.format(pages=spoken_ranges(printed.ranges), of=printed.of)
    if not printed.made_smaller:
        return said
    smaller = translate(
        "PrintAndSave", "The paper is smaller than the guide’s, so the pages were made smaller."
    )
    return f"{said} {smaller}"


def how_given(printed: "Printout") -> "How":
    """Give how a guide was given: what became a file is on no paper."""
    return "saved" if printed.into_file else "printed"


def _print(guide: object, pdf: bytes, printer: "QPrinter") -> "tuple[object, Printout]":
    from clinic_aid.desktop.system.printing import print_pdf

    return guide, print_pdf(pdf, printer)

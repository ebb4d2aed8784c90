"""The window: it joins the form, the live guide and the files, and decides nothing about them."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Qt, QThreadPool, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from clinic_aid.desktop.background import BackgroundCall
from clinic_aid.desktop.draft import Draft
from clinic_aid.desktop.fault_words import in_short
from clinic_aid.desktop.file_names import file_name
from clinic_aid.desktop.live_guide import LiveGuide
from clinic_aid.desktop.services import HandoutPdf, Services
from clinic_aid.desktop.style import BASE_SIZE, Look, scale_for
from clinic_aid.desktop.widgets.bars import Banner, BottomBar, TopBar
from clinic_aid.desktop.widgets.focus_ring import FocusRing
from clinic_aid.errors import ClinicAidError, Fault

if TYPE_CHECKING:
    from clinic_aid.handout.model import Paper

PREPARE, PREVIEW = 0, 1
_MOST_FAULTS = 4


class MainWindow(QMainWindow):
    """Empty at first, so that it is there at once; `furnish` brings it to life."""

    furnished = Signal()
    current = Signal()
    """The guide shown is the one of what is entered."""

    def __init__(self, look: Look, *, asks_before_leaving: bool = True) -> None:
        super().__init__()
        self._look = look
        self._asks = asks_before_leaving
        self._scale = 0.0
        self.setWindowTitle("Clinic Aid[*]")
        self.setMinimumSize(QSize(1024, 640))
        self.resize(BASE_SIZE)
        self.top = TopBar(look)
        self.banner = Banner(look)
        self.opening = QLabel(self.tr("One moment …"))
        self.opening.setObjectName("lead")
        self.opening.setAlignment(Qt.AlignmentFlag.AlignCenter)
        shell = QWidget()
        shell.setObjectName("shell")
        self._column = QVBoxLayout(shell)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.top)
        self._column.addWidget(self.banner)
        self._column.addWidget(self.opening, 1)
        self.setCentralWidget(shell)
        self._enable(False)
        self.ring = FocusRing(self, look.colors["ink"])

    def furnish(
        self, services: Services, pool: QThreadPool, tree: Mapping[str, object] | None = None
    ) -> None:
        """Put the screens into the window and show a consultation, a new one without `tree`."""
        # The screens need the content model, which takes as long to import as the window.
        from clinic_aid.desktop.screens.prepare import PrepareScreen  # noqa: PLC0415
        from clinic_aid.desktop.screens.preview import PreviewScreen  # noqa: PLC0415

        self._services = services
        self._file: Path | None = None
        self._paper: Paper = "letter" if services.clinic.country in {"US", "CA"} else "a4"
        self._pdf: HandoutPdf | None = None
        self._others: tuple[Fault, ...] = ()
        self.prepare: PrepareScreen = PrepareScreen(
            self._look,
            pack=services.pack,
            offered=services.clinic.products,
            language=services.language,
        )
        self.preview: PreviewScreen = PreviewScreen(self._look)
        self.bottom = BottomBar(self._look, self.prepare.page_names)
        self.guide = LiveGuide(services.make_pdf, pool, self)
        self._printing = BackgroundCall(_print_pdf, pool, self)
        self._place_screens()
        self._connect()
        self._enable(True)
        self._scale = 0.0
        self._rescale()
        self.preview.show_paper(self._paper)
        self._show(Draft(tree if tree is not None else services.blank()), None)
        self._begin()
        self.ring.raise_()
        self.furnished.emit()

    def say(self, words: str) -> None:
        """Show one calm message."""
        self._others = ()
        self.banner.say(words)

    def turn_to(self, step: int, page: int | None = None) -> None:
        """Show a step, and of the first step a page."""
        if page is not None:
            self._page = page
        self._step = step
        preparing = step == PREPARE
        self.top.show_step(step)
        self.prepare.setVisible(preparing)
        self.prepare.turn_to(self._page)
        self.preview.open_wide(not preparing)
        self.bottom.show_page(self._page if preparing else None)
        self.bottom.back.setEnabled(not preparing or self._page > 0)
        self.bottom.forward.setVisible(preparing)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._rescale()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        if self._may_leave():
            event.accept()
        else:
            event.ignore()

    # Building

    def _place_screens(self) -> None:
        self.opening.hide()
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(40, 22, 40, 18)
        row.setSpacing(36)
        row.addWidget(self.prepare, 66)
        row.addWidget(self.preview, 34)
        self._column.addWidget(body, 1)
        self._column.addWidget(self.bottom)

    def _connect(self) -> None:
        self.top.new.clicked.connect(self.start_new)
        self.top.open.clicked.connect(self.open_file)
        self.top.save.clicked.connect(self.save_file)
        self.top.step_chosen.connect(self.turn_to)
        self.bottom.page_chosen.connect(lambda page: self.turn_to(PREPARE, page))
        self.bottom.back.clicked.connect(self._on_back)
        self.bottom.forward.clicked.connect(self._on_forward)
        self.banner.acted.connect(self._leave_out_others)
        self.prepare.edited.connect(self._on_edited)
        self.preview.paper_chosen.connect(self._on_paper)
        self.preview.save_asked.connect(self.save_pdf)
        self.preview.print_asked.connect(self.print_pdf)
        self.guide.made.connect(self._on_made)
        self.guide.failed.connect(self._on_failed)
        self._printing.succeeded.connect(self._on_printed)
        self._printing.failed.connect(self._on_print_failed)
        for keys, slot in (
            (QKeySequence.StandardKey.New, self.start_new),
            (QKeySequence.StandardKey.Open, self.open_file),
            (QKeySequence.StandardKey.Save, self.save_file),
            (QKeySequence.StandardKey.SaveAs, self.save_file_as),
            (QKeySequence.StandardKey.Print, self.print_pdf),
        ):
            QShortcut(QKeySequence(keys), self, slot)

    def _enable(self, ready: bool) -> None:
        for button in (*self.top.file_buttons, *self.top.steps):
            button.setEnabled(ready)

    def _rescale(self) -> None:
        scale = scale_for(self.size())
        if scale != self._scale:
            self._scale = scale
            self._look.apply(self, scale)

    # The consultation

    def _show(self, draft: Draft, file: Path | None) -> None:
        self._draft, self._file = draft, file
        self._pdf = None
        self.banner.hide()
        self.guide.want_none(forget=True)
        self.preview.clear()
        self.prepare.show_draft(draft)
        self.top.file.setText(file.name if file else "")
        self._on_edited()

    def _begin(self) -> None:
        """Show the first page with the keyboard on its first entry."""
        self.turn_to(PREPARE, 0)
        # New widgets are shown, and can have the keyboard, once control is back with Qt.
        QTimer.singleShot(0, self._focus_first)

    @Slot()
    def _focus_first(self) -> None:
        self.prepare.pages[0].focus_first()

    @Slot()
    def _on_edited(self) -> None:
        self.setWindowModified(self._draft.is_changed)
        checked = self._services.check(self._draft.tree)
        found = self.prepare.show_faults(checked.faults)
        labels = self.prepare.faulty_labels()
        self.bottom.mark_faults(bool(page) for page in labels)
        if found.others != self._others:
            self._tell_others(found.others)
        if checked.consultation is None:
            self.guide.want_none()
            self._show_waiting([label for page in labels for label in page])
        elif self.guide.want(checked.consultation, self._paper):
            self.preview.show_state("updating")
        elif self._pdf is not None:
            self.preview.show_state("current")
            self.current.emit()

    def _show_waiting(self, labels: list[str]) -> None:
        if self._pdf is None and not labels:
            self.preview.show_state("empty")
            return
        open_entries = ", ".join(labels) or self.tr("the file's other entries")
        words = (
            self.tr("Waiting for: {entries}.")
            if self._pdf is None
            else self.tr("This is the last complete guide. Waiting for: {entries}.")
        )
        self.preview.show_state("waiting", words.format(entries=open_entries))

    def _tell_others(self, others: tuple[Fault, ...]) -> None:
        self._others = others
        if not others:
            self.banner.hide()
            return
        words = self.tr("The guide cannot be made with these entries of the file: {entries}.")
        self.banner.say(words.format(entries=in_short(others)), can_leave_out=True)

    @Slot()
    def _leave_out_others(self) -> None:
        for fault in reversed(self._others):
            self._draft.remove(fault.path)
        self.prepare.show_draft(self._draft)
        self._on_edited()

    # The guide

    @Slot(HandoutPdf)
    def _on_made(self, pdf: HandoutPdf) -> None:
        self._pdf = pdf
        self.preview.show_pdf(pdf.data, pdf.notices)
        self.current.emit()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        known = isinstance(error, ClinicAidError)
        sorry = self.tr("The guide could not be made. What you entered is kept.")
        self.preview.show_state("failed", str(error) if known else sorry)

    @Slot(str)
    def _on_paper(self, paper: str) -> None:
        self._paper = cast("Paper", paper)
        self._on_edited()

    @Slot()
    def save_pdf(self) -> None:
        """Ask where the guide goes, and put it there."""
        if self._pdf is None or self.preview.state != "current":
            return
        patient = self._draft.text("patient.name") or ""
        name = file_name(self.tr("Guide for {patient}").format(patient=patient), ".pdf")
        from clinic_aid.desktop.asking import where_guide  # noqa: PLC0415

        path = where_guide(self, name)
        if path is None:
            return
        try:
            self._services.save_pdf(self._pdf.data, path)
        except ClinicAidError as error:
            self.say(str(error))
            return
        self.preview.show_state("current", self.tr("Saved as {name}").format(name=path.name))

    @Slot()
    def print_pdf(self) -> None:
        """Ask for a printer, and print the guide on it."""
        self.turn_to(PREVIEW)
        if self._pdf is None or self.preview.state != "current":
            return
        from clinic_aid.desktop.printing import PrinterChoice, printer_for  # noqa: PLC0415

        printer = printer_for(self._paper)
        if PrinterChoice.ask(printer, self):
            self.preview.print.setEnabled(False)
            self._printing.start(self._pdf.data, printer)

    @Slot(object)
    def _on_printed(self, pages: object) -> None:
        self.preview.print.setEnabled(self.preview.state == "current")
        if self.preview.state == "current":
            said = self.tr("{pages} pages went to the printer").format(pages=pages)
            self.preview.show_state("current", said)

    @Slot(object)
    def _on_print_failed(self, error: Exception) -> None:
        self.preview.print.setEnabled(self.preview.state == "current")
        known = isinstance(error, ClinicAidError)
        self.say(str(error) if known else self.tr("The guide was not printed. Print it again."))

    # Files

    @Slot()
    def start_new(self) -> None:
        """Begin a new consultation."""
        if self._may_leave():
            self._show(Draft(self._services.blank()), None)
            self._begin()

    @Slot()
    def open_file(self) -> None:
        """Ask for a consultation file and show it."""
        if not self._may_leave():
            return
        from clinic_aid.desktop.asking import which_consultation  # noqa: PLC0415

        path = which_consultation(self)
        if path is not None:
            self.load(path)

    def load(self, path: Path) -> None:
        """Show a consultation file; if it cannot be read, what is shown stays."""
        try:
            tree = self._services.read_file(path)
        except ClinicAidError as error:
            lines = str(error).splitlines()
            if (more := len(lines) - _MOST_FAULTS) > 0:
                lines[_MOST_FAULTS:] = [self.tr("And {count} more.").format(count=more)]
            self.say("\n".join([self.tr("The file was not opened."), *lines]))
            return
        self._show(Draft(tree), path)
        self._begin()

    @Slot()
    def save_file(self) -> bool:
        """Save the consultation where it is, else ask where; say whether it is saved."""
        if self._file is None:
            return self.save_file_as()
        return self._write(self._file)

    @Slot()
    def save_file_as(self) -> bool:
        """Ask where the consultation goes, and save it there; say whether it is saved."""
        patient = self._draft.text("patient.name") or self.tr("Consultation")
        from clinic_aid.desktop.asking import where_consultation  # noqa: PLC0415

        path = where_consultation(self, file_name(patient, ".yaml"))
        return path is not None and self._write(path)

    def _write(self, path: Path) -> bool:
        try:
            self._services.write_file(self._draft.tree, path)
        except ClinicAidError as error:
            self.say(str(error))
            return False
        self._file = path
        self._draft.mark_saved()
        self.top.file.setText(path.name)
        self.setWindowModified(False)
        return True

    def _may_leave(self) -> bool:
        """Ask about changes that no file has; say whether what is shown may go."""
        if not self._asks or not hasattr(self, "_draft") or not self._draft.is_changed:
            return True
        from clinic_aid.desktop.asking import what_about_changes  # noqa: PLC0415

        answer = what_about_changes(self)
        return self.save_file() if answer == "save" else answer == "discard"

    # Turning pages

    @Slot()
    def _on_back(self) -> None:
        if self._step == PREVIEW:
            self.turn_to(PREPARE)
        else:
            self.turn_to(PREPARE, max(self._page - 1, 0))

    @Slot()
    def _on_forward(self) -> None:
        if self._page + 1 < len(self.prepare.pages):
            self.turn_to(PREPARE, self._page + 1)
        else:
            self.turn_to(PREVIEW)


def _print_pdf(data: bytes, printer: object) -> int:
    from clinic_aid.desktop.printing import print_pdf  # noqa: PLC0415

    return print_pdf(data, printer)  # type: ignore[arg-type]

"""The consultant's window: it joins the screens, the guide and the talk, and decides nothing."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QThreadPool, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from clinic_aid.desktop.background import BackgroundCall
from clinic_aid.desktop.services import Services
from clinic_aid.desktop.session import Session
from clinic_aid.desktop.steps import GUIDE, HOME, PREPARE, PRESENT
from clinic_aid.desktop.style import BASE_SIZE, LEAST_SIZE, Look, scale_for
from clinic_aid.desktop.taking_turns import MakePresenting, TakingTurns, presenting_window
from clinic_aid.desktop.text_size import text_factor
from clinic_aid.desktop.widgets.bars import Banner, BottomBar, TopBar
from clinic_aid.desktop.widgets.focus_ring import FocusRing
from clinic_aid.desktop.widgets.reading_order import move_focus, stops


class MainWindow(QMainWindow):
    """Empty at first, so that it is there at once; `furnish` brings it to life.

    `presenting` makes the window in which the screens are presented, when it is first wanted.
    """

    furnished = Signal()
    current = Signal()
    """The guide shown is the one of what is entered."""
    present_asked = Signal(bool)
    """The screens are to be presented; from the first one on?"""

    def __init__(
        self,
        look: Look,
        *,
        asks_before_leaving: bool = True,
        presenting: MakePresenting = presenting_window,
    ) -> None:
        super().__init__()
        self._look = look
        self._asks = asks_before_leaving
        self._make_presenting = presenting
        self._is_furnished = False
        self._scale = 0.0
        self.setWindowTitle("Clinic Aid[*]")
        self.setMinimumSize(LEAST_SIZE)
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
        self.ring = FocusRing(self, look)
        look.changed.connect(self._draw_anew)

    def furnish(
        self,
        services: Services,
        pool: QThreadPool,
        tree: Mapping[str, object] | None = None,
    ) -> None:
        """Put the screens into the window and show Home, with a consultation if there is one."""
        # The screens need the content model, which takes as long to import as the window.
        from clinic_aid.desktop.consultation_files import ConsultationFiles  # noqa: PLC0415
        from clinic_aid.desktop.guide_desk import GuideDesk  # noqa: PLC0415
        from clinic_aid.desktop.screens.home import HomeScreen, home_picture  # noqa: PLC0415
        from clinic_aid.desktop.screens.prepare import PrepareScreen  # noqa: PLC0415
        from clinic_aid.desktop.screens.preview import PreviewScreen  # noqa: PLC0415

        self._services = services
        self._step, self._last_step, self._page = HOME, PREPARE, 0
        self.session = Session(services, self)
        self._turns = TakingTurns(
            self, lambda: self._make_presenting(self._look, services, self.session)
        )
        self.files: ConsultationFiles = ConsultationFiles(self.session, self, asks=self._asks)
        self.home: HomeScreen = HomeScreen(self._look)
        self.prepare: PrepareScreen = PrepareScreen(
            self._look,
            pack=services.pack,
            offered=services.clinic.products,
            language=services.language,
        )
        self.preview: PreviewScreen = PreviewScreen(self._look)
        self.guide: GuideDesk = GuideDesk(self.session, services, self.preview, pool, self)
        self.bottom = BottomBar(self._look, self.prepare.page_names)
        self._place_screens()
        self._connect()
        self._enable(True)
        self._is_furnished = True
        self._scale = 0.0
        self._rescale()
        self.session.replace(tree if tree is not None else services.blank())
        self.turn_to(HOME)
        self._focus_soon()
        self.ring.raise_()
        drawing = BackgroundCall(home_picture, pool, self)
        drawing.succeeded.connect(self.home.picture.show_picture)
        drawing.start(services.illustrator)
        self.furnished.emit()

    def say(self, words: str) -> None:
        """Show one calm message."""
        self.banner.say(words)

    def turn_to(self, step: int, page: int | None = None) -> None:
        """Show Home, the form or the guide, and of the form a page."""
        if page is not None:
            self._page = page
        self._step = step
        at_home, preparing = step == HOME, step == PREPARE
        if at_home:
            self._show_work()
        else:
            self._last_step = step
            self.prepare.turn_to(self._page)
            self.preview.open_wide(not preparing)
        self.top.show_step(step)
        self.home.setVisible(at_home)
        self._body.setVisible(not at_home)
        self.prepare.setVisible(preparing)
        self.bottom.setVisible(not at_home)
        self.bottom.show_page(self._page if preparing else None)
        self.bottom.back.setEnabled(not preparing or self._page > 0)
        self.bottom.forward.setVisible(preparing)

    @Slot(bool)
    def present(self, from_start: bool = False) -> None:
        """Show the screens to consultant and patient, from where the talk stopped."""
        self._turns.present(from_start=from_start)

    @Slot()
    def print_guide(self) -> None:
        """Show the guide, and print it on a printer of the consultant's choice."""
        self.turn_to(GUIDE)
        self.guide.print()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._rescale()

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: N802
        """Lead the Tab key through what is in view, as it is read."""
        return move_focus(stops(self), forwards=forwards)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self._toggle_full_screen()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        if not self._is_furnished or self.files.may_leave():
            event.accept()
        else:
            event.ignore()

    # Building

    def _place_screens(self) -> None:
        self.opening.hide()
        self._body = QWidget()
        row = QHBoxLayout(self._body)
        row.setContentsMargins(40, 22, 40, 18)
        row.setSpacing(36)
        row.addWidget(self.prepare, 66)
        row.addWidget(self.preview, 34)
        # Hidden until they are turned to: together they ask for more room than there is.
        for widget, stretch in ((self.home, 1), (self._body, 1), (self.bottom, 0)):
            widget.hide()
            self._column.addWidget(widget, stretch)

    def _connect(self) -> None:
        self.session.replaced.connect(self._on_replaced)
        self.session.changed.connect(self._on_changed)
        self.session.saved.connect(self._show_file)
        self.files.opened.connect(self._begin)
        self.files.failed.connect(self.say)
        self.guide.current.connect(self.current)
        self.guide.failed.connect(self.say)
        self.present_asked.connect(self.present)
        self._turns.came_back.connect(self._on_came_back)
        self.home.new_asked.connect(self.files.start_new)
        self.home.open_asked.connect(self.files.open)
        self.home.go_on_asked.connect(self._go_on)
        self.top.new.clicked.connect(self.files.start_new)
        self.top.open.clicked.connect(self.files.open)
        self.top.save.clicked.connect(self.files.save)
        self.top.step_chosen.connect(self._on_step)
        self.bottom.page_chosen.connect(lambda page: self.turn_to(PREPARE, page))
        self.bottom.back.clicked.connect(self._on_back)
        self.bottom.forward.clicked.connect(self._on_forward)
        self.banner.leave_out_asked.connect(self.session.leave_out)
        self.prepare.edited.connect(self.session.touched)
        self.preview.print_asked.connect(self.print_guide)
        standard = QKeySequence.StandardKey
        for keys, slot in (
            (QKeySequence(standard.New), self.files.start_new),
            (QKeySequence(standard.Open), self.files.open),
            (QKeySequence(standard.Save), self.files.save),
            (QKeySequence(standard.SaveAs), self.files.save_as),
            (QKeySequence(standard.Print), self.print_guide),
            (QKeySequence("Alt+Home"), lambda: self._on_step(HOME)),
            (QKeySequence("F5"), lambda: self.present_asked.emit(False)),
            (QKeySequence("Shift+F5"), lambda: self.present_asked.emit(True)),
            (QKeySequence("F11"), self._toggle_full_screen),
        ):
            QShortcut(keys, self, slot)

    def _enable(self, ready: bool) -> None:
        for button in self.top.buttons:
            button.setEnabled(ready)

    def _rescale(self) -> None:
        scale = scale_for(self.size(), text=text_factor())
        if scale != self._scale:
            self._scale = scale
            self._look.apply(self, scale)

    @Slot()
    def _draw_anew(self) -> None:
        self._scale = 0.0
        self._rescale()

    @Slot()
    def _toggle_full_screen(self) -> None:
        # Only this state: the window is afterwards as large as it was, maximised too.
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # The consultation

    @Slot()
    def _on_replaced(self) -> None:
        self.banner.forget()
        self.guide.forget()
        self._show_file()

    @Slot()
    def _on_changed(self) -> None:
        self.setWindowModified(self.session.draft.is_changed)
        if not self._turns.is_presenting:
            # While nobody sees the form it need not follow every letter.
            self.prepare.show_draft(self.session.draft)
        found = self.prepare.show_faults(self.session.checked.faults)
        labels = self.prepare.faulty_labels()
        self.bottom.mark_faults(bool(page) for page in labels)
        self.banner.say_faults(found.others)
        self.guide.follow([label for page in labels for label in page])

    @Slot()
    def _show_file(self) -> None:
        file = self.session.file
        self.top.file.say(file.name if file else "")
        self.setWindowModified(self.session.draft.is_changed)

    def _show_work(self) -> None:
        from clinic_aid.desktop.screens.home import in_work  # noqa: PLC0415
        from clinic_aid.desktop.talk_progress import talk_progress  # noqa: PLC0415

        work = in_work(
            self.session.draft,
            self._services.pack,
            language=self._services.language,
            progress=talk_progress(self.session, self._services),
        )
        self.home.show_work(work if self.session.has_begun else None)

    # Turning pages

    @Slot()
    def _begin(self) -> None:
        """Show the first page with the keyboard on its first entry."""
        self.turn_to(PREPARE, 0)
        self._focus_soon()

    @Slot()
    def _go_on(self) -> None:
        self.turn_to(self._last_step)
        self._focus_soon()

    def _focus_soon(self) -> None:
        # New widgets are shown, and can have the keyboard, once control is back with Qt.
        QTimer.singleShot(0, self._focus_first)

    @Slot()
    def _focus_first(self) -> None:
        if self._step == HOME:
            self.home.focus_first()
        elif self._step == PREPARE:
            self.prepare.pages[self._page].focus_first()
        else:
            view, step = self.preview.view, self.top.steps[GUIDE]
            (view if view.isVisible() else step).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(bool)
    def _on_came_back(self, for_guide: bool) -> None:
        self.prepare.show_draft(self.session.draft)
        self.turn_to(GUIDE if for_guide else self._step)
        if for_guide:
            self.preview.view.show_start()
            self._focus_soon()
        else:
            # A clicker goes on sending: its B and "." must not be written into a name.
            self.top.steps[PRESENT].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def _on_step(self, step: int) -> None:
        if step == PRESENT:
            self.present_asked.emit(False)
            return
        # What had the keyboard is hidden with the cards of Home, or behind them.
        moves_focus = HOME in (step, self._step)
        self.turn_to(step)
        if moves_focus:
            self._focus_soon()

    @Slot()
    def _on_back(self) -> None:
        if self._step == GUIDE:
            self.turn_to(PREPARE)
        else:
            self.turn_to(PREPARE, max(self._page - 1, 0))

    @Slot()
    def _on_forward(self) -> None:
        if self._page + 1 < len(self.prepare.pages):
            self.turn_to(PREPARE, self._page + 1)
        else:
            self.present_asked.emit(False)

"""Whatever is shown before the vault is open."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QThreadPool, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.keys.key_paper import KeyPaperPage, PrintKey
from clinic_aid.desktop.system.background import BackgroundCall
from clinic_aid.desktop.unlocking.first_start import FirstStartPage
from clinic_aid.desktop.unlocking.picture import Scene, UnlockingPicture
from clinic_aid.desktop.unlocking.recover import RecoverPage
from clinic_aid.desktop.unlocking.trouble import TROUBLES, TroublePage
from clinic_aid.desktop.unlocking.unlock import UnlockPage
from clinic_aid.desktop.unlocking.vault_opening import VaultOpening
from clinic_aid.desktop.widgets.layouts import column, row
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.desktop.widgets.task_page import TaskPage, draw_at_scale
from clinic_aid.vault.opening import Opened

_ROOM_FOR_PICTURE: Final = 1200


class UnlockingScreen(QWidget):
    """Shows the `page` that fits the vault, and hands it on once it is open.

    `print_key` puts a recovery key on paper; what it raises is told beside the key.
    """

    opened = Signal(object)
    """The vault is open: the `Opened`, once its recovery key is on paper if it has a new one."""
    key_shown = Signal(object)
    """The vault is open: the `Opened`, whose recovery key is still to be put on paper."""
    restore_asked = Signal()
    quit_asked = Signal()

    def __init__(
        self,
        look: Look,
        opening: VaultOpening,
        pool: QThreadPool,
        *,
        print_key: PrintKey,
        after_lock: bool = False,
        holds_work: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName("unlocking")
        self._look, self._opening, self._after_lock = look, opening, after_lock
        self._holds_work = holds_work
        self._state = opening.state
        self._waiting_opened: Opened | None = None
        self.first_start = FirstStartPage(look)
        self.key_paper = KeyPaperPage(look, print_key)
        self.unlock = UnlockPage(look, opening.wait_s)
        self.recover = RecoverPage(look)
        self.trouble = TroublePage(look)
        self.pages: tuple[TaskPage, ...] = (
            self.first_start,
            self.key_paper,
            self.unlock,
            self.recover,
            self.trouble,
        )
        for page in self.pages:
            page.hide()
        self.picture = UnlockingPicture(look)
        self.page: TaskPage = self.unlock
        pages = column(*self.pages)
        row((pages, 54), (self.picture, 46), on=self, spacing=48, margins=(40, 24, 40, 24))
        self._create = self._call(pool, opening.create)
        self._unlock = self._call(pool, opening.unlock)
        self._recover = self._call(pool, opening.recover)
        self._look_again = BackgroundCall(opening.look_again, pool, self)
        self._connect()
        self.begin()

    @Slot()
    def begin(self) -> None:
        """Show the page for how the vault is now."""
        self.forget()
        state = self._state = self._opening.state
        if state == "new":
            self._turn_to(self.first_start, Scene.OPEN)
        elif state in TROUBLES:
            self.trouble.show_trouble(state, self._opening.words)
            self._turn_to(self.trouble, Scene.CLOSED)
        else:
            self.unlock.greet(
                self._opening.people, after_lock=self._after_lock, holds_work=self._holds_work
            )
            self._turn_to(self.unlock, Scene.CLOSED)

    def focus_first(self) -> None:
        """Put the keyboard where the page begins."""
        self.page.focus_first()

    def forget(self) -> None:
        """Keep nothing of what was entered or shown."""
        self._waiting_opened = None
        for page in self.pages:
            page.forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.picture.setVisible(event.size().width() >= _ROOM_FOR_PICTURE)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._focus_soon()

    def _connect(self) -> None:
        self.first_start.make_asked.connect(self._create.start)
        self.unlock.unlock_asked.connect(self._unlock.start)
        self.recover.recover_asked.connect(self._recover.start)
        self.trouble.again_asked.connect(self._look_again.start)
        self._look_again.busy_changed.connect(self._show_busy)
        self._look_again.succeeded.connect(self.begin)
        self._look_again.failed.connect(self.begin)
        for restore in (self.first_start.restore, self.unlock.restore, self.trouble.restore):
            restore.clicked.connect(self.restore_asked)
        for recover in (self.unlock.recover, self.trouble.recover):
            recover.clicked.connect(self._to_recover)
        self.recover.back.clicked.connect(self.begin)
        self.trouble.close_app.clicked.connect(self.quit_asked)
        self.key_paper.done.connect(self._on_paper_done)

    def _call(self, pool: QThreadPool, function: Callable[..., Opened]) -> BackgroundCall:
        sorry = self.tr("Something went wrong in Clinic Aid. Nothing was changed. Try again.")
        call = BackgroundCall(function, pool, self, sorry=sorry)
        call.busy_changed.connect(self._show_busy)
        call.succeeded.connect(self._on_opened)
        call.told.connect(self._on_told)
        return call

    def _turn_to(self, page: TaskPage, scene: Scene) -> None:
        for other in self.pages:
            if other is not page:
                other.forget()
            other.setVisible(other is page)
        self.page = page
        self.picture.show_scene(scene)
        draw_at_scale(self._look, self)
        self._focus_soon()

    def _focus_soon(self) -> None:
        # A page can have the keyboard once it is shown, and control is back with Qt.
        if self.isVisible():
            QTimer.singleShot(0, self, self.focus_first)

    @Slot(bool)
    def _show_busy(self, busy: bool) -> None:
        self.page.show_busy(busy)

    @Slot(object)
    def _on_opened(self, opened: Opened) -> None:
        replaces = self.page is self.recover
        self.forget()
        if opened.recovery_key:
            self._waiting_opened = opened
            self.key_shown.emit(opened)
            self.key_paper.show_key(opened.recovery_key, replaces=replaces)
            self._turn_to(self.key_paper, Scene.KEY)
        else:
            self.opened.emit(opened)

    @Slot(str)
    def _on_told(self, words: str) -> None:
        if self._opening.state in TROUBLES and self._opening.state != self._state:
            self.begin()
        else:
            self.page.show_fault(words)

    @Slot()
    def _to_recover(self) -> None:
        person = self.unlock.person() or next(iter(self._opening.people), "")
        self.recover.begin(person)
        self._turn_to(self.recover, Scene.KEY)

    @Slot()
    def _on_paper_done(self) -> None:
        opened = self._waiting_opened
        self.forget()
        if opened is not None:
            self.opened.emit(opened)

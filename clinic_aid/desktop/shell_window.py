"""The window itself, as it is before there is anything in it: its bars, its size, unlocking."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QWidget

from clinic_aid.desktop.bars import Banner, TopBar
from clinic_aid.desktop.system.text_size import text_factor
from clinic_aid.desktop.trouble_banner import TroubleBanner
from clinic_aid.desktop.widgets.focus_ring import FocusRing
from clinic_aid.desktop.widgets.layouts import column
from clinic_aid.desktop.widgets.reading_order import move_focus, stops
from clinic_aid.desktop.widgets.style import BASE_SIZE, SMALLEST_SIZE, Look, scale_for


class ShellWindow(QMainWindow):
    """Grows its words with its size; `column` takes what it shows below its bars."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._scale = 0.0
        self.unlocking: QWidget | None = None
        self.setWindowTitle("Clinic Aid")
        self.setMinimumSize(SMALLEST_SIZE)
        self.resize(BASE_SIZE)
        self.top = TopBar(look)
        self.banner = Banner(look)
        self.troubles = TroubleBanner(look)
        self.opening = QLabel(self.tr("One moment …"))
        self.opening.setObjectName("lead")
        self.opening.setAlignment(Qt.AlignmentFlag.AlignCenter)
        shell = QWidget()
        shell.setObjectName("shell")
        self.column = column(
            self.top, self.banner, self.troubles, (self.opening, 1), on=shell, spacing=0
        )
        self.setCentralWidget(shell)
        self.top.bare(True)
        self.ring = FocusRing(self, look)
        look.changed.connect(self.draw_anew)

    def say(self, words: str) -> None:
        """Show one calm message."""
        self.banner.say(words)

    def show_unlocking(self, screen: QWidget) -> None:
        """Show what opens the vault, and nothing else, until it is open."""
        self.drop_unlocking()
        self.unlocking = screen
        self.column.addWidget(screen, 1)
        self.draw_anew()
        self.ring.raise_()

    def wait(self) -> None:
        """Say that it takes a moment until there is something to show."""
        self.drop_unlocking()
        self.opening.show()

    def drop_unlocking(self) -> None:
        """Take what opens the vault away, with whatever was typed there."""
        self.opening.hide()
        if self.unlocking is not None:
            self.unlocking.hide()
            self.unlocking.deleteLater()
            self.unlocking = None

    @Slot()
    def draw_anew(self) -> None:
        """Apply the look to all that is in the window now."""
        self._scale = 0.0
        self._rescale()

    @Slot()
    def toggle_full_screen(self) -> None:
        """Fill the screen, or be a window as large as before, maximised too."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.troubles.leave_room(self.height())
        self._rescale()

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Lead the Tab key through what is in view, as it is read."""
        return move_focus(stops(self), forwards=forwards)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self.toggle_full_screen()
            return
        super().keyPressEvent(event)

    def _rescale(self) -> None:
        scale = scale_for(self.size(), text=text_factor())
        if scale != self._scale:
            self._scale = scale
            self.look.apply(self, scale)

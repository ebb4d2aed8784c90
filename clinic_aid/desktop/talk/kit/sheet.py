"""A card over the screen: something one step away, closed again with one key."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from clinic_aid.desktop.talk.kit.fitting import FitBox
from clinic_aid.desktop.talk.kit.overlay import Overlay
from clinic_aid.desktop.talk.kit.words import TalkView, Words
from clinic_aid.desktop.widgets.accessible_roles import announce_as
from clinic_aid.desktop.widgets.layout_height import ask_anew, needed_height
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row, styled
from clinic_aid.desktop.widgets.reading_order import move_focus, stops, tell_in_order
from clinic_aid.desktop.widgets.style import Look

_LOWEST = 240
_SCRIM = 110  # of 255: what lies below can be made out and does not ask for attention


class SheetContent(TalkView):
    """What a sheet shows; `done` closes the sheet."""

    done = Signal()

    def free_height(self) -> int:
        """Give how much of its height it leaves empty; 0 where it makes use of all it can get."""
        return 0

    def focus_first(self) -> None:
        """Put the keyboard where somebody would begin; by default the sheet chooses."""

    def turn(self, step: int) -> None:
        """Show the view that is so many further on, as far as there is more than one."""


class TextContent(SheetContent):
    """One text, as large as it fits."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.box = FitBox()
        column((self.box, 1), on=self)
        self._inside = column(Words("note", text), 8, STRETCH, on=self.box, spacing=8)

    def free_height(self) -> int:
        return self.box.height() - needed_height(self._inside, self.box.width())


class Sheet(Overlay):
    """Covers the window while it is open; the keyboard stays within it."""

    closed = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.content: SheetContent | None = None
        self.card = styled(QWidget(self), "sheet")
        self.title = Words("lead")
        self.title.setObjectName("sheetTitle")
        announce_as(self.title, QAccessible.Role.Heading)
        self.close_button = QPushButton()
        self.close_button.setProperty("kind", "icon")
        self.close_button.setIcon(look.icon("close"))
        self.close_button.setAccessibleName(self.tr("Close"))
        self.close_button.setToolTip(self.tr("Close (Esc)"))
        self.close_button.clicked.connect(self.close_sheet)
        head = row((self.title, 1), (self.close_button, Qt.AlignmentFlag.AlignTop))
        self._column = column(head, on=self.card, spacing=14, margins=(40, 28, 40, 34))

    def open(self, title: str, content: SheetContent) -> None:
        """Show a content under a title, in place of what the sheet showed before."""
        self._drop()
        self.title.say(title)
        self.setAccessibleName(title)
        self.content = content
        self._look.lay_out(content, self.scale)
        self._column.addWidget(content, 1)
        content.done.connect(self.close_sheet)
        self.cover()
        content.show()
        # Only now has it the room that its words are fitted into.
        self.fit()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        content.focus_first()
        tell_in_order(self)

    def close_sheet(self) -> None:
        """Go back to the screen; the keyboard returns to where it was."""
        if not self.is_open:
            return
        self.uncover()
        self._drop()
        self.closed.emit()

    def fit(self) -> None:
        super().fit()
        self._place()
        if self.content is not None:
            self._look.draw(self.content, self.scale)
            self._trim(self.content)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Keep the Tab key within the sheet."""
        move_focus(stops(self), forwards=forwards)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # Beside the card: back to the screen, as everywhere.
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_sheet()

    def paintEvent(self, _event: QPaintEvent) -> None:
        scrim = QColor(self._look.colors["ink"])
        scrim.setAlpha(_SCRIM)
        painter = QPainter(self)
        painter.fillRect(self.rect(), scrim)
        painter.end()

    def _place(self) -> None:
        width = min(round(940 * self.scale), round(self.width() * 0.9))
        height = min(round(600 * self.scale), round(self.height() * 0.86))
        self.card.setGeometry(
            QRect((self.width() - width) // 2, (self.height() - height) // 2, width, height)
        )

    def _trim(self, content: SheetContent) -> None:
        """Take from the card what its content leaves empty."""
        ask_anew(self._column)
        self._column.activate()
        card = self.card.geometry()
        lowest = round(_LOWEST * self.scale)
        over = min(content.free_height(), card.height() - lowest) // 2
        if over > 0:
            self.card.setGeometry(card.adjusted(0, over, 0, -over))

    def _drop(self) -> None:
        if self.content is not None:
            self._column.removeWidget(self.content)
            self.content.hide()
            self.content.deleteLater()
            self.content = None

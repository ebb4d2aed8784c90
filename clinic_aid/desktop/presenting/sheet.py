"""A card over the screen: something one step away, closed again with one key."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from clinic_aid.desktop.presenting.fitting import FitBox
from clinic_aid.desktop.presenting.words import Words
from clinic_aid.desktop.style import Look

_SCRIM = 110  # of 255: what lies below can be made out and does not ask for attention


class SheetContent(QWidget):
    """What a sheet shows. `edited` as of a screen; `done` closes the sheet."""

    edited = Signal(str, object)
    asked = Signal(str)
    done = Signal()

    def draw_at(self, scale: float) -> None:
        """Draw everything at a scale of the window."""

    def focus_first(self) -> None:
        """Put the keyboard where somebody would begin; by default the sheet chooses."""


class WordsContent(SheetContent):
    """Texts below each other, each with a heading where it has one."""

    def __init__(self, texts: list[tuple[str, str]]) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.box = FitBox()
        outer.addWidget(self.box, 1)
        column = QVBoxLayout(self.box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for heading, text in texts:
            if heading:
                column.addWidget(Words("strong", heading))
            words = Words("note" if not heading else "body", text)
            words.linkActivated.connect(self.asked)
            column.addWidget(words)
            column.addSpacing(8)
        column.addStretch(1)

    def draw_at(self, scale: float) -> None:
        self.box.draw_at(scale)


class Sheet(QWidget):
    """Covers the window while it is open; the keyboard stays within it."""

    closed = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._under = parent
        self.setProperty("overlay", True)
        self._color = QColor(look.colors["ink"])
        self._color.setAlpha(_SCRIM)
        self._scale = 1.0
        self._before: QWidget | None = None
        self.content: SheetContent | None = None
        self.card = QWidget(self)
        self.card.setObjectName("sheet")
        self.card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self.card)
        self._column.setContentsMargins(40, 28, 40, 34)
        self._column.setSpacing(14)
        head = QHBoxLayout()
        self.title = Words("lead")
        self.title.setObjectName("sheetTitle")
        self.close_button = QPushButton()
        self.close_button.setProperty("kind", "icon")
        self.close_button.setIcon(look.icon("close"))
        self.close_button.setAccessibleName(self.tr("Close"))
        self.close_button.setToolTip(self.tr("Close (Esc)"))
        self.close_button.clicked.connect(self.close_sheet)
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(head)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Say whether the sheet covers the screen."""
        return self.isVisibleTo(self._under)

    def open(self, title: str, content: SheetContent) -> None:
        """Show a content under a title, in place of what the sheet showed before."""
        if not self.is_open:
            self._before = QApplication.focusWidget()
        self._drop()
        self.title.say(title)
        self.title.draw_at(self._scale, 1.0)
        self.setAccessibleName(title)
        self.content = content
        self._column.addWidget(content, 1)
        content.done.connect(self.close_sheet)
        self.setGeometry(self._under.rect())
        self.show()
        self.raise_()
        self._place()
        content.show()
        content.draw_at(self._scale)
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        content.focus_first()

    def close_sheet(self) -> None:
        """Go back to the screen; the keyboard returns to where it was."""
        if not self.is_open:
            return
        self.hide()
        self._drop()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
        self.closed.emit()

    def draw_at(self, scale: float) -> None:
        """Draw everything at a scale of the window."""
        self._scale = scale
        self.setGeometry(self._under.rect())
        self._place()
        self.title.draw_at(scale, 1.0)
        if self.content is not None:
            self.content.draw_at(scale)

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: N802
        """Keep the Tab key within the sheet."""
        stops = [
            widget
            for widget in self.card.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isVisible()
            and widget.isEnabled()
        ]
        stops.sort(key=lambda widget: widget is self.close_button)
        if not stops:
            return True
        now = QApplication.focusWidget()
        place = stops.index(now) if now in stops else -1 if forwards else 0
        step = 1 if forwards else -1
        reason = Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason
        stops[(place + step) % len(stops)].setFocus(reason)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._place()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        # Beside the card: back to the screen, as everywhere.
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_sheet()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._color)
        painter.end()

    def event(self, event: QEvent) -> bool:
        # A touch on the scrim must not reach what lies below.
        if event.type() in (QEvent.Type.Wheel, QEvent.Type.TouchBegin):
            event.accept()
            return True
        return super().event(event)

    def _place(self) -> None:
        width = min(round(940 * self._scale), round(self.width() * 0.9))
        height = min(round(600 * self._scale), round(self.height() * 0.86))
        self.card.setGeometry(
            QRect((self.width() - width) // 2, (self.height() - height) // 2, width, height)
        )

    def _drop(self) -> None:
        if self.content is not None:
            self._column.removeWidget(self.content)
            self.content.hide()
            self.content.deleteLater()
            self.content = None

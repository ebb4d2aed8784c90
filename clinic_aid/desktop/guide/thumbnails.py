"""Small pictures of pages, each of which leads to its page."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QSizePolicy, QWidget

from clinic_aid.desktop.widgets.layouts import STRETCH, column
from clinic_aid.desktop.widgets.style import Look, Scaled

Picture = Callable[[int, QSize], QImage]
"""Gives a page, counted from 1, as a picture of a size in pixels."""

_LEAST, _MOST = 58, 132
_SHARE: Final = 0.13
_FRAME: Final = 5
_RATIO: Final = 1.4143
_GAP: Final = 8


class Thumbnail(QAbstractButton):
    """One page; the one in view has a frame."""

    def __init__(self, look: Look, page: int) -> None:
        super().__init__()
        self.page, self._look = page, look
        self.image, self.is_old = QImage(), False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors, page = self._look.colors, self.rect().adjusted(*(_FRAME, _FRAME, -_FRAME, -_FRAME))
        painter.fillRect(page, QColor(colors["white"]))
        if not self.image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(page, self.image)
        painter.setPen(QPen(QColor(colors["mist-line"]), 1))
        painter.drawRect(page)
        if self.isChecked() or self.underMouse():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colors["teal"]), 3 if self.isChecked() else 1))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 6, 6)
        painter.end()


class Thumbnails(Scaled, QScrollArea):
    """The pages of a part below each other; drawn one at a time, so that nothing waits for them."""

    page_chosen = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.pages: list[Thumbnail] = []
        self._picture: Picture = lambda _page, _size: QImage()
        self._around = 0
        self.setProperty("mayScroll", True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        strip = QWidget()
        self._column = column(STRETCH, on=strip, spacing=_GAP)
        self.setWidgetResizable(True)
        self.setWidget(strip)
        for widget in (self.viewport(), strip):
            widget.setAutoFillBackground(False)
        self._drawing = QTimer(self)
        self._drawing.setInterval(0)
        self._drawing.timeout.connect(self._draw_next)

    def say(self, names: Sequence[tuple[int, str]], picture: Picture, *, anew: bool) -> None:
        """Show these pages, each with what it is called; `anew` where they are another guide's."""
        self._picture = picture
        if [one.page for one in self.pages] != [page for page, _ in names]:
            for one in self.pages:
                self._column.removeWidget(one)
                one.hide()
                one.deleteLater()
            self.pages = [Thumbnail(self._look, page) for page, _ in names]
            for place, one in enumerate(self.pages):
                self._column.insertWidget(place, one)
                one.clicked.connect(lambda _=False, page=one.page: self.page_chosen.emit(page))
                one.show()
            self._fit()
        for one, (_, name) in zip(self.pages, names, strict=True):
            one.setAccessibleName(name)
            if anew:
                # Its last picture stays until there is the next.
                one.is_old = True
        self._draw_soon()

    def mark(self, page: int) -> None:
        """Frame the page in view, and have it in view here as well."""
        for one in self.pages:
            one.setChecked(one.page == page)
            if one.page == page:
                self.ensureWidgetVisible(one, 0, _GAP)

    def give_room(self, width: int) -> None:
        """Take a share of the width that is there for thumbnails and page together."""
        if width != self._around:
            self._around = width
            self._fit()

    def draw_at(self, scale: float) -> None:
        super().draw_at(scale)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw_soon()

    def _fit(self) -> None:
        width = round(min(max(_SHARE * self._around, _LEAST * self.scale), _MOST * self.scale))
        size = QSize(width, round((width - 2 * _FRAME) * _RATIO) + 2 * _FRAME)
        for one in self.pages:
            one.setFixedSize(size)
        self.setFixedWidth(width + self.verticalScrollBar().sizeHint().width())
        self._draw_soon()

    def _draw_soon(self) -> None:
        if self.isVisible() and self._next() is not None:
            self._drawing.start()

    def _next(self) -> Thumbnail | None:
        ratio = self.devicePixelRatioF()
        for one in self.pages:
            wanted = (one.size() - QSize(2 * _FRAME, 2 * _FRAME)) * ratio
            if one.is_old or one.image.size() != wanted:
                return one
        return None

    @Slot()
    def _draw_next(self) -> None:
        one = self._next()
        if one is None or not self.isVisible():
            self._drawing.stop()
            return
        size = (one.size() - QSize(2 * _FRAME, 2 * _FRAME)) * self.devicePixelRatioF()
        image = self._picture(one.page, size)
        if image.isNull():
            image = QImage(size, QImage.Format.Format_RGB32)
            image.fill(Qt.GlobalColor.white)
        one.image = image
        one.is_old = False
        one.update()

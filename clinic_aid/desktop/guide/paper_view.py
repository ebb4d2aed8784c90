"""The pages of the guide, as they will be printed."""

from typing import Literal

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPalette, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QWidget

Fit = Literal["page", "width"]
_ZOOM_STEP, _LEAST, _MOST = 1.25, 0.25, 4.0


class PaperView(QPdfView):
    """A view that keeps its place when the guide is made anew."""

    page_changed = Signal(int, int)
    """The page in view, counted from 1, and how many there are."""

    def __init__(self, background: str, parent: QWidget) -> None:
        super().__init__(parent)
        palette = self.palette()
        # The view paints around its pages with this role.
        palette.setColor(QPalette.ColorRole.Dark, QColor(background))
        self.setPalette(palette)
        self.setFrameShape(QPdfView.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setPageSpacing(14)
        # A bar that comes and goes changes the width, and with it whether the bar is needed: a
        # page that is only just too long would be laid out for ever.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.fit("width")
        self._source: tuple[QPdfDocument, QBuffer] | None = None
        self.pages = 0
        """How many pages are shown."""
        self.pageNavigator().currentPageChanged.connect(self._on_page)

    def show_pdf(self, data: bytes) -> bool:
        """Show a PDF where the last one stood; False if it cannot be read."""
        # Neither is a child of the view: the view would destroy the document after itself, and
        # the document's last signal would then reach a view that is gone, which is a crash.
        buffer = QBuffer()
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document = QPdfDocument()
        document.load(buffer)
        if document.status() != QPdfDocument.Status.Ready:
            _discard(document, buffer)
            return False
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        place = (down.value(), across.value())
        self._show(document, buffer)
        down.setValue(place[0])
        across.setValue(place[1])
        return True

    def clear(self) -> None:
        """Show no pages, and keep no place: the next ones are another consultation's."""
        if self._source is not None:
            # Empty, not none: the view speaks to its document whenever another one comes.
            self._show(QPdfDocument(), QBuffer())
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.setValue(0)

    def show_page(self, page: int) -> None:
        """Show a page, counted from 1, from its top."""
        self.pageNavigator().jump(page - 1, QPointF())

    def picture(self, page: int, size: QSize) -> QImage:
        """Give a page, counted from 1, as a picture; an empty one where it cannot be drawn."""
        return self._source[0].render(page - 1, size) if self._source else QImage()

    def resizeEvent(self, event: QResizeEvent) -> None:
        bar = self.verticalScrollBar()
        place = bar.value() / (bar.maximum() + bar.pageStep() or 1)
        super().resizeEvent(event)
        # Pages that grow with the view would else pass by.
        bar.setValue(round(place * (bar.maximum() + bar.pageStep())))

    def show_start(self) -> None:
        """Show the first page from its top."""
        self.verticalScrollBar().setValue(0)

    @property
    def page(self) -> int:
        """The page in view, counted from 1."""
        return self.pageNavigator().currentPage() + 1

    def fit(self, how: Fit) -> None:
        """Show a page whole, or as wide as the view."""
        mode = QPdfView.ZoomMode.FitInView if how == "page" else QPdfView.ZoomMode.FitToWidth
        self.setZoomMode(mode)

    def zoom(self, *, larger: bool) -> None:
        """Show the pages a step larger or smaller than they are now."""
        now = self.zoomFactor()
        if self.zoomMode() != QPdfView.ZoomMode.Custom:
            now = self._fitted_zoom()
        self.setZoomMode(QPdfView.ZoomMode.Custom)
        step = _ZOOM_STEP if larger else 1 / _ZOOM_STEP
        self.setZoomFactor(min(max(now * step, _LEAST), _MOST))

    def _show(self, document: QPdfDocument, buffer: QBuffer) -> None:
        self.setDocument(document)
        if self._source is not None:
            _discard(*self._source)
        self._source = (document, buffer)
        # Kept: the view tells of its page once more while its document goes.
        self.pages = document.pageCount()
        self._on_page()

    def _fitted_zoom(self) -> float:
        """Give the factor that the fitted page is shown at; the view does not tell it."""
        if self._source is None or not self.pages:
            return 1.0
        size = self._source[0].pagePointSize(0)
        inch = self.logicalDpiX() / 72
        room = self.viewport().size()
        margins = self.documentMargins()
        across = (room.width() - margins.left() - margins.right()) / (size.width() * inch)
        if self.zoomMode() == QPdfView.ZoomMode.FitToWidth:
            return across
        down = (room.height() - margins.top() - margins.bottom()) / (size.height() * inch)
        return min(across, down)

    def _on_page(self) -> None:
        self.page_changed.emit(self.page, self.pages)


def _discard(*things: QObject) -> None:
    for thing in things:
        thing.deleteLater()

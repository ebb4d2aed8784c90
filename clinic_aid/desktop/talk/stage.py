"""The place where the screens of the talk are shown, one page for each kind of screen."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.page import TalkPage
from clinic_aid.desktop.talk.pages import PAGES
from clinic_aid.desktop.widgets.style import Look, Scaled
from clinic_aid.talk.model import TalkScreen


class TalkStage(Scaled, QWidget):
    """Makes a page when it is first wanted, and keeps it as long as the talk is one patient's.

    A page has all the room there is. No layout holds the pages: it would ask every one of them
    for its height whenever another comes up.
    """

    edited = Signal(str, object)
    asked = Signal(str)
    turned = Signal()

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__()
        self._look, self._services = look, services
        self._pages: dict[str, TalkPage] = {}
        self._page: TalkPage | None = None

    @property
    def page(self) -> TalkPage:
        """Give the page in view."""
        assert self._page is not None
        return self._page

    def page_for(self, screen: TalkScreen) -> TalkPage:
        """Give the page that shows screens of this kind."""
        if screen.kind not in self._pages:
            page = PAGES[screen.kind](self._look, self._services)
            page.edited.connect(self.edited)
            page.asked.connect(self.asked)
            page.turned.connect(self.turned)
            self._pages[screen.kind] = page
            page.setParent(self)
            page.resize(self.size())
            self._look.lay_out(page, self.scale)
        return self._pages[screen.kind]

    def has_page_for(self, screen: TalkScreen) -> bool:
        """Say whether the page that shows screens of this kind was made."""
        return screen.kind in self._pages

    def bring_up(self, page: TalkPage) -> None:
        """Show one of the pages."""
        before, self._page = self._page, page
        if before is page:
            return
        if before is not None:
            # Hiding what has the keyboard would pass it on to anything.
            focused = QApplication.focusWidget()
            if focused is not None and before.isAncestorOf(focused):
                focused.clearFocus()
            before.hide()
        page.show()

    def forget(self) -> None:
        """Let go of all pages: what one patient read and said is in none for the next."""
        for page in self._pages.values():
            # What it would still tell belongs to no consultation any more.
            page.blockSignals(True)
            page.hide()
            page.deleteLater()
        self._pages.clear()
        self._page = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for page in self._pages.values():
            page.setGeometry(self.rect())

"""What the tests of the talk share: one page in a window of the app's look, at work."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.talk.kit.page import TalkPage
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.talk.window import TalkWindow
from clinic_aid.desktop.widgets.style import Look, scale_for

OpenPages = Callable[..., "OpenPage"]
# What the bar at the foot takes of the window's height.
_BAR = 70


@dataclass(kw_only=True)
class OpenPage:
    """A page as the talk shows it: what is entered goes into a consultation, and comes back."""

    page: Any
    window: QWidget
    session: Session
    edits: list[tuple[str, object]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def cut_words(self) -> list[str]:
        """Give the words in view that have not room enough, over all views of the page."""
        found = []
        for part in range(self.page.parts):
            self.page.turn_to(part)
            QApplication.processEvents()
            for words in self.page.findChildren(Words):
                if not words.isVisible():
                    continue
                inside = self.page.rect().contains(
                    words.mapTo(self.page, words.rect().bottomRight())
                )
                if words.heightForWidth(words.width()) > words.height() or not inside:
                    found.append(words.marked())
        return found

    def smallest_words(self) -> int:
        """Give the size in px of the smallest words in view."""
        shown = [words for words in self.page.findChildren(Words) if words.isVisible()]
        return int(min(words.font().pixelSize() for words in shown))


@pytest.fixture
def open_page(qtbot: QtBot, the_look: Look, services: Services) -> OpenPages:
    def open_page(
        kind: Callable[[Look, Services], TalkPage],
        screen: str,
        tree: Mapping[str, object] | None = None,
        *,
        size: QSize | None = None,
        work_with: Services | None = None,
    ) -> OpenPage:
        used, wanted = work_with or services, size or QSize(1366, 768)
        session = Session(used)
        if tree is not None:
            session.replace(tree)
        window = QWidget()
        qtbot.addWidget(window)
        window.setObjectName("presenting")
        window.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        page = kind(the_look, used)
        opened = OpenPage(page=page, window=window, session=session)

        def show() -> None:
            talk = used.talk(session.draft.tree)
            page.show_screen(talk.screens[screen], talk, session.draft)

        page.edited.connect(lambda path, value: opened.edits.append((path, value)))
        page.edited.connect(session.put)
        page.asked.connect(opened.asked.append)
        session.changed.connect(show)
        column.addWidget(page)
        scale = scale_for(wanted, largest=3.0)
        the_look.apply(window, scale)
        window.resize(wanted.width(), wanted.height() - round(_BAR * scale))
        with qtbot.waitExposed(window):
            window.show()
        the_look.draw(page, scale)
        show()
        QApplication.processEvents()
        return opened

    return open_page


OpenTalk = Callable[..., TalkWindow]


@pytest.fixture
def session(qapp: object, services: Services) -> Session:
    return Session(services)


@pytest.fixture
def open_talk(
    qtbot: QtBot, the_look: Look, services: Services, session: Session
) -> Iterator[OpenTalk]:
    opened = []

    def open_talk(
        tree: Mapping[str, object] | None = None,
        *,
        screen: str | None = None,
        services: Services = services,
        session: Session = session,
        steady: Callable[[], float] = time.monotonic,
    ) -> TalkWindow:
        if tree is not None:
            session.replace(tree)
        window = TalkWindow(the_look, services, session, steady=steady)
        qtbot.addWidget(window)
        opened.append(window)
        with qtbot.waitExposed(window):
            window.begin()
            window.showNormal()
        window.resize(1366, 768)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        if screen is not None:
            window.show_screen(screen)
        QApplication.processEvents()
        return window

    yield open_talk
    for window in opened:
        window.leave()

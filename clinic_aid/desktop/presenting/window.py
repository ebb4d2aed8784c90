"""The window that consultant and patient look at together.

Nothing leads from here to files, to other patients or to printers: it shows one talk, and
what is entered on its screens goes into the one consultation that is in work.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from clinic_aid.desktop.presenting.bar import PresentingBar
from clinic_aid.desktop.presenting.chapter_number import ChapterNumber
from clinic_aid.desktop.presenting.clock import MOST_EVENTS, TalkClock
from clinic_aid.desktop.presenting.keys import ALWAYS, Action, action_of, digit_of
from clinic_aid.desktop.presenting.pages import PAGES
from clinic_aid.desktop.presenting.rest import RestScreen
from clinic_aid.desktop.presenting.sheet import Sheet, SheetContent
from clinic_aid.desktop.presenting.sheets import (
    ChaptersContent,
    keys_content,
    sources_content,
    words_content,
)
from clinic_aid.desktop.presenting.shown_events import shown_of
from clinic_aid.desktop.presenting.talk_page import CHOOSE_PRODUCT, GUIDE, TalkPage
from clinic_aid.desktop.presenting.words import TERM_LINK, Words, terms_in
from clinic_aid.desktop.services import Services
from clinic_aid.desktop.session import Session
from clinic_aid.desktop.style import BASE_SIZE, Look, scale_for
from clinic_aid.desktop.widgets.focus_ring import FocusRing
from clinic_aid.domain.walkthrough import visit_seconds
from clinic_aid.talk.model import Talk, TalkScreen

_SECOND_MS = 1000


class PresentingWindow(QWidget):
    """One talk, screen by screen."""

    left = Signal()
    guide_wanted = Signal()
    screen_changed = Signal(str)

    def __init__(self, look: Look, services: Services, session: Session) -> None:
        super().__init__()
        self._look, self._services, self._session = look, services, session
        self.setObjectName("presenting")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # No name of a patient: window titles are seen in task bars and lists of windows.
        self.setWindowTitle("Clinic Aid")
        self.setMinimumSize(QSize(1024, 640))
        self.resize(BASE_SIZE)
        self._scale = 0.0
        self._pages: dict[str, TalkPage] = {}
        self._talk: Talk = services.talk(session.draft.tree)
        self._key = self._talk.walkthrough.screens[0]
        self._clock = TalkClock(services.now)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._stage = QWidget()
        self._stack = QStackedLayout(self._stage)
        self.bar = PresentingBar(look)
        column.addWidget(self._stage, 1)
        column.addWidget(self.bar)
        self.sheet = Sheet(look, self)
        self.rest = RestScreen(self)
        self.number = ChapterNumber(self)
        self.ring = FocusRing(self, look.colors["ink"])
        self._ticking = QTimer(self)
        self._ticking.setInterval(_SECOND_MS)
        self._connect()

    # The talk

    def begin(self, from_start: bool = False) -> None:
        """Show the talk in full screen: from the start, else where it stopped."""
        self._talk = self._services.talk(self._session.draft.tree)
        walkthrough = self._talk.walkthrough
        key = (
            walkthrough.screens[0]
            if from_start
            else walkthrough.resume_at(shown_of(self._session.draft))
        )
        self.showFullScreen()
        self.activateWindow()
        self.show_screen(key)
        self._ticking.start()

    @property
    def screen_key(self) -> str:
        """Give the name of the screen that is shown."""
        return self._key

    @property
    def page(self) -> TalkPage:
        """Give the page that shows it."""
        page = self._stack.currentWidget()
        assert isinstance(page, TalkPage)
        return page

    @property
    def talk(self) -> Talk:
        """Give the talk as it is shown."""
        return self._talk

    def show_screen(self, key: str, *, at_end: bool = False) -> None:
        """Show a screen, at its end where the talk goes backwards."""
        self._record()
        self._key = key
        screen = self._talk.screens[key]
        page = self._page_for(screen)
        page.show_screen(screen, self._talk, self._session.draft)
        self._stack.setCurrentWidget(page)
        # Only now has the page its size, and with it the number of its parts.
        page.turn_to(page.parts - 1 if at_end else 0)
        self._clock.start(key)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell_place()
        self.screen_changed.emit(key)

    @Slot()
    def go_on(self) -> None:
        """Show the next part or screen; after the last one there is none."""
        if self.page.part + 1 < self.page.parts:
            self.page.turn_to(self.page.part + 1)
        elif (key := self._talk.walkthrough.after(self._key)) is not None:
            self.show_screen(key)

    @Slot()
    def go_back(self) -> None:
        """Show the part or screen before; before the first one there is none."""
        if self.page.part > 0:
            self.page.turn_to(self.page.part - 1)
        elif (key := self._talk.walkthrough.before(self._key)) is not None:
            self.show_screen(key, at_end=True)

    def go_to_chapter(self, chapter: str) -> None:
        """Show the first screen of a chapter."""
        self.show_screen(self._talk.walkthrough.first_of(chapter))

    @Slot()
    def leave(self) -> None:
        """End the presenting; what was entered and where the talk stopped is kept."""
        self._end()
        self.left.emit()

    def do(self, action: Action) -> None:
        """Do what a key or a button stands for."""
        if self.rest.isVisible() and action not in (Action.REST, Action.FULL_SCREEN):
            self._stop_rest()
            return
        if self.sheet.is_open and action not in (Action.LEAVE, Action.FULL_SCREEN):
            return
        deeds: dict[Action, Callable[[], None]] = {
            Action.ON: self.go_on,
            Action.BACK: self.go_back,
            Action.FIRST: lambda: self.show_screen(self._talk.walkthrough.screens[0]),
            Action.LAST: lambda: self.show_screen(self._talk.walkthrough.screens[-1]),
            Action.LEAVE: self._leave_one_level,
            Action.FULL_SCREEN: self._toggle_full_screen,
            Action.REST: self._toggle_rest,
            Action.CHAPTERS: self._show_chapters,
            Action.HINTS: self._show_hints,
            Action.QUESTION: self._show_questions,
            Action.SOURCES: self._show_sources,
            Action.WORDS: self._show_words,
            Action.KEYS: lambda: self._open(self.tr("Keys"), keys_content(self._look)),
            Action.NOTHING: lambda: None,
        }
        deeds[action]()

    # Events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """See the keys that always count before the control that has the keyboard does."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            inside = isinstance(watched, QWidget) and watched.window() is self
            if inside and self.isVisible() and (action := ALWAYS.get(Qt.Key(event.key()))):
                if not event.isAutoRepeat():
                    self.do(action)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take the keys that no control used."""
        plain_key = event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        if plain_key:
            super().keyPressEvent(event)
            return
        if self.number.is_begun and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.number.finish()
            return
        if (digit := digit_of(event.key())) is not None and not self._is_covered:
            self.number.add(digit)
            return
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton) and event.key() in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        ):
            focused.click()
            return
        action = action_of(event.key(), mirrored=self.isRightToLeft())
        if action is None:
            super().keyPressEvent(event)
        else:
            self.do(action)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._rescale()
        self.sheet.draw_at(self._scale)
        self.rest.draw_at(self._scale)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        # Closing the window leaves the talk; it never ends the program.
        event.ignore()
        self.leave()

    # Inside

    def _connect(self) -> None:
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)
        self.bar.asked.connect(lambda name: self.do(Action(name)))
        self.rest.ended.connect(self._stop_rest)
        self.number.chosen.connect(self._on_number)
        self.number.typed.connect(self._on_typed)
        self._session.changed.connect(self._on_changed)
        self._ticking.timeout.connect(self._tell_time)

    @property
    def _is_covered(self) -> bool:
        return self.sheet.is_open or self.rest.isVisible()

    def _page_for(self, screen: TalkScreen) -> TalkPage:
        if screen.kind not in self._pages:
            page = PAGES[screen.kind](self._look, self._services)
            page.edited.connect(self._session.put)
            page.asked.connect(self._on_asked)
            page.turned.connect(self._tell_place)
            self._pages[screen.kind] = page
            self._stack.addWidget(page)
            self._look.lay_out(page, self._scale or 1.0)
            page.resize(self._stage.size())
            page.draw_at(self._scale or 1.0)
        return self._pages[screen.kind]

    def _rescale(self) -> None:
        scale = scale_for(self.size(), largest=3.0)
        if scale != self._scale:
            self._scale = scale
            font = self.font()
            font.setPixelSize(round(18 * scale))
            self.setFont(font)
            self._look.apply(self, scale)
            for page in self._pages.values():
                page.draw_at(scale)

    @Slot()
    def _on_changed(self) -> None:
        if not self.isVisible():
            return
        self._talk = self._services.talk(self._session.draft.tree)
        if self._key not in self._talk.screens:
            # A screen can be for another product only.
            self._key = self._talk.walkthrough.screens[0]
        self.page.show_screen(self._talk.screens[self._key], self._talk, self._session.draft)
        self._tell_place()

    @Slot(str)
    def _on_asked(self, what: str) -> None:
        if what.startswith(TERM_LINK):
            word = what.removeprefix(TERM_LINK)
            content = words_content(self._look, [word], self._talk)
            self._open(self.tr("What it means"), content)
        elif what == GUIDE:
            self._end()
            self.guide_wanted.emit()
        elif what == CHOOSE_PRODUCT:
            kinds = {screen.kind: key for key, screen in self._talk.screens.items()}
            self.show_screen(kinds["product"])

    @Slot(int)
    def _on_number(self, number: int) -> None:
        self.go_to_chapter(list(self._talk.walkthrough.chapters)[number - 1])

    @Slot(str)
    def _on_typed(self, digits: str) -> None:
        if digits:
            self.bar.show_place(self.tr("Chapter {digits} …").format(digits=digits))
        else:
            self._tell_place()

    def _record(self) -> None:
        event = self._clock.stop()
        if event is None:
            return
        shown = self._session.draft.value("shown")
        events = list(shown) if isinstance(shown, list) else []
        if len(events) < MOST_EVENTS:
            self._session.put("shown", [*events, event])

    def _end(self) -> None:
        if not self.isVisible():
            return
        self.sheet.close_sheet()
        self._stop_rest()
        self._ticking.stop()
        self._record()
        # The other window comes first: without any window the program would end.
        QTimer.singleShot(0, self.hide)

    def _leave_one_level(self) -> None:
        if self.sheet.is_open:
            self.sheet.close_sheet()
        elif self.number.is_begun:
            self.number.forget()
        elif _is_typing(QApplication.focusWidget()):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.leave()

    def _toggle_full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def _toggle_rest(self) -> None:
        if self.rest.isVisible():
            self._stop_rest()
        elif not self.sheet.is_open:
            self._clock.pause()
            self.rest.cover()

    def _stop_rest(self) -> None:
        if self.rest.isVisible():
            self.rest.hide()
            self._clock.resume()

    def _open(self, title: str, content: SheetContent) -> None:
        content.edited.connect(self._session.put)
        content.asked.connect(self._on_asked)
        self._look.lay_out(content, self._scale)
        self.sheet.open(title, content)

    def _show_sources(self) -> None:
        screen = self._talk.screens[self._key]
        sources = self.page.sources or screen.sources
        self._open(self.tr("Where this comes from"), sources_content(self._look, sources))

    def _show_words(self) -> None:
        labels = [label for label in self.page.findChildren(Words) if label.isVisible()]
        forms = terms_in(*(label.marked() for label in labels))
        self._open(self.tr("What the words mean"), words_content(self._look, forms, self._talk))

    def _show_chapters(self) -> None:
        walkthrough = self._talk.walkthrough
        seen = walkthrough.seen(shown_of(self._session.draft))
        current = walkthrough.chapter_of(self._key)
        content = ChaptersContent(self._look, self._talk, seen, current, self.go_to_chapter)
        self._open(self.tr("Chapters"), content)

    def _show_hints(self) -> None:
        from clinic_aid.desktop.presenting.hints import HintsContent  # noqa: PLC0415

        screen = self._talk.screens[self._key]
        self._open(self.tr("What to ask"), HintsContent(self._look, screen, self._session.draft))

    def _show_questions(self) -> None:
        from clinic_aid.desktop.presenting.questions import QuestionContent  # noqa: PLC0415

        self._open(self.tr("A question to keep"), QuestionContent(self._look, self._session.draft))

    def _tell_place(self) -> None:
        walkthrough = self._talk.walkthrough
        chapter = walkthrough.chapter_of(self._key)
        screens = walkthrough.chapters[chapter]
        seen = walkthrough.seen(shown_of(self._session.draft)) | {self._key}
        words = self.tr("{number}  {chapter}  ·  {screen} of {screens}")
        chapters = list(walkthrough.chapters)
        self.bar.show_place(
            words.format(
                number=chapters.index(chapter) + 1,
                chapter=self._talk.chapter_names[chapter],
                screen=screens.index(self._key) + 1,
                screens=len(screens),
            )
        )
        shares = [
            len(seen & set(names)) / len(names) if names else 0.0
            for names in walkthrough.chapters.values()
        ]
        self.bar.track.show_progress(shares, chapters.index(chapter))
        self.number.count_to(len(chapters))
        first = walkthrough.before(self._key) is None and self.page.part == 0
        last = walkthrough.after(self._key) is None and self.page.part + 1 >= self.page.parts
        self.bar.back.setEnabled(not first)
        self.bar.forward.setEnabled(not last)
        self._tell_time()

    def _tell_time(self) -> None:
        seconds = visit_seconds(shown_of(self._session.draft)) + self._clock.seconds
        self.bar.show_minutes(seconds)


def _is_typing(widget: QWidget | None) -> bool:
    return isinstance(widget, QLineEdit | QPlainTextEdit)

"""The window that consultant and patient look at together.

Nothing leads from here to files, to other patients or to printers: it shows one talk, and
what is entered on its screens goes into the one consultation that is in work.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.system.text_size import text_factor
from clinic_aid.desktop.talk.bar import PresentingBar
from clinic_aid.desktop.talk.chapter_number import ChapterNumber
from clinic_aid.desktop.talk.clock import TalkClock
from clinic_aid.desktop.talk.key_map import Action
from clinic_aid.desktop.talk.keyboard import TalkKeys, is_typing
from clinic_aid.desktop.talk.kit.fade import Fade
from clinic_aid.desktop.talk.kit.page import CHOOSE_PRODUCT, GUIDE, TalkPage
from clinic_aid.desktop.talk.kit.sheet import Sheet
from clinic_aid.desktop.talk.kit.words import TERM_LINK
from clinic_aid.desktop.talk.prebuilding import Prebuilding
from clinic_aid.desktop.talk.record import TalkRecord
from clinic_aid.desktop.talk.rest import RestScreen
from clinic_aid.desktop.talk.sheet_opening import TalkSheets
from clinic_aid.desktop.talk.stage import TalkStage
from clinic_aid.desktop.widgets.focus_ring import FocusRing
from clinic_aid.desktop.widgets.layouts import column, styled
from clinic_aid.desktop.widgets.reading_order import move_focus, stops, tell_in_order
from clinic_aid.desktop.widgets.style import (
    BASE_SIZE,
    LEAST_TALK_SIZE,
    SMALLEST_SIZE,
    Look,
    fills_screen,
    scale_for,
)
from clinic_aid.entry.shown_events import shown_of
from clinic_aid.talk.model import Talk

_SECOND_MS = 1000


class TalkWindow(QWidget):
    """One talk, screen by screen."""

    left = Signal()
    guide_wanted = Signal()
    screen_changed = Signal(str)

    def __init__(
        self,
        look: Look,
        services: Services,
        session: Session,
        *,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._look, self._services, self._session = look, services, session
        styled(self, "presenting")
        # No name of a patient: window titles are seen in task bars and lists of windows.
        self.setWindowTitle("Clinic Aid")
        self.setMinimumSize(SMALLEST_SIZE)
        self.resize(BASE_SIZE)
        self._scale = 0.0
        self._is_running = False
        self.talk: Talk = services.talk(session.draft.tree)
        self.screen_key = self.talk.walkthrough.screens[0]
        self._clock = TalkClock(services.now, steady, content=services.pack.pack.release)
        self.record = TalkRecord(session, self._clock)
        self._stage = TalkStage(look, services)
        self.bar = PresentingBar(look)
        column((self._stage, 1), self.bar, on=self, spacing=0)
        self.sheet = Sheet(look, self)
        self.sheets = TalkSheets(look, session, self.sheet)
        self.rest = RestScreen(self)
        self.number = ChapterNumber(self)
        self.keys = TalkKeys(self, self.number, self.do, lambda: self._is_covered)
        self.ring = FocusRing(self, look)
        self.fade = Fade(self._stage)
        self.prebuilding = Prebuilding(self._stage)
        self._ticking = QTimer(self)
        self._ticking.setInterval(_SECOND_MS)
        self._connect()

    # The talk

    def begin(self, from_start: bool = False) -> None:
        """Show the talk in full screen: from the start, else where it stopped."""
        self._compose()
        walkthrough = self.talk.walkthrough
        key = (
            walkthrough.screens[0]
            if from_start
            else walkthrough.resume_at(shown_of(self._session.draft))
        )
        if self._is_running:
            self.record.end()
        self.fade.end()
        self.showFullScreen()
        self.activateWindow()
        self.show_screen(key)
        self._is_running = True
        self._ticking.start()
        self.keys.listen(True)

    @property
    def page(self) -> TalkPage:
        """Give the page that shows it."""
        return self._stage.page

    def show_screen(self, key: str, *, at_end: bool = False) -> None:
        """Show a screen, at its end where the talk goes backwards."""
        if self._is_running:
            self.record.end()
            # Not at the beginning: what was shown last may be another patient's.
            self.fade.keep()
        self.screen_key = key
        screen = self.talk.screens[key]
        page = self._stage.page_for(screen)
        page.show_screen(screen, self.talk, self._session.draft)
        self._stage.bring_up(page)
        # Only now has the page its size, and with it the number of its parts.
        page.turn_to(page.parts - 1 if at_end else 0)
        tell_in_order(page)
        self.fade.begin()
        self.record.begin(key)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell_place()
        self.prebuilding.begin(self.talk, self._session.draft, key)
        self.screen_changed.emit(key)

    @Slot()
    def go_on(self) -> None:
        """Show the next part or screen; after the last one there is none."""
        if self.page.part + 1 < self.page.parts:
            self.page.turn_to(self.page.part + 1)
        elif (key := self.talk.walkthrough.after(self.screen_key)) is not None:
            self.show_screen(key)

    @Slot()
    def go_back(self) -> None:
        """Show the part or screen before; before the first one there is none."""
        if self.page.part > 0:
            self.page.turn_to(self.page.part - 1)
        elif (key := self.talk.walkthrough.before(self.screen_key)) is not None:
            self.show_screen(key, at_end=True)

    def go_to_chapter(self, chapter: str) -> None:
        """Show the first screen of a chapter."""
        self.show_screen(self.talk.walkthrough.first_of(chapter))

    @Slot()
    def leave(self) -> None:
        """End the presenting; what was entered and where the talk stopped is kept."""
        if self._end():
            self.left.emit()

    def keep_record(self) -> None:
        """Write down what was shown up to now."""
        self.record.keep()

    def show_note(self, words: str) -> None:
        """Show a quiet line in the bar; without words none."""
        self.bar.show_note(words)

    def do(self, action: Action) -> None:
        """Do what a key or a button stands for."""
        if action is Action.NOTHING:
            return
        if self.rest.is_open and action not in (Action.REST, Action.FULL_SCREEN):
            self._stop_rest()
            return
        if self.sheet.content is not None and action not in (Action.LEAVE, Action.FULL_SCREEN):
            if action in (Action.ON, Action.BACK):
                self.sheet.content.turn(1 if action is Action.ON else -1)
            return
        if self.number.is_begun and action is not Action.LEAVE:
            # Who does something else meanwhile goes to no chapter any more.
            self.number.forget()
        screen = self.talk.screens[self.screen_key]
        deeds: dict[Action, Callable[[], None]] = {
            Action.ON: self.go_on,
            Action.BACK: self.go_back,
            Action.FIRST: lambda: self.show_screen(self.talk.walkthrough.screens[0]),
            Action.LAST: lambda: self.show_screen(self.talk.walkthrough.screens[-1]),
            Action.LEAVE: self._leave_one_level,
            Action.FULL_SCREEN: self._toggle_full_screen,
            Action.REST: self._toggle_rest,
            Action.CHAPTERS: lambda: self.sheets.show_chapters(self.talk, self.screen_key),
            Action.HINTS: lambda: self.sheets.show_hints(screen),
            Action.QUESTION: self.sheets.show_question,
            Action.SOURCES: lambda: self.sheets.show_sources(self.page, screen),
            Action.WORDS: lambda: self.sheets.show_words(self.page, self.talk),
            Action.KEYS: self.sheets.show_keys,
        }
        deeds[action]()

    # Events

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Lead the Tab key through what is in view, as it is read."""
        return move_focus(stops(self), forwards=forwards)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keys.take(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rescale()
        for overlay in (self.sheet, self.rest):
            overlay.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        # Closing the window leaves the talk; it never ends the program.
        event.ignore()
        self.leave()

    # Inside

    def _connect(self) -> None:
        self.bar.asked.connect(self.do)
        self.rest.ended.connect(self._stop_rest)
        self.number.chosen.connect(self._on_number)
        self.number.typed.connect(self._on_typed)
        self._stage.edited.connect(self._session.put)
        self._stage.asked.connect(self._on_asked)
        self._stage.turned.connect(self._tell_place)
        self.sheets.asked.connect(self._on_asked)
        self.sheets.chapter_wanted.connect(self.go_to_chapter)
        standard = QKeySequence.StandardKey
        QShortcut(QKeySequence(standard.Undo), self, self._session.undo)
        QShortcut(QKeySequence(standard.Redo), self, self._session.redo)
        self._session.taken_back.connect(self._on_taken_back)
        self._session.replaced.connect(self._forget)
        # What is kept of a talk is kept in its session.
        self._session.destroyed.connect(self._ticking.stop)
        self._session.changed.connect(self._on_changed)
        self._look.changed.connect(self._draw_anew)
        self._ticking.timeout.connect(self._tick)

    @property
    def _is_covered(self) -> bool:
        return self.sheet.is_open or self.rest.is_open

    def _compose(self) -> None:
        self.talk = self._services.talk(self._session.draft.tree)
        # The talk runs as its language does, whatever the consultant's own windows do.
        mirrored = self.talk.direction == "rtl"
        direction = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        if self.layoutDirection() != direction:
            self.setLayoutDirection(direction)

    def _rescale(self) -> None:
        scale = scale_for(self.size(), least=LEAST_TALK_SIZE, largest=3.0)
        if scale != self._scale:
            self._scale = scale
            font = self.font()
            text = max(text_factor(), 1.0)
            font.setPixelSize(round(18 * scale * text))
            self.setFont(font)
            self._look.apply(self, scale, text)

    @Slot()
    def _draw_anew(self) -> None:
        self._scale = 0.0
        self._rescale()

    @Slot()
    def _on_changed(self) -> None:
        if not self._is_running:
            return
        self._compose()
        if self.screen_key not in self.talk.screens:
            # A screen can be for another product only.
            self.screen_key = self.talk.walkthrough.screens[0]
        self.page.show_screen(self.talk.screens[self.screen_key], self.talk, self._session.draft)
        self.prebuilding.begin(self.talk, self._session.draft, self.screen_key)
        tell_in_order(self.page)
        self._tell_place()

    @Slot()
    def _on_taken_back(self) -> None:
        """Say it where the place in the talk stands: it may be on no screen that is shown."""
        self.bar.show_place(self.tr("Changed back"))

    @Slot(str)
    def _on_asked(self, what: str) -> None:
        if what.startswith(TERM_LINK):
            self.sheets.show_meaning(what.removeprefix(TERM_LINK), self.talk)
        elif what == GUIDE:
            if self._end():
                self.guide_wanted.emit()
        elif what == CHOOSE_PRODUCT:
            kinds = {screen.kind: key for key, screen in self.talk.screens.items()}
            self.show_screen(kinds["product"])

    @Slot(int)
    def _on_number(self, number: int) -> None:
        if not self._is_covered:
            self.go_to_chapter(list(self.talk.walkthrough.chapters)[number - 1])

    @Slot(str)
    def _on_typed(self, digits: str) -> None:
        if digits:
            self.bar.show_place(self.tr("Chapter {digits} …").format(digits=digits))
        else:
            self._tell_place()

    def _end(self) -> bool:
        """End the talk; say whether it was going on."""
        if not self._is_running:
            return False
        self.keys.listen(False)
        self.number.forget()
        self.sheet.close_sheet()
        self._stop_rest()
        self._ticking.stop()
        self.prebuilding.stop()
        self.fade.end()
        self.record.end()
        self._is_running = False
        self._session.touched()
        # The other window comes first: without any window the program would end.
        QTimer.singleShot(0, self, self._hide_if_over)
        return True

    @Slot()
    def _hide_if_over(self) -> None:
        # A clicker can be quicker, and have begun the talk anew.
        if not self._is_running:
            self.hide()

    @Slot()
    def _forget(self) -> None:
        """Let go of all that another patient has read or said: no screen outlives its talk."""
        self.number.forget()
        self.sheet.close_sheet()
        self.fade.end()
        # Without a word: the consultation in work is another one.
        self._clock.stop()
        self.prebuilding.stop()
        self._stage.forget()
        if self._is_running:
            self._is_running = False
            self.begin()

    def _leave_one_level(self) -> None:
        if self.sheet.is_open:
            self.sheet.close_sheet()
        elif self.number.is_begun:
            self.number.forget()
        elif is_typing(QApplication.focusWidget()):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.leave()

    def _toggle_full_screen(self) -> None:
        if not self.isFullScreen():
            self.showFullScreen()
        elif fills_screen(self.screen().availableSize()):
            self.showMaximized()
        else:
            self.showNormal()

    def _toggle_rest(self) -> None:
        if self.rest.is_open:
            self._stop_rest()
        elif not self.sheet.is_open:
            self._clock.pause()
            self.rest.cover()

    def _stop_rest(self) -> None:
        if self.rest.is_open:
            self.rest.uncover()
            self._clock.resume()

    def _tell_place(self) -> None:
        walkthrough = self.talk.walkthrough
        seen = walkthrough.seen(shown_of(self._session.draft)) | {self.screen_key}
        self.bar.show_screen(self.talk, self.screen_key, seen)
        self.number.count_to(len(walkthrough.chapters))
        first = walkthrough.before(self.screen_key) is None and self.page.part == 0
        last = walkthrough.after(self.screen_key) is None and self.page.part + 1 >= self.page.parts
        self.bar.back.setEnabled(not first)
        self.bar.forward.setEnabled(not last)
        self.bar.show_minutes(self.record.seconds)

    @Slot()
    def _tick(self) -> None:
        self.bar.show_minutes(self.record.tick())

"""What can be done in the running app, and what is seen of it, each by its name."""

import builtins
import ctypes
import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from PySide6.QtCore import QKeyCombination, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeySequence
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from clinic_aid.app import App
from clinic_aid.desktop.steps import GUIDE, HOME, PREPARE, RECORD, SAFE_KEEPING
from clinic_aid.desktop.system import printing
from clinic_aid.desktop.system.background import BackgroundCall
from clinic_aid.desktop.system.one_window import OneWindow
from clinic_aid.errors import ClinicAidError
from clinic_aid.handover import Handover

STEPS = {HOME: "home", PREPARE: "prepare", GUIDE: "guide", RECORD: "record", SAFE_KEEPING: "safety"}


PYTHON = sys.executable


class Clocks:
    """The machine's own, which can be set ahead."""

    def __init__(self) -> None:
        self.ahead_s = self.asleep_s = 0.0

    def steady(self) -> float:
        return time.monotonic() + self.ahead_s

    def wall(self) -> float:
        return time.time() + self.ahead_s + self.asleep_s


CLOCKS = Clocks()


class Deeds:
    """What can be done in the app, by whoever sits before it or is its machine."""

    def __init__(self, app: App) -> None:
        self.app, self.window = app, app.window

    # What is seen

    def state(self) -> dict[str, object]:
        """Give all that is seen."""
        return {name: look() for name, look in self._looks().items()}

    def is_like(self, wanted: Mapping[str, object]) -> bool:
        """Say whether it is like this; looks for nothing else, as the app may wait for long."""
        looks = self._looks()
        return all(name in looks and looks[name]() == value for name, value in wanted.items())

    def _looks(self) -> dict[str, Callable[[], object]]:
        window = self.window
        is_filled = self.app.vault is not None and window.is_filled
        looks: dict[str, Callable[[], object]] = {
            "page": self._page,
            "windows": lambda: sorted(type(one).__name__ for one in _shown()),
            "dialog": lambda: type(QApplication.activeModalWidget()).__name__,
            "has_popup": lambda: QApplication.activePopupWidget() is not None,
            "banner": lambda: window.banner.words.text() if window.banner.isVisible() else "",
            "screen": self._screen,
            "focus": lambda: type(QApplication.focusWidget()).__name__,
            "has_typed": self._has_typed,
            "faults": self._faults,
            "is_filled": lambda: is_filled,
            "renders": lambda: self.worker() is not None,
        }
        if is_filled:
            session = window.vault_session
            looks |= {
                "autosave": lambda: session.autosave.state,
                "is_waiting": lambda: session.autosave.is_waiting,
                "said": lambda: window.top.file.words if window.isVisible() else self._note(),
                "name": lambda: window.session.draft.text("patient.name"),
                "guide": lambda: window.preview.state,
                "guide_words": window.preview.status.text,
                "is_rendering": self._renderer()._turn.locked,
                "warns_of_dark": window.prepare.dark.isVisible,
                "can_go_on": window.home.go_on.isVisible,
                "in_work": lambda: window.session.has_begun,
                "kept": session.vault.records.count,
                "given": self._given,
            }
        return looks

    def titles(self) -> list[str]:
        """Give all that a list of windows could show."""
        titles = {one.windowTitle() + one.windowIconText() for one in QApplication.allWidgets()}
        files = {one.windowFilePath() for one in QApplication.allWidgets()}
        handles = {one.title() + one.filePath() for one in QGuiApplication.allWindows()}
        return sorted((titles | files | handles) - {""})

    def _page(self) -> str:
        window = self.window
        if self._screen() is not None:
            return "talk"
        if window.opening.isVisible():
            return "opening"
        screen = window.unlocking
        if screen is not None:
            return type(getattr(screen, "page", screen)).__name__
        return STEPS[window._step] if window.isVisible() else ""

    def _given(self) -> int:
        """Give how often a guide of the consultation in work was given."""
        assert self.app.vault is not None
        try:
            guides = self.app.vault.records.load(
                self.window.vault_session.autosave.key or ""
            ).guides
        except ClinicAidError:
            return 0  # it is not kept yet
        return sum(len(guide.givings) for guide in guides)

    def _faults(self) -> int:
        """Give how many faults were written down."""
        log = Path(os.environ["CLINIC_AID_HOME"]) / "faults.log"
        return log.read_text(encoding="utf-8").count("\n") if log.exists() else 0

    def _has_typed(self) -> bool:
        """Say whether anything stands where a passphrase is typed."""
        entry = getattr(getattr(self.window.unlocking, "page", None), "entry", None)
        return entry is not None and entry.passphrase() != ""

    def _screen(self) -> str | None:
        talk = self._talk()
        return None if talk is None else str(talk.screen_key)

    def _note(self) -> str:
        note = self._talk().bar.note
        return str(note.text()) if note.isVisible() else ""

    def _talk(self) -> Any:
        shown = (one for one in _shown() if type(one).__name__ == "TalkWindow")
        return next(shown, None)

    # Hands on the keyboard

    def type(self, text: str) -> None:
        """Type where the keyboard is."""
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, text)

    def key(self, keys: str) -> None:
        """Press keys as the system tells of them: to the window that has the keyboard."""
        combined: QKeyCombination = QKeySequence(keys)[0]  # type: ignore[index]
        window = QGuiApplication.focusWindow() or self.window.windowHandle()
        QTest.keyClick(window, combined.key(), combined.keyboardModifiers())

    def type_and_key(self, text: str, keys: str) -> None:
        """Type and press at once, before anything is saved."""
        self.type(text)
        self.key(keys)

    def put_and_key(self, path: str, value: object, keys: str) -> None:
        """Enter and press at once, while the guide is made anew."""
        self.put(path, value)
        assert self.window.preview.state == "updating"
        self.key(keys)

    # Ways through the app

    def first_start(self, person: str, passphrase: str) -> None:
        self.type(person)
        page = self.window.unlocking.page  # type: ignore[union-attr]
        lines = [line for line in page.findChildren(QLineEdit) if line.isVisible()][1:]
        for line in lines:
            line.setFocus()
            QTest.keyClicks(line, passphrase)
        QTest.keyClick(lines[-1], Qt.Key.Key_Return)

    def confirm_key(self) -> str:
        """Type the last group of the recovery key; give the key."""
        page = self.window.unlocking.page  # type: ignore[union-attr]
        key = str(page._key)
        page.on_paper.click()
        QTest.keyClicks(page._typed.line, key[-4:])
        QTest.keyClick(page._typed.line, Qt.Key.Key_Return)
        return key

    def unlock(self, passphrase: str) -> None:
        line = self.window.unlocking.page.entry.line  # type: ignore[union-attr]
        QTest.keyClicks(line, passphrase)
        QTest.keyClick(line, Qt.Key.Key_Return)

    def new(self) -> None:
        self.window.home.new.click()

    def new_unkept(self) -> None:
        self.window.home.unkept.click()

    def put(self, path: str, value: object) -> None:
        self.window.session.put(path, value)

    def note_what_nothing_can_keep(self) -> None:
        """Let a fault of the program put something into the consultation that is no value."""
        self.window.session.note("finding", {"fault": object()})

    def home(self) -> None:
        self.window.turn_to(HOME)

    def show_guide(self) -> None:
        self.window.turn_to(GUIDE)

    def show_safety(self) -> None:
        self.window.turn_to(SAFE_KEEPING)

    def find(self, typed: str) -> int:
        assert self.app.vault is not None
        self.window.home.finder.typed.emit(typed)
        return len(self.app.vault.records.find(typed))

    def go_on(self) -> None:
        self.window.home.go_on.click()

    def present(self) -> None:
        self.window.present(True)

    def next_screen(self) -> None:
        self._talk().go_on()

    def leave_talk(self) -> None:
        self._talk().leave()

    def keep_nothing(self) -> None:
        soon(self.window.preview.panel.keep_nothing.click)

    def save_guide(self) -> None:
        soon(self.window.guide.save)

    def print_guide(self) -> None:
        """Ask for the dialog of the system, as on a computer that has a printer."""
        vars(printing).update(printer_names=lambda: ["Office"])
        soon(self.window.guide.print)

    def open_file(self) -> None:
        soon(self.window.files.open)

    def start_new(self) -> None:
        """Ask for a new consultation from the top bar."""
        soon(self.window.files.start_new)

    def close(self) -> None:
        soon(self.window.close)

    def press_only(self) -> None:
        """Press the button of a message."""
        box: Any = QApplication.activeModalWidget()
        box.buttons()[0].click()

    def press_destructive(self) -> None:
        """Press the button that lets something go."""
        box: Any = QApplication.activeModalWidget()
        role = box.ButtonRole.DestructiveRole
        next(one for one in box.buttons() if box.buttonRole(one) == role).click()

    def choose_file(self, path: str) -> None:
        """Type a path into the file dialog that is open, and accept it."""
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        assert line is not None
        line.setText(path)
        QTest.keyClick(line, Qt.Key.Key_Return)

    def print_into(self, path: str) -> None:
        """Accept the dialog of the system with a printer that makes a file."""
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QPrintDialog)
        dialog.printer().setOutputFileName(path)
        dialog.done(QPrintDialog.DialogCode.Accepted)

    def open_menu(self) -> None:
        """Open the menu of the entry that has the keyboard."""
        focused = QApplication.focusWidget()
        assert isinstance(focused, QLineEdit)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(3, 3))
        QApplication.sendEvent(focused, event)

    def move(self, x: int, y: int) -> None:
        """Put the window's corner there, at its usual size."""
        self.window.showNormal()
        self.window.move(x, y)

    def place(self) -> dict[str, list[list[int]]]:
        """Give where the windows that are shown lie, and where there are screens."""
        shown = [one.frameGeometry() for one in _shown()]
        screens = [screen.geometry() for screen in QGuiApplication.screens()]
        return {"windows": list(map(_edges, shown)), "screens": list(map(_edges, screens))}

    def come_forward(self) -> bool:
        return self.app.come_forward()

    def minimise(self) -> None:
        self.window.showMinimized()

    def is_minimised(self) -> bool:
        return self.window.isMinimized()

    # The machine

    def ahead(self, seconds: float) -> None:
        """Let time pass in which nothing happens."""
        CLOCKS.ahead_s += seconds

    def asleep(self, seconds: float) -> None:
        """Let the machine have slept: one of the clocks stood still."""
        CLOCKS.asleep_s += seconds

    def limit_files(self, beyond: int) -> None:
        """Let no file grow further than the journal is, and a little."""
        assert self.app.vault is not None
        journal = self.app.vault.store.place.journal.stat().st_size
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (journal + beyond, hard))

    def limit_files_no_more(self) -> None:
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))

    def fault(self, words: str) -> None:
        """Let the app run into a fault whose text says these words, here and in a thread."""
        soon(partial(_fail, words))
        threading.Thread(target=_fail, args=(words,)).start()
        BackgroundCall(partial(_fail, words), self.app.pool, self.window).start()

    def key_bytes(self) -> dict[str, str]:
        """Give the keys that this process knows."""
        assert self.app.vault is not None
        key = self.app.vault._key
        return {"data": key.raw().hex(), "database": key.subkey("database").hex()}

    def let_no_process_start(self) -> None:
        """Let the program that would take our place, or render, be gone."""
        sys.executable = "/gone"

    def let_processes_start(self) -> None:
        """Let it be there again."""
        sys.executable = PYTHON

    def fail_at(self, step: str, kind: str) -> None:
        """Let one step of the lock fail, by an error of a kind, or hang."""

        def fail(*_: object, **__: object) -> NoReturn:
            if kind == "hang":
                threading.Event().wait()
            raise getattr(builtins, kind)("Amira Haddad")

        owner, name = self._steps_of_the_lock()[step]
        setattr(owner, name, fail)

    def _steps_of_the_lock(self) -> dict[str, tuple[Any, str]]:
        app = self.app
        return {
            "cover": (app.way.covering, "begin"),
            "keep open": (QApplication, "setQuitOnLastWindowClosed"),
            "look where": (self.window, "saveGeometry"),
            "save": (app.way, "leave"),
            "watch no more": (app.locking, "end"),
            "end work": (app.way, "end_work"),
            "close": (type(app.vault), "close"),
            "hand over": (Handover, "as_bytes"),
            "wait for the cover": (app.way.covering, "wait"),
            "hide": (app.way.covering, "hide"),
            "let go": (OneWindow, "let_go"),
            "start afresh": (sys.modules["clinic_aid.process"], "relaunch"),
        }

    def let_look(self) -> None:
        """Allow our parent to read our memory, as only root could."""
        ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)

    def worker(self) -> int | None:
        """Give the process that renders."""
        return None if self.app._content is None else self._renderer().process_id

    def limit_renderer(self, seconds: float, memory: int) -> None:
        """Let what renders have this much of each from its next job, or its next start."""
        renderer = self._renderer()
        renderer._timeout_s, renderer._memory = seconds, memory

    def let_guides_be_large(self) -> None:
        """Let each guide have so many pages that it needs much memory."""
        renderer, more = self._renderer(), "<p>word</p>" * 40_000
        render = renderer.render
        renderer.render = lambda job: render(
            replace(job, documents=(job.documents[0].replace("</body>", f"{more}</body>"),))
        )

    def let_guides_be_usual(self) -> None:
        """Let each guide be as it is again."""
        vars(self._renderer()).pop("render", None)

    def _renderer(self) -> Any:
        assert self.app._content is not None
        return self.app._content.renderer

    def stop_worker(self) -> None:
        """Let the process that renders stand still, as on a disk that does not answer."""
        os.kill(self.worker() or 0, signal.SIGSTOP)

    def listens(self) -> bool:
        """Say whether there is a bus, once it knows what the app listens to."""
        from PySide6.QtDBus import QDBusConnection

        buses = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        for bus in filter(QDBusConnection.isConnected, buses):
            # An answer comes only after the bus knows of all that was asked before.
            bus.interface().isServiceRegistered("org.example")
        return any(bus.isConnected() for bus in buses)


def _edges(place: QRect) -> list[int]:
    return [place.left(), place.top(), place.right(), place.bottom()]


def _shown() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def soon(work: Callable[[], object]) -> None:
    QTimer.singleShot(0, work)


def _fail(words: str) -> NoReturn:
    raise RuntimeError(f"could not do it for {words}")

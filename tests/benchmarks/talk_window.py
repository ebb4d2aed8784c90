"""The talk of the fullest sample at 1920 x 1080, which tells in milliseconds what it took.

All times are processor time of the thread that paints: what other processes take does not
count. `rested` waits on the first screen until the next ones are made ready, `at-once` does not.
"""

import json
import sys
from collections.abc import Callable
from functools import partial
from time import monotonic, sleep, thread_time

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QStackedLayout, QWidget

from clinic_aid import app, demo
from clinic_aid.app_content import look
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.talk.key_map import Action
from clinic_aid.desktop.talk.screens.date_mover import DateMover
from clinic_aid.desktop.talk.window import TalkWindow

SIZE = QSize(1920, 1080)
LONGEST_S = 60.0
_PAUSE_S = 0.002
_ENTRIES = 8


class PlainScreens(QWidget):
    """Two pictures as large as the window that take turns: the least that a change can be."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(SIZE)
        self._stack = QStackedLayout(self)
        for color in ("white", "black"):
            picture = QPixmap(SIZE)
            picture.fill(QColor(color))
            label = QLabel()
            label.setPixmap(picture)
            self._stack.addWidget(label)

    def change(self) -> None:
        """Show the other one."""
        self._stack.setCurrentIndex(1 - self._stack.currentIndex())


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def spent(deed: Callable[[], object]) -> float:
    """Give the milliseconds that something takes until it is laid out and painted."""
    began = thread_time()
    deed()
    # Once for what it asked for, once for what that asked for.
    QApplication.processEvents()
    QApplication.processEvents()
    return (thread_time() - began) * 1000


def longest_while(going_on: Callable[[], bool]) -> float:
    """Give the longest time that no click would be answered while something goes on."""
    longest, late = 0.0, monotonic() + LONGEST_S
    while going_on():
        if monotonic() > late:
            raise TimeoutError("this goes on and on")
        longest = max(longest, _turn())
        sleep(_PAUSE_S)
    return longest


def _turn() -> float:
    began = thread_time()
    QApplication.processEvents()
    return (thread_time() - began) * 1000


def open_talk() -> tuple[app.App, TalkWindow]:
    """Start the app, wait until nothing is under way, and begin the talk."""
    opened = demo.Demo()
    look().load_fonts(QApplication.instance())  # type: ignore[arg-type]
    ready: list[str] = []
    opened.window.filled.connect(lambda: ready.append("furnished"))
    opened.window.current.connect(lambda: ready.append("current"))
    opened.show()
    longest_while(lambda: len(ready) < 2)
    opened.pool.waitForDone()
    opened.window.present(from_start=True)
    window = next(it for it in QApplication.topLevelWidgets() if isinstance(it, TalkWindow))
    window.showNormal()
    window.resize(SIZE)
    return opened, window


def walk(window: TalkWindow, plain: PlainScreens, told: dict[str, list[float]]) -> None:
    """Show all screens twice; the plain ones change in turn."""
    fading = Paints(window.fade)
    for visit in ("first", "second"):
        for key in window.talk.screens:
            told[visit].append(spent(partial(window.show_screen, key)))
            while window.fade.isVisible():
                painted = fading.count
                took = _turn()
                if fading.count > painted:
                    told["frame"].append(took)
                sleep(_PAUSE_S)
            told["plain"].append(spent(plain.change))


def enter(window: TalkWindow, session: Session, told: dict[str, list[float]]) -> None:
    """Move the treatment day along, and type into the sheet for a question."""
    kinds = {screen.kind: key for key, screen in window.talk.screens.items()}
    spent(lambda: window.show_screen(kinds["timeline"]))
    longest_while(window.fade.isVisible)
    mover = window.page.findChild(DateMover)
    assert mover is not None
    for _ in range(_ENTRIES):
        before = session.draft.text("plan.treatment_date")
        told["day"].append(spent(mover.steps[1].click))
        assert session.draft.text("plan.treatment_date") != before
    window.activateWindow()
    window.do(Action.QUESTION)
    longest_while(lambda: QApplication.focusWidget() is None)
    for _ in range(_ENTRIES):
        field = QApplication.focusWidget()
        assert field is not None
        told["letter"].append(spent(partial(QTest.keyClick, field, Qt.Key.Key_A)))


def main() -> int:
    """Measure, and print it all in one line."""
    application = QApplication(sys.argv)
    opened, window = open_talk()
    plain = PlainScreens()
    plain.show()
    told: dict[str, list[float]] = {
        name: [] for name in ("ready", "first", "second", "frame", "plain", "day", "letter")
    }
    QApplication.processEvents()
    if "rested" in sys.argv:
        timer = window.prebuilding.findChild(QTimer)
        assert timer is not None
        told["ready"].append(longest_while(timer.isActive))
    walk(window, plain, told)
    enter(window, opened.window.session, told)
    print(json.dumps(told), flush=True)
    opened.close()
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())

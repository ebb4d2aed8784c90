from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from clinic_aid.desktop.system.idleness import Idleness

DAY = 86_400.0
LATE = 301.0
NO_KEY = Qt.KeyboardModifier.NoModifier


@dataclass(kw_only=True, slots=True)
class Clocks:
    """Two clocks that stand still until they are told to go on."""

    steady: float = 1000.0
    wall: float = 1_800_000_000.0

    def pass_by(self, seconds: float) -> None:
        self.steady += seconds
        self.wall += seconds

    def sleep(self, seconds: float) -> None:
        self.wall += seconds


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def idleness(qapp: QApplication, clocks: Clocks) -> Iterator[Idleness]:
    # Its own looks are far apart: the tests look when they want to.
    made = Idleness(lambda: clocks.steady, lambda: clocks.wall, tick_ms=3_600_000)
    made.begin()
    yield made
    made.end()


@pytest.fixture
def locks(idleness: Idleness) -> list[str]:
    heard: list[str] = []
    idleness.lock_due.connect(lambda: heard.append("lock"))
    return heard


@pytest.fixture
def line(qtbot: QtBot) -> QLineEdit:
    line = QLineEdit()
    qtbot.addWidget(line)
    with qtbot.waitExposed(line):
        line.show()
    line.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    return line


# When the lock is due


def test_lock_is_due_once_the_limit_is_reached(
    clocks: Clocks, idleness: Idleness, locks: list[str]
) -> None:
    clocks.pass_by(299)
    idleness.check()
    assert locks == []

    clocks.pass_by(1)
    idleness.check()
    assert locks == ["lock"]


def test_lock_is_due_once_and_then_only_after_a_new_beginning(
    clocks: Clocks, idleness: Idleness, locks: list[str]
) -> None:
    for _ in range(3):
        clocks.pass_by(LATE)
        idleness.check()
    assert locks == ["lock"]

    idleness.begin()
    idleness.check()
    assert locks == ["lock"]
    clocks.pass_by(LATE)
    idleness.check()
    assert locks == ["lock", "lock"]


def test_nothing_is_due_after_the_end(clocks: Clocks, idleness: Idleness, locks: list[str]) -> None:
    idleness.end()
    clocks.pass_by(LATE)
    idleness.check()

    assert locks == []


def test_a_talk_has_a_limit_of_its_own(
    clocks: Clocks, idleness: Idleness, locks: list[str]
) -> None:
    idleness.present(True)
    for _ in range(4):
        clocks.pass_by(299)
        idleness.check()
    assert locks == []

    idleness.present(False)
    idleness.check()
    assert locks == ["lock"]


def test_both_limits_can_be_set(clocks: Clocks, idleness: Idleness, locks: list[str]) -> None:
    idleness.limit_s, idleness.presenting_limit_s = 60, 600
    clocks.pass_by(60)
    idleness.present(True)
    idleness.check()
    assert locks == []

    idleness.present(False)
    idleness.check()
    assert locks == ["lock"]


def test_the_lock_is_near_one_minute_before(
    qtbot: QtBot, clocks: Clocks, idleness: Idleness, line: QLineEdit
) -> None:
    near: list[bool] = []
    idleness.near_changed.connect(near.append)

    clocks.pass_by(239)
    idleness.check()
    assert near == []

    clocks.pass_by(1)
    idleness.check()
    idleness.check()
    assert near == [True]

    qtbot.keyClick(line, Qt.Key.Key_A)
    assert near == [True, False]


def test_the_lock_is_no_longer_near_when_it_comes(clocks: Clocks, idleness: Idleness) -> None:
    heard: list[object] = []
    idleness.near_changed.connect(heard.append)
    idleness.lock_due.connect(lambda: heard.append("lock"))
    for seconds in (240, 60):
        clocks.pass_by(seconds)
        idleness.check()

    assert heard == [True, False, "lock"]


def test_a_short_limit_is_not_near_from_the_start(clocks: Clocks, idleness: Idleness) -> None:
    near: list[bool] = []
    idleness.near_changed.connect(near.append)
    idleness.limit_s = 40
    idleness.check()
    assert near == []

    clocks.pass_by(20)
    idleness.check()
    assert near == [True]


def test_it_looks_at_the_clocks_by_itself(qtbot: QtBot, clocks: Clocks) -> None:
    idleness = Idleness(lambda: clocks.steady, lambda: clocks.wall, tick_ms=1)
    idleness.begin()
    with qtbot.waitSignal(idleness.lock_due):
        clocks.pass_by(LATE)


# Clocks that lie


@pytest.mark.fault(24)
def test_a_clock_set_back_a_day_postpones_nothing(
    clocks: Clocks, idleness: Idleness, locks: list[str]
) -> None:
    clocks.pass_by(100)
    idleness.check()
    clocks.wall -= DAY
    clocks.pass_by(199)
    idleness.check()
    assert locks == []

    clocks.pass_by(1)
    idleness.check()
    assert locks == ["lock"]


@pytest.mark.fault(24)
def test_a_clock_set_back_hides_no_later_sleep(
    clocks: Clocks, idleness: Idleness, locks: list[str]
) -> None:
    clocks.wall -= DAY
    idleness.check()
    clocks.sleep(LATE)
    idleness.check()

    assert locks == ["lock"]


@pytest.mark.fault(24)
def test_a_clock_set_forward_a_day_locks_early(
    clocks: Clocks, idleness: Idleness, locks: list[str]
) -> None:
    clocks.wall += DAY
    idleness.check()

    assert locks == ["lock"]


@pytest.mark.fault(24)
def test_clocks_that_both_run_back_make_no_negative_age(
    clocks: Clocks, idleness: Idleness, locks: list[str]
) -> None:
    clocks.pass_by(200)
    idleness.check()
    clocks.pass_by(-DAY)
    idleness.check()
    assert locks == []

    clocks.pass_by(100)
    idleness.check()
    assert locks == ["lock"]


@pytest.mark.fault(28)
def test_time_asleep_counts(clocks: Clocks, idleness: Idleness, locks: list[str]) -> None:
    for _ in range(14):
        clocks.sleep(20)
        idleness.check()
    assert locks == []

    clocks.sleep(20)
    idleness.check()
    assert locks == ["lock"]


@pytest.mark.fault(27)
@pytest.mark.fault(28)
def test_a_sleep_of_which_nobody_told_locks_at_once(
    clocks: Clocks, idleness: Idleness, locks: list[str]
) -> None:
    clocks.sleep(30)
    idleness.check()
    assert locks == []

    clocks.sleep(31)
    idleness.check()
    assert locks == ["lock"]


@pytest.mark.fault(28)
def test_an_hour_without_a_look_is_no_sleep_while_presenting(
    clocks: Clocks, idleness: Idleness, locks: list[str]
) -> None:
    idleness.presenting_limit_s = 7200
    idleness.present(True)
    clocks.pass_by(3600)
    idleness.check()

    assert locks == []


@pytest.mark.fault(28)
def test_the_key_that_wakes_the_laptop_postpones_nothing_and_writes_nothing(
    qtbot: QtBot, clocks: Clocks, idleness: Idleness, line: QLineEdit
) -> None:
    clocks.sleep(3600)
    with qtbot.waitSignal(idleness.lock_due):
        qtbot.keyClick(line, Qt.Key.Key_A)

    assert line.text() == ""


@pytest.mark.fault(28)
def test_a_shortcut_that_wakes_the_laptop_does_nothing(
    qtbot: QtBot, clocks: Clocks, idleness: Idleness, line: QLineEdit
) -> None:
    done: list[str] = []
    QShortcut(QKeySequence("F5"), line, lambda: done.append("presented"))
    window = line.windowHandle()
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert done == ["presented"]

    clocks.sleep(3600)
    with qtbot.waitSignal(idleness.lock_due):
        QTest.keyClick(window, Qt.Key.Key_F5)
    assert done == ["presented"]


def test_after_the_lock_keys_arrive_again(
    qtbot: QtBot, clocks: Clocks, idleness: Idleness, locks: list[str], line: QLineEdit
) -> None:
    clocks.pass_by(LATE)
    idleness.check()
    qtbot.keyClicks(line, "passphrase")

    assert locks == ["lock"]
    assert line.text() == "passphrase"


# What counts as a person at work


def _key(line: QLineEdit) -> None:
    QTest.keyClick(line, Qt.Key.Key_A)


def _press(line: QLineEdit) -> None:
    QTest.mousePress(line, Qt.MouseButton.LeftButton)


def _release(line: QLineEdit) -> None:
    QTest.mouseRelease(line, Qt.MouseButton.LeftButton)


def _move(line: QLineEdit) -> None:
    QTest.mouseMove(line.windowHandle(), QPoint(7, 9))


def _wheel(line: QLineEdit) -> None:
    QTest.wheelEvent(line.windowHandle(), QPointF(3, 3), QPoint(0, 120))


def _touch(line: QLineEdit) -> None:
    device = QTest.createTouchDevice()
    QTest.touchEvent(line, device).press(0, QPoint(3, 3)).commit()


def _input_method(line: QLineEdit) -> None:
    written = QInputMethodEvent()
    written.setCommitString("髪")
    QCoreApplication.sendEvent(line, written)


@pytest.mark.parametrize("act", [_key, _press, _release, _move, _wheel, _touch, _input_method])
def test_what_a_person_does_starts_the_count_anew(
    clocks: Clocks,
    idleness: Idleness,
    locks: list[str],
    line: QLineEdit,
    act: Callable[[QLineEdit], None],
) -> None:
    clocks.pass_by(299)
    act(line)
    clocks.pass_by(299)
    idleness.check()
    assert locks == []

    clocks.pass_by(1)
    idleness.check()
    assert locks == ["lock"]


def _sent_by_the_app(line: QLineEdit) -> None:
    press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, NO_KEY, "a")
    QCoreApplication.sendEvent(line, press)


def _held_down(line: QLineEdit) -> None:
    # Straight to the window, as the system sends it.
    QTest.simulateEvent(line, True, Qt.Key.Key_A, NO_KEY, "a", True)


def _emptied_input_method(line: QLineEdit) -> None:
    QCoreApplication.sendEvent(line, QInputMethodEvent())


@pytest.mark.parametrize("happen", [_sent_by_the_app, _held_down, _emptied_input_method])
def test_what_comes_by_itself_postpones_nothing(
    clocks: Clocks,
    idleness: Idleness,
    locks: list[str],
    line: QLineEdit,
    happen: Callable[[QLineEdit], None],
) -> None:
    clocks.pass_by(299)
    happen(line)
    clocks.pass_by(1)
    idleness.check()

    assert locks == ["lock"]


class SlowField(QLineEdit):
    """Is told of a move of the pointer nearly five minutes after its window was."""

    def __init__(self, clocks: Clocks) -> None:
        super().__init__()
        self._clocks = clocks

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self and event.type() == QEvent.Type.MouseMove:
            self._clocks.pass_by(299)
        return False


def test_a_pointer_that_rests_postpones_nothing(
    qtbot: QtBot, clocks: Clocks, idleness: Idleness, locks: list[str]
) -> None:
    field = SlowField(clocks)
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    application = QCoreApplication.instance()
    assert application is not None
    application.installEventFilter(field)
    before = clocks.steady
    QTest.mouseMove(field.windowHandle(), QPoint(5, 5))
    application.removeEventFilter(field)
    assert clocks.steady == before + 299

    clocks.pass_by(1)
    idleness.check()
    assert locks == ["lock"]


# Dialogs and popups


def _dialog(parent: QWidget) -> QWidget:
    box = QMessageBox(parent)
    box.setText("Which file?")
    return box


def _popup(parent: QWidget) -> QWidget:
    menu = QMenu(parent)
    menu.addAction("Cut")
    return menu


def _open_until_closed(widget: QWidget) -> None:
    # A test that fails must not wait for ever.
    QTimer.singleShot(10_000, widget, widget.close)
    assert isinstance(widget, QMessageBox | QMenu)
    widget.exec()


@pytest.mark.fault(29)
@pytest.mark.parametrize("make", [_dialog, _popup])
def test_the_lock_comes_while_something_waits_for_an_answer(
    qtbot: QtBot, clocks: Clocks, line: QLineEdit, make: Callable[[QWidget], QWidget]
) -> None:
    idleness = Idleness(lambda: clocks.steady, lambda: clocks.wall, tick_ms=1)
    waiting, was_open = make(line), []

    def lock() -> None:
        was_open.append(QApplication.activeModalWidget() or QApplication.activePopupWidget())
        waiting.close()

    idleness.lock_due.connect(lock)
    idleness.begin()
    clocks.pass_by(LATE)
    _open_until_closed(waiting)

    assert was_open == [waiting]


@pytest.mark.parametrize("make", [_dialog, _popup])
def test_keys_in_a_dialog_and_in_a_popup_count(
    clocks: Clocks,
    idleness: Idleness,
    locks: list[str],
    line: QLineEdit,
    make: Callable[[QWidget], QWidget],
) -> None:
    waiting = make(line)

    def press() -> None:
        clocks.pass_by(299)
        QTest.keyClick(waiting, Qt.Key.Key_Down)
        clocks.pass_by(299)
        idleness.check()
        waiting.close()

    QTimer.singleShot(0, waiting, press)
    _open_until_closed(waiting)

    assert locks == []


@pytest.mark.fault(28)
@pytest.mark.fault(29)
def test_a_late_click_may_go_to_a_dialog_that_the_lock_deletes(
    qtbot: QtBot, clocks: Clocks, idleness: Idleness
) -> None:
    dialog, heard = QDialog(), list[str]()
    dialog.open()
    idleness.lock_due.connect(lambda: heard.append("lock"))
    idleness.lock_due.connect(lambda: delete(dialog))
    clocks.sleep(3600)

    with qtbot.waitSignal(idleness.lock_due):
        press = QTest.MouseAction.MousePress
        QTest.mouseEvent(press, dialog, Qt.MouseButton.LeftButton, NO_KEY, QPoint(3, 3))
        heard.append("delivered")

    assert heard == ["delivered", "lock"]
    assert not isValid(dialog)

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.system.locking import Locking
from clinic_aid.domain.records import Settings


class Clocks:
    def __init__(self) -> None:
        self.steady_s = 1000.0
        self.wall_s = 1_795_000_000.0

    def steady(self) -> float:
        return self.steady_s

    def wall(self) -> float:
        return self.wall_s

    def go_on(self, seconds: float) -> None:
        self.steady_s += seconds
        self.wall_s += seconds


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def locking(qtbot: QtBot, clocks: Clocks) -> Iterator[Locking]:
    locking = Locking(steady=clocks.steady, wall=clocks.wall)
    locking.begin(Settings())
    yield locking
    locking.end()


def test_the_app_locks_after_five_minutes_without_a_touch(
    qtbot: QtBot, locking: Locking, clocks: Clocks
) -> None:
    clocks.go_on(299)
    locking.idleness.check()
    with qtbot.waitSignal(locking.due):
        clocks.go_on(2)
        locking.idleness.check()


def test_it_keeps_to_the_minutes_that_are_set(
    qtbot: QtBot, locking: Locking, clocks: Clocks
) -> None:
    locking.idleness.follow(Settings(idle_minutes=1))

    with qtbot.waitSignal(locking.due):
        clocks.go_on(61)
        locking.idleness.check()


def test_while_presenting_it_waits_longer_and_says_so_a_minute_before(
    qtbot: QtBot, locking: Locking, clocks: Clocks
) -> None:
    locking.idleness.present(True)
    clocks.go_on(1100)
    locking.idleness.check()

    with qtbot.waitSignal(locking.idleness.near_changed) as near:
        clocks.go_on(45)
        locking.idleness.check()
    assert near.args == [True]


def test_the_key_locks_from_an_entry(qtbot: QtBot, locking: Locking) -> None:
    entry = QLineEdit()
    qtbot.addWidget(entry)
    entry.show()

    with qtbot.waitSignal(locking.due):
        qtbot.keyClick(entry, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.fault(29)
def test_an_open_dialog_does_not_keep_the_key_back(qtbot: QtBot, locking: Locking) -> None:
    box = QMessageBox()
    qtbot.addWidget(box)
    told: list[bool] = []
    locking.due.connect(lambda: told.append(True))
    locking.due.connect(box.reject)
    QTimer.singleShot(
        0, lambda: qtbot.keyClick(box, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    )

    box.exec()

    assert told == [True]


@pytest.mark.fault(29)
def test_an_open_menu_does_not_keep_the_key_back(qtbot: QtBot, locking: Locking) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("Copy")
    told: list[bool] = []
    locking.due.connect(lambda: told.append(True))
    locking.due.connect(menu.close)
    QTimer.singleShot(
        0, lambda: qtbot.keyClick(menu, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    )

    menu.exec()

    assert told == [True]


def test_the_key_locks_once(qtbot: QtBot, locking: Locking) -> None:
    entry = QLineEdit()
    qtbot.addWidget(entry)
    entry.show()
    told: list[bool] = []
    locking.due.connect(lambda: told.append(True))

    for _ in range(2):
        qtbot.keyClick(entry, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    assert told == [True]


@pytest.mark.fault(27)
def test_a_system_that_goes_to_sleep_locks(qtbot: QtBot, locking: Locking) -> None:
    with qtbot.waitSignal(locking.due):
        locking._leaving.leaving.emit()


@pytest.mark.fault(31)
def test_what_is_ours_leaves_the_clipboard_with_the_lock(qtbot: QtBot, locking: Locking) -> None:
    QApplication.clipboard().setText("Amira Haddad")

    locking.end()

    assert QApplication.clipboard().text() == ""


def test_nothing_locks_before_there_is_something_to_lock(qtbot: QtBot) -> None:
    locking = Locking()
    entry = QLineEdit()
    qtbot.addWidget(entry)
    entry.show()

    with qtbot.assertNotEmitted(locking.due):
        qtbot.keyClick(entry, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

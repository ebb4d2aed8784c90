import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.system.covering import Covering

COLOR = "#faf7f2"


def window_with(qtbot: QtBot, window: QWidget) -> QLineEdit:
    entry = QLineEdit("Amira Haddad")
    within = QVBoxLayout(window)
    within.addWidget(QLabel("Amira Haddad"))
    within.addWidget(entry)
    window.resize(300, 200)
    qtbot.addWidget(window)
    window.show()
    return entry


def colors_of(window: QWidget) -> set[str]:
    picture = window.grab().toImage()
    places = [(x, y) for x in range(picture.width()) for y in range(picture.height())]
    return {QColor(picture.pixel(*place)).name() for place in places}


@pytest.mark.fault(29)
def test_of_no_window_anything_is_seen(qtbot: QtBot) -> None:
    window, dialog = QWidget(), QDialog()
    entries = [window_with(qtbot, one) for one in (window, dialog)]
    assert len(colors_of(window)) > 1

    Covering(COLOR).begin(window)

    assert colors_of(window) == colors_of(dialog) == {COLOR}
    assert not any(entry.hasFocus() for entry in entries)


@pytest.mark.fault(29)
def test_an_open_menu_goes(qtbot: QtBot) -> None:
    window = QWidget()
    window_with(qtbot, window)
    menu = QMenu(window)
    menu.addAction("Copy")
    QTimer.singleShot(0, lambda: Covering(COLOR).begin(window))

    menu.exec()

    assert QApplication.activePopupWidget() is None


def test_where_there_are_no_other_windows_nothing_stays(qtbot: QtBot) -> None:
    window = QWidget()
    window_with(qtbot, window)
    covering = Covering(COLOR)

    covering.begin(window)
    covering.wait()
    covering.hide()

    assert not window.isVisible()
    assert covering._process is None

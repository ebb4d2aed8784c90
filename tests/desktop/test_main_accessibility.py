"""The consultant's own window: keyboard alone, names, roles, and where the keyboard is."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.steps import GUIDE, HOME, PREPARE
from clinic_aid.desktop.widgets.style import BASE_SIZE, Look
from tests.desktop.conftest import OpenWindow

PAGES = range(7)


@pytest.fixture
def window(qapp: QApplication, open_window: OpenWindow, full_tree: dict[str, object]) -> MainWindow:
    window = open_window(full_tree)
    window.resize(BASE_SIZE)
    return window


def _told(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    if not interface.state().invisible:
        yield interface
        for index in range(interface.childCount()):
            child = interface.child(index)
            if child is not None:
                yield from _told(child)


def _name(interface: QAccessibleInterface) -> str:
    return interface.text(QAccessible.Text.Name)


def _stops(window: MainWindow) -> list[QWidget]:
    window.top.home.setFocus(Qt.FocusReason.OtherFocusReason)
    found: list[QWidget] = []
    while len(found) < 100:
        now = QApplication.focusWidget()
        assert now is not None
        if now in found:
            assert now is found[0]
            return found
        found.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    raise AssertionError("the Tab key never comes back")


def _place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("page", PAGES)
def test_each_page_has_its_headline_as_its_one_heading(window: MainWindow, page: int) -> None:
    window.turn_to(PREPARE, page)
    QApplication.processEvents()

    told = _told(QAccessible.queryAccessibleInterface(window))
    headings = [_name(it) for it in told if it.role() == QAccessible.Role.Heading]
    assert len(headings) == 1
    assert headings[0].endswith("?")


def test_home_has_one_heading(window: MainWindow) -> None:
    window.turn_to(HOME)
    QApplication.processEvents()

    told = _told(QAccessible.queryAccessibleInterface(window))
    headings = [_name(it) for it in told if it.role() == QAccessible.Role.Heading]
    assert len(headings) == 1
    assert headings[0] != ""


@pytest.mark.parametrize("page", PAGES)
def test_whatever_takes_the_keyboard_has_a_name(window: MainWindow, page: int) -> None:
    window.turn_to(PREPARE, page)
    QApplication.processEvents()

    for widget in _stops(window):
        interface = QAccessible.queryAccessibleInterface(widget)
        assert _name(interface) != "", widget
        assert interface.role() not in (QAccessible.Role.Client, QAccessible.Role.Pane), widget


@pytest.mark.parametrize("page", PAGES)
def test_a_ring_is_around_whatever_has_the_keyboard(window: MainWindow, page: int) -> None:
    window.turn_to(PREPARE, page)
    QApplication.processEvents()

    for widget in _stops(window):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert window.ring.isVisible()
        assert window.ring.geometry().contains(_place(widget, window))
        assert window.rect().contains(window.ring.geometry())


@pytest.mark.parametrize("page", PAGES)
def test_the_tab_key_goes_through_the_window_as_it_is_read(window: MainWindow, page: int) -> None:
    window.turn_to(PREPARE, page)
    QApplication.processEvents()

    for one, other in pairwise(_stops(window)):
        before, after = _place(one, window), _place(other, window)
        assert after.top() + 4 >= before.top() or after.left() + 4 >= before.right(), other


@pytest.mark.parametrize("step", [HOME, PREPARE, GUIDE])
def test_other_colours_reach_everything_that_is_shown(
    window: MainWindow, the_look: Look, step: int
) -> None:
    window.turn_to(step)
    QApplication.processEvents()
    before = window.styleSheet()

    the_look.use_high_contrast(True)

    assert window.styleSheet() != before
    assert "#17363c" not in window.styleSheet()

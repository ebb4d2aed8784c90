"""Every page before the vault is open: room for its words, keyboard, colours and languages."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.main_window import MainWindow
from clinic_aid.desktop.system.text_size import SETTING
from clinic_aid.desktop.unlocking.screen import UnlockingScreen
from clinic_aid.desktop.widgets.style import BASE_SIZE, LEAST_SIZE, Look, scale_for
from tests.desktop.unlocking.conftest import Arrive
from tests.languages import Change, accented, right_to_left, speaking, untranslated
from tests.languages.clipping import faults_of

PAGES = [
    "new",
    "key",
    "locked",
    "after lock",
    "team",
    "recover",
    "new key",
    "damaged",
    "newer",
    "missing-keys",
    "elsewhere",
]


def _window(screen: UnlockingScreen) -> MainWindow:
    window = screen.window()
    assert isinstance(window, MainWindow)
    return window


def _faults(screen: UnlockingScreen) -> list[str]:
    # The bar above is not of the screen.
    window = _window(screen)
    found = faults_of(window, scale=scale_for(window.size()))
    return [fault for fault in found if "#topBar" not in fault]


@pytest.mark.parametrize("size", [BASE_SIZE, LEAST_SIZE, QSize(960, 492)])
@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_cut(arrive: Arrive, page: str, size: QSize) -> None:
    assert _faults(arrive(page, size=size)) == []


@pytest.mark.parametrize("size", [BASE_SIZE, LEAST_SIZE, QSize(960, 492)])
@pytest.mark.parametrize("change", [accented, right_to_left])
@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_cut_in_another_language(
    qapp: QApplication, arrive: Arrive, page: str, change: Change, size: QSize
) -> None:
    with speaking(qapp, change):
        assert _faults(arrive(page, size=size)) == []


@pytest.mark.parametrize("change", [accented, right_to_left])
@pytest.mark.parametrize("page", PAGES)
def test_no_word_is_left_in_english(
    qapp: QApplication, arrive: Arrive, page: str, change: Change
) -> None:
    people = {"Dr", "Lee", *"ABCDEFGHIJKLS"}

    def foreign(text: str) -> list[str]:
        return untranslated(text, change, names={"Clinic Aid"} | people)

    with speaking(qapp, change):
        screen = arrive(page)
        # A key is no word of any language.
        screen.key_paper.groups.hide()
        faults = faults_of(screen, foreign=foreign)

        assert [fault for fault in faults if fault.startswith("untranslated")] == []


@pytest.mark.parametrize("page", PAGES)
def test_larger_words_can_be_read_whole(
    monkeypatch: pytest.MonkeyPatch, arrive: Arrive, the_look: Look, page: str
) -> None:
    monkeypatch.setenv(SETTING, "1.3")
    screen = arrive(page)
    the_look.apply(screen.window(), 1.3)
    QApplication.processEvents()

    assert [fault for fault in _faults(screen) if not fault.startswith("scrolls")] == []


@pytest.mark.parametrize("page", PAGES)
def test_body_text_is_large_enough(arrive: Arrive, page: str) -> None:
    screen = arrive(page)
    kinds = (QLabel, QLineEdit, QAbstractButton)
    words = [widget for kind in kinds for widget in screen.findChildren(kind)]

    assert min(w.font().pixelSize() for w in words if w.isVisible()) >= 18


def _told(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    if not interface.state().invisible:
        yield interface
        for index in range(interface.childCount()):
            child = interface.child(index)
            if child is not None:
                yield from _told(child)


def _name(interface: QAccessibleInterface) -> str:
    return interface.text(QAccessible.Text.Name)


def _stops() -> list[QWidget]:
    found: list[QWidget] = []
    while len(found) < 60:
        now = QApplication.focusWidget()
        assert now is not None
        if now in found:
            assert now is found[0]
            return found
        found.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    raise AssertionError("the Tab key never comes back")


@pytest.mark.parametrize("page", PAGES)
def test_each_page_has_its_headline_as_its_one_heading(arrive: Arrive, page: str) -> None:
    screen = arrive(page)
    told = _told(QAccessible.queryAccessibleInterface(screen))
    headings = [_name(it) for it in told if it.role() == QAccessible.Role.Heading]

    assert headings == [screen.page.headline.text()]


@pytest.mark.parametrize("page", PAGES)
def test_whatever_takes_the_keyboard_has_a_name_and_a_role(arrive: Arrive, page: str) -> None:
    arrive(page)

    for widget in _stops():
        interface = QAccessible.queryAccessibleInterface(widget)
        assert _name(interface) != "", widget
        assert interface.role() not in (QAccessible.Role.Client, QAccessible.Role.Pane), widget


@pytest.mark.parametrize("page", PAGES)
def test_tab_key_comes_to_every_control_as_the_page_is_read(arrive: Arrive, page: str) -> None:
    screen = arrive(page)
    screen.page.verticalScrollBar().setValue(0)
    stops = _stops()
    top = min(stops, key=lambda stop: _place(stop, screen).top())
    start = stops.index(top)
    in_order = [*stops[start:], *stops[:start]]
    kinds = (QLineEdit, QAbstractButton)
    controls = {w for kind in kinds for w in screen.findChildren(kind) if w.isVisible()}

    assert {c for c in controls if c.isEnabled()} <= set(stops)
    for one, other in pairwise(in_order):
        before, after = _place(one, screen), _place(other, screen)
        assert after.top() + 4 >= before.top() or after.left() + 4 >= before.right(), other


@pytest.mark.parametrize("page", PAGES)
def test_ring_is_around_whatever_has_the_keyboard(arrive: Arrive, page: str) -> None:
    window = _window(arrive(page))

    for widget in _stops():
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert window.ring.isVisible()
        assert window.ring.geometry().contains(_place(widget, window))
        assert window.rect().contains(window.ring.geometry())


def _place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("page", PAGES)
def test_page_changes_with_the_colours_of_the_system(
    arrive: Arrive, the_look: Look, page: str
) -> None:
    screen = arrive(page)
    corner = (screen.width() - 60, 60)
    before = screen.grab().toImage().pixelColor(*corner).name()

    the_look.use_high_contrast(True)

    assert screen.grab().toImage().pixelColor(*corner).name() != before
    assert _faults(screen) == []


def test_picture_gives_way_in_a_narrow_window(arrive: Arrive) -> None:
    assert arrive("locked").picture.isVisible()
    assert not arrive("locked", size=LEAST_SIZE).picture.isVisible()


def test_picture_is_passed_over_by_a_screen_reader(arrive: Arrive) -> None:
    screen = arrive("locked")

    assert QAccessible.queryAccessibleInterface(screen.picture).state().invisible


def test_window_title_says_nothing(arrive: Arrive) -> None:
    assert _window(arrive("team")).windowTitle() == "Clinic Aid"


def test_all_entries_can_be_emptied_at_once(qtbot: QtBot, arrive: Arrive) -> None:
    screen = arrive("recover")
    lines = screen.findChildren(QLineEdit)
    for line in lines:
        line.setText("secret secret secret")

    screen.forget()

    assert [line.text() for line in lines if line.text()] == []

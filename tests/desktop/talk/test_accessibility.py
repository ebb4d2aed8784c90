"""What a screen reader is told of the talk, and what the Tab key comes to, on every screen."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from clinic_aid import locations
from clinic_aid.app_content import AppContent, look
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.talk.key_map import Action
from clinic_aid.desktop.talk.pages import PAGES
from clinic_aid.desktop.talk.window import TalkWindow
from clinic_aid.desktop.widgets.figures.view import FigureView
from clinic_aid.desktop.widgets.style import BASE_SIZE

Role = QAccessible.Role
_FINGER = 44
_OPERATED = {
    Role.Button,
    Role.CheckBox,
    Role.RadioButton,
    Role.EditableText,
    Role.Graphic,
    Role.PageTab,
}
_SAYS_SOMETHING = {*_OPERATED, Role.Heading, Role.StaticText}
_SHEETS = (
    Action.CHAPTERS,
    Action.KEYS,
    Action.SOURCES,
    Action.WORDS,
    Action.HINTS,
    Action.QUESTION,
)


@dataclass(frozen=True, kw_only=True)
class Node:
    """One object as a screen reader meets it."""

    role: QAccessible.Role
    name: str
    description: str
    takes_keyboard: bool
    rect: QRect
    is_figure: bool

    def __str__(self) -> str:
        return f"{self.role.name} {self.name[:40]!r}"


@dataclass(frozen=True, kw_only=True)
class Stop:
    """Where the Tab key stopped, and the ring that was around it."""

    name: str
    rect: QRect
    ring: QRect


@dataclass(frozen=True, kw_only=True)
class View:
    """One view of the talk."""

    place: str
    nodes: tuple[Node, ...]
    stops: tuple[Stop, ...]
    tabbable: int
    small: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Told:
    """All views of the talk in one direction."""

    views: tuple[View, ...]
    headlines: dict[str, str]
    mirrored: bool

    def after(self, one: QRect, other: QRect) -> bool:
        """Say whether a reader comes to the other one after the one."""
        below = other.top() + 4 >= one.top()
        further = (
            other.right() <= one.left() + 4 if self.mirrored else other.left() + 4 >= one.right()
        )
        return below or further


@pytest.fixture(scope="module", params=[False, True], ids=["as-written", "mirrored"])
def told(
    request: pytest.FixtureRequest, qapp: QApplication, app_content: AppContent
) -> Iterator[Told]:
    services, mirrored = app_content.services, bool(request.param)
    if mirrored:
        shipped = services.talk
        services = replace(services, talk=lambda tree: replace(shipped(tree), direction="rtl"))
    session = Session(services)
    session.replace(services.read_file(locations.resources() / "samples" / "full.yaml"))
    the_look = look()
    window = TalkWindow(the_look, services, session)
    window.begin(from_start=True)
    window.showNormal()
    window.resize(BASE_SIZE)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    views = []
    for key, screen in window.talk.screens.items():
        if screen.kind not in PAGES:
            continue
        window.show_screen(key)
        qapp.processEvents()
        for part in range(window.page.parts):
            window.page.turn_to(part)
            qapp.processEvents()
            views.append(_view(window, f"{key}/{part + 1}"))
    headlines = {key: screen.headline for key, screen in window.talk.screens.items()}
    yield Told(views=tuple(views), headlines=headlines, mirrored=mirrored)
    window.hide()
    window.deleteLater()


def _view(window: TalkWindow, place: str) -> View:
    return View(
        place=place,
        nodes=tuple(_nodes(QAccessible.queryAccessibleInterface(window))),
        stops=tuple(_stops(window)),
        tabbable=sum(_is_reachable(widget) for widget in window.findChildren(QWidget)),
        small=tuple(_too_small(window)),
    )


def _nodes(interface: QAccessibleInterface) -> Iterator[Node]:
    state = interface.state()
    if state.invisible:
        return
    yield Node(
        role=interface.role(),
        name=interface.text(QAccessible.Text.Name),
        description=interface.text(QAccessible.Text.Description),
        takes_keyboard=bool(state.focusable),
        rect=interface.rect(),
        is_figure=isinstance(interface.object(), FigureView),
    )
    for index in range(interface.childCount()):
        child = interface.child(index)
        if child is not None:
            yield from _nodes(child)


def _stops(window: TalkWindow) -> Iterator[Stop]:
    window.setFocus()
    first: QWidget | None = None
    for _ in range(120):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is None or now is first:
            break
        first = first or now
        ring = window.ring.geometry() if window.ring.isVisible() else QRect()
        rect = QRect(now.mapTo(window, QPoint(0, 0)), now.size())
        yield Stop(name=now.accessibleName(), rect=rect, ring=ring)
    window.setFocus()


def _is_reachable(widget: QWidget) -> bool:
    return bool(
        # Within a page that is made ahead, out of sight, Qt takes some for visible.
        widget.isVisibleTo(widget.window())
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    )


def _too_small(window: TalkWindow) -> Iterator[str]:
    for button in window.findChildren(QAbstractButton):
        is_small = min(button.width(), button.height()) < _FINGER
        if is_small and button.isVisible() and button.isEnabled():
            yield f"{button.accessibleName()} {button.width()}x{button.height()}"


def test_whatever_takes_the_keyboard_has_a_name(told: Told) -> None:
    nameless = [
        f"{view.place}: {node}"
        for view in told.views
        for node in view.nodes
        if node.takes_keyboard and not node.name and node.role != Role.Client
    ]

    assert nameless == []


def test_whatever_takes_the_keyboard_has_a_role_that_says_how_it_works(told: Told) -> None:
    odd = [
        f"{view.place}: {node}"
        for view in told.views
        for node in view.nodes
        if node.takes_keyboard and node.role not in _OPERATED
    ]

    assert odd == []


def test_each_screen_has_its_headline_as_its_one_heading(told: Told) -> None:
    for view in told.views:
        headings = [node.name for node in view.nodes if node.role == Role.Heading]

        assert len(headings) == 1, view.place
        assert headings[0] != ""


def test_each_figure_is_a_picture_with_a_name_and_what_is_seen_on_it(told: Told) -> None:
    silent = [
        f"{view.place}: {node}"
        for view in told.views
        for node in view.nodes
        if node.is_figure and not (node.role == Role.Graphic and node.name and node.description)
    ]

    assert silent == []


def test_no_picture_is_without_a_name(told: Told) -> None:
    nameless = [
        view.place
        for view in told.views
        for node in view.nodes
        if node.role == Role.Graphic and not node.name
    ]

    assert nameless == []


def test_a_screen_reader_comes_to_everything_as_it_is_read(told: Told) -> None:
    early = [
        f"{view.place}: {one} before {other}"
        for view in told.views
        for one, other in pairwise(node for node in view.nodes if node.role in _SAYS_SOMETHING)
        if not told.after(one.rect, other.rect)
    ]

    assert early == []


def test_the_tab_key_comes_to_every_control(told: Told) -> None:
    missed = [
        f"{view.place}: {len(view.stops)} of {view.tabbable}"
        for view in told.views
        if len(view.stops) != view.tabbable
    ]

    assert missed == []


def test_the_tab_key_goes_as_the_screen_is_read(told: Told) -> None:
    early = [
        f"{view.place}: {one.name!r} before {other.name!r}"
        for view in told.views
        for one, other in pairwise(view.stops)
        if not told.after(one.rect, other.rect)
    ]

    assert early == []


def test_a_ring_is_around_whatever_has_the_keyboard(told: Told) -> None:
    window = QRect(QPoint(0, 0), BASE_SIZE)
    without = [
        f"{view.place}: {stop.name}"
        for view in told.views
        for stop in view.stops
        if not (stop.ring.contains(stop.rect) and window.contains(stop.ring))
    ]

    assert without == []


def test_whatever_is_tapped_is_large_enough_for_a_finger(told: Told) -> None:
    assert [f"{view.place}: {small}" for view in told.views for small in view.small] == []


@pytest.fixture
def window(
    qapp: QApplication, app_content: AppContent, full_tree: dict[str, object]
) -> Iterator[TalkWindow]:
    session = Session(app_content.services)
    session.replace(full_tree)
    window = TalkWindow(look(), app_content.services, session)
    window.begin(from_start=True)
    window.showNormal()
    window.resize(BASE_SIZE)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    yield window
    window.hide()
    window.deleteLater()


@pytest.mark.parametrize("action", _SHEETS)
def test_a_sheet_is_a_dialog_named_by_its_title(window: TalkWindow, action: Action) -> None:
    window.show_screen("how-it-may-work")
    window.do(action)

    sheet = QAccessible.queryAccessibleInterface(window.sheet)
    titles = [node.name for node in _nodes(sheet) if node.role == Role.Heading]
    assert sheet.role() == Role.Dialog
    assert sheet.text(QAccessible.Text.Name) == titles[0] != ""


@pytest.mark.parametrize("action", _SHEETS)
def test_the_ring_lies_over_an_open_sheet(window: TalkWindow, action: Action) -> None:
    window.show_screen("how-it-may-work")
    window.do(action)
    QApplication.processEvents()

    stops = list(_rings_within(window))
    assert stops
    for stop in stops:
        assert window.sheet.card.geometry().contains(stop.rect), stop.name
        assert stop.ring.contains(stop.rect), stop.name
    order = window.children()
    assert order.index(window.ring) > order.index(window.sheet)


@pytest.mark.parametrize("action", _SHEETS)
def test_whatever_takes_the_keyboard_on_a_sheet_has_a_name(
    window: TalkWindow, action: Action
) -> None:
    window.show_screen("how-it-may-work")
    window.do(action)

    sheet = QAccessible.queryAccessibleInterface(window.sheet)
    assert [str(node) for node in _nodes(sheet) if node.takes_keyboard and not node.name] == []


def _rings_within(window: TalkWindow) -> Iterator[Stop]:
    first: QWidget | None = None
    for _ in range(60):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is None or now is first:
            break
        first = first or now
        assert window.ring.isVisible()
        rect = QRect(now.mapTo(window, QPoint(0, 0)), now.size())
        yield Stop(name=now.accessibleName(), rect=rect, ring=window.ring.geometry())

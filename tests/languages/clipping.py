"""Say what of a window cannot be read or pressed: cut, covered, too small, not translated.

Properties of a widget that allow what is a fault elsewhere: `mayElide` (with a tooltip) to
shorten its text, `mayScroll` to scroll, `smallTarget` to be smaller than a finger. While a
widget with the property `overlay` is shown, only what is on the front one of them is looked
at. A widget that paints its own texts tells them by `label_texts()`, and by `clipped_texts()`
those that it had no room for.
"""

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)

from tests.languages.measuring import is_elided, may_elide, session_of
from tests.languages.visible import (
    Area,
    areas_of,
    drawn_texts,
    path_of,
    place_of,
    quoted,
    said,
    scroll_area_around,
    visible_widgets,
)

Foreign = Callable[[str], list[str]]
"""Gives the words of a text that are in the wrong language."""

_SMALLEST_TARGET: Final = 44
_TOLERANCE: Final = 1
_OVERLAP: Final = 2


def faults_of(window: QWidget, *, foreign: Foreign | None = None, scale: float = 1.0) -> list[str]:
    """Give one line for each fault of a shown window, none for a good one.

    `scale` is how much larger than at its smallest the window is drawn; targets grow with it.
    """
    if not window.isVisible():
        raise ValueError("only a window that is shown can be looked at")
    # What was shown or resized a moment ago has its places once these have gone through.
    for kind in (QEvent.Type.Polish, QEvent.Type.LayoutRequest):
        QCoreApplication.sendPostedEvents(None, kind.value)
    widgets = visible_widgets(window)
    areas = [area for widget in widgets for area in areas_of(widget, window)]
    faults = [
        *(fault for widget in widgets for fault in _cut(widget)),
        *_sticking_out(widgets, areas, window),
        *_covering(areas),
        *(fault for widget in widgets for fault in _scrolling(widget)),
        *(fault for widget in widgets for fault in _too_small(widget, scale)),
    ]
    if foreign is not None:
        faults += [fault for widget in widgets for fault in _foreign(widget, foreign)]
    return faults


def _cut(widget: QWidget) -> Iterator[str]:
    tells = getattr(widget, "clipped_texts", None)
    if callable(tells):
        for text in tells():
            yield f"cut: {path_of(widget)} {quoted(text)} is not painted whole"
    if drawn_texts(widget) is not None or may_elide(widget):
        return
    if isinstance(widget, QLabel | QAbstractButton) and is_elided(widget):
        yield f"cut: {path_of(widget)} {quoted(said(widget))} is shortened"
        return
    room = session_of(widget)
    if room is not None and not room.is_enough:
        text = _open_words(widget) or said(widget)
        yield f"cut: {path_of(widget)} {quoted(text)} {room}"


def _open_words(widget: QWidget) -> str:
    return widget.placeholderText() if isinstance(widget, QLineEdit | QPlainTextEdit) else ""


def _sticking_out(widgets: list[QWidget], areas: list[Area], window: QWidget) -> Iterator[str]:
    told: set[QWidget] = set()
    for area in areas:
        around: QWidget | None = area.widget
        while around is not None:
            if around is not area.widget or area.place != place_of(around, window):
                frame = place_of(around, window)
                beyond = _beyond(area.place, frame)
                if beyond and not _scrolled_to(area, around):
                    told.add(area.widget)
                    yield (
                        f"sticks out: {path_of(area.widget)} {quoted(area.text)} "
                        f"by {beyond} px of {path_of(around)}"
                    )
                    break
            around = None if around is window else around.parentWidget()
    for widget in widgets:
        beyond = _beyond(place_of(widget, window), window.rect())
        has_told = any(widget is one or widget.isAncestorOf(one) for one in told)
        if beyond and not has_told and not _is_scrolled(widget):
            yield f"sticks out: {path_of(widget)} by {beyond} px of the window"


def _beyond(place: QRect, frame: QRect) -> int:
    """Give by how much a place reaches over the edges of another; 0 within the tolerance."""
    over = max(
        frame.left() - place.left(),
        frame.top() - place.top(),
        place.right() - frame.right(),
        place.bottom() - frame.bottom(),
    )
    return over if over > _TOLERANCE else 0


def _scrolled_to(area: Area, around: QWidget) -> bool:
    """Say whether a place is off because a visible bar scrolls it, which is a fault of its own."""
    scroll = scroll_area_around(area.widget)
    if scroll is None or not _has_bar(scroll):
        return False
    viewport = scroll.viewport()
    return around is viewport or not viewport.isAncestorOf(around)


def _is_scrolled(widget: QWidget) -> bool:
    scroll = scroll_area_around(widget)
    while scroll is not None and not _has_bar(scroll):
        # One that is as high as what it shows may lie in one that scrolls.
        scroll = scroll_area_around(scroll)
    return scroll is not None


def _has_bar(scroll: QAbstractScrollArea) -> bool:
    return scroll.verticalScrollBar().isVisible() or scroll.horizontalScrollBar().isVisible()


def _covering(areas: list[Area]) -> Iterator[str]:
    for first, second in combinations(areas, 2):
        common = first.seen.intersected(second.seen)
        covers = min(common.width(), common.height()) > _OVERLAP
        if covers and not (_holds(first, second) or _holds(second, first)):
            yield (
                f"overlaps: {path_of(first.widget)} {quoted(first.text)} and "
                f"{path_of(second.widget)} {quoted(second.text)} "
                f"share {common.width()}×{common.height()}"
            )


def _holds(outer: Area, inner: Area) -> bool:
    """Say whether one stands inside the other by design, as a label in a button."""
    return not outer.is_drawn and outer.widget.isAncestorOf(inner.widget)


def _scrolling(widget: QWidget) -> Iterator[str]:
    if not isinstance(widget, QScrollBar):
        return
    area = scroll_area_around(widget)
    if area is None or not area.property("mayScroll"):
        more = widget.maximum() - widget.minimum()
        yield f"scrolls: {path_of(area or widget)} has a scroll bar, {more} px more"


def _too_small(widget: QWidget, scale: float) -> Iterator[str]:
    if not isinstance(widget, QAbstractButton) or not widget.isEnabled():
        return
    least = int(_SMALLEST_TARGET * scale)
    width, height = widget.width(), widget.height()
    if min(width, height) < least and not widget.property("smallTarget"):
        yield (
            f"small target: {path_of(widget)} {quoted(said(widget))} "
            f"is {width}×{height}, less than {least}×{least}"
        )


def _foreign(widget: QWidget, foreign: Foreign) -> Iterator[str]:
    for what, text in _readable(widget):
        words = foreign(text)
        if words:
            yield f"untranslated: {path_of(widget)} {what} {quoted(text)}: {', '.join(words)}"


def _readable(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Give everything that a widget says to the eye or to a screen reader, and how."""
    drawn = drawn_texts(widget)
    texts = [("text", text) for text, _ in drawn] if drawn is not None else []
    texts += [
        ("text", said(widget) if drawn is None else ""),
        ("open words", _open_words(widget)),
        ("choice", widget.currentText() if isinstance(widget, QComboBox) else ""),
        ("accessible name", widget.accessibleName()),
        ("accessible description", widget.accessibleDescription()),
        ("tooltip", widget.toolTip()),
        ("status tip", widget.statusTip()),
        ("help", widget.whatsThis()),
        ("title", widget.windowTitle() if widget.isWindow() else ""),
    ]
    return ((what, text) for what, text in texts if text)

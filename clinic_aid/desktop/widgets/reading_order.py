"""The order in which a page is read, for the Tab key and for screen readers."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QLayout, QWidget


def in_reading_order(root: QWidget) -> Iterator[QWidget]:
    """Give all that is seen within a widget, as its layouts put it, which run as the page does.

    Qt has both orders from when each widget was made: rows that come later would be last.
    """
    for child in _children(root):
        if child.isVisible():
            yield child
            yield from in_reading_order(child)


def stops(root: QWidget) -> list[QWidget]:
    """Give what the Tab key comes to, in reading order."""
    return [
        widget
        for widget in in_reading_order(root)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isEnabled()
        and widget.focusProxy() is None
    ]


def move_focus(to: list[QWidget], *, forwards: bool) -> bool:
    """Put the keyboard on the next stop, or the one before; False where there is none."""
    if not to:
        return False
    now = QApplication.focusWidget()
    place = to.index(now) if now in to else -1 if forwards else 0
    step = 1 if forwards else -1
    reason = Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason
    to[(place + step) % len(to)].setFocus(reason)
    return True


def tell_in_order(root: QWidget) -> None:
    """Let screen readers come to the parts of a widget in reading order."""
    # They go by the stacking order. What no layout placed lies over the rest, and stays there.
    wanted = _children(root)
    if wanted != [child for child in root.children() if child in wanted]:
        for child in wanted:
            child.raise_()
    for child in wanted:
        if child.isVisible():
            tell_in_order(child)


def _children(widget: QWidget) -> list[QWidget]:
    layout = widget.layout()
    placed = list(_placed(layout)) if layout is not None else []
    free = [
        child
        for child in widget.children()
        if isinstance(child, QWidget) and not child.isWindow() and child not in placed
    ]
    return placed + free


def _placed(layout: QLayout) -> Iterator[QWidget]:
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=lambda index: tuple(layout.getItemPosition(index))[:2])  # type: ignore[arg-type]
    for place in places:
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _placed(inner)

"""Layouts said as they are read: what stands in a row, what in a column, and on which card."""

from typing import Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

STRETCH: Final = "stretch"
"""Takes the room that is left where it stands."""

Placed = QWidget | QLayout
Item = (
    Placed
    | int
    | str
    | tuple[Placed, int]
    | tuple[QWidget, Qt.AlignmentFlag]
    | tuple[QWidget, int, Qt.AlignmentFlag]
)
"""A widget or layout, with its stretch or alignment or both; a gap in pixels; or `STRETCH`."""
Margins = tuple[int, int, int, int]

_Box = TypeVar("_Box", bound=QBoxLayout)
_Widget = TypeVar("_Widget", bound=QWidget)


def row(
    *items: Item,
    on: QWidget | None = None,
    spacing: int | None = None,
    margins: Margins = (0, 0, 0, 0),
) -> QHBoxLayout:
    """Put items side by side, on a widget where one is given.

    Lengths are those at scale 1. Without `spacing` the gaps are those of the style.
    """
    return _filled(QHBoxLayout() if on is None else QHBoxLayout(on), items, spacing, margins)


def column(
    *items: Item,
    on: QWidget | None = None,
    spacing: int | None = None,
    margins: Margins = (0, 0, 0, 0),
) -> QVBoxLayout:
    """Put items below each other, as `row` puts them side by side."""
    return _filled(QVBoxLayout() if on is None else QVBoxLayout(on), items, spacing, margins)


def styled(widget: _Widget, name: str) -> _Widget:
    """Let the style sheet paint a plain widget: its ground, edge and corners, by its name."""
    widget.setObjectName(name)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return widget


def add_items(box: QBoxLayout, *items: Item) -> None:
    """Put further items at the end of a row or column."""
    for item in items:
        match item:
            case int():
                box.addSpacing(item)
            case str():
                box.addStretch(1)
            case QLayout():
                box.addLayout(item)
            case QWidget():
                box.addWidget(item)
            case (QLayout() as layout, int(stretch)):
                box.addLayout(layout, stretch)
            case (QWidget() as widget, Qt.AlignmentFlag() as alignment):
                box.addWidget(widget, 0, alignment)
            case (QWidget() as widget, int(stretch)):
                box.addWidget(widget, stretch)
            case (QWidget() as widget, int(stretch), Qt.AlignmentFlag() as alignment):
                box.addWidget(widget, stretch, alignment)
            case _:
                raise TypeError(f"{item!r} cannot stand in a layout")


def _filled(box: _Box, items: tuple[Item, ...], spacing: int | None, margins: Margins) -> _Box:
    box.setContentsMargins(*margins)
    if spacing is not None:
        box.setSpacing(spacing)
    add_items(box, *items)
    return box

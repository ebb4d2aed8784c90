"""How high a layout has to be at a width."""

from PySide6.QtWidgets import QLayout


def needed_height(layout: QLayout, width: int) -> int:
    """Give the height that a layout needs at a width, its margins included."""
    # A layout in which nothing is higher where it is narrower gives no height for a width.
    if layout.hasHeightForWidth():
        return layout.totalHeightForWidth(width)
    return layout.totalMinimumSize().height()


def ask_anew(layout: QLayout) -> None:
    """Make a layout, and all within it, ask the words for their sizes again.

    Qt passes on that words have changed only when events go through, one level at a time.
    """
    for index in range(layout.count()):
        item = layout.itemAt(index)
        assert item is not None
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            ask_anew(inner)
        elif widget is not None:
            if (own := widget.layout()) is not None:
                ask_anew(own)
            widget.updateGeometry()
    layout.invalidate()


def height_now(layout: QLayout, width: int) -> int:
    """Give the height that a layout needs at a width, whatever has just changed in it."""
    ask_anew(layout)
    return needed_height(layout, width)

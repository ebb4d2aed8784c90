"""Rows and columns hold what they were given, in that order."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QWidget
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.widgets.layouts import STRETCH, column, row, styled


def at(box: QLayout, index: int) -> QLayoutItem:
    item = box.itemAt(index)
    assert item is not None
    return item


def test_items_stand_in_their_order(qtbot: QtBot) -> None:
    first, second = QLabel(), QLabel()
    whole = QWidget()
    qtbot.addWidget(whole)

    box = column(first, 7, row(second, STRETCH), on=whole, spacing=4, margins=(1, 2, 3, 4))

    assert whole.layout() is box
    assert at(box, 0).widget() is first
    gap = at(box, 1).spacerItem()
    assert gap is not None
    assert gap.sizeHint().height() == 7
    inner = at(box, 2).layout()
    assert inner is not None
    assert at(inner, 0).widget() is second
    assert at(inner, 1).spacerItem() is not None
    margins = box.contentsMargins()
    sides = (margins.left(), margins.top(), margins.right(), margins.bottom())
    assert (box.spacing(), sides) == (4, (1, 2, 3, 4))


def test_a_widget_has_its_stretch_and_its_place(qtbot: QtBot) -> None:
    wide, low = QLabel(), QLabel()
    whole = QWidget()
    qtbot.addWidget(whole)

    box = row((wide, 3), (low, Qt.AlignmentFlag.AlignBottom), on=whole)

    assert (box.stretch(0), box.stretch(1)) == (3, 0)
    assert at(box, 1).alignment() == Qt.AlignmentFlag.AlignBottom


def test_what_is_no_item_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot stand in a layout"):
        row(None)  # type: ignore[arg-type]


def test_a_styled_widget_is_painted_by_its_name(qtbot: QtBot) -> None:
    card = styled(QWidget(), "card")
    qtbot.addWidget(card)
    assert card.objectName() == "card"
    assert card.testAttribute(Qt.WidgetAttribute.WA_StyledBackground)

"""Make words as large as their place allows: nothing is cut, nothing scrolls."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.layout_height import height_now
from clinic_aid.desktop.widgets.style import Fitting

EASES: Final = (1.0, 0.85, 0.7, 0.55, 0.4, 0.25, 0.1, 0.0)
"""From the size wanted down to the smallest that is allowed."""


def has_room(widget: QWidget) -> bool:
    """Say whether a widget was given its room: before that, nothing can be fitted into it."""
    if widget.width() < 2 or widget.height() < 2:
        return False
    inside: QWidget | None = widget
    while inside is not None and inside.testAttribute(Qt.WidgetAttribute.WA_Resized):
        inside = None if inside.isWindow() else inside.parentWidget()
    # A window that was never resized has the size it wants.
    return inside is None or (inside.isWindow() and inside is not widget)


def set_ease(words: Iterable[Words], scale: float, ease: float) -> None:
    """Draw all words at one ease."""
    for label in words:
        label.draw_at(scale, ease)


class FitBox(Fitting):
    """Holds a layout of words and draws them as large as all of them fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 60)

    def sizeHint(self) -> QSize:
        return QSize(400, 300)

    def fit(self) -> None:
        layout = self.layout()
        if layout is None or not has_room(self):
            return
        words = [
            label
            for label in self.findChildren(Words)
            if label.isVisibleTo(self) and not _in_inner_box(label, self)
        ]
        for ease in EASES:
            set_ease(words, self.scale, ease)
            needed = height_now(layout, self.width())
            if needed <= self.height() and self._wide_enough(layout):
                break
        layout.activate()

    def _wide_enough(self, layout: QLayout) -> bool:
        return layout.totalMinimumSize().width() <= self.width()


def _in_inner_box(label: QWidget, box: QWidget) -> bool:
    parent = label.parentWidget()
    while parent is not None and parent is not box:
        if isinstance(parent, FitBox):
            return True
        parent = parent.parentWidget()
    return False

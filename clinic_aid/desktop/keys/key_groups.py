"""A recovery key as it is read from paper: groups of four signs, each as wide as the other."""

import re
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_aid.desktop.widgets.accessible_roles import announce_as

GROUP: Final = 4
_DOT: Final = "•"
_NOT_OF_A_KEY: Final = re.compile(r"[^0-9A-Za-z]+")
# Read for one another on paper, whichever of them a key has.
_ALIKE: Final = str.maketrans("OIL", "011")


def groups_of(key: str) -> tuple[str, ...]:
    """Give the groups of a key, however it is written."""
    signs = _NOT_OF_A_KEY.sub("", key).upper()
    return tuple(signs[at : at + GROUP] for at in range(0, len(signs), GROUP))


def are_alike(one: str, other: str) -> bool:
    """Say whether two pieces of a key are the same as far as a reader can tell."""
    first, second = ("".join(groups_of(piece)).translate(_ALIKE) for piece in (one, other))
    return first == second


class KeyGroups(QWidget):
    """The groups of one key in even lines, always from left to right."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("recoveryKey")
        self._groups: tuple[str, ...] = ()
        self.is_covered = False
        """Every sign is a dot: nobody can read the key off the screen."""
        announce_as(self, QAccessible.Role.StaticText)
        # For the keyboard too: a screen reader comes to it again, to read it sign by sign.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_key(self, key: str) -> None:
        """Show a key; none for an empty one."""
        self._groups = groups_of(key)
        self.cover(False)

    def cover(self, covered: bool) -> None:
        """Show dots in the place of the key, or the key again."""
        self.is_covered = covered
        spelled = ", ".join(" ".join(group) for group in self._groups)
        words = self.tr("Recovery key, hidden") if covered else self.tr("Recovery key: {key}")
        self.setAccessibleName(words.format(key=spelled) if self._groups else "")
        self.updateGeometry()
        self.update()

    def label_texts(self) -> list[tuple[str, QRect]]:
        """Give each group with its place."""
        size = QSize(GROUP * self._cell(), self._line())
        places = (
            QPoint(column * self._step(), row * self._line())
            for row, count in enumerate(self._lines(self.width()))
            for column in range(count)
        )
        shown = [_DOT * len(group) if self.is_covered else group for group in self._groups]
        return [(group, QRect(at, size)) for group, at in zip(shown, places, strict=True)]

    def sizeHint(self) -> QSize:
        return QSize(5 * self._step(), self.heightForWidth(5 * self._step()))

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * self._step(), self._line())

    def heightForWidth(self, width: int) -> int:
        return self._line() * max(len(self._lines(width)), 1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().windowText().color())
        cell = self._cell()
        for group, place in self.label_texts():
            for number, sign in enumerate(group):
                around = QRect(place.left() + number * cell, place.top(), cell, place.height())
                painter.drawText(around, Qt.AlignmentFlag.AlignCenter, sign)
        painter.end()

    def _cell(self) -> int:
        # As wide as the widest sign but two, which come close to their neighbours.
        return round(self.fontMetrics().horizontalAdvance("N") * 1.12)

    def _step(self) -> int:
        return (GROUP + 1) * self._cell()

    def _line(self) -> int:
        return round(self.fontMetrics().height() * 1.25)

    def _lines(self, width: int) -> list[int]:
        """Give how many groups stand in each line: as even as they can be."""
        most = max((width + self._cell()) // self._step(), 1)
        count = len(self._groups)
        lines = -(-count // most)
        return [(count + lines - 1 - line) // lines for line in range(lines)]

"""Words in lines: each begins at the edge, and none is left with one short word.

Qt itself draws wrapped lines that run from right to left one space too far to the left, over
the edge where a line is full.
"""

import unicodedata
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextLine, QTextOption

_LINE: Final = "\u2028"
_STEPS: Final = 12
_SHORT: Final = 0.3  # of the width: a longer word can stand alone


def direction_of(text: str, otherwise: Qt.LayoutDirection) -> Qt.LayoutDirection:
    """Give the direction of the first letter that has one and stands in no isolate."""
    depth = 0
    for kind in map(unicodedata.bidirectional, text):
        if kind in {"LRI", "RLI", "FSI"}:
            depth += 1
        elif kind == "PDI":
            depth -= 1
        elif depth <= 0 and kind == "L":
            return Qt.LayoutDirection.LeftToRight
        elif depth <= 0 and kind in {"R", "AL"}:
            return Qt.LayoutDirection.RightToLeft
    return otherwise


class WordLines:
    """A plain text as it is painted into a width, in the lines that Qt breaks it into.

    There are never more lines than the width asks for: the height stays as it was measured.
    """

    def __init__(self, text: str, font: QFont, width: int, direction: Qt.LayoutDirection) -> None:
        option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(direction)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        self._layout = QTextLayout(text.replace("\n", _LINE), font)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        self._break_at(width)

    @property
    def texts(self) -> tuple[str, ...]:
        """Give the lines."""
        text = self._layout.text()
        spans = ((line.textStart(), line.textLength()) for line in self._lines())
        return tuple(text[start : start + length].strip() for start, length in spans)

    @property
    def height(self) -> float:
        """Give the height of all lines."""
        last = self._layout.lineAt(self._layout.lineCount() - 1)
        return last.y() + last.height()

    def even_out(self, *, wholly: bool) -> None:
        """Break the lines anew so that no single word is left for the last one.

        `wholly` makes all lines about as long as each other, where the last one is much shorter.
        """
        count, width = self._layout.lineCount(), self._layout.lineAt(0).width()
        needed = self._is_short() if wholly else self._has_orphan()
        if count < 2 or _LINE in self._layout.text() or not needed:
            return
        narrow, wide = width / 2, width
        for step in range(_STEPS):
            tried = (narrow + wide) / 2 if wholly else width * (1 - (step + 1) / (2 * _STEPS))
            self._break_at(tried)
            fits = self._layout.lineCount() == count and self._is_within(tried)
            if wholly:
                narrow, wide = (narrow, tried) if fits else (tried, wide)
            elif not fits:
                break
            elif not self._has_orphan():
                return
        self._break_at(wide)

    def paint(self, painter: QPainter, room: QRect, alignment: Qt.AlignmentFlag) -> None:
        """Paint the lines, aligned as is seen: left is left in every language."""
        over = room.height() - self.height
        top = float(room.top())
        if alignment & Qt.AlignmentFlag.AlignBottom:
            top += over
        elif alignment & Qt.AlignmentFlag.AlignVCenter:
            top += over // 2
        for line in self._lines():
            rest = room.width() - line.naturalTextWidth()
            left = float(room.left())
            if alignment & Qt.AlignmentFlag.AlignRight:
                left += rest
            elif alignment & Qt.AlignmentFlag.AlignHCenter:
                left += rest / 2
            line.draw(painter, QPointF(left, top))

    def _break_at(self, width: float) -> None:
        height = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0.0, height))
            # On whole pixels, as Qt measures them.
            height = -(-(height + line.height()) // 1)
        self._layout.endLayout()

    def _has_orphan(self) -> bool:
        last = self._layout.lineAt(self._layout.lineCount() - 1)
        return " " not in self.texts[-1] and last.naturalTextWidth() < last.width() * _SHORT

    def _is_short(self) -> bool:
        widths = [line.naturalTextWidth() for line in self._lines()]
        return widths[-1] < max(widths) / 2

    def _is_within(self, width: float) -> bool:
        return all(line.naturalTextWidth() <= width for line in self._lines())

    def _lines(self) -> Iterator[QTextLine]:
        return (self._layout.lineAt(index) for index in range(self._layout.lineCount()))

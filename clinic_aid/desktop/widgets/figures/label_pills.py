"""Labels of a figure as pills: real words, shaped by Qt, white and rounded."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from clinic_aid.desktop.widgets.figures.label_places import Box, LabelAnchor, Size, arranged
from clinic_aid.desktop.widgets.figures.picture import round_pen

LARGEST, SMALLEST = 18, 15
"""The size of the words at scale 1, and how far it may go down where they are very long."""

_ACROSS, _DOWN, _GAP, _TICK = 13.0, 5.0, 6.0, 22.0
_MOST_LINES: Final = 3
_ROUND: Final = 17.0
_CENTRED: Final = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextDontClip.value


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelWords:
    """What one label says, where it belongs, and whether it has room for a tick."""

    key: str
    text: str
    anchor: LabelAnchor
    ticked: bool = False
    points_at: tuple[float, float] | None = None
    """Where its line begins, for a label that lies beside what it names."""
    least_lines: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Pill:
    """A label in its place."""

    words: LabelWords
    lines: tuple[str, ...]
    box: Box
    has_leader: bool

    @property
    def rect(self) -> QRectF:
        """Its box for Qt."""
        return QRectF(self.box.x, self.box.y, self.box.width, self.box.height)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pills:
    """All labels of a picture, in one size of letters."""

    pills: tuple[Pill, ...]
    font: QFont
    scale: float
    clipped: tuple[str, ...]
    """The texts that found no room: that lie on another, or are larger than the picture."""

    def paint(
        self, painter: QPainter, colors: Mapping[str, str], *, quiet: frozenset[str] = frozenset()
    ) -> None:
        """Paint them, those in `quiet` less strongly and without their ticks."""
        for pill in self.pills:
            if pill.has_leader:
                self._paint_leader(painter, pill, colors)
        painter.setFont(self.font)
        for pill in self.pills:
            self._paint_pill(painter, pill, colors, is_quiet=pill.words.key in quiet)

    def _paint_leader(self, painter: QPainter, pill: Pill, colors: Mapping[str, str]) -> None:
        x, y = pill.words.points_at or (pill.words.anchor.x, pill.words.anchor.y)
        start, end = QPointF(x, y), QPointF(*pill.box.nearest(x, y))
        for color, width in (("white", 5.0), ("ink", 2.0)):
            painter.setPen(round_pen(colors[color], width * self.scale))
            painter.drawLine(start, end)
        painter.setPen(QPen(QColor(colors["ink"]), 2.0 * self.scale))
        painter.setBrush(QColor(colors["white"]))
        painter.drawEllipse(start, 4.5 * self.scale, 4.5 * self.scale)

    def _paint_pill(
        self, painter: QPainter, pill: Pill, colors: Mapping[str, str], *, is_quiet: bool
    ) -> None:
        rect, radius = pill.rect, min(pill.box.height / 2, _ROUND * self.scale)
        has_tick = pill.words.ticked and not is_quiet
        if pill.words.ticked and is_quiet:
            # The room of its tick stays free, so that nothing moves when it is ticked.
            free = _TICK * self.scale
            share = {"start": 0.0, "center": 0.5, "end": 1.0}[pill.words.anchor.side]
            rect.adjust(free * share, 0, -free * (1 - share), 0)
        background = QColor(colors["white"])
        # Ink on this over the darkest hair of a figure still has 7 : 1.
        background.setAlphaF(0.72 if is_quiet else 1.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(background)
        painter.drawRoundedRect(rect, radius, radius)
        if colors["label-line"] != colors["white"]:
            painter.setPen(QPen(QColor(colors["label-line"]), 2 * self.scale))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, radius, radius)
        inner = rect.adjusted(_ACROSS * self.scale, 0, -_ACROSS * self.scale, 0)
        if has_tick:
            self._paint_tick(painter, inner, colors)
            inner.setLeft(inner.left() + _TICK * self.scale)
        painter.setPen(QColor(colors["ink"]))
        height = (rect.height() - 2 * _DOWN * self.scale) / len(pill.lines)
        for index, line in enumerate(pill.lines):
            top = rect.top() + _DOWN * self.scale + index * height
            place = QRectF(inner.left(), top, inner.width(), height)
            painter.drawText(place, _CENTRED, line)

    def _paint_tick(self, painter: QPainter, inner: QRectF, colors: Mapping[str, str]) -> None:
        unit = self.scale
        x, y = inner.left() + 1 * unit, inner.center().y()
        painter.setPen(round_pen(colors["teal"], 3 * unit))
        corners = ((0.0, 0.5), (4.5, 5.0), (13.0, -5.0))
        painter.drawPolyline(
            [QPointF(x + right * unit, y + down * unit) for right, down in corners]
        )


def arrange_pills(entries: Sequence[LabelWords], font: QFont, scale: float, room: Box) -> Pills:
    """Give all labels a place in the room, in the largest letters that need no far move.

    Letters get smaller only where a label would else lie farther away than it is high.
    """
    tried: list[tuple[tuple[bool, float], Pills]] = []
    for size in range(LARGEST, SMALLEST - 1, -1):
        letters = letters_of(font, size * scale)
        forms = [forms_of(entry, letters, scale) for entry in entries]
        found = arranged(
            [entry.anchor for entry in entries],
            [[size for _, size in form] for form in forms],
            room,
            _GAP * scale,
        )
        lines = [form[n][0] for form, n in zip(forms, found.chosen, strict=True)]
        height = QFontMetricsF(letters).height() + 2 * _DOWN * scale
        pills = Pills(
            pills=tuple(
                Pill(words=entry, lines=text, box=box, has_leader=_has_leader(entry, box, height))
                for entry, text, box in zip(entries, lines, found.boxes, strict=True)
            ),
            font=letters,
            scale=scale,
            clipped=tuple(entries[index].text for index in found.misplaced),
        )
        if not found.misplaced and max(found.moves, default=0) <= height:
            return pills
        tried.append((found.badness, pills))
    return min(tried, key=lambda one: one[0])[1]


def letters_of(font: QFont, size: float) -> QFont:
    """Give the face of the window in the weight and size of labels."""
    letters = QFont(font)
    letters.setPixelSize(round(size))
    letters.setWeight(QFont.Weight.DemiBold)
    return letters


def forms_of(entry: LabelWords, font: QFont, scale: float) -> list[tuple[tuple[str, ...], Size]]:
    """Give the words on one line and, where they have gaps, on two and on three; with sizes."""
    forms: list[tuple[tuple[str, ...], Size]] = []
    counts = range(entry.least_lines, _MOST_LINES + 1)
    for lines in dict.fromkeys(_on_lines(entry.text, count, font) for count in counts):
        measured = [_measured(line, font) for line in lines]
        width = max(across for across, _ in measured) + 2 * _ACROSS * scale
        height = sum(down for _, down in measured) + 2 * _DOWN * scale
        forms.append((lines, (math.ceil(width + _TICK * scale * entry.ticked), math.ceil(height))))
    return forms


def _on_lines(text: str, count: int, font: QFont) -> tuple[str, ...]:
    """Give the words on that many lines, or fewer if they are fewer, as narrow as can be."""
    words = text.split()
    lines = min(count, len(words))
    ways = (
        tuple(" ".join(words[start:end]) for start, end in pairwise((0, *breaks, len(words))))
        for breaks in combinations(range(1, len(words)), lines - 1)
    )
    return min(ways, key=lambda way: max(_measured(line, font)[0] for line in way))


def _measured(line: str, font: QFont) -> tuple[float, float]:
    """Give width and height of a line with the letters of every face that it needs."""
    layout = QTextLayout(line, font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    measured = layout.createLine()
    measured.setLineWidth(1e5)
    layout.endLayout()
    return measured.naturalTextWidth(), measured.height()


def _has_leader(entry: LabelWords, box: Box, height: float) -> bool:
    x, y = box.nearest(entry.anchor.x, entry.anchor.y)
    is_far = math.hypot(entry.anchor.x - x, entry.anchor.y - y) > height
    return is_far or entry.points_at is not None

"""The year after treatment as a bar, with what stands along it."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from clinic_aid.desktop.talk.kit.words import Words, capital
from clinic_aid.desktop.widgets.accessible_roles import announce_as
from clinic_aid.desktop.widgets.figures.picture import drawn
from clinic_aid.desktop.widgets.style import Fitting
from clinic_aid.figures.drawing import Figure

_GAP, _APART = 2, 22
# How wide the words of a mark may be, of an even share of the width, before they wrap.
_SHARES = (2.0, 0.95, 0.85, 0.75, 0.65)


class YearBar(Fitting):
    """The bar over the whole width; each mark has its name above and its day below.

    In a language that is written from right to left the year runs from right to left too.
    """

    def __init__(self) -> None:
        super().__init__()
        self._figure: Figure | None = None
        self._picture: tuple[object, QPixmap] | None = None
        self._marks: tuple[tuple[float, str, str], ...] = ()
        self.labels: list[tuple[Words, Words]] = []
        """The name and the day of each mark, in order."""
        self._top = 0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        announce_as(self, QAccessible.Role.Graphic)

    def show_year(
        self, figure: Figure, alt: str, marks: tuple[tuple[float, str, str], ...]
    ) -> None:
        """Show a year; a mark has its place (0 to 1 of the width), its name and its day."""
        if (figure, marks) == (self._figure, self._marks):
            return
        self._figure, self._marks = figure, marks
        self.setAccessibleName(alt)
        while len(self.labels) > len(marks):
            for words in self.labels.pop():
                words.hide()
                words.deleteLater()
        while len(self.labels) < len(marks):
            pair = (Words("strong", parent=self), Words("note", parent=self))
            for words in pair:
                words.show()
            self.labels.append(pair)
        for (name, day), (_, title, when) in zip(self.labels, marks, strict=True):
            name.say(title)
            day.say(capital(when))
        self.fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._figure is None or self.width() < 2:
            return
        size = self._bar_size()
        wish = (self._figure, size.width(), self.devicePixelRatio())
        if self._picture is None or self._picture[0] != wish:
            self._picture = (wish, drawn(self._figure.svg, size, self.devicePixelRatio()))
        painter = QPainter(self)
        if self.isRightToLeft():
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        painter.drawPixmap(0, self._top, self._picture[1])
        painter.end()

    def _bar_size(self) -> QSize:
        assert self._figure is not None
        height = self.width() * self._figure.height / self._figure.width
        return QSize(self.width(), round(height))

    def fit(self) -> None:
        """Put the words at their marks, side by side; where they would meet they wrap."""
        if self._figure is None or self.width() < 2 or not self.labels:
            return
        for name, day in self.labels:
            # Smaller than the headings of the cards below.
            name.draw_at(self.scale, 0.0)
            day.draw_at(self.scale, 0.0)
        spans = self._spans()
        gap = round(_GAP * self.scale)
        placed = list(zip(self.labels, spans, strict=True))
        names = max(name.heightForWidth(width) for (name, _), (_, width) in placed)
        days = max(day.heightForWidth(width) for (_, day), (_, width) in placed)
        self._top = names + gap
        below = self._top + self._bar_size().height() + gap
        for (name, day), (left, width), (at, _, _) in zip(
            self.labels, spans, self._marks, strict=True
        ):
            side = self._side(at)
            x = self.width() - left - width if self.isRightToLeft() else left
            for words in (name, day):
                words.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            high = name.heightForWidth(width)
            name.setGeometry(x, names - high, width, high)
            day.setGeometry(x, below, width, day.heightForWidth(width))
        self.setFixedHeight(below + days)

    def _side(self, at: float) -> Qt.AlignmentFlag:
        if at < 0.1:
            return Qt.AlignmentFlag.AlignLeading
        return Qt.AlignmentFlag.AlignTrailing if at > 0.9 else Qt.AlignmentFlag.AlignHCenter

    def _spans(self) -> list[tuple[int, int]]:
        """Give where the words of each mark begin and how wide they are, in reading direction."""
        natural = [max(_natural(name), _natural(day)) for name, day in self.labels]
        apart = round(_APART * self.scale)
        points = [at * self.width() for at, _, _ in self._marks]
        for share in _SHARES:
            most = round(self.width() * share / len(points))
            spans = self._side_by_side(points, [min(width, most) for width in natural], apart)
            if spans is not None:
                return spans
        # Each has the room half-way to its neighbours.
        middles = [round((one + two) / 2) for one, two in pairwise(points)]
        edges = [-apart // 2, *middles, self.width() + apart // 2]
        if min(two - one for one, two in pairwise(edges)) < self.width() / (2 * len(points)):
            edges = [round(self.width() * n / len(points)) for n in range(len(points) + 1)]
        return [(one + apart // 2, two - one - apart) for one, two in pairwise(edges)]

    def _side_by_side(
        self, points: Sequence[float], widths: Sequence[int], apart: int
    ) -> list[tuple[int, int]] | None:
        """Give the places of words of these widths, each at its mark; None where they meet."""
        lefts = [
            min(max(round(point - width / 2), 0), self.width() - width)
            for point, width in zip(points, widths, strict=True)
        ]
        for index in range(1, len(lefts)):
            lefts[index] = max(lefts[index], lefts[index - 1] + widths[index - 1] + apart)
        fits = all(
            left <= point <= left + width and left + width <= self.width()
            for left, point, width in zip(lefts, points, widths, strict=True)
        )
        return list(zip(lefts, widths, strict=True)) if fits else None


def _natural(words: Words) -> int:
    return words.fontMetrics().horizontalAdvance(words.text()) + 4

"""The pixels of one view of the scalp: drawn once bare and once full, then mixed zone by zone."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from xml.etree import ElementTree as ET

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPixmap, QTransform

from clinic_aid.desktop.widgets.figures.paths import painter_path
from clinic_aid.desktop.widgets.figures.picture import drawn, round_pen
from clinic_aid.figures.drawing import Figure, Illustrator
from clinic_aid.figures.shapes import smooth

_ZONE = "zone-"
SILHOUETTE_STEP = 4.0


class ScalpView:
    """One side of the head: its figure without and with every zone marked, and its zones."""

    def __init__(self, illustrator: Illustrator, view: str) -> None:
        self.figure: Figure = illustrator.draw("scalp-map", view=view, seats=False)
        self.zones: Mapping[str, QPainterPath] = {
            path.get("id", "").removeprefix(_ZONE): painter_path(path.get("d", ""))
            for path in ET.fromstring(self.figure.svg).iter()
            if path.get("id", "").startswith(_ZONE)
        }
        self._illustrator, self._name = illustrator, view
        self._drawn: dict[bool, tuple[tuple[QSize, float], QPixmap]] = {}

    @cached_property
    def _full(self) -> Figure:
        areas = list(self.zones)
        return self._illustrator.draw("scalp-map", view=self._name, seats=False, areas=areas)

    @cached_property
    def silhouette(self) -> list[tuple[float, float]]:
        """The left and right edge of the head in every `SILHOUETTE_STEP` units of its height.

        Where a row is empty the left edge lies right of the right one.
        """
        width = round(self.figure.width / SILHOUETTE_STEP)
        height = round(self.figure.height / SILHOUETTE_STEP)
        image = drawn(self.figure.svg, QSize(width, height), 1.0).toImage()
        image = image.convertToFormat(QImage.Format.Format_Alpha8)
        pixels, pitch = bytes(image.constBits()), image.bytesPerLine()
        rows = [pixels[row * pitch : row * pitch + width] for row in range(height)]
        return [
            (
                (width - len(row.lstrip(b"\0"))) * SILHOUETTE_STEP,
                len(row.rstrip(b"\0")) * SILHOUETTE_STEP,
            )
            for row in rows
        ]

    def pixmap(self, size: QSize, ratio: float, *, is_full: bool) -> QPixmap:
        """Give the picture with nothing or with everything marked; drawn when it is needed."""
        key = (size, ratio)
        if is_full not in self._drawn or self._drawn[is_full][0] != key:
            figure = self._full if is_full else self.figure
            self._drawn[is_full] = (key, drawn(figure.svg, size, ratio))
        return self._drawn[is_full][1]


class ScalpPicture:
    """A view in one size with some zones marked; a change copies the pixels of that zone alone.

    Seams and outlines are alike in both pictures, so no edge is seen where they meet.
    """

    def __init__(self, view: ScalpView, size: QSize, ratio: float) -> None:
        self._view, self._size, self._ratio = view, size, ratio
        self.pixmap = view.pixmap(size, ratio, is_full=False).copy()
        self._marked: frozenset[str] = frozenset()
        self._turn = QTransform.fromScale(
            size.width() / view.figure.width, size.height() / view.figure.height
        )

    def mark(self, areas: Collection[str]) -> None:
        """Show these zones as marked, and no others."""
        wanted = frozenset(areas) & frozenset(self._view.zones)
        for name in sorted(wanted ^ self._marked):
            source = self._view.pixmap(self._size, self._ratio, is_full=name in wanted)
            painter = QPainter(self.pixmap)
            painter.setClipPath(self._turn.map(self._view.zones[name]))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.drawPixmap(0, 0, source)
            painter.end()
        self._marked = wanted


def paint_line(
    painter: QPainter,
    points: Sequence[Sequence[float]],
    size: tuple[float, float],
    colors: Mapping[str, str],
) -> None:
    """Paint a line of fractions in the figure's units, as the figure itself would."""
    places = [[x * size[0], y * size[1]] for x, y in points]
    path = painter_path(smooth(places))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in (("white", 13.0), ("red-line", 7.0)):
        painter.setPen(round_pen(colors[color], width))
        painter.drawPath(path)


def next_zone(
    anchors: Mapping[str, tuple[float, float]], current: str, direction: tuple[int, int]
) -> str:
    """Give the zone that lies nearest in a direction, or the same one where there is none."""
    here = anchors[current]

    def effort(name: str) -> float:
        across, down = anchors[name][0] - here[0], anchors[name][1] - here[1]
        along = across * direction[0] + down * direction[1]
        aside = abs(across * direction[1]) + abs(down * direction[0])
        # What lies more aside than ahead belongs to another key.
        return along + 2 * aside if along > 1 and aside <= 2.5 * along else float("inf")

    best = min(anchors, key=effort)
    return current if effort(best) == float("inf") else best

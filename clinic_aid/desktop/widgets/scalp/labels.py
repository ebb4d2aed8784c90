"""Where the names of zones belong: on the zone, or beside the head if the zone is too small."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QFont, QPainterPath, QTransform

from clinic_aid.desktop.widgets.figures.label_pills import LARGEST, LabelWords, forms_of, letters_of
from clinic_aid.desktop.widgets.figures.label_places import LabelAnchor
from clinic_aid.desktop.widgets.scalp.picture import SILHOUETTE_STEP, ScalpView
from clinic_aid.figures.drawing import Label

_BESIDE, _ABOVE = 20.0, 8.0


def zone_words(
    view: ScalpView, names: Mapping[str, str], place: QRect, font: QFont, scale: float
) -> list[LabelWords]:
    """Give the label of each zone of a view that is painted in `place`."""
    unit = place.width() / view.figure.width
    turn = QTransform.fromTranslate(place.x(), place.y()).scale(unit, unit)
    letters = letters_of(font, LARGEST * scale)
    found = []
    for label in view.figure.labels:
        seat = turn.map(QPointF(label.x, label.y))
        x, y = seat.x(), seat.y()
        words = LabelWords(
            key=label.key,
            text=names[label.key],
            anchor=LabelAnchor(x=x, y=y, side=label.side),
            ticked=True,
        )
        zone = turn.map(view.zones[label.key])
        sizes = {len(lines): size for lines, size in forms_of(words, letters, scale)}
        fitting = [n for n, size in sizes.items() if n < 3 and _fits(zone, x, y, size)]
        if fitting:
            found.append(replace(words, least_lines=min(fitting)))
        else:
            beside = _beside(view, label, turn, sizes[min(sizes)], scale)
            found.append(replace(words, anchor=beside, points_at=(x, y)))
    return found


def _fits(zone: QPainterPath, x: float, y: float, size: tuple[float, float]) -> bool:
    width, height = size
    # The ends of a pill are round: only its middle has to lie on the zone.
    return zone.contains(QRectF(x - width / 2 + 8, y - height / 2 + 2, width - 16, height - 4))


def _beside(
    view: ScalpView, label: Label, turn: QTransform, size: tuple[float, float], scale: float
) -> LabelAnchor:
    """Give the place beside the head at the zone's height, or above it for what is on top."""
    half = size[1] / 2 / turn.m11()
    rows = view.silhouette
    first = next(i for i, (left, right) in enumerate(rows) if left < right)
    middle = view.figure.width / 2
    if label.x == middle and label.y - first * SILHOUETTE_STEP < half * 2:
        top = turn.map(QPointF(label.x, first * SILHOUETTE_STEP))
        return LabelAnchor(x=top.x(), y=top.y() - _ABOVE * scale - size[1] / 2, side="center")
    start, end = (int((label.y + shift) / SILHOUETTE_STEP) for shift in (-half, half))
    band = [row for row in rows[max(start, 0) : end + 1] if row[0] < row[1]]
    if label.x < middle:
        edge = turn.map(QPointF(min(left for left, _ in band), label.y))
        return LabelAnchor(x=edge.x() - _BESIDE * scale, y=edge.y(), side="end")
    edge = turn.map(QPointF(max(right for _, right in band), label.y))
    return LabelAnchor(x=edge.x() + _BESIDE * scale, y=edge.y(), side="start")

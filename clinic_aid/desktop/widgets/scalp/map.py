"""The map of the scalp that consultant and patient mark together."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from clinic_aid.desktop.widgets.chips import shown
from clinic_aid.desktop.widgets.flow_layout import flow
from clinic_aid.desktop.widgets.layouts import column, row
from clinic_aid.desktop.widgets.scalp.canvas import ScalpCanvas
from clinic_aid.desktop.widgets.scalp.picture import ScalpView
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.domain.lengths import has_room_for
from clinic_aid.figures.drawing import Illustrator

VIEWS: Final = ("top", "front", "back", "left", "right")


class ScalpMap(QWidget):
    """One view large, the others a press away; areas are tapped, lines are drawn with a pen.

    It edits `finding.areas` and `finding.strokes` of the consultation file. What it does not
    know there stays as it is.
    """

    edited = Signal(str, object)
    """The path in the consultation file, and its new value: a list, None if nothing is left."""

    def __init__(
        self,
        look: Look,
        illustrator: Illustrator,
        *,
        words: Mapping[str, str],
        view_names: Mapping[str, str],
        alt: str,
    ) -> None:
        super().__init__()
        self._illustrator = illustrator
        self._order = tuple(words)
        self._views = {VIEWS[0]: ScalpView(illustrator, VIEWS[0])}
        self.view = VIEWS[0]
        self._areas: list[str] = []
        self._strokes: list[Mapping[str, object]] = []
        self.canvas = ScalpCanvas(look, self._views[self.view], words)
        self.canvas.setAccessibleDescription(alt)
        self.canvas.tapped.connect(self._on_tapped)
        self.canvas.line_drawn.connect(self._on_line)
        self.view_buttons = {view: _button(view_names[view]) for view in VIEWS}
        self._group = QButtonGroup(self)
        for view, button in self.view_buttons.items():
            self._group.addButton(button)
            button.clicked.connect(lambda _checked=False, view=view: self.show_view(view))
        self.view_buttons[self.view].setChecked(True)
        self.draw_button = _button(self.tr("Draw"))
        self.draw_button.toggled.connect(self.canvas.take_pen)
        self.undo_button = _button(self.tr("Undo line"), can_stay=False)
        self.undo_button.clicked.connect(self._on_undo)
        self.rub_out_button = _button(self.tr("Rub out lines"), can_stay=False)
        self.rub_out_button.clicked.connect(self._on_rub_out)
        pen = (self.draw_button, self.undo_button, self.rub_out_button)
        self._groups = (_flow(tuple(self.view_buttons.values())), _flow(pen))
        self._row = row(*self._groups, spacing=8)
        column((self.canvas, 1), self._row, on=self, spacing=12)
        self.setFocusProxy(self.canvas)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._show()

    def show_finding(self, areas: Sequence[str], strokes: Sequence[Mapping[str, object]]) -> None:
        """Show the values of the consultation file without telling of an edit."""
        self._areas, self._strokes = list(areas), list(strokes)
        self._show()

    def show_view(self, view: str) -> None:
        """Turn the head to one of `VIEWS`."""
        if view not in self._views:
            self._views[view] = ScalpView(self._illustrator, view)
        self.view = view
        self.view_buttons[view].setChecked(True)
        self.canvas.show_view(self._views[view])
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn_row()

    def _turn_row(self) -> None:
        """Put the two groups side by side where both fit on one line."""
        wanted = sum(_length(group) for group in self._groups) + 3 * self._row.spacing()
        beside = wanted <= self.width()
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(across if beside else down)

    def _show(self) -> None:
        lines = [_points(stroke) for stroke in self._strokes if stroke.get("view") == self.view]
        self.canvas.show_marks(self._areas, lines)
        self.undo_button.setEnabled(bool(lines))
        self.rub_out_button.setEnabled(bool(lines))

    @Slot(str)
    def _on_tapped(self, area: str) -> None:
        chosen = set(self._areas) ^ {area}
        others = [name for name in self._areas if name not in self._order]
        self._areas = [name for name in self._order if name in chosen] + others
        self._show()
        self.edited.emit("finding.areas", list(self._areas) or None)

    @Slot(object)
    def _on_line(self, points: object) -> None:
        strokes = [*self._strokes, {"view": self.view, "points": points}]
        if has_room_for(_points(stroke) for stroke in strokes):
            self._change_strokes(strokes)
        else:
            # More lines than anybody draws print too slowly: this one is not there.
            self._show()

    @Slot()
    def _on_undo(self) -> None:
        last = max(i for i, one in enumerate(self._strokes) if one.get("view") == self.view)
        self._change_strokes([*self._strokes[:last], *self._strokes[last + 1 :]])

    @Slot()
    def _on_rub_out(self) -> None:
        self._change_strokes([one for one in self._strokes if one.get("view") != self.view])

    def _change_strokes(self, strokes: list[Mapping[str, object]]) -> None:
        self._strokes = strokes
        self._show()
        self.edited.emit("finding.strokes", [dict(stroke) for stroke in strokes] or None)


def _points(stroke: Mapping[str, object]) -> list[list[float]]:
    points = stroke["points"]
    assert isinstance(points, list | tuple)
    return [[float(x), float(y)] for x, y in points]


def _button(text: str, *, can_stay: bool = True) -> QPushButton:
    button = QPushButton(shown(text))
    button.setCheckable(can_stay)
    if can_stay:
        # What stays pressed looks like a choice, what acts once like any other button.
        button.setProperty("kind", "chip")
    return button


def _flow(buttons: Sequence[QPushButton]) -> QWidget:
    group = QWidget()
    group.setLayout(flow(*buttons))
    return group


def _length(group: QWidget) -> int:
    """Give the width of a group whose buttons all lie on one line."""
    buttons, flow = group.findChildren(QPushButton), group.layout()
    gaps = (len(buttons) - 1) * (flow.spacing() if flow is not None else 0)
    return sum(button.sizeHint().width() for button in buttons) + gaps

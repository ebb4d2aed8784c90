"""The stages of a scale as pictures to choose from, all in view."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QByteArray, QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QPushButton, QWidget

from clinic_aid.desktop.talk.kit.cards import ChosenSign
from clinic_aid.desktop.talk.kit.fitting import EASES
from clinic_aid.desktop.talk.kit.words import Words, plain
from clinic_aid.desktop.widgets.figures.picture import empty
from clinic_aid.desktop.widgets.layouts import column
from clinic_aid.desktop.widgets.style import Fitting, Look
from clinic_aid.figures.drawing import Figure

# A head seen from above takes this part of its picture's width; the rest is empty.
_FILLED: Final = 0.72
_STEPS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
# How much picture, in px at 1366 x 768, a name in the largest size is worth.
_WORTH_OF_EASE: Final = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictured:
    """A stage as it is offered: its words, and its head seen from above."""

    key: str
    name: str
    description: str
    figure: Figure


class StageFace(QWidget):
    """The picture of a stage, drawn once for a size."""

    def __init__(self, figure: Figure) -> None:
        super().__init__()
        self._figure = figure
        self._drawn: tuple[tuple[QSize, float], QPixmap] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        place = self._place()
        painter.drawPixmap(place.topLeft(), self._pixmap(place.size()))
        painter.end()

    def _place(self) -> QRect:
        wide, high = self._figure.width * _FILLED, self._figure.height
        factor = min(self.width() / wide, self.height() / high)
        size = QSize(max(round(wide * factor), 1), max(round(high * factor), 1))
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(self.rect().center())
        return place

    def _pixmap(self, size: QSize) -> QPixmap:
        key = (size, self.devicePixelRatioF())
        if self._drawn is None or self._drawn[0] != key:
            pixmap = empty(*key)
            renderer = QSvgRenderer(QByteArray(self._figure.svg.encode()))
            box = renderer.viewBoxF()
            side = box.width() * (1 - _FILLED) / 2
            renderer.setViewBox(box.adjusted(side, 0, -side, 0))
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
            painter.end()
            self._drawn = (key, pixmap)
        return self._drawn[1]


class StageCard(QPushButton):
    """One stage: picture and name; a ring and a tick where it is chosen."""

    moved = Signal(int, int)
    """The keyboard goes to a neighbour: columns and rows, as they are seen."""
    looked_at = Signal(bool)

    def __init__(self, look: Look, stage: Pictured, scale_name: str) -> None:
        super().__init__()
        self.stage = stage
        self.setProperty("kind", "stage")
        self.setCheckable(True)
        self.setAccessibleName(
            self.tr("{scale}: {stage}").format(scale=scale_name, stage=stage.name)
        )
        self.setAccessibleDescription(plain(stage.description))
        self.face = StageFace(stage.figure)
        self.name = Words("strong", plain(stage.name))
        self.name.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.name.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        items = ((self.face, 1), self.name)
        self.inside = column(*items, on=self, spacing=4, margins=(6, 10, 6, 8))
        self.sign = ChosenSign(look, 32, self)
        self.sign.show_chosen(True)
        self.sign.hide()

    def mark(self, chosen: bool) -> None:
        """Show whether this stage is chosen."""
        self.setChecked(chosen)
        self.sign.setVisible(chosen)

    def name_height(self, width: int) -> int:
        """Give the height that all but the picture takes; a card too narrow has none for it."""
        edges = self.inside.contentsMargins()
        within = width - edges.left() - edges.right()
        # A label never counts less than the height it was given.
        self.name.setMinimumHeight(0)
        if self.name.minimumSizeHint().width() > within:
            return 1 << 16
        rest = edges.top() + edges.bottom() + self.inside.spacing()
        return self.name.heightForWidth(within) + rest

    def give_name(self, height: int) -> None:
        """Set the height that `name_height` counts, the same for all so that pictures are."""
        edges = self.inside.contentsMargins()
        self.name.setFixedHeight(height - edges.top() - edges.bottom() - self.inside.spacing())

    def picture_width(self, width: int) -> int:
        """Give the width that the picture has in a card of a width."""
        edges = self.inside.contentsMargins()
        return width - edges.left() - edges.right()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(*step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.looked_at.emit(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.looked_at.emit(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        edge = self.inside.contentsMargins().bottom()
        left = edge if self.isRightToLeft() else self.width() - edge - self.sign.width()
        self.sign.move(left, edge)


class StageGrid(Fitting):
    """All stages of one scale, in as many columns as give the largest pictures."""

    tapped = Signal(str)
    looked_at = Signal(str, bool)

    def __init__(self, look: Look, scale_name: str, stages: Sequence[Pictured]) -> None:
        super().__init__()
        self.columns = len(stages)
        self.setAccessibleName(scale_name)
        self.cards = {stage.key: StageCard(look, stage, scale_name) for stage in stages}
        for key, card in self.cards.items():
            card.setParent(self)
            card.clicked.connect(lambda _=False, key=key: self.tapped.emit(key))
            card.moved.connect(lambda x, y, key=key: self._move_from(key, x, y))
            card.looked_at.connect(lambda over, key=key: self.looked_at.emit(key, over))

    def mark(self, chosen: str | None) -> None:
        """Show which stage is chosen."""
        for key, card in self.cards.items():
            card.mark(key == chosen)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 120)

    def fit(self) -> None:
        """Choose the number of columns, and the size of the names."""
        if self.width() < 2 or self.height() < 2:
            return
        _, ease, self.columns = max(self._ways())
        self._draw_names(ease)
        gap, mirrored = self._gap, self.isRightToLeft()
        width, height = self._cell(self.columns)
        names = max(card.name_height(width) for card in self.cards.values())
        for index, card in enumerate(self.cards.values()):
            down, across = divmod(index, self.columns)
            if mirrored:
                across = self.columns - 1 - across
            card.give_name(names)
            card.setGeometry(across * (width + gap), down * (height + gap), width, height)

    def _ways(self) -> Iterator[tuple[float, float, int]]:
        """Give each way to lay the cards out, with its worth: mostly the height of a picture."""
        cards = list(self.cards.values())
        figure = cards[0].stage.figure
        ratio = figure.width * _FILLED / figure.height
        for ease in EASES:
            self._draw_names(ease)
            # As few columns as a number of rows needs: the last row is as full as it can be.
            for columns in {-(-len(cards) // rows) for rows in range(1, len(cards) + 1)}:
                width, height = self._cell(columns)
                names = max(card.name_height(width) for card in cards)
                picture = min(height - names, cards[0].picture_width(width) / ratio)
                yield picture + _WORTH_OF_EASE * self.scale * ease, ease, columns

    def _cell(self, columns: int) -> tuple[int, int]:
        rows = -(-len(self.cards) // columns)
        width = (self.width() - (columns - 1) * self._gap) // columns
        return width, (self.height() - (rows - 1) * self._gap) // rows

    @property
    def _gap(self) -> int:
        return round(10 * self.scale)

    def _draw_names(self, ease: float) -> None:
        for card in self.cards.values():
            card.name.draw_at(self.scale, ease)

    def _move_from(self, key: str, columns: int, rows: int) -> None:
        keys = list(self.cards)
        if self.isRightToLeft():
            columns = -columns
        place = keys.index(key) + columns + rows * self.columns
        if 0 <= place < len(keys):
            self.cards[keys[place]].setFocus(Qt.FocusReason.OtherFocusReason)

"""Cards of words that can be chosen, and the sign on them that shows which is."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.layouts import STRETCH, column
from clinic_aid.desktop.widgets.style import Look, Scaled
from clinic_aid.desktop.widgets.words_button import WordsButton

MOST_SLENDER: Final = 56
_EDGE: Final = 2.0


class ChosenSign(Scaled, QWidget):
    """A ring; filled, with a tick in it, where the card is chosen."""

    def __init__(self, look: Look, size: int = 30, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._size = look, size
        self.is_on = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.draw_at(1.0)

    def draw_at(self, scale: float) -> None:
        super().draw_at(scale)
        side = round(self._size * scale)
        self.setFixedSize(side, side)

    def show_chosen(self, chosen: bool) -> None:
        """Show or take away the tick."""
        if chosen != self.is_on:
            self.is_on = chosen
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = _EDGE * self.scale
        ring = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        color = QColor(self._look.colors["teal" if self.is_on else "muted"])
        painter.setPen(QPen(color, edge))
        painter.setBrush(color if self.is_on else QColor(self._look.colors["white"]))
        painter.drawEllipse(ring)
        if self.is_on:
            inset = round(self.width() * 0.2)
            place = self.rect().adjusted(inset, inset, -inset, -inset)
            self._look.icon("check", "white").paint(painter, place)
        painter.end()


class TapCard(WordsButton):
    """A title and a line under it, which wrap; a `sign` shows whether it is chosen."""

    tapped = Signal()

    def __init__(self, title: str, note: str = "", *, sign: ChosenSign | None = None) -> None:
        self.title, self.note = Words("strong", title), Words("note", note)
        words = column(STRETCH, self.title, self.note, STRETCH, spacing=2)
        items = ((words, 1),) if sign is None else (sign, (words, 1))
        super().__init__("card", *items, spacing=18, margins=(20, 12, 20, 12))
        self.sign = sign
        self.setCheckable(True)
        # Only now: shown before it has a parent, it would be a window of its own.
        self.note.setVisible(bool(note))
        self.setAccessibleName(f"{title}. {note}" if note else title)
        self.clicked.connect(self._on_clicked)
        self._chosen = False

    def mark(self, chosen: bool) -> None:
        """Show whether this card is the one chosen."""
        self._chosen = chosen
        self.setChecked(chosen)
        if self.sign is not None:
            self.sign.show_chosen(chosen)

    def tell(self, note: str) -> None:
        """Say something else under the title."""
        if note != self.note.marked():
            self.note.say(note)
            self.setAccessibleName(f"{self.title.marked()}. {note}")

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(max(self.width(), 160)))

    def heightForWidth(self, width: int) -> int:
        return max(self.inside.totalHeightForWidth(width), MOST_SLENDER)

    def _on_clicked(self) -> None:
        # What is chosen is for the page to say: a second tap must not take the mark away.
        self.setChecked(self._chosen)
        self.tapped.emit()


class ToggleCard(WordsButton):
    """Words that wrap, chosen with one tap and taken back with the next, which the sign shows."""

    def __init__(self, look: Look, *, margin: int = 18) -> None:
        self.sign, self.words = ChosenSign(look), Words("strong")
        margins = (20, margin, 16, margin)
        super().__init__("matter", self.sign, (self.words, 1), spacing=14, margins=margins)
        self.setCheckable(True)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)

    def say(self, text: str, *, name: str) -> None:
        """Show a text; `name` has the question too, for a screen reader."""
        self.words.say(text)
        self.setAccessibleName(name)

    def mark(self, chosen: bool) -> None:
        """Show whether it is chosen."""
        self.setChecked(chosen)
        self.sign.show_chosen(chosen)

    def heightForWidth(self, width: int) -> int:
        self.inside.invalidate()
        return self.inside.totalHeightForWidth(width)

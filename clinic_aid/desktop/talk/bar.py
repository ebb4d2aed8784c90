"""The bar at the foot of the talk: where we are, how long it took, and the way on."""

from collections.abc import Sequence, Set

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from clinic_aid.desktop.talk.key_map import Action
from clinic_aid.desktop.widgets.buttons import icon_button, make_button
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row, styled
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.talk.model import Talk


class Track(QWidget):
    """One dash a chapter, filled as far as it was seen; the one shown is the thickest."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("track")
        self._shares: Sequence[float] = ()
        self._current = 0
        self.setMinimumSize(QSize(120, 16))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_progress(self, shares: Sequence[float], current: int) -> None:
        """Show how much of each chapter was seen (0 to 1), and which chapter is shown."""
        self._shares, self._current = tuple(shares), current
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._shares:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        gap = self.height() * 0.375
        width = (self.width() - gap * (len(self._shares) - 1)) / len(self._shares)
        for index, share in enumerate(self._shares):
            place = index if not self.isRightToLeft() else len(self._shares) - 1 - index
            thick = self.height() * (0.625 if index == self._current else 0.3125)
            box = QRectF(place * (width + gap), (self.height() - thick) / 2, width, thick)
            painter.setBrush(QColor(self._look.colors["track"]))
            painter.drawRoundedRect(box, thick / 2, thick / 2)
            if share > 0:
                seen = box.width() * min(share, 1.0)
                box.setLeft(box.right() - seen) if self.isRightToLeft() else box.setWidth(seen)
                painter.setBrush(QColor(self._look.colors["teal"]))
                painter.drawRoundedRect(box, thick / 2, thick / 2)
        painter.end()


class PresentingBar(QWidget):
    """Chapters, clock, the things one step away, and the way back and on."""

    asked = Signal(object)
    """What was asked for: an Action."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        styled(self, "bottomBar")
        self.chapters = self._icon_button(look, Action.CHAPTERS, self.tr("All chapters (O)"))
        self.chapters.setAccessibleName(self.tr("Chapters"))
        self.place = plain_label(name="barPlace", wraps=False)
        self.track = Track(look)
        self.clock = plain_label(name="barClock", wraps=False)
        self.note = plain_label(name="barNote", wraps=False)
        self.note.hide()
        self.sources = self._icon_button(look, Action.SOURCES, self.tr("Sources (S)"))
        self.question = self._icon_button(look, Action.QUESTION, self.tr("Note a question (Q)"))
        self.hints = self._icon_button(look, Action.HINTS, self.tr("What to ask (H)"))
        self.keys = self._icon_button(look, Action.KEYS, self.tr("Keys (?)"))
        self.back = self._asking(make_button(look, self.tr("Back")), Action.BACK)
        forward = make_button(look, self.tr("Next"), kind="primary")
        self.forward = self._asking(forward, Action.ON)
        around = (self.sources, self.question, self.hints, self.keys)
        items = (self.note, self.clock, *around, 8, self.back, self.forward)
        middle = column(STRETCH, self.place, self.track, STRETCH, spacing=2)
        margins = (60, 10, 60, 10)
        row(self.chapters, (middle, 1), *items, on=self, spacing=12, margins=margins)

    def show_screen(self, talk: Talk, screen: str, seen: Set[str]) -> None:
        """Say which screen of which chapter is shown, and how much was seen of each."""
        chapters = list(talk.walkthrough.chapters)
        chapter = talk.walkthrough.chapter_of(screen)
        screens = talk.walkthrough.chapters[chapter]
        words = self.tr("{number}  {chapter}  ·  {screen} of {screens}")
        self.show_place(
            words.format(
                number=chapters.index(chapter) + 1,
                chapter=talk.chapter_names[chapter],
                screen=screens.index(screen) + 1,
                screens=len(screens),
            )
        )
        shares = [
            len(seen & set(names)) / len(names) if names else 0.0
            for names in talk.walkthrough.chapters.values()
        ]
        self.track.show_progress(shares, chapters.index(chapter))

    def show_place(self, words: str) -> None:
        """Say where the talk is."""
        self.place.setText(words)

    def show_minutes(self, seconds: int) -> None:
        """Show how long the talk took so far, in whole minutes."""
        self.clock.setText(self.tr("{minutes} min").format(minutes=seconds // 60))
        self.clock.setAccessibleName(
            self.tr("The talk took {minutes} minutes").format(minutes=seconds // 60)
        )

    def show_note(self, words: str) -> None:
        """Say something quietly; without words nothing."""
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def _icon_button(self, look: Look, action: Action, name: str) -> QPushButton:
        # The icons of the bar are named as what they ask for.
        return self._asking(icon_button(look, action, name), action)

    def _asking(self, button: QPushButton, action: Action) -> QPushButton:
        # A click must not take the keyboard: arrows and Space go on turning screens.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.asked.emit(action))
        return button

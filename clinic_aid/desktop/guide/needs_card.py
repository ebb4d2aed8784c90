"""What needs looking at before a guide is handed out: one list, and the way to each entry."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSizePolicy, QWidget

from clinic_aid.content.concern_words import WordedConcern
from clinic_aid.desktop.widgets.buttons import make_button
from clinic_aid.desktop.widgets.layout_height import height_now
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row, styled
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.desktop.widgets.style import IconSign, Look

_MOST_IN_VIEW = 3
_SIDE = 0.3
"""How much of the width there is the title may take beside the list."""
_SHARE = 0.25
"""How much of the height there is the card may take: the pages of the guide have the rest."""


class _Row(QWidget):
    """One thing to look at, with the page that has its entry."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.path = ""
        self.words = plain_label()
        self.link = make_button(look, "", kind="link")
        row((self.words, 1), self.link, on=self, spacing=12)
        policy = self.link.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.link.setSizePolicy(policy)

    def say(self, concern: WordedConcern, page: str) -> None:
        """Show a concern, and the name of a page; empty where no entry is meant."""
        self.path = concern.path
        self.words.setText(concern.text)
        self.link.setText(page)
        self.link.setAccessibleName(
            self.tr("{page}: {concern}").format(page=page, concern=concern.text)
        )
        self.link.setVisible(bool(page))


class NeedsCard(QWidget):
    """How many there are, and some of them at a time, the gravest first."""

    entry_asked = Signal(str)
    """The entry at a place of the file is to be looked at."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        styled(self, "care")
        self._look = look
        self._found: tuple[tuple[WordedConcern, str], ...] = ()
        self._first, self._most = 0, _MOST_IN_VIEW
        self._fitted_into, self._is_fitting = QSize(), False
        self.title = plain_label(self.tr("Needs looking at"), "title", wraps=False)
        self.number = plain_label(name="title", wraps=False)
        self.more = make_button(look, "")
        self.more.clicked.connect(self._on_more)
        sign = IconSign(look.icon("care", "amber-ink"), 26)
        head = row(sign, self.title, self.number, STRETCH, spacing=10)
        self._beside = column(head, (self.more, Qt.AlignmentFlag.AlignLeading), STRETCH, spacing=8)
        self.rows = [_Row(look) for _ in range(_MOST_IN_VIEW)]
        for one in self.rows:
            one.link.clicked.connect(lambda _=False, one=one: self.entry_asked.emit(one.path))
        listed = column(*self.rows, spacing=2)
        self._parts = row(self._beside, (listed, 1), on=self, spacing=24, margins=(18, 8, 8, 8))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    @property
    def count(self) -> int:
        """How many things there are to look at."""
        return len(self._found)

    @property
    def links(self) -> list[QPushButton]:
        """The ways to the entries in view."""
        return [one.link for one in self.rows if one.link.isVisibleTo(self)]

    def say(self, found: Sequence[tuple[WordedConcern, str]]) -> None:
        """List what was found, each with the name of the page that has its entry."""
        if self._found != tuple(found):
            self._found, self._first = tuple(found), 0
            self._fit()

    def forget(self) -> None:
        """List nothing, so that the next list begins with its first again."""
        self.say(())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted_into != self._room and not self._is_fitting:
            self._fit()

    @property
    def _room(self) -> QSize:
        """The width of the card, and the height that it shares with the pages."""
        around = self.parentWidget()
        return QSize(self.width(), around.height() if around is not None else self.height())

    def _fit(self) -> None:
        """Show as many at a time as leave the pages their room."""
        # What is shown or hidden meanwhile may make the card narrower at once.
        self._is_fitting = True
        for most in range(_MOST_IN_VIEW, 0, -1):
            self._most = most
            self._show()
            self._fitted_into = room = self._room
            across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
            self._beside.setDirection(down)
            # Beside words that are long or large nothing could be read.
            is_narrow = self._beside.minimumSize().width() > _SIDE * room.width()
            self._parts.setDirection(down if is_narrow else across)
            if is_narrow:
                self._beside.setDirection(across)
                margins = self._parts.contentsMargins()
                inside = room.width() - margins.left() - margins.right()
                if self._beside.minimumSize().width() > inside:
                    self._beside.setDirection(down)
            needed = height_now(self._parts, room.width())
            if needed <= _SHARE * room.height():
                break
        # The direction is new to whoever asked for the height before.
        self.setMinimumHeight(needed)
        self._is_fitting = False

    def _show(self) -> None:
        shown = self._found[self._first : self._first + self._most]
        for number, one in enumerate(self.rows):
            one.setVisible(number < len(shown))
            if number < len(shown):
                one.say(*shown[number])
        self.number.setText(str(self.count))
        left = self.count - self._first - len(shown)
        words = (
            self.tr("And {count} more").format(count=left) if left else self.tr("Back to the first")
        )
        self.more.setText(words)
        self.more.setAccessibleName(words)
        self.more.setVisible(self.count > self._most)

    def _on_more(self) -> None:
        begin = self._first + self._most
        self._first = begin if begin < self.count else 0
        self._fit()

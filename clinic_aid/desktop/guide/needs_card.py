"""What needs looking at before a guide is handed out: one list, and the way to each entry."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from clinic_aid.content.concern_words import WordedConcern
from clinic_aid.desktop.widgets.buttons import make_button
from clinic_aid.desktop.widgets.layout_height import height_now
from clinic_aid.desktop.widgets.style import Look, Sign

_MOST_IN_VIEW = 3
_SHARE = 0.45
"""How much of the height there is the card may take: the pages of the guide have the rest."""


class _Row(QWidget):
    """One thing to look at, with the page that has its entry."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.path = ""
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.link = make_button(look, "", kind="link")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self.words, 1)
        line.addWidget(self.link)
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
        self.setObjectName("care")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self._found: tuple[tuple[WordedConcern, str], ...] = ()
        self._first, self._most = 0, _MOST_IN_VIEW
        self._fitted_into = QSize()
        self.title = QLabel(self.tr("Needs looking at"))
        self.title.setObjectName("title")
        self.number = QLabel()
        self.number.setObjectName("title")
        self.more = make_button(look, "")
        self.more.clicked.connect(self._on_more)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Sign(look.icon("care", "amber-ink"), 26))
        head.addWidget(self.title)
        head.addWidget(self.number)
        head.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        self.rows = [_Row(look) for _ in range(_MOST_IN_VIEW)]
        listed = QVBoxLayout()
        listed.setSpacing(2)
        for row in self.rows:
            row.link.clicked.connect(lambda _=False, row=row: self.entry_asked.emit(row.path))
            listed.addWidget(row)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(18, 8, 8, 8)
        outer.setSpacing(24)
        outer.addLayout(column)
        outer.addLayout(listed, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def count(self) -> int:
        """How many things there are to look at."""
        return len(self._found)

    @property
    def links(self) -> list[QPushButton]:
        """The ways to the entries in view."""
        return [row.link for row in self.rows if row.link.isVisibleTo(self)]

    def say(self, found: Sequence[tuple[WordedConcern, str]]) -> None:
        """List what was found, each with the name of the page that has its entry."""
        if self._found != tuple(found):
            self._found, self._first = tuple(found), 0
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted_into != self._room:
            self._fit()

    @property
    def _room(self) -> QSize:
        """The width of the card, and the height that it shares with the pages."""
        around = self.parentWidget()
        return QSize(self.width(), around.height() if around is not None else self.height())

    def _fit(self) -> None:
        """Show as many at a time as leave the pages their room."""
        self._fitted_into = room = self._room
        layout = self.layout()
        assert layout is not None
        for most in range(_MOST_IN_VIEW, 0, -1):
            self._most = most
            self._show()
            if height_now(layout, room.width()) <= _SHARE * room.height():
                break

    def _show(self) -> None:
        shown = self._found[self._first : self._first + self._most]
        for number, row in enumerate(self.rows):
            row.setVisible(number < len(shown))
            if number < len(shown):
                row.say(*shown[number])
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

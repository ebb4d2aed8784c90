"""Who did what: the newest lines of the audit trail, and what it shows to have been changed."""

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clinic_aid.desktop.safe_keeping.trail_words import mark, sentence
from clinic_aid.desktop.safe_keeping.values import TrailKnown
from clinic_aid.desktop.widgets.pager import Leaf, Pager
from clinic_aid.desktop.widgets.style import Look, Sign
from clinic_aid.desktop.widgets.task_page import (
    Card,
    TaskPage,
    action,
    heading,
    say_heading,
    words_label,
)
from clinic_aid.desktop.widgets.wording import said_time, said_week_day
from clinic_aid.domain.records import TrailRow

_ROWS: Final = 10


class _Line(QWidget):
    """The day where it is another one than before, the time, the sentence and the mark."""

    def __init__(self) -> None:
        super().__init__()
        self.day = heading("", name="eyebrow")
        self.time = words_label(name="trailTime", wraps=False)
        self.words = words_label()
        self.mark = words_label(name="muted", wraps=False)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.time, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.day)
        column.addLayout(row)

    def say(self, row: TrailRow, *, language: str, before: date | None) -> date:
        """Show a line; give its day."""
        day = row.at.astimezone().date()
        say_heading(self.day, said_week_day(day, language))
        self.day.setVisible(day != before)
        self.time.setText(said_time(row.at, language))
        self.words.setText(sentence(row))
        self.mark.setText(mark(row))
        return day


class TrailSection(TaskPage):
    """The newest lines, some at a time."""

    seen_asked = Signal()
    """What was changed has been seen, and is told no more."""

    def __init__(self, look: Look, *, language: str) -> None:
        super().__init__(look)
        self.set_words(
            self.tr("Who did what"),
            self.tr(
                "Nobody can change these lines unseen. They hold nothing about health and no "
                "patient’s name: a consultation is told by the mark at the end of its line."
            ),
        )
        self._language = language
        self._leaf: Leaf[TrailRow] = Leaf(_ROWS)
        self.pager = Pager(look, back=self.tr("Newer lines"), forward=self.tr("Older lines"))
        self.lines = [_Line() for _ in range(_ROWS)]
        self.title = heading("")
        self.breaks = words_label()
        self.seen = action(look, self.tr("I have &seen this"))
        self.care = self._care_card()
        self.rows.addWidget(self.care)
        self.rows.addWidget(self._list_card())
        self.rows.addStretch(1)
        self.pager.turned.connect(self._on_turned)
        self.seen.clicked.connect(self.seen_asked)
        self.show_known(TrailKnown())

    def focus_first(self) -> None:
        for widget in (self.seen, self.pager.forward, self.pager.back):
            if widget.isVisible() and widget.isEnabled():
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def show_known(self, known: TrailKnown) -> None:
        """Show the lines, and what was changed from outside."""
        had_keyboard = self.seen.hasFocus()
        self.breaks.setText("\n".join(known.breaks))
        self.care.setVisible(bool(known.breaks))
        self._leaf.show(known.rows)
        self._fill()
        if had_keyboard and not known.breaks:
            self.focus_first()

    def _care_card(self) -> QWidget:
        card = Card(name="care", margins=(20, 16))
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Sign(self.look.icon("care", "amber-ink"), 24))
        head.addWidget(heading(self.tr("Something was changed from outside Clinic Aid")), 1)
        card.rows.addLayout(head)
        card.rows.addWidget(self.breaks)
        words = self.tr(
            "Ask who had this computer in hand, and whether a backup was put back by hand. Keep a "
            "note of it in the clinic’s file."
        )
        card.rows.addWidget(words_label(words))
        card.rows.addSpacing(4)
        card.add_line(self.seen)
        return card

    def _list_card(self) -> QWidget:
        card = Card()
        card.rows.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.pager)
        card.rows.addLayout(head)
        for line in self.lines:
            card.rows.addWidget(line)
        return card

    def _fill(self) -> None:
        empty = self.tr("Nothing has been done yet")
        say_heading(self.title, self.tr("The newest lines") if self._leaf.count else empty)
        self.pager.show_leaf(self._leaf)
        shown = self._leaf.shown
        day: date | None = None
        for place, line in enumerate(self.lines):
            line.setVisible(place < len(shown))
            if place < len(shown):
                day = line.say(shown[place], language=self._language, before=day)

    @Slot(int)
    def _on_turned(self, by: int) -> None:
        self._leaf.turn(by)
        self._fill()

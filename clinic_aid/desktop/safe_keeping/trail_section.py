"""Who did what: the newest lines of the audit trail, and what it shows to have been changed."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.safe_keeping.trail_words import mark, sentence
from clinic_aid.desktop.system.translation import translated
from clinic_aid.desktop.widgets.layouts import column, row
from clinic_aid.desktop.widgets.pager import Pager
from clinic_aid.desktop.widgets.style import IconSign, Look
from clinic_aid.desktop.widgets.task_page import (
    TaskCard,
    TaskPage,
    action,
    heading,
    line,
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
        self.day = heading(name="eyebrow")
        self.time = words_label(name="trailTime", wraps=False)
        self.words = words_label()
        self.mark = words_label(name="muted", wraps=False)
        top = Qt.AlignmentFlag.AlignTop
        said = row((self.time, top), (self.words, 1), (self.mark, top), spacing=16)
        column(self.day, said, on=self, spacing=4)

    def say(self, told: TrailRow, *, language: str, before: date | None) -> date:
        """Show a line; give its day."""
        day = told.at.astimezone().date()
        say_heading(self.day, said_week_day(day, language))
        self.day.setVisible(day != before)
        self.time.setText(said_time(told.at, language))
        self.words.setText(sentence(told, language))
        self.mark.setText(mark(told))
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
        self.pager: Pager[TrailRow] = Pager(
            look, _ROWS, back=self.tr("Newer lines"), forward=self.tr("Older lines")
        )
        self.lines = [_Line() for _ in range(_ROWS)]
        self.title = heading()
        self.breaks = words_label()
        self.seen = action(look, self.tr("I have &seen this"))
        self.care = self._care_card()
        head = row((self.title, 1), self.pager)
        self.fill(self.care, TaskCard(head, *self.lines, spacing=8))
        self.pager.turned.connect(self._fill)
        self.seen.clicked.connect(self.seen_asked)
        self.show_known()

    def focus_first(self) -> None:
        for widget in (self.seen, self.pager.forward, self.pager.back):
            if widget.isVisible() and widget.isEnabled():
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def show_known(self, lines: Sequence[TrailRow] = (), breaks: Sequence[str] = ()) -> None:
        """Show the newest lines, and what they show to have been changed from outside."""
        had_keyboard = self.seen.hasFocus()
        self.breaks.setText("\n".join(map(translated, breaks)))
        self.care.setVisible(bool(breaks))
        self.pager.show_items(lines)
        if had_keyboard and not breaks:
            self.focus_first()

    def _care_card(self) -> QWidget:
        title = heading(self.tr("Something was changed from outside Clinic Aid"))
        head = row(IconSign(self.look.icon("care", "amber-ink"), 24), (title, 1), spacing=10)
        words = words_label(
            self.tr(
                "Ask who had this computer in hand, and whether a backup was put back by hand. "
                "Keep a note of it in the clinic’s file."
            )
        )
        seen = line(self.seen)
        return TaskCard(head, self.breaks, words, 4, seen, name="care", margins=(20, 16))

    @Slot()
    def _fill(self) -> None:
        empty = self.tr("Nothing has been done yet")
        say_heading(self.title, self.tr("The newest lines") if self.pager.count else empty)
        day: date | None = None

        def say(line: _Line, told: TrailRow) -> None:
            nonlocal day
            day = line.say(told, language=self._language, before=day)

        self.pager.fill(self.lines, say)

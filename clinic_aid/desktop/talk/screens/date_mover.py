"""Moves the treatment day together: what is dated on the screen follows."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPushButton, QWidget

from clinic_aid.content.dates import long_date, month_date
from clinic_aid.content.filling import fill, isolated
from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.care_box import CareBox
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.buttons import icon_button, make_button
from clinic_aid.desktop.widgets.date_entry import CalendarPopup
from clinic_aid.desktop.widgets.layouts import column, row, styled
from clinic_aid.desktop.widgets.style import IconSign, Look
from clinic_aid.domain.plan import LAST_TREATMENT_YEAR
from clinic_aid.entry import plan_days
from clinic_aid.entry.draft import Draft
from clinic_aid.entry.plan_days import Move, Refusal
from clinic_aid.talk.model import Pages, Talk

_LONGEST_QUOTED = 40


class DateMover(QWidget):
    """The treatment day, and steps to an earlier or a later one.

    Where treatment cannot be planned it says why, and lets no day be chosen. A treatment that
    was given already stays where it is. After a "no" the mover is not there.
    """

    edited = Signal(str, object)

    _talk: Talk
    _draft: Draft

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__()
        self._services = services
        self._said: tuple[date, str] | None = None
        self.note_words = Words("note")
        sign = IconSign(look.icon("care", "amber-ink"), 24)
        self.note = CareBox(self.note_words, sign=sign, spacing=14, margins=(20, 8, 20, 8))
        self.strip = styled(QWidget(), "dateStrip")
        self.name = Words("note")
        self.day = Words("strong")
        self.day.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.steps = {
            -7: self._step(look, self.tr("− 1 week"), self.tr("one week earlier"), -7),
            -1: self._step(look, self.tr("− 1 day"), self.tr("one day earlier"), -1),
            1: self._step(look, self.tr("+ 1 day"), self.tr("one day later"), 1),
            7: self._step(look, self.tr("+ 1 week"), self.tr("one week later"), 7),
        }
        self.choose = make_button(look, self.tr("Choose a day"), kind="primary")
        self.choose.clicked.connect(self._on_choose)
        self.pick = icon_button(look, "calendar", self.tr("Pick from a calendar"))
        self.pick.setAccessibleName(self.tr("Treatment day: pick from a calendar"))
        self.pick.clicked.connect(self._on_pick)
        week_before, day_before, day_after, week_after = self.steps.values()
        row(
            (self.name, 3),
            week_before,
            day_before,
            (self.day, 5),
            day_after,
            week_after,
            self.choose,
            self.pick,
            on=self.strip,
            spacing=10,
            margins=(22, 5, 8, 5),
        )
        for button in (*self.steps.values(), self.choose, self.pick):
            # A click must not take the keyboard: arrows and Space go on turning screens.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        column(self.note, self.strip, on=self, spacing=8)
        self.popup: CalendarPopup | None = None

    def show_day(self, talk: Talk, draft: Draft) -> None:
        """Show the day that is entered, and what is to be said of it."""
        pages = talk.pages
        self._talk, self._draft = talk, draft
        self.setVisible(pages is not None and draft.value("decision") != "no")
        if pages is None:
            return
        day = draft.day("plan.treatment_date")
        stopped = bool(pages.plan.stops)
        self.strip.setVisible(not stopped)
        self.name.say(talk.labels["treatment-day"])
        self.day.say(isolated(self._long(day)) if day else self.tr("No day is set yet."))
        given = day is not None and plan_days.is_given(draft, day)
        for step in self.steps.values():
            step.setVisible(day is not None and not given)
        self.pick.setVisible(not given)
        self.choose.setVisible(day is None)
        if self._said is not None and self._said[0] != day:
            self._said = None
        said = "\n".join(pages.plan.stops) if stopped else self._remarks(pages, draft, day)
        if self.note_words.marked() != said:
            self.note_words.say(said)
        self.note.setVisible(bool(said))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # What was said of a move is said once: not again when the screen is come back to.
        self._said = None

    def move_to(self, day: date) -> None:
        """Set the treatment day, with all that has to move along; or say why it cannot be."""
        found = plan_days.move(self._draft, day)
        now = self._draft.day("plan.treatment_date")
        if isinstance(found, Refusal):
            self._said = (now, self._reason(found)) if now else None
            if now is None:
                self._show_note(self._reason(found))
            else:
                self.show_day(self._talk, self._draft)
            return
        if day == now:
            return
        self._said = (day, self._moved_along(found, self._draft))
        if found.is_alone:
            self.edited.emit("plan.treatment_date", day.isoformat())
        else:
            # In one go: with one day moved and not the other, the plan would contradict itself.
            self.edited.emit("plan", plan_days.plan_after(self._draft, found))

    def _step(self, look: Look, words: str, name: str, days: int) -> QPushButton:
        button = make_button(look, words)
        button.setAccessibleName(self.tr("Treatment day: {step}").format(step=name))
        button.clicked.connect(lambda: self._on_step(days))
        return button

    def _on_step(self, days: int) -> None:
        now = self._draft.day("plan.treatment_date")
        if now is not None:
            try:
                self.move_to(now + timedelta(days=days))
            except OverflowError:
                self._show_note(self._reason(Refusal.NO_SUCH_YEAR))

    @Slot()
    def _on_choose(self) -> None:
        self.move_to(self._first_offer())

    @Slot()
    def _on_pick(self) -> None:
        if self.popup is None:
            self.popup = CalendarPopup(self)
            self.popup.calendar.activated.connect(self._on_picked)
            self.popup.calendar.clicked.connect(self._on_picked)
        shown = self._draft.day("plan.treatment_date") or self._first_offer()
        first = min(plan_days.earliest_day(self._draft), shown)
        self.popup.calendar.setDateRange(_qdate(first), QDate(LAST_TREATMENT_YEAR, 12, 31))
        self.popup.open_below(self.pick, _qdate(shown))

    def _first_offer(self) -> date:
        # Without pages nothing of the mover is seen.
        assert self._talk.pages is not None
        today = self._services.now().date()
        return plan_days.first_offer(self._draft, self._talk.pages.closed, today)

    @Slot(QDate)
    def _on_picked(self, day: QDate) -> None:
        if self.popup is not None and self.popup.isVisible():
            self.popup.close()
            self.move_to(date(day.year(), day.month(), day.day()))

    def _remarks(self, pages: Pages, draft: Draft, day: date | None) -> str:
        said = [self._said[1]] if self._said is not None else []
        entered = draft.value("plan.treatment_date")
        if day is None and entered is not None:
            words = self.tr("“{entered}” is not a date that can be counted from.")
            said.append(words.format(entered=isolated(str(entered)[:_LONGEST_QUOTED])))
        if day is not None and pages.treatment_day is None:
            said.append(
                self.tr(
                    "The dates of the plan contradict each other. Nothing is counted from them."
                )
            )
        if day is not None and plan_days.is_given(draft, day):
            said.append(fill(self._talk.labels["concern-already-past"], day=self._long(day)))
        said += [
            fill(self._talk.labels["concern-closed-day"], day=self._long(closed))
            for closed in plan_days.all_days(draft)
            if closed in pages.closed and not plan_days.is_given(draft, closed)
        ]
        return " ".join(part for part in said if part)

    def _moved_along(self, found: Move, draft: Draft) -> str:
        said = []
        if found.sample is not None:
            words = self.tr("The sample moved too, to {day}.")
            said.append(words.format(day=isolated(self._long(found.sample))))
        if found.later:
            days = self.tr(", ").join(isolated(self._short(day)) for day in found.later)
            said.append(self.tr("The later sessions moved too, to {days}.").format(days=days))
        if any(draft.value(f"plan.{visits}") for visits in ("calls", "checks", "reviews")):
            said.append(
                self.tr("The agreed calls, checks and reviews keep their days. Check them.")
            )
        return " ".join(said)

    def _reason(self, refusal: Refusal) -> str:
        return {
            Refusal.BEFORE_CONSULTATION: self.tr("That day is before the consultation."),
            Refusal.BEFORE_SAMPLE: self.tr("That day is before the day of the sample."),
            Refusal.SAMPLE_BEFORE_CONSULTATION: self.tr(
                "The sample moves along. It would then be before the consultation."
            ),
            Refusal.AFTER_LATER_SESSION: self.tr("That day is not before the later sessions."),
            Refusal.UNDER_AGE: self.tr("On that day you would be under 18."),
            Refusal.NO_SUCH_YEAR: self.tr("That day is too far away."),
        }[refusal]

    def _show_note(self, words: str) -> None:
        self.note_words.say(words)
        self.note.show()

    def _long(self, day: date) -> str:
        return long_date(day, self._talk.language)

    def _short(self, day: date) -> str:
        return month_date(day, self._talk.language)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)

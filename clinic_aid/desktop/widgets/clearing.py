"""A check's entry: its answer, and who cleared it, on which day, and how that was seen."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from clinic_aid.content.filling import without_terms
from clinic_aid.desktop.widgets.answer_chips import AnswerChips
from clinic_aid.desktop.widgets.buttons import make_button
from clinic_aid.desktop.widgets.chips import OneChip
from clinic_aid.desktop.widgets.clearing_words import cleared_words, ways
from clinic_aid.desktop.widgets.date_entry import DateEntry, ReadsDays
from clinic_aid.desktop.widgets.field import Field
from clinic_aid.desktop.widgets.layouts import column, row, styled
from clinic_aid.desktop.widgets.line_entry import LineEntry
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.desktop.widgets.style import IconSign, Look
from clinic_aid.domain.consultation import names_somebody
from clinic_aid.entry.check_entry import (
    CLEARING,
    OPEN,
    claimed_by,
    with_answer,
    with_clearing,
    without_clearing,
)
from clinic_aid.talk.model import HealthQuestion


class PastDay(DateEntry):
    """A day that is not still to come."""

    def __init__(self, look: Look, days: ReadsDays) -> None:
        super().__init__(look, days, "past", open_words=" ")

    def day(self) -> date | None:
        """Give the day that was entered; None while it cannot be right."""
        day = next(iter(self.days()), None)
        return day if day is not None and day <= self.reader.today else None

    def doubt(self) -> str:
        days = self.days()
        if days and days[0] is not None and self.day() is None:
            return self.tr("That day is still to come.")
        return super().doubt()


class Clearing(QWidget):
    """What a check waits for, and its clearing; once it is cleared, one calm line.

    It is there after a yes or unsure only. Nothing of what is entered here is in the consultation
    before the button is pressed with all three entries there. `told` is the place of the words
    that say what the check waits for; `answer` lies where the row puts it.
    """

    edited = Signal(object)
    """The check's entry in the file; None takes it away."""
    grown = Signal()
    """It has become another height."""

    def __init__(
        self,
        look: Look,
        told: QWidget,
        answer: AnswerChips,
        days: ReadsDays,
    ) -> None:
        super().__init__()
        self.setObjectName("clearing")
        self._answer, self._days = answer, days
        self._entry: dict[str, object] = {}
        self._shown: Mapping[str, object] = {}
        self._is_clearable = True
        self.waiting, self.done = self._waiting(look, told), self._done(look)
        column(self.waiting, self.done, on=self, spacing=0)
        self.open.clicked.connect(self.unfold)
        self.act.clicked.connect(self._on_act)
        self.back.clicked.connect(lambda: self.edited.emit(without_clearing(self._entry)))
        answer.edited.connect(lambda said: self.edited.emit(with_answer(self._entry, said)))
        for control in (self.by, self.on, self.how):
            control.edited.connect(self._tell)
        self.form.hide()
        self.done.hide()
        self._tell()

    def show_entry(self, question: HealthQuestion, entry: object) -> None:
        """Show a question's entry of the file; None where it was not asked."""
        self._entry = dict(entry) if isinstance(entry, Mapping) else {}
        answer = self._entry.get("answer")
        self._answer.show_value(answer)
        self._name_for(question)
        if question.says_under_age or answer in OPEN:
            self._show_clearing(self._entry)
            self.show()
        else:
            self.forget()
            self.hide()

    def unfold(self) -> None:
        """Show the three entries, with the keyboard on the first."""
        self.form.show()
        self.open.hide()
        self.grown.emit()
        self.by.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Let go of what was entered: it was another answer's, or another patient's."""
        self._shown = {}
        for control in (self.by, self.on, self.how):
            control.show_value(None)
        self.form.hide()
        self.open.setVisible(self._is_clearable)
        self._tell()

    def _name_for(self, question: HealthQuestion) -> None:
        stops = question.level == "stop"
        self.act.setText(self.tr("Clear this stop") if stops else self.tr("Clear this"))
        words = without_terms(question.text)
        self._answer.name_for(words)
        for button in (self.open, self.act, self.back):
            button.setAccessibleName(f"{words} {button.text()}")
        for field in (self._by, self._on, self._how):
            field.control.name_for(f"{words} {field.label_words}")
        self._is_clearable = question.can_be_cleared
        self.open.setVisible(self._is_clearable and self.form.isHidden())

    def _show_clearing(self, entry: Mapping[str, object]) -> None:
        before, self._shown = self._shown, entry
        for name, control in zip(CLEARING, (self.by, self.on, self.how), strict=True):
            # What is typed and not in the file stays; what is taken back can be mended.
            if entry.get(name) is not None and entry.get(name) != before.get(name):
                control.show_value(entry[name])
        cleared = cleared_words(entry, self.on.reader.language)
        claimed = claimed_by(entry)
        self.cleared.setText(cleared)
        self.claim.setText(
            self.tr(
                "Not confirmed: {who} is noted, but not on which day and how it was seen."
            ).format(who=claimed)
        )
        self.claim.setVisible(bool(claimed))
        self.done.setVisible(bool(cleared))
        self.waiting.setVisible(not cleared)
        self._tell()

    def _waiting(self, look: Look, told: QWidget) -> QWidget:
        box = styled(QWidget(), "careInside")
        self.claim = plain_label(name="fault")
        self.open = make_button(look, self.tr("Note who cleared it"))
        align = Qt.AlignmentFlag
        sign = (IconSign(look.icon("care", "amber-ink"), 26), align.AlignTop)
        words = column(told, self.claim, spacing=2)
        head = row(sign, (words, 1), (self.open, align.AlignVCenter), spacing=12)
        self.form = self._form(look)
        column(head, self.form, on=box, spacing=8, margins=(14, 8, 12, 8))
        return box

    def _form(self, look: Look) -> QWidget:
        form = QWidget()
        self.by = LineEntry(longest=200)
        self.on = PastDay(look, self._days)
        self.how = OneChip(look, ways(), spacing=4)
        self._by = Field(look, self.tr("Cleared by (name)"), self.by, noted=False)
        self._on = Field(look, self.tr("On"), self.on)
        self._how = Field(look, self.tr("How it was seen"), self.how, noted=False)
        self.missing = plain_label(name="note", wraps=False)
        self.missing.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        self.act = make_button(look, self.tr("Clear this"), kind="primary")
        acting = QWidget()
        column(self.missing, self.act, on=acting, spacing=3)
        upper = row((self._by, 3), (self._on, 2), spacing=14)
        lower = row((self._how, 1), (acting, Qt.AlignmentFlag.AlignTop), spacing=14)
        column(upper, lower, on=form, spacing=6)
        return form

    def _done(self, look: Look) -> QWidget:
        line = styled(QWidget(), "clearedLine")
        self.cleared = plain_label()
        self.back = make_button(look, self.tr("Take back"), kind="link")
        sign = IconSign(look.icon("check", "teal"), 22)
        row(sign, (self.cleared, 1), self.back, on=line, spacing=12, margins=(14, 2, 4, 2))
        return line

    def _tell(self) -> None:
        """Say what is missing; only with nothing missing can it be cleared."""
        open_words = {
            self.tr("who"): names_somebody(self.by.line.text()),
            self.tr("the day"): self.on.day() is not None,
            self.tr("how it was seen"): self.how.value() is not None,
        }
        missing = [words for words, there in open_words.items() if not there]
        named = ", ".join(missing)
        self.missing.setText(self.tr("Missing: {entries}").format(entries=named) if missing else "")
        self.act.setEnabled(not missing)

    def _on_act(self) -> None:
        day, how = self.on.day(), self.how.value()
        assert day is not None
        assert how is not None
        who = self.by.line.text().strip()
        self.edited.emit(with_clearing(self._entry, who, day, how))

"""Questions about the patient's health: signs for a doctor, and what must be cleared first."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from clinic_aid.desktop.draft import Draft
from clinic_aid.desktop.presenting.figure_sign import FigureSign
from clinic_aid.desktop.presenting.lists import CardRow, ListPage
from clinic_aid.desktop.presenting.words import Words, plain
from clinic_aid.desktop.services import Services
from clinic_aid.desktop.style import Look, Sign, refresh
from clinic_aid.desktop.widgets.chips import OneChip
from clinic_aid.talk.model import Question, Talk, TalkScreen

_OPEN = ("yes", "unsure")
_LEVELS = ("stop", "doctor", "note")
_GAP = 8


class AnswerChips(OneChip):
    """Yes, No or Unsure; the chosen one tapped again is taken back."""

    def __init__(self, look: Look, question: str) -> None:
        super().__init__(look, spacing=_GAP)
        self._answer: str | None = None
        self.offer({"yes": self.tr("Yes"), "no": self.tr("No"), "unsure": self.tr("Unsure")})
        self.name_for(plain(question))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_value(self, value: object) -> None:
        super().show_value(value)
        self._answer = self.value()

    def draw_at(self, scale: float) -> None:
        """Make all chips as wide as the widest is with its tick: none moves when it is chosen."""
        widest = 0
        for button in self.buttons.values():
            button.ensurePolished()
            words = QFontMetrics(button.font()).horizontalAdvance(button.text())
            widest = max(widest, words)
        width = widest + round((20 + 4 + 2 * 15 + 2 * 2 + 4) * scale)
        for button in self.buttons.values():
            button.setMinimumWidth(width)
        count = len(self.buttons)
        self.setFixedWidth(count * width + (count - 1) * round(_GAP * scale) + 2)

    def _on_clicked(self, key: str | None) -> None:
        chosen = None if key == self._answer else key
        self.show_value(chosen)
        self.edited.emit(chosen)


class FlagRow(CardRow):
    """A sign, and whether the patient has it; amber with a mark where a doctor should know."""

    answered = Signal(str, object)

    def __init__(self, look: Look, question: Question) -> None:
        super().__init__(margin=8)
        self.key = question.key
        self.words = Words("body", question.text)
        self.words.set_tone("ink")
        self.mark = Sign(look.icon("care", "amber-ink"), 28)
        policy = self.mark.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.mark.setSizePolicy(policy)
        self.chips = AnswerChips(look, question.text)
        self.chips.edited.connect(lambda answer: self.answered.emit(self.key, answer))
        self.line.addWidget(self.words, 1)
        self.line.addWidget(self.mark)
        self.line.addWidget(self.chips)
        self.show_answer(None)

    def show_answer(self, answer: object) -> None:
        """Show what was answered; None where the question was not asked."""
        self.chips.show_value(answer)
        cares = answer in _OPEN
        self.mark.setVisible(cares)
        if self.property("care") != cares:
            self.setProperty("care", cares)
            refresh(self)

    def draw_at(self, scale: float) -> None:
        self.chips.draw_at(scale)


class CareBox(QWidget):
    """A sentence of care on amber; its place is kept while there is nothing to say."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("sure")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(16)
        self.words = Words("strong")
        row.addWidget(Sign(look.icon("care", "amber-ink"), 28))
        row.addWidget(self.words, 1)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)


class RedFlagsPage(ListPage):
    """Signs that a doctor should see first, each with its answer."""

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services, spacing=8)
        self.care = CareBox(look)
        self.below.addWidget(self.care)
        self.term_links(self.care.words)

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        self.show_head(screen)
        self.care.words.say(talk.labels["red-flag-care"])
        self.show_values(talk.red_flags, self._row)
        answers = [draft.value(f"red_flags.{row.key}") for row in self.flag_rows]
        for row, answer in zip(self.flag_rows, answers, strict=True):
            row.show_answer(answer)
        self.care.setVisible(any(answer in _OPEN for answer in answers))

    @property
    def flag_rows(self) -> tuple[FlagRow, ...]:
        """Give the rows in their order."""
        return tuple(row for row in self.rows.rows if isinstance(row, FlagRow))

    def draw_at(self, scale: float) -> None:
        self.care.words.draw_at(scale, 0.5)
        super().draw_at(scale)

    def _row(self, question: Question) -> FlagRow:
        row = FlagRow(self.look, question)
        row.answered.connect(lambda key, answer: self.edited.emit(f"red_flags.{key}", answer))
        return row


class HealthRow(CardRow):
    """A check: how serious, what is asked, the answer, and what it means once it is not no."""

    answered = Signal(str, object)
    """The check's id and its entry in the file; None takes the entry away."""

    def __init__(self, look: Look, question: Question, *, level: str, sign: FigureSign) -> None:
        super().__init__(margin=8)
        self.key = question.key
        self._cleared_by = question.cleared_by if question.level != "note" else None
        self._entry: dict[str, object] = {}
        self.level, self.words = Words("note", level), Words("body", question.text)
        self.meaning, self.clearing = Words("body", question.meaning or ""), Words("note")
        self.words.set_tone("ink")
        self.level.set_tone(question.level)
        self.sign = sign
        self.chips = AnswerChips(look, question.text)
        self.chips.edited.connect(self._on_answered)
        self.more = QWidget()
        self.more.setObjectName("careInside")
        self.more.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QVBoxLayout(self.more)
        inside.setContentsMargins(16, 8, 16, 8)
        inside.setSpacing(2)
        inside.addWidget(self.meaning)
        inside.addWidget(self.clearing)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.level)
        column.addWidget(self.words)
        upper = QHBoxLayout()
        upper.setSpacing(18)
        upper.addWidget(self.sign)
        upper.addLayout(column, 1)
        upper.addWidget(self.chips, 0, Qt.AlignmentFlag.AlignVCenter)
        rows = QVBoxLayout()
        rows.setSpacing(8)
        rows.addLayout(upper)
        rows.addWidget(self.more)
        self.line.addLayout(rows)
        self.show_entry(None)

    @property
    def is_answered(self) -> bool:
        """Say whether the question was asked and answered."""
        return self.chips.value() is not None

    def show_entry(self, entry: object) -> bool:
        """Show the check's entry in the file; say whether the row has become another height."""
        self._entry = dict(entry) if isinstance(entry, Mapping) else {}
        answer = self._entry.get("answer")
        self.chips.show_value(answer)
        told = self._clearing()
        before = (self.more.isHidden(), self.clearing.marked())
        self.clearing.say(told)
        self.clearing.setVisible(bool(told))
        self.more.setVisible(answer in _OPEN)
        return before != (self.more.isHidden(), told)

    def draw_at(self, scale: float) -> None:
        self.chips.draw_at(scale)
        self.sign.draw_at(scale)

    def _clearing(self) -> str:
        cleared = str(self._entry.get("cleared_by") or "").strip()
        if self._cleared_by is None:
            return ""
        if cleared:
            return self.tr("Cleared by: {who}.").format(who=cleared)
        return self.tr("Who can clear it: {who}.").format(who=self._cleared_by)

    def _on_answered(self, answer: object) -> None:
        if answer is None:
            self.answered.emit(self.key, None)
            return
        entry = {**self._entry, "answer": answer}
        if answer == "no":
            # There is nothing to clear; the rest of the entry is kept.
            entry.pop("cleared_by", None)
            entry.pop("cleared_on", None)
        self.answered.emit(self.key, entry)


class ChecksPage(ListPage):
    """The checks, those that stop treatment first."""

    def __init__(self, look: Look, services: Services) -> None:
        # Filled view by view: a row that grows moves only those behind it.
        super().__init__(look, services, spacing=8, even=False)
        self.asked_so_far = Words("strong")
        self.asked_so_far.setWordWrap(False)
        self.corner.insertWidget(1, self.asked_so_far, 0, Qt.AlignmentFlag.AlignTrailing)
        self._answered: str | None = None

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        self.show_head(screen)
        in_order = sorted(talk.checks, key=lambda check: _LEVELS.index(check.level))
        self.show_values(in_order, self._row)
        grown = [row.show_entry(draft.value(f"checks.{row.key}")) for row in self.health_rows]
        if any(grown):
            self.rows.fit()
            for row in self.health_rows:
                if row.key == self._answered and row.isHidden():
                    self.rows.turn_to_row(row)
        self._answered = None
        done = sum(row.is_answered for row in self.health_rows)
        words = self.tr("{done} of {count} asked")
        self.asked_so_far.say(words.format(done=done, count=len(self.health_rows)))

    @property
    def health_rows(self) -> tuple[HealthRow, ...]:
        """Give the rows in their order."""
        return tuple(row for row in self.rows.rows if isinstance(row, HealthRow))

    def draw_at(self, scale: float) -> None:
        self.asked_so_far.draw_at(scale, 0.0)
        super().draw_at(scale)

    def _row(self, question: Question) -> HealthRow:
        level = {
            "stop": self.tr("Stops treatment until cleared"),
            "doctor": self.tr("A doctor decides"),
            "note": self.tr("Good to know"),
        }[question.level]
        figure = self.services.illustrator.draw("level", level=question.level)
        row = HealthRow(self.look, question, level=level, sign=FigureSign(figure, 44))
        row.answered.connect(self._on_answered)
        return row

    def _on_answered(self, key: str, entry: object) -> None:
        self._answered = key
        self.edited.emit(f"checks.{key}", entry)

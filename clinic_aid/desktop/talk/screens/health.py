"""Questions about the patient's health: signs for a doctor, and what must be cleared first."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.care_box import CareBox
from clinic_aid.desktop.talk.kit.lists import CardRow, ListPage
from clinic_aid.desktop.talk.kit.pictures import FigureSign
from clinic_aid.desktop.talk.kit.words import Words, plain
from clinic_aid.desktop.widgets.answer_chips import AnswerChips
from clinic_aid.desktop.widgets.clearing import Clearing
from clinic_aid.desktop.widgets.layouts import column, row
from clinic_aid.desktop.widgets.style import IconSign, Look, restyle
from clinic_aid.entry.check_entry import OPEN
from clinic_aid.entry.draft import Draft
from clinic_aid.talk.model import HealthQuestion, Talk, TalkScreen


class FlagRow(CardRow):
    """A sign, and whether the patient has it; amber with a mark where a doctor should know."""

    def __init__(self, look: Look, question: HealthQuestion) -> None:
        self.key = question.key
        self.words = Words("body", question.text, tone="ink")
        self.mark = IconSign(look.icon("care", "amber-ink"), 28)
        _keep_place(self.mark)
        self.chips = AnswerChips(look)
        self.chips.in_one_line()
        self.chips.name_for(plain(question.text))
        super().__init__((self.words, 1), self.mark, self.chips, margin=8)
        self.show_answer(None)

    def show_answer(self, answer: object) -> None:
        """Show what was answered; None where the question was not asked."""
        self.chips.show_value(answer)
        cares = answer in OPEN
        self.mark.setVisible(cares)
        restyle(self, "care", cares)


class RedFlagsPage(ListPage):
    """Signs that a doctor should see first, each with its answer."""

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services, spacing=8)
        self.care_words = Words("strong", ease=0.5)
        self.care = CareBox(self.care_words, sign=IconSign(look.icon("care", "amber-ink"), 28))
        _keep_place(self.care)
        self.below.addWidget(self.care)

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        self.show_head(screen)
        self.care_words.say(talk.labels["red-flag-care"])
        self.show_values(talk.red_flags, self._row)
        flags = self.rows.of_kind(FlagRow)
        answers = [draft.value(f"red_flags.{flag.key}") for flag in flags]
        for flag, answer in zip(flags, answers, strict=True):
            flag.show_answer(answer)
        self.care.setVisible(any(answer in OPEN for answer in answers))

    def _row(self, question: HealthQuestion) -> FlagRow:
        row = FlagRow(self.look, question)
        path = f"red_flags.{question.key}"
        row.chips.edited.connect(lambda answer: self.edited.emit(path, answer))
        return row


class HealthRow(CardRow):
    """A check: how serious, what is asked, the answer, and what it means once it is not no."""

    def __init__(
        self,
        look: Look,
        services: Services,
        question: HealthQuestion,
        *,
        level: str,
        sign: FigureSign,
    ) -> None:
        super().__init__(margin=8)
        self.key = question.key
        self.question = question
        self.level = Words("note", level, tone=question.level)
        self.words = Words("body", question.text, tone="ink")
        self.meaning, self.waits = Words("body", question.meaning or ""), Words("strong")
        self.sign = sign
        self.chips = AnswerChips(look)
        self.chips.in_one_line()
        self.age, from_birth = Words("strong"), Words("note", self.tr("from the birth date"))
        for words in (self.age, from_birth):
            words.setWordWrap(False)
        by_birth = self._by_birth(from_birth)
        told = QWidget()
        column(self.waits, self.meaning, on=told, spacing=2)
        nothing = Draft({})  # what was done is counted from no consultation
        self.clearing = Clearing(
            look, told, self.chips, lambda kind: services.day_reader(kind, nothing)
        )
        asked = column(self.level, self.words, spacing=0)
        chips = (self.chips, Qt.AlignmentFlag.AlignVCenter)
        upper = row(self.sign, (asked, 1), by_birth, chips, spacing=18)
        self.line.addLayout(column(upper, self.clearing, spacing=8))
        by_birth.setVisible(question.age is not None)
        self.chips.setVisible(question.age is None)
        self.waits.say(question.waits or "")
        self.waits.setVisible(question.can_be_cleared)
        self.show_entry(None)

    @property
    def is_answered(self) -> bool:
        """Say whether the question was asked and answered, or the birth date answers it."""
        return self.question.age is not None or self.chips.value() is not None

    def show_entry(self, entry: object) -> bool:
        """Show the check's entry in the file; say whether the row has become another height."""
        before = self._shown_parts()
        self.clearing.show_entry(self.question, entry)
        return before != self._shown_parts()

    def _by_birth(self, from_birth: Words) -> QWidget:
        yes, no = self.tr("Yes, {age} years"), self.tr("No, {age} years")
        said = yes if self.question.says_under_age else no
        self.age.say(said.format(age=self.question.age))
        for words in (self.age, from_birth):
            words.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        place = QWidget()
        column(self.age, from_birth, on=place, spacing=0)
        return place

    def _shown_parts(self) -> tuple[object, ...]:
        clearing = self.clearing
        return (
            clearing.isHidden(),
            clearing.done.isHidden(),
            clearing.claim.isHidden(),
            clearing.form.isHidden(),
        )


class HealthPage(ListPage):
    """The checks, those that stop treatment first."""

    def __init__(self, look: Look, services: Services) -> None:
        # Filled view by view: a row that grows moves only those behind it.
        super().__init__(look, services, spacing=8, even=False)
        self.asked_so_far = Words("strong", ease=0.0)
        self.asked_so_far.setWordWrap(False)
        self.corner.insertWidget(1, self.asked_so_far, 0, Qt.AlignmentFlag.AlignTrailing)
        self._answered: str | None = None

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        self.show_head(screen)
        self.show_values(talk.checks, self._row)
        checks = self.rows.of_kind(HealthRow)
        grown = [each.show_entry(draft.value(f"checks.{each.key}")) for each in checks]
        if any(grown):
            self._follow(self._answered)
        self._answered = None
        done = sum(each.is_answered for each in checks)
        words = self.tr("{done} of {count} asked")
        self.asked_so_far.say(words.format(done=done, count=len(checks)))

    def _row(self, question: HealthQuestion) -> HealthRow:
        level = {
            "stop": self.tr("Stops treatment until cleared"),
            "doctor": self.tr("A doctor decides"),
            "note": self.tr("Good to know"),
        }[question.level]
        figure = self.services.illustrator.draw("level", level=question.level)
        sign = FigureSign(figure, 44)
        row = HealthRow(self.look, self.services, question, level=level, sign=sign)
        row.clearing.edited.connect(lambda entry: self._on_answered(question.key, entry))
        row.clearing.grown.connect(lambda: self._follow(question.key))
        return row

    def _follow(self, key: str | None) -> None:
        """Share the rows out anew, and show the one that has grown."""
        self.rows.fit()
        for each in self.rows.of_kind(HealthRow):
            if each.key == key and each.isHidden():
                self.rows.turn_to_row(each)

    def _on_answered(self, key: str, entry: object) -> None:
        self._answered = key
        self.edited.emit(f"checks.{key}", entry)


def _keep_place(widget: QWidget) -> None:
    """Keep the place of a widget while it is hidden: nothing moves when it comes."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)

"""The patient's questions: noted at any screen, answered now or later, taken home on paper."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.cards import TapCard
from clinic_aid.desktop.talk.kit.rows import PagedRows
from clinic_aid.desktop.talk.kit.sheet import SheetContent
from clinic_aid.desktop.talk.kit.spoken_entry import SpokenEntry
from clinic_aid.desktop.talk.kit.turning import TurningPage
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.buttons import make_button
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.domain.lengths import ENTRIES
from clinic_aid.entry.draft import Draft
from clinic_aid.entry.said import (
    Entry,
    entries,
    question_of,
    questions_with,
    questions_without_empty,
)
from clinic_aid.talk.model import Talk, TalkScreen


class QuestionEntry(QWidget):
    """One question with its answer, kept as they are typed."""

    edited = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.question = SpokenEntry(self.tr("The question"))
        self.answer = SpokenEntry(self.tr("The answer, now or later"))
        for entry in (self.question, self.answer):
            entry.edited.connect(self._tell)
        column(self.question, self.answer, STRETCH, on=self, spacing=14)
        self._draft, self._place = Draft({}), 0

    def show_question(self, draft: Draft, place: int) -> None:
        """Show the question at a place of the list; past its end, room for a new one."""
        kept = entries(draft, "questions")
        self._draft, self._place = draft, place
        entry: Entry = kept[place] if place < len(kept) else {}
        self.question.show_text(question_of(entry))
        self.answer.show_text(entry.get("answer"))

    def _tell(self) -> None:
        question = self.question.text.toPlainText().strip() or None
        answer = self.answer.text.toPlainText().strip() or None
        self.edited.emit("questions", questions_with(self._draft, self._place, question, answer))


class QuestionContent(SheetContent):
    """Room for one more question, over any screen."""

    def __init__(self, look: Look, draft: Draft) -> None:
        super().__init__()
        kept = entries(draft, "questions")
        self.entry = QuestionEntry()
        self.entry.show_question(draft, len(kept))
        self.entry.edited.connect(self.edited)
        self.note = Words("note", self._noted(len(kept)))
        self.keep = make_button(look, self.tr("Keep it"), kind="primary")
        self.keep.clicked.connect(self.done)
        column((self.entry, 1), row((self.note, 1), self.keep), on=self, spacing=14)
        if len(kept) >= ENTRIES:
            self.entry.setEnabled(False)
            self.note.say(self.tr("There is no room for more questions in the guide."))

    def focus_first(self) -> None:
        self.entry.question.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _noted(self, count: int) -> str:
        if count == 0:
            return self.tr("It goes into your guide, in your words.")
        return self.tr(
            "Noted so far: {count}. All of them stand in the chapter Your words."
        ).format(count=count)


class QuestionsPage(TurningPage):
    """All questions noted, and the one that is being asked or answered."""

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services)
        self.rows = PagedRows(most=5)
        self.turn_by(self.rows)
        self.add: QPushButton = make_button(look, self.tr("Another question"), icon="new")
        self.add.clicked.connect(lambda: self._choose(len(self._kept)))
        self.entry = QuestionEntry()
        self.entry.edited.connect(self.edited)
        left = column((self.rows, 1), (self.add, Qt.AlignmentFlag.AlignLeading), spacing=12)
        row((left, 46), (self.entry, 54), on=self.body, spacing=40)
        self._kept: list[Entry] = []
        self._place = 0
        self._draft = Draft({})

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        self.show_head(screen)
        self._draft = draft
        kept = entries(draft, "questions")
        if kept != self._kept or not self.rows.rows:
            self._kept = kept
            self.rows.place(self._cards())
            self.tell_views()
        self._place = min(self._place, len(kept))
        self._mark()
        self.add.setEnabled(len(kept) < ENTRIES)
        self.entry.show_question(draft, self._place)

    def _cards(self) -> list[QWidget]:
        cards: list[QWidget] = []
        for place, entry in enumerate(self._kept):
            answer = entry.get("answer")
            note = str(answer) if answer else self.tr("Not answered yet")
            card = TapCard(str(entry.get("question", "")), note)
            card.tapped.connect(lambda place=place: self._choose(place))
            cards.append(card)
        if not cards:
            empty = Words("body", self.tr("No question is noted yet. Ask at any screen."))
            cards.append(empty)
        return cards

    def _mark(self) -> None:
        for place, card in enumerate(self.rows.of_kind(TapCard)):
            card.mark(place == self._place)

    def _choose(self, place: int) -> None:
        whole = questions_without_empty(self._draft)
        if whole != (entries(self._draft, "questions") or None):
            gone = [entry not in (whole or []) for entry in self._kept[:place]]
            place -= sum(gone)
            self.edited.emit("questions", whole)
        self._place = place
        self._mark()
        self.entry.show_question(self._draft, place)
        self.entry.question.text.setFocus(Qt.FocusReason.OtherFocusReason)

"""One question about the patient's health, its answer, and the act of clearing it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from clinic_aid.content.filling import without_terms
from clinic_aid.desktop.widgets.answer_chips import AnswerChips
from clinic_aid.desktop.widgets.clearing import Clearing
from clinic_aid.desktop.widgets.date_entry import ReadsDays
from clinic_aid.desktop.widgets.layout_height import height_now
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row, styled
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.talk.model import HealthQuestion


class CheckRow(QWidget):
    """A card with a question; `edited` gives the check's id and its entry in the file."""

    edited = Signal(str, object)

    def __init__(self, look: Look, key: str, days: ReadsDays) -> None:
        super().__init__()
        styled(self, "row")
        self.key = key
        self.question, self.age = plain_label(), plain_label(name="fact", wraps=False)
        self.answer = AnswerChips(look)
        # A row that the birth date answers is as high as the others.
        policy = self.answer.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.answer.setSizePolicy(policy)
        self.waits, self.meaning = plain_label(name="fact"), plain_label()
        told = QWidget()
        column(self.waits, self.meaning, on=told, spacing=0)
        self.clearing = Clearing(look, told, self.answer, days)
        from_birth = plain_label(self.tr("from the birth date"), "muted", wraps=False)
        self._by_birth = QWidget()
        row(STRETCH, self.age, from_birth, on=self._by_birth, spacing=10, margins=(0, 0, 8, 0))
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(16, 7, 10, 7)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(7)
        grid.addWidget(self.question, 0, 0)
        grid.addWidget(self.answer, 0, 1)
        grid.addWidget(self._by_birth, 0, 1)
        grid.addWidget(self.clearing, 1, 0, 1, 2)
        # The answers stand in one line where there is room for it.
        grid.setColumnStretch(0, 42)
        grid.setColumnStretch(1, 58)
        self.clearing.edited.connect(lambda entry: self.edited.emit(key, entry))

    def height_for(self, width: int) -> int:
        """Give the height that the row needs at a width."""
        return height_now(self._grid, width)

    @property
    def is_open(self) -> bool:
        """Say whether the question was not asked yet."""
        return self._by_birth.isHidden() and self.answer.value() is None

    @property
    def has_keyboard(self) -> bool:
        """Say whether something in this row has the keyboard."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def take_keyboard(self) -> None:
        """Put the keyboard on the first answer."""
        self.answer.name_for(self.answer.label).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_question(self, question: HealthQuestion, entry: object) -> None:
        """Show the question and its entry of the file; None where it was not asked."""
        self.question.setText(without_terms(question.text))
        self.waits.setText(without_terms(question.waits or ""))
        self.meaning.setText(without_terms(question.meaning or ""))
        by_birth = question.age is not None
        self._by_birth.setVisible(by_birth)
        self.answer.setVisible(not by_birth)
        yes, no = self.tr("Yes, {age} years"), self.tr("No, {age} years")
        said = yes if question.says_under_age else no
        self.age.setText(said.format(age=question.age))
        self.waits.setVisible(question.can_be_cleared)
        self.clearing.show_entry(question, entry)

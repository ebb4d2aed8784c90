"""People: who can open the vault, their passphrases, and the recovery key."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from clinic_aid.desktop.keys.key_paper import KeyPaperPage, PrintKey
from clinic_aid.desktop.safe_keeping.person_form import PersonForm, Task
from clinic_aid.desktop.safe_keeping.values import PeopleKnown
from clinic_aid.desktop.widgets.elided_label import ElidedLabel
from clinic_aid.desktop.widgets.field import NoteLine
from clinic_aid.desktop.widgets.question import Confirmation
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.desktop.widgets.task_page import (
    Card,
    SignTile,
    TaskPage,
    action,
    draw_at_scale,
    heading,
    words_label,
)
from clinic_aid.desktop.widgets.wording import alone, isolated


class PersonRow(QWidget):
    """A name, and what can be done for this person."""

    def __init__(self, look: Look, person: str, *, is_here: bool) -> None:
        super().__init__()
        self.person = person
        self.name = ElidedLabel()
        self.name.setObjectName("fieldLabel")
        self.name.say(alone(person, mirrored=self.isRightToLeft()))
        self.name.setToolTip(person)
        self.name.setProperty("mayElide", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.name, 1)
        self.here = QLabel(self.tr("this is you"))
        self.here.setObjectName("muted")
        self.here.setVisible(is_here)
        row.addWidget(self.here)
        words = self.tr("Change my passphrase …") if is_here else self.tr("New passphrase …")
        self.change = action(look, words)
        self.remove = action(look, self.tr("Remove …"))
        self.remove.setVisible(not is_here)
        for button in (self.change, self.remove):
            name = self.tr("{person}: {what}").format(person=person, what=button.accessibleName())
            button.setAccessibleName(name)
            row.addWidget(button)


class _PeoplePage(TaskPage):
    """The list of people, and the recovery key."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.set_words(
            self.tr("People"),
            self.tr("Everybody opens the vault with a passphrase of their own."),
        )
        self.add = action(look, self.tr("&Add a person …"), icon="people")
        self.outcome = NoteLine(look)
        self.question = Confirmation(look)
        self.unconfirmed = words_label(
            self.tr(
                "Nobody has confirmed that the recovery key is on paper. Make a new one, and keep "
                "its paper."
            )
        )
        self.new_key = action(look, self.tr("Make a new recovery &key …"), icon="recovery-key")
        self.people: list[PersonRow] = []
        self.list = Card()
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self.list.rows.addWidget(heading(self.tr("Who can open the vault")))
        self.list.rows.addLayout(self._column)
        self.list.rows.addSpacing(4)
        self.list.add_line(self.add, self.outcome, stretch=1)
        self.rows.addWidget(self.list)
        self.rows.addWidget(self.question)
        self._key = self._key_card()
        self.rows.addWidget(self._key)
        self.rows.addStretch(1)

    def focus_first(self) -> None:
        first = self.people[0].change if self.people else self.add
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self, title: str, words: str, *, yes: str, no: str) -> None:
        """Ask in the place of the card below the list."""
        self.question.ask(title, words, yes=yes, no=no)
        self._key.hide()

    def take_back(self) -> None:
        """Ask no more."""
        self.question.take_back()
        self._key.show()

    def show_known(self, known: PeopleKnown) -> None:
        """Show who can open the vault."""
        if [row.person for row in self.people] != list(known.people):
            for row in self.people:
                self._column.removeWidget(row)
                row.hide()
                row.deleteLater()
            self.people = []
            for person in known.people:
                row = PersonRow(self.look, person, is_here=person == known.here)
                self._column.addWidget(row)
                self.people.append(row)
        self.care.setVisible(not known.recovery_confirmed)
        self.draw_anew()

    def _key_card(self) -> QWidget:
        card = Card()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(heading(self.tr("The recovery key")))
        said = self.tr(
            "It opens the vault when every passphrase is forgotten. It is on paper only, where the "
            "clinic keeps its contracts."
        )
        words.addWidget(words_label(said, name="muted"))
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(SignTile(self.look, "recovery-key"), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        head.addWidget(self.new_key, 0, Qt.AlignmentFlag.AlignVCenter)
        card.rows.addLayout(head)
        self.care = Card(name="care", margins=(14, 8))
        self.care.rows.addWidget(self.unconfirmed)
        card.rows.addWidget(self.care)
        return card


class PeopleSection(QWidget):
    """The list, the form for a passphrase, and the paper of a new recovery key, one at a time."""

    add_asked = Signal(str, str)
    own_asked = Signal(str, str)
    other_asked = Signal(str, str)
    remove_asked = Signal(str)
    new_key_asked = Signal()
    key_confirmed = Signal()
    """The last group of the new recovery key was typed from its paper."""

    def __init__(self, look: Look, print_key: PrintKey) -> None:
        super().__init__()
        self._look = look
        self._known = PeopleKnown(people=(), here="", recovery_confirmed=True)
        self._asked: str | None = None
        self.page = _PeoplePage(look)
        self.form = PersonForm(look)
        self.paper = KeyPaperPage(look, print_key)
        self.paper.setProperty("mayScroll", True)
        self._stack = QStackedLayout(self)
        for page in (self.page, self.form, self.paper):
            self._stack.addWidget(page)
        self.page.add.clicked.connect(self._on_add)
        self.page.new_key.clicked.connect(self._on_new_key)
        self.page.question.agreed.connect(self._on_agreed)
        self.page.question.refused.connect(self._on_refused)
        self.form.add_asked.connect(self.add_asked)
        self.form.own_asked.connect(self.own_asked)
        self.form.other_asked.connect(self.other_asked)
        self.form.back_asked.connect(self._to_list)
        self.paper.done.connect(self._on_paper_done)

    @property
    def holds_key(self) -> bool:
        """Say whether a recovery key is shown that is not confirmed yet: leaving loses it."""
        return self._stack.currentWidget() is self.paper

    def focus_first(self) -> None:
        """Put the keyboard where the page begins."""
        for page in (self.page, self.form, self.paper):
            if self._stack.currentWidget() is page:
                page.focus_first()

    def show_known(self, known: PeopleKnown) -> None:
        """Show who can open the vault."""
        self._known = known
        self.page.show_known(known)
        for row in self.page.people:
            # Rows of people who were there before are connected already.
            if not row.property("connected"):
                row.setProperty("connected", True)
                row.change.clicked.connect(lambda _=False, row=row: self._on_change(row.person))
                row.remove.clicked.connect(lambda _=False, row=row: self._on_remove(row.person))

    def show_done(self, words: str) -> None:
        """Go back to the list, and say what was done."""
        self.form.forget()
        self.page.outcome.say(words, fault=False)
        self._to_list()

    def show_key(self, key: str) -> None:
        """Show a new recovery key, until it is on paper."""
        self.paper.show_key(key, replaces=True)
        self._turn_to(self.paper)

    def show_busy(self, busy: bool) -> None:
        """Let nothing be changed while the vault is at work."""
        self.form.show_busy(busy)
        if busy and self._stack.currentWidget() is self.page:
            self.page.outcome.say(self.tr("One moment …"), fault=False)

    def show_fault(self, words: str) -> None:
        """Say why nothing was changed."""
        if self._stack.currentWidget() is self.form:
            self.form.show_fault(words)
        else:
            self.page.outcome.say(words, fault=True)

    def forget(self) -> None:
        """Leave the form with nothing of what was typed; a key that is shown stays."""
        self.page.take_back()
        if not self.holds_key:
            self.form.forget()
            self._stack.setCurrentWidget(self.page)

    def _turn_to(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        draw_at_scale(self._look, self)
        # A page can have the keyboard once it is shown, and control is back with Qt.
        QTimer.singleShot(0, self, self._focus_if_visible)

    @Slot()
    def _focus_if_visible(self) -> None:
        if self.isVisible():
            self.focus_first()

    @Slot()
    def _to_list(self) -> None:
        self._turn_to(self.page)

    @Slot()
    def _on_add(self) -> None:
        self.form.begin("add", people=self._known.people)
        self._turn_to(self.form)

    def _on_change(self, person: str) -> None:
        task: Task = "own" if person == self._known.here else "other"
        self.form.begin(task, person=person)
        self._turn_to(self.form)

    def _on_remove(self, person: str) -> None:
        self._asked = person
        self.page.ask(
            self.tr("Remove {person}?").format(person=isolated(person)),
            self.tr(
                "This passphrase then opens the vault no more. Backups that were made before still "
                "open with it. What this person did stays in “Who did what”."
            ),
            yes=self.tr("&Remove"),
            no=self.tr("&Do not remove"),
        )

    @Slot()
    def _on_new_key(self) -> None:
        self._asked = None
        self.page.ask(
            self.tr("Make a new recovery key?"),
            self.tr(
                "The key on the paper of before opens nothing any more. Have a printer or a pen "
                "ready: the new key is shown only once."
            ),
            yes=self.tr("&Make a new key"),
            no=self.tr("&Keep the old one"),
        )

    @Slot()
    def _on_refused(self) -> None:
        self.page.take_back()
        self.page.focus_first()

    @Slot()
    def _on_agreed(self) -> None:
        self.page.take_back()
        self.page.focus_first()
        if self._asked is None:
            self.new_key_asked.emit()
        else:
            self.remove_asked.emit(self._asked)

    @Slot()
    def _on_paper_done(self) -> None:
        self.paper.forget()
        self.key_confirmed.emit()
        self.show_done(self.tr("The new recovery key is on paper. Destroy the old paper."))

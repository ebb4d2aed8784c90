"""People: who can open the vault, their passphrases, and the recovery key."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedLayout, QWidget

from clinic_aid.desktop.keys.key_paper import KeyPaperPage, PrintKey
from clinic_aid.desktop.safe_keeping.person_form import PersonForm, Task
from clinic_aid.desktop.widgets.elided_label import ElidedLabel
from clinic_aid.desktop.widgets.layouts import column, row
from clinic_aid.desktop.widgets.plain_label import plain_tip
from clinic_aid.desktop.widgets.question import Confirmation
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.desktop.widgets.task_page import (
    SignTile,
    TaskCard,
    TaskPage,
    action,
    draw_at_scale,
    heading,
    line,
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
        self.name.setToolTip(plain_tip(person))
        self.name.setProperty("mayElide", True)
        self.here = words_label(self.tr("this is you"), name="muted", wraps=False)
        words = self.tr("Change my passphrase …") if is_here else self.tr("New passphrase …")
        self.change = action(look, words)
        self.remove = action(look, self.tr("Remove …"))
        row((self.name, 1), self.here, self.change, self.remove, on=self, spacing=10)
        # Not before they lie in the row: they would flash up as windows of their own.
        self.here.setVisible(is_here)
        self.remove.setVisible(not is_here)
        for button in (self.change, self.remove):
            name = self.tr("{person}: {what}").format(person=person, what=button.accessibleName())
            button.setAccessibleName(name)


class _PeoplePage(TaskPage):
    """The list of people, and the recovery key."""

    change_asked = Signal(str)
    remove_asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.set_words(
            self.tr("People"),
            self.tr("Everybody opens the vault with a passphrase of their own."),
        )
        self.add = action(look, self.tr("&Add a person …"), icon="people")
        self.new_key = action(look, self.tr("Make a new recovery &key …"), icon="recovery-key")
        self.people: list[PersonRow] = []
        self._column = column(spacing=8)
        title = heading(self.tr("Who can open the vault"))
        end = line(self.add, self.outcome, wide=self.outcome)
        key = self._key_card()
        self.question = Confirmation(look, instead_of=key)
        self.fill(TaskCard(title, self._column, 4, end), self.question, key)

    def focus_first(self) -> None:
        first = self.people[0].change if self.people else self.add
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_known(self, people: Sequence[str], *, here: str, recovery_confirmed: bool) -> None:
        """Show who can open the vault."""
        if [one.person for one in self.people] != list(people):
            for one in self.people:
                self._column.removeWidget(one)
                one.hide()
                one.deleteLater()
            self.people = []
            for person in people:
                one = PersonRow(self.look, person, is_here=person == here)
                self.people.append(one)
                self._column.addWidget(one)
                one.change.clicked.connect(lambda _, one=one: self.change_asked.emit(one.person))
                one.remove.clicked.connect(lambda _, one=one: self.remove_asked.emit(one.person))
        self.care.setVisible(not recovery_confirmed)
        self.draw_anew()

    def _key_card(self) -> QWidget:
        said = self.tr(
            "It opens the vault when every passphrase is forgotten. It is on paper only, where the "
            "clinic keeps its contracts."
        )
        unconfirmed = self.tr(
            "Nobody has confirmed that the recovery key is on paper. Make a new one, and keep its "
            "paper."
        )
        title = heading(self.tr("The recovery key"))
        tile = SignTile(self.look, "recovery-key")
        head = row(
            (tile, Qt.AlignmentFlag.AlignTop),
            (column(title, words_label(said, name="muted"), spacing=0), 1),
            (self.new_key, Qt.AlignmentFlag.AlignVCenter),
            spacing=16,
        )
        self.care = TaskCard(words_label(unconfirmed), name="care", margins=(14, 8))
        return TaskCard(head, self.care)


class PeopleSection(QWidget):
    """The list, the form for a passphrase, and the paper of a new recovery key, one at a time."""

    remove_asked = Signal(str)
    new_key_asked = Signal()
    key_confirmed = Signal()
    """The last group of the new recovery key was typed from its paper."""

    def __init__(self, look: Look, print_key: PrintKey) -> None:
        super().__init__()
        self._look = look
        self._people: tuple[str, ...] = ()
        self._here = ""
        self._asked: str | None = None
        self.page = _PeoplePage(look)
        self.form = PersonForm(look)
        self.paper = KeyPaperPage(look, print_key)
        self.paper.setProperty("mayScroll", True)
        self._shown: TaskPage = self.page
        self._stack = QStackedLayout(self)
        for page in (self.page, self.form, self.paper):
            self._stack.addWidget(page)
        self.page.add.clicked.connect(self._on_add)
        self.page.new_key.clicked.connect(self._on_new_key)
        self.page.change_asked.connect(self._on_change)
        self.page.remove_asked.connect(self._on_remove)
        self.page.question.agreed.connect(self._on_agreed)
        self.page.question.refused.connect(self.page.focus_first)
        self.form.back_asked.connect(self._to_list)
        self.paper.done.connect(self._on_paper_done)

    @property
    def holds_key(self) -> bool:
        """Say whether a recovery key is shown that is not confirmed yet: leaving loses it."""
        return self._shown is self.paper

    def focus_first(self) -> None:
        """Put the keyboard where the page begins."""
        self._shown.focus_first()

    def show_known(self, people: Sequence[str], *, here: str, recovery_confirmed: bool) -> None:
        """Show who can open the vault, who of them is here, and whether its key is on paper."""
        self._people, self._here = tuple(people), here
        self.page.show_known(people, here=here, recovery_confirmed=recovery_confirmed)

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
        if busy and self._shown is self.page:
            self.page.outcome.say(self.tr("One moment …"), fault=False)

    def show_fault(self, words: str) -> None:
        """Say why nothing was changed."""
        if self._shown is self.form:
            self.form.show_fault(words)
        else:
            self.page.outcome.say(words, fault=True)

    def forget(self) -> None:
        """Leave the form with nothing of what was typed; a key that is shown stays."""
        self.page.question.take_back()
        if not self.holds_key:
            self.form.forget()
            self._show(self.page)

    def _show(self, page: TaskPage) -> None:
        self._shown = page
        self._stack.setCurrentWidget(page)

    def _turn_to(self, page: TaskPage) -> None:
        self._show(page)
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
        self.form.begin("add", people=self._people)
        self._turn_to(self.form)

    @Slot(str)
    def _on_change(self, person: str) -> None:
        task: Task = "own" if person == self._here else "other"
        self.form.begin(task, person=person)
        self._turn_to(self.form)

    @Slot(str)
    def _on_remove(self, person: str) -> None:
        self._asked = person
        self.page.question.ask(
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
        self.page.question.ask(
            self.tr("Make a new recovery key?"),
            self.tr(
                "The key on the paper of before opens nothing any more. Have a printer or a pen "
                "ready: the new key is shown only once."
            ),
            yes=self.tr("&Make a new key"),
            no=self.tr("&Keep the old one"),
        )

    @Slot()
    def _on_agreed(self) -> None:
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

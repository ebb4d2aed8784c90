"""Old consultations: the clinic's period, and the yearly review of what is older."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Final, Literal

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from clinic_aid.desktop.safe_keeping.claims_card import ClaimsCard
from clinic_aid.desktop.widgets.chips import OneChip
from clinic_aid.desktop.widgets.elided_label import ElidedLabel
from clinic_aid.desktop.widgets.flow_layout import flow
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row
from clinic_aid.desktop.widgets.pager import Pager
from clinic_aid.desktop.widgets.question import Confirmation
from clinic_aid.desktop.widgets.stepper import Stepper
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.desktop.widgets.task_page import (
    TaskCard,
    TaskPage,
    action,
    heading,
    line,
    say_action,
    say_heading,
    words_label,
)
from clinic_aid.desktop.widgets.wording import (
    alone,
    consultations,
    one_of_name,
    said_birth,
    said_day,
    with_birth,
)
from clinic_aid.domain.people import namesakes
from clinic_aid.domain.records import Entry, Settings
from clinic_aid.vault.retention import Decisions, RetentionReview

ProductName = Callable[[str], str | None]
"""Gives the name of a product that consultations are about, None for one that is unknown."""
Today = Callable[[], date]
Choice = Literal["erase", "keep"] | None

_APART: Final = " · "
_ROWS: Final = 3
_MOST_NAMES: Final = 8


class OldRow(TaskCard):
    """Who it is, product and change on one side; erase, keep longer or later on the other."""

    chosen = Signal(str, object)
    """The consultation's key, and "erase", "keep" or None."""

    def __init__(
        self, look: Look, *, language: str, product_name: ProductName, today: Today
    ) -> None:
        super().__init__(name="oldRow", margins=(16, 3))
        self._language, self._product_name, self._today = language, product_name, today
        self.key = ""
        # Who it is stands whole, on as many lines as that takes.
        self.name, self.born = words_label(name="fieldLabel"), words_label()
        self.note = words_label(name="fault")
        self.words = ElidedLabel("muted", has_tip=True)
        self.choice = OneChip(look, spacing=4)
        self.choice.offer(
            {None: self.tr("Later"), "keep": self.tr("Keep longer"), "erase": self.tr("Erase")}
        )
        words = column(STRETCH, self.name, self.note, self.born, self.words, STRETCH, spacing=0)
        self.rows.addLayout(row((words, 10), (self.choice, 11), spacing=16))
        self.choice.edited.connect(lambda choice: self.chosen.emit(self.key, choice))

    def show_entry(self, entry: Entry, choice: Choice, *, of_this_name: int = 1) -> None:
        """Show a consultation, what was chosen for it, and how many people have the name."""
        self.key = entry.key
        name = entry.headings.name or self.tr("Without a name")
        changed = said_day(entry.changed_at.astimezone().date(), self._language)
        known = [
            self.tr("last changed {day}").format(day=changed),
            self._product_name(entry.headings.product or "") or "",
        ]
        born = said_birth(entry.headings.birth_date, self._today(), self._language)
        self.name.setText(alone(name, mirrored=self.isRightToLeft()))
        self.note.setText(one_of_name(of_this_name))
        self.note.setVisible(of_this_name > 1)
        self.born.setText(born)
        self.words.say(_APART.join(words for words in known if words))
        self.choice.name_for(f"{name}, {born}")
        self.choice.show_value(choice)


class OldSection(TaskPage):
    """What is chosen here is done only after a question, all of it at once."""

    review_asked = Signal(object)
    """The review is made: its `Decisions`."""

    def __init__(
        self, look: Look, *, language: str, product_name: ProductName, today: Today
    ) -> None:
        super().__init__(look)
        self.set_words(
            self.tr("Old consultations"),
            self.tr(
                "Ask your lead clinician how long the law wants them kept. Keep them no longer."
            ),
        )
        self._language, self._today = language, today
        self._known = RetentionReview()
        self._choices: dict[str, Choice] = {}
        self._with_held = False
        bounds = Settings.BOUNDS["retention_years"]
        self.years = Stepper(look, bounds, unit=self.tr("years after their last change"))
        self.title, self.last = heading(), words_label(name="muted")
        self.pager: Pager[Entry] = Pager(
            look, _ROWS, back=self.tr("Older ones"), forward=self.tr("Further ones")
        )
        self.lines = [
            OldRow(look, language=language, product_name=product_name, today=today)
            for _ in range(_ROWS)
        ]
        self.erase_all = action(look, kind="link")
        self.show_held = action(look, kind="link")
        self.carry_out = action(look, kind="primary")
        review = self._review_card()
        self.question = Confirmation(look, instead_of=review)
        self.claims = ClaimsCard(look, language=language, product_name=product_name, today=today)
        self.fill(self.claims, self._years_card(), review, self.question)
        self._connect()
        self.show_known(self._known)

    def focus_first(self) -> None:
        first: QWidget = self.years.line
        if self.claims.isVisible():
            # The answer that changes nothing.
            first = self.claims.keep
        elif self.lines[0].isVisible():
            choice = self.lines[0].choice
            first = choice.name_for(choice.label)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def decisions(self) -> Decisions:
        """What was chosen so far."""
        held = {entry.key for entry in self._known.held}
        chosen = self._choices.items()
        return Decisions(
            erase=tuple(key for key, choice in chosen if choice == "erase"),
            keep=tuple(key for key, choice in chosen if choice == "keep" and key not in held),
            release=tuple(key for key, choice in chosen if choice is None and key in held),
        )

    def show_known(self, known: RetentionReview) -> None:
        """Show what is older than the period; choices for what is still there stay."""
        self._known = known
        there = {entry.key for entry in (*known.past, *known.held)}
        self._choices = {key: choice for key, choice in self._choices.items() if key in there}
        self.years.show_value(known.years)
        self._say_last()
        self._show_list()

    def show_busy(self, busy: bool) -> None:
        super().show_busy(busy)
        for one in self.lines:
            one.setDisabled(busy)
        if busy:
            self.question.take_back()
            self.say(self.tr("Carrying it out …"))
            self.carry_out.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_done(self, erased: int, kept: int) -> None:
        """Say what the review did."""
        self._choices = {}
        self._with_held = False
        words = [self.tr("The review is done.")]
        if erased:
            said = self.tr("{consultations} erased for good.")
            words.append(said.format(consultations=consultations(erased)))
        if kept:
            said = self.tr("{consultations} kept longer.")
            words.append(said.format(consultations=consultations(kept)))
        self.say(" ".join(words))

    # Building

    def _years_card(self) -> QWidget:
        title = heading(self.tr("Keep consultations for"))
        self.years.name_for(self.tr("Keep consultations for"))
        return TaskCard(row((title, 1), (self.years, 2), spacing=18))

    def _review_card(self) -> QWidget:
        words = column(self.title, self.last, spacing=0)
        links = flow(self.erase_all, self.show_held)
        end = line(self.outcome, self.carry_out, wide=self.outcome)
        return TaskCard(row((words, 1), self.pager), *self.lines, links, end)

    def _connect(self) -> None:
        self.pager.turned.connect(self._fill)
        for one in self.lines:
            one.chosen.connect(self._on_chosen)
        self.erase_all.clicked.connect(self._on_erase_all)
        self.show_held.clicked.connect(self._on_show_held)
        self.carry_out.clicked.connect(self._on_carry_out)
        self.question.agreed.connect(self._on_agreed)
        self.question.refused.connect(self._on_refused)

    # Words

    def _say_last(self) -> None:
        known = self._known
        if known.reviewed_on is None:
            words = self.tr("There was no review yet.")
        else:
            day = said_day(known.reviewed_on, self._language)
            words = self.tr("The last review was on {day}.").format(day=day)
        if known.is_due:
            words = self.tr("{last} The next one is due.").format(last=words)
        self.last.setText(words)

    def _show_list(self) -> None:
        known = self._known
        title = self.tr("Yearly review: nothing is older than the period")
        if known.past:
            said = self.tr("Yearly review: {consultations} older than the period")
            title = said.format(consultations=consultations(len(known.past)))
        say_heading(self.title, title)
        self.pager.show_items([*known.past, *(known.held if self._with_held else ())])
        count, held = self.pager.count, len(known.held)
        said = self.tr("Choose “Erase” for all {count}").format(count=count)
        _say_link(self.erase_all, said, shown=count > 1)
        words = self.tr("Hide what is kept longer ({count})")
        if not self._with_held:
            words = self.tr("Show what is kept longer ({count})")
        _say_link(self.show_held, words.format(count=held), shown=held > 0)

    @Slot()
    def _fill(self) -> None:
        alike = namesakes([*self._known.past, *self._known.held])

        def show(one: OldRow, entry: Entry) -> None:
            choice, people = self._choice_of(entry), alike.get(entry.key, 1)
            one.show_entry(entry, choice, of_this_name=people)

        self.pager.fill(self.lines, show)
        self._say_sum()

    def _choice_of(self, entry: Entry) -> Choice:
        return self._choices.get(entry.key, "keep" if entry.held else None)

    def _say_sum(self) -> None:
        chosen = self.decisions
        erase, keep = len(chosen.erase), len(chosen.keep)
        if erase and keep:
            words = self.tr("To be erased: {erase}. To be kept longer: {keep}.")
        elif erase:
            words = self.tr("To be erased: {erase}.")
        elif keep:
            words = self.tr("To be kept longer: {keep}.")
        else:
            words = self.tr("Nothing is chosen. What is left for later comes again next year.")
        if not self.pager.count:
            words = ""
        if not self.has_outcome:
            self.outcome.say(words.format(erase=erase, keep=keep), fault=False)
        label = self.tr("&Erase the chosen …") if erase else self.tr("The &review is done")
        say_action(self.carry_out, label)
        self.carry_out.setVisible(self.pager.count > 0 or self._known.is_due)

    # What is chosen and done

    def choose(self, choices: Mapping[str, Choice]) -> None:
        """Choose for consultations, by their keys."""
        self._choices.update(choices)
        self.has_outcome = False
        self._fill()

    def forget(self) -> None:
        # What was chosen stays.
        self.question.take_back()
        self.claims.forget()

    @Slot(str, object)
    def _on_chosen(self, key: str, choice: Choice) -> None:
        self._choices[key] = choice
        self.has_outcome = False
        self._say_sum()

    @Slot()
    def _on_erase_all(self) -> None:
        past = self._known.past
        held = self._known.held if self._with_held else ()
        self.choose({entry.key: "erase" for entry in (*past, *held)})

    @Slot()
    def _on_show_held(self) -> None:
        self._with_held = not self._with_held
        self._show_list()

    @Slot()
    def _on_carry_out(self) -> None:
        if self.is_busy:
            return
        count = len(self.decisions.erase)
        if not count:
            self._on_agreed()
            return
        title = self.tr("Erase {consultations} for good?")
        self.question.ask(
            title.format(consultations=consultations(count)),
            self._erase_words(self.decisions.erase),
            yes=self.tr("Erase for &good"),
            no=self.tr("&Do not erase"),
        )

    def _erase_words(self, keys: Collection[str]) -> str:
        known = [*self._known.past, *self._known.held]
        nameless = self.tr("Without a name")
        heads = [entry.headings for entry in known if entry.key in keys]
        names = [
            with_birth(one.name or nameless, one.birth_date, self._today(), self._language)
            for one in heads
        ]
        if (more := len(names) - _MOST_NAMES) > 0:
            names[_MOST_NAMES:] = [self.tr("And {count} more").format(count=more)]
        explained = self.tr(
            "Everything that was entered, shown and given is taken out, the guides as well. "
            "Nobody can bring it back, and no backup that is restored here later brings it back. "
            "Backups on sticks hold it, encrypted, until they are replaced."
        )
        return "\n".join([*names, "", explained])

    @Slot()
    def _on_agreed(self) -> None:
        self.review_asked.emit(self.decisions)

    @Slot()
    def _on_refused(self) -> None:
        self.carry_out.setFocus(Qt.FocusReason.OtherFocusReason)


def _say_link(button: QPushButton, words: str, *, shown: bool) -> None:
    say_action(button, words)
    button.setVisible(shown)

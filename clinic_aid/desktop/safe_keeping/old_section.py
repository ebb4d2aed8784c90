"""Old consultations: the clinic's period, and the yearly review of what is older."""

from collections.abc import Collection, Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from clinic_aid.desktop.safe_keeping.old_row import Choice, OldRow
from clinic_aid.desktop.safe_keeping.values import Decisions, ProductName, ReviewKnown
from clinic_aid.desktop.widgets.field import NoteLine
from clinic_aid.desktop.widgets.flow_layout import FlowLayout
from clinic_aid.desktop.widgets.pager import Leaf, Pager
from clinic_aid.desktop.widgets.question import Confirmation
from clinic_aid.desktop.widgets.stepper import Stepper
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.desktop.widgets.task_page import (
    Card,
    TaskPage,
    action,
    heading,
    say_heading,
    words_label,
)
from clinic_aid.desktop.widgets.titled_entry import announce
from clinic_aid.desktop.widgets.wording import consultations, isolated, said_day
from clinic_aid.domain.records import Entry, Settings

_ROWS: Final = 4
_MOST_NAMES: Final = 8


class OldSection(TaskPage):
    """What is chosen here is done only after a question, all of it at once."""

    years_chosen = Signal(int)
    review_asked = Signal(object)
    """The review is made: its `Decisions`."""

    def __init__(self, look: Look, *, language: str, product_name: ProductName) -> None:
        super().__init__(look)
        self.set_words(
            self.tr("Old consultations"),
            self.tr(
                "Ask your lead clinician how long the law wants them kept. Keep them no longer."
            ),
        )
        self._language = language
        self._leaf: Leaf[Entry] = Leaf(_ROWS)
        self._known = ReviewKnown()
        self._choices: dict[str, Choice] = {}
        self._with_held = self._is_busy = self._has_outcome = False
        least, most = Settings.BOUNDS["retention_years"]
        self.years = Stepper(
            look, lowest=least, highest=most, unit=self.tr("years after their last change")
        )
        self.title, self.last = heading(""), words_label(name="muted")
        self.pager = Pager(look, back=self.tr("Older ones"), forward=self.tr("Further ones"))
        self.lines = [
            OldRow(look, language=language, product_name=product_name) for _ in range(_ROWS)
        ]
        self.erase_all = action(look, "", kind="link")
        self.show_held = action(look, "", kind="link")
        self.outcome = NoteLine(look)
        self.carry_out = action(look, "", kind="primary")
        self.question = Confirmation(look)
        self.rows.addWidget(self._years_card())
        self._review = self._review_card()
        self.rows.addWidget(self._review)
        self.rows.addWidget(self.question)
        self.rows.addStretch(1)
        self._connect()
        self.show_known(self._known)

    def focus_first(self) -> None:
        first: QWidget = self.years.line
        if self.lines[0].isVisible():
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

    def show_known(self, known: ReviewKnown) -> None:
        """Show what is older than the period; choices for what is still there stay."""
        self._known = known
        there = {entry.key for entry in (*known.past, *known.held)}
        self._choices = {key: choice for key, choice in self._choices.items() if key in there}
        self.years.show_value(known.years)
        self._say_last()
        self._show_list()

    def show_busy(self, busy: bool) -> None:
        """Let nothing be chosen while the vault is at work."""
        self._is_busy = busy
        for line in self.lines:
            line.setDisabled(busy)
        if busy:
            self._take_back()
            self._say_outcome(self.tr("Carrying it out …"))
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
        self._say_outcome(" ".join(words))

    def show_fault(self, words: str) -> None:
        """Say why the review was not carried out."""
        self._say_outcome(words, fault=True)

    # Building

    def _years_card(self) -> QWidget:
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(18)
        title = heading(self.tr("Keep consultations for"))
        title.setWordWrap(False)
        row.addWidget(title)
        self.years.name_for(self.tr("Keep consultations for"))
        row.addWidget(self.years, 1)
        card.rows.addLayout(row)
        return card

    def _review_card(self) -> QWidget:
        card = Card()
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.last)
        head.addLayout(words, 1)
        head.addWidget(self.pager)
        card.rows.addLayout(head)
        for line in self.lines:
            card.rows.addWidget(line)
        links = FlowLayout(spacing=8)
        for link in (self.erase_all, self.show_held):
            links.addWidget(link)
        card.rows.addLayout(links)
        card.add_line(self.outcome, self.carry_out, stretch=0)
        return card

    def _connect(self) -> None:
        self.years.edited.connect(self.years_chosen.emit)
        self.pager.turned.connect(self._on_turned)
        for line in self.lines:
            line.chosen.connect(self._on_chosen)
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
        self._leaf.show([*known.past, *(known.held if self._with_held else ())])
        if known.past:
            said = self.tr("Yearly review: {consultations} older than the period")
            title = said.format(consultations=consultations(len(known.past)))
        else:
            title = self.tr("Yearly review: nothing is older than the period")
        say_heading(self.title, title)
        count = self._leaf.count
        said = self.tr("Choose “Erase” for all {count}").format(count=count)
        self._say_button(self.erase_all, said, shown=count > 1)
        words = self.tr("Hide what is kept longer ({count})")
        if not self._with_held:
            words = self.tr("Show what is kept longer ({count})")
        held = len(known.held)
        self._say_button(self.show_held, words.format(count=held), shown=held > 0)
        self._fill()

    def _say_outcome(self, words: str, *, fault: bool = False) -> None:
        self._has_outcome = True
        self.outcome.say(words, fault=fault)
        announce(self, words)

    def _say_button(self, button: QPushButton, words: str, *, shown: bool) -> None:
        button.setText(words)
        button.setAccessibleName(words)
        button.setVisible(shown)

    def _fill(self) -> None:
        self.pager.show_leaf(self._leaf)
        shown = self._leaf.shown
        for place, line in enumerate(self.lines):
            line.setVisible(place < len(shown))
            if place < len(shown):
                entry = shown[place]
                line.show_entry(entry, self._choice_of(entry))
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
        if not self._leaf.count:
            words = ""
        if not self._has_outcome:
            self.outcome.say(words.format(erase=erase, keep=keep), fault=False)
        label = self.tr("&Erase the chosen …") if erase else self.tr("The &review is done")
        self.carry_out.setText(label)
        self.carry_out.setAccessibleName(label.replace("&", ""))
        self.carry_out.setVisible(self._leaf.count > 0 or self._known.is_due)

    # What is chosen and done

    def choose(self, choices: Mapping[str, Choice]) -> None:
        """Choose for consultations, by their keys."""
        self._choices.update(choices)
        self._has_outcome = False
        self._fill()

    def forget(self) -> None:
        """Ask nothing any more; what was chosen stays."""
        self._take_back()

    @Slot(str, object)
    def _on_chosen(self, key: str, choice: Choice) -> None:
        self._choices[key] = choice
        self._has_outcome = False
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

    @Slot(int)
    def _on_turned(self, by: int) -> None:
        self._leaf.turn(by)
        self._fill()

    @Slot()
    def _on_carry_out(self) -> None:
        if self._is_busy:
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
        # In its place: what is asked about stays in view.
        self._review.hide()

    def _erase_words(self, keys: Collection[str]) -> str:
        known = [*self._known.past, *self._known.held]
        nameless = self.tr("Without a name")
        names = [isolated(entry.headings.name or nameless) for entry in known if entry.key in keys]
        words = self.tr("{names}.")
        if len(names) > _MOST_NAMES:
            words = self.tr("{names} and {more} more.")
        said = words.format(names=", ".join(names[:_MOST_NAMES]), more=len(names) - _MOST_NAMES)
        explained = self.tr(
            "Everything that was entered, shown and given is taken out, the guides as well. "
            "Nobody can bring it back, and no backup that is restored here later brings it back. "
            "Backups on sticks hold it, encrypted, until they are replaced."
        )
        return f"{said}\n\n{explained}"

    def _take_back(self) -> None:
        self.question.take_back()
        self._review.show()

    @Slot()
    def _on_agreed(self) -> None:
        self._take_back()
        self.review_asked.emit(self.decisions)

    @Slot()
    def _on_refused(self) -> None:
        self._take_back()
        self.carry_out.setFocus(Qt.FocusReason.OtherFocusReason)

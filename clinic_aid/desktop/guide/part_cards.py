"""The parts of the guide as cards: which are printed, and why."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from clinic_aid.desktop.guide.part_words import part_titles, reason_words
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row, styled
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.desktop.widgets.style import restyle
from clinic_aid.desktop.widgets.words_button import WordsButton
from clinic_aid.domain.guide_parts import PARTS, Part, PartChoice


class PartCard(QWidget):
    """One part: a tick to print it, and its words, which lead to its pages."""

    ticked = Signal()
    pages_asked = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        styled(self, "partCard")
        self.title = title
        self.tick = QCheckBox()
        self.tick.setObjectName("partTick")
        self.pages = plain_label(wraps=False)
        self.reason = plain_label(name="muted")
        name = plain_label(title, "cardTitle")
        top = Qt.AlignmentFlag.AlignTop
        head = row((name, 1), (self.pages, top), spacing=10)
        words = QWidget()
        column(STRETCH, head, self.reason, STRETCH, on=words, spacing=1)
        self.show_pages = WordsButton("part", (words, 1), spacing=0, margins=(10, 7, 12, 9))
        row(12, self.tick, (self.show_pages, 1), on=self, spacing=0, margins=(2, 2, 2, 2))
        self.tick.clicked.connect(self._on_ticked)
        self.show_pages.clicked.connect(self._on_pressed)
        self._count = 0
        self._speak()

    def say(self, choice: PartChoice, reason: str, pages: int) -> None:
        """Show whether the part is printed, why, and on how many pages."""
        self.tick.setChecked(choice.is_chosen)
        self.tick.setEnabled(choice.is_possible)
        self.reason.setText(reason)
        self._count = pages
        self._speak()

    def keep_ticked(self, kept: bool) -> None:
        """Let the only part that is printed stay: a guide without one is none."""
        if kept:
            self.tick.setEnabled(False)
            self.reason.setText(
                self.tr("{reason}. The only part.").format(reason=self.reason.text())
            )
            self._speak()

    def mark(self, viewed: bool) -> None:
        """Show whether the pages in view are those of this part."""
        restyle(self, "viewed", viewed)

    def _speak(self) -> None:
        one, several = self.tr("1 page"), self.tr("{count} pages")
        words = one if self._count == 1 else several.format(count=self._count)
        chosen = self.tick.isChecked()
        self.pages.setText(words if self._count else "")
        self.pages.setVisible(bool(self._count))
        restyle(self, "chosen", chosen)
        self.tick.setAccessibleName(self.tr("Print “{part}”").format(part=self.title))
        leads = self.tr("Show the pages of “{part}”") if self._count else self.tr("Print “{part}”")
        self.show_pages.setAccessibleName(leads.format(part=self.title))
        said = ". ".join(filter(None, (self.pages.text(), self.reason.text())))
        for each in (self.tick, self.show_pages):
            each.setAccessibleDescription(said)
        self.show_pages.setEnabled(bool(self._count) or self.tick.isEnabled())

    @Slot()
    def _on_ticked(self) -> None:
        self._count = 0
        self._speak()
        self.ticked.emit()

    @Slot()
    def _on_pressed(self) -> None:
        if self._count:
            self.pages_asked.emit()
        else:
            self.tick.click()


class PartCards(QWidget):
    """All parts, each with its reason; empty while nobody knows them."""

    chosen = Signal(object)
    """The parts that somebody ticked, in the order of the cards."""
    added = Signal(str)
    """A part was ticked that was not before."""
    pages_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        titles = part_titles()
        self.cards = {part: PartCard(titles[part]) for part in PARTS}
        column(*self.cards.values(), on=self, spacing=6)
        self._choices: tuple[PartChoice, ...] = ()
        for part, card in self.cards.items():
            card.ticked.connect(lambda part=part: self._on_ticked(part))
            card.pages_asked.connect(lambda part=part: self.pages_asked.emit(part))

    @property
    def is_known(self) -> bool:
        """Say whether anything is known of the parts."""
        return bool(self._choices)

    @property
    def needed(self) -> tuple[Part, ...]:
        """The parts that are printed unless somebody chooses."""
        return tuple(choice.part for choice in self._choices if choice.is_needed)

    def say(
        self,
        choices: Sequence[PartChoice],
        pages: Mapping[Part, int],
        day_of: Callable[[Part], str],
    ) -> None:
        """Show of every part whether it is printed, why, and on how many pages.

        `day_of` gives the day on which a part was given, in words.
        """
        self._choices = tuple(choices)
        for choice in choices:
            day = day_of(choice.part) if choice.reason == "given" else ""
            reason = reason_words(choice.reason, is_chosen=choice.is_chosen, day=day)
            self.cards[choice.part].say(choice, reason, pages.get(choice.part, 0))
        ticked = self._ticked()
        for part in ticked:
            self.cards[part].keep_ticked(len(ticked) == 1)

    def mark(self, viewed: Part | None) -> None:
        """Show which part the pages in view belong to."""
        for part, card in self.cards.items():
            card.mark(part == viewed)

    def _ticked(self) -> tuple[Part, ...]:
        return tuple(part for part, card in self.cards.items() if card.tick.isChecked())

    def _on_ticked(self, part: Part) -> None:
        ticked = self._ticked()
        if not ticked:
            # Of two that were there, both were unticked before the guide was made anew.
            self.cards[part].tick.click()
            return
        if part in ticked:
            self.added.emit(part)
        self.chosen.emit(ticked)

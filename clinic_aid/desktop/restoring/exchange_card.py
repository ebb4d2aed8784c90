"""What a restore would put in the place of what, side by side."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.widgets.chips import OneChip
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.desktop.widgets.task_page import TaskCard, heading, say_heading, words_label
from clinic_aid.desktop.widgets.wording import consultations, said_moment
from clinic_aid.domain.records import Contents
from clinic_aid.vault.comparing import Exchange


class _Side(TaskCard):
    def __init__(self, title: str) -> None:
        self.count = heading(name="title")
        self.newest, self.made = words_label(name="muted"), words_label(name="muted")
        eyebrow = words_label(title, name="eyebrow")
        super().__init__(eyebrow, self.count, self.newest, self.made, STRETCH, spacing=2)


class ExchangeCard(QWidget):
    """Both vaults with their counts and dates, and the choice about what is newer."""

    def __init__(self, look: Look, *, language: str) -> None:
        super().__init__()
        self._language = language
        self.present = _Side(self.tr("The vault now"))
        self.backup = _Side(self.tr("The backup"))
        self.newer = words_label()
        self.choice = OneChip(look)
        self.choice.offer({"keep": self.tr("Keep them"), "leave": self.tr("Let them go")})
        self.choice.name_for(self.tr("Newer consultations"))
        self.aside = words_label(name="muted")
        sides = row((self.present, 1), (self.backup, 1), spacing=14)
        choice = (self.choice, 8, Qt.AlignmentFlag.AlignVCenter)
        self._care = TaskCard(
            row((self.newer, 10), choice, spacing=16), name="care", margins=(20, 12)
        )
        self.doubts = words_label()
        self._doubted = TaskCard(self.doubts, name="care", margins=(20, 12))
        column(sides, self._care, self._doubted, self.aside, on=self, spacing=12)

    @property
    def keeps_newer(self) -> bool:
        """Say whether consultations that are newer than the backup are to be kept."""
        return self.asks and self.choice.value() == "keep"

    @property
    def asks(self) -> bool:
        """Say whether there is anything to choose."""
        return not self.choice.isHidden() and not self._care.isHidden()

    def show_exchange(self, exchange: Exchange) -> None:
        """Show what would be exchanged."""
        self._say_present(exchange)
        self._say_contents(self.backup, exchange.backup)
        self.newer.setText(self._newer_words(exchange))
        self.choice.show_value("keep")
        self.choice.setVisible(exchange.present == "sound")
        self._care.setVisible(exchange.newer > 0)
        doubts = self._doubt_words(exchange)
        self.doubts.setText(doubts)
        self._doubted.setVisible(bool(doubts))
        aside = self._aside_words(exchange)
        self.aside.setText(aside)
        self.aside.setVisible(bool(aside))

    def _say_present(self, exchange: Exchange) -> None:
        side = self.present
        if exchange.contents is not None:
            self._say_contents(side, exchange.contents)
            if exchange.present == "damaged":
                # What can still be counted is not what was there.
                count = consultations(exchange.contents.consultations)
                say_heading(side.count, self.tr("It is damaged"))
                side.newest.setText(self.tr("Still to be read: {count}").format(count=count))
            return
        title = self.tr("It is damaged")
        words = self.tr("What is in it cannot be read. It is kept aside.")
        if exchange.present == "none":
            title, words = self.tr("There is none"), self.tr("Nothing is replaced.")
        elif exchange.present == "closed":
            title = self.tr("It cannot be read here")
            words = self.tr("It has other keys than the backup. It is kept aside.")
        say_heading(side.count, title)
        side.newest.setText(words)
        side.made.hide()

    def _say_contents(self, side: _Side, contents: Contents) -> None:
        say_heading(side.count, consultations(contents.consultations))
        newest = self.tr("Nothing was entered yet")
        if contents.newest_change is not None:
            at = said_moment(contents.newest_change, self._language)
            newest = self.tr("Last change: {at}").format(at=at)
        side.newest.setText(newest)
        side.made.setVisible(contents.made_at is not None)
        if contents.made_at is not None:
            at = said_moment(contents.made_at, self._language)
            words = self.tr("Made: {at}")
            if not contents.is_dated:
                words = self.tr("It says it was made {at}, but only its last change proves its age")
            side.made.setText(words.format(at=at))

    def _newer_words(self, exchange: Exchange) -> str:
        if exchange.present == "damaged":
            words = self.tr(
                "Newer than the backup: {consultations}. What can be read of them is taken over."
            )
        elif exchange.present == "closed":
            words = self.tr(
                "The backup is of another vault. All of now leaves the list: {consultations}."
            )
        else:
            words = self.tr(
                "Newer than this backup: {consultations}. Keep them, or let them leave the list?"
            )
        return words.format(consultations=consultations(exchange.newer))

    def _doubt_words(self, exchange: Exchange) -> str:
        words = []
        if exchange.called_erased:
            called = self.tr(
                "These come back, though a list that the vault did not write calls them erased: "
                "{consultations}. Decide afterwards in Safe keeping, under Old consultations."
            )
            words.append(called.format(consultations=consultations(exchange.called_erased)))
        if exchange.has_lost_list:
            lost = self.tr(
                "The list of what was erased here is missing or damaged: who was erased since the "
                "backup may come back. Look through them afterwards, and erase them again."
            )
            words.append(lost)
        return "\n".join(words)

    def _aside_words(self, exchange: Exchange) -> str:
        words = []
        if exchange.present != "none":
            aside = self.tr(
                "The vault of now is not deleted: it is kept aside in a folder of its own."
            )
            words.append(aside)
        if exchange.left_out:
            erased = self.tr("What was erased since the backup stays erased: {consultations}.")
            words.append(erased.format(consultations=consultations(exchange.left_out)))
        return " ".join(words)

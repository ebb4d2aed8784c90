"""What a list beside the vault calls erased, though the vault did not: one at a time, to decide."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.widgets.layouts import column, row
from clinic_aid.desktop.widgets.pager import Pager
from clinic_aid.desktop.widgets.question import Confirmation
from clinic_aid.desktop.widgets.style import IconSign, Look
from clinic_aid.desktop.widgets.task_page import (
    TaskCard,
    action,
    heading,
    line,
    say_action,
    say_heading,
    words_label,
)
from clinic_aid.desktop.widgets.wording import consultations, said_birth, said_day, with_birth
from clinic_aid.domain.records import Entry

ProductName = Callable[[str], str | None]

_APART = " · "


class ClaimsCard(QWidget):
    """Hidden while there is nothing to decide. Nothing is erased without a question."""

    decided = Signal(object, bool)
    """The keys of consultations, and whether they are to be erased."""

    def __init__(
        self,
        look: Look,
        *,
        language: str,
        product_name: ProductName,
        today: Callable[[], date],
    ) -> None:
        super().__init__()
        self._language, self._product_name, self._today = language, product_name, today
        self.title = heading()
        self.pager: Pager[Entry] = Pager(
            look, 1, back=self.tr("The one before"), forward=self.tr("The next one")
        )
        self.name, self.words = words_label(name="fieldLabel"), words_label(name="muted")
        self.erase = action(look, self.tr("&Erase this one …"))
        self.keep = action(look, self.tr("&Keep this one"))
        self.keep_all = action(look, kind="link")
        card = self._card(look)
        self.question = Confirmation(look, instead_of=card)
        column(card, self.question, on=self)
        self.pager.turned.connect(self._say)
        self.erase.clicked.connect(self._on_erase)
        self.keep.clicked.connect(lambda: self._decide(self.pager.shown, erase=False))
        self.keep_all.clicked.connect(lambda: self._decide(self._known, erase=False))
        self.question.agreed.connect(lambda: self._decide(self.pager.shown, erase=True))
        self.question.refused.connect(self._on_refused)
        self._known: tuple[Entry, ...] = ()
        self.show_known(())

    def show_known(self, known: Sequence[Entry]) -> None:
        """Show what nobody has decided about yet."""
        self._known = tuple(known)
        self.question.take_back()
        self.pager.show_items(known)
        self.setVisible(bool(known))

    def forget(self) -> None:
        """Ask no more."""
        self.question.take_back()

    def _card(self, look: Look) -> QWidget:
        sign = IconSign(look.icon("care", "amber-ink"), 24)
        head = row(sign, (self.title, 1), self.pager, spacing=10)
        explained = words_label(
            self.tr(
                "The vault did not write that list, so nothing was erased. It may tell of an "
                "erasure that was interrupted, or that was made before a backup was restored; or "
                "somebody who had this computer in hand wrote it. Look who it is, and ask."
            )
        )
        one = TaskCard(self.name, self.words, name="oldRow", margins=(16, 8), spacing=0)
        buttons = line(self.keep, self.erase, self.keep_all)
        return TaskCard(head, explained, one, 4, buttons, name="care", margins=(20, 16))

    @Slot()
    def _say(self) -> None:
        count = self.pager.count
        title = self.tr("A list beside the vault calls this erased: {consultations}")
        say_heading(self.title, title.format(consultations=consultations(count)))
        say_action(self.keep_all, self.tr("Keep all {count}").format(count=count))
        self.keep_all.setVisible(count > 1)
        for entry in self.pager.shown:
            headings = entry.headings
            self.name.setText(headings.name or self.tr("Without a name"))
            changed = said_day(entry.changed_at.astimezone().date(), self._language)
            known = [
                said_birth(headings.birth_date, self._today(), self._language),
                self.tr("last changed {day}").format(day=changed),
                self._product_name(headings.product or "") or "",
            ]
            self.words.setText(_APART.join(words for words in known if words))

    def _decide(self, entries: Sequence[Entry], *, erase: bool) -> None:
        self.decided.emit(tuple(entry.key for entry in entries), erase)

    @Slot()
    def _on_erase(self) -> None:
        for entry in self.pager.shown:
            headings = entry.headings
            name = with_birth(
                headings.name or self.tr("Without a name"),
                *(headings.birth_date, self._today(), self._language),
            )
            words = self.tr(
                "Everything that was entered, shown and given is taken out for good, the guides as "
                "well. Nobody can bring it back."
            )
            self.question.ask(
                self.tr("Erase this consultation for good?"),
                f"{name}\n{words}",
                yes=self.tr("Erase for &good"),
                no=self.tr("&Do not erase"),
            )

    @Slot()
    def _on_refused(self) -> None:
        self.erase.setFocus(Qt.FocusReason.OtherFocusReason)

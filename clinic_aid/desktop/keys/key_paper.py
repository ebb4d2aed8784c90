"""The recovery key, shown once: to be put on paper before anything else is done."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clinic_aid.desktop.keys.key_groups import KeyGroups, are_alike, groups_of
from clinic_aid.desktop.system.background import log_fault
from clinic_aid.desktop.system.translation import words_of
from clinic_aid.desktop.widgets.door_page import DoorPage
from clinic_aid.desktop.widgets.field import NoteLine
from clinic_aid.desktop.widgets.line_entry import LineEntry
from clinic_aid.desktop.widgets.paragraph import Paragraph
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.desktop.widgets.titled_entry import TitledEntry, announce
from clinic_aid.errors import ClinicAidError

PrintKey = Callable[[str], object]


class KeyPaperPage(DoorPage):
    """A new recovery key. The way on opens when its last group was typed back from the paper."""

    done = Signal()

    def __init__(self, look: Look, print_key: PrintKey) -> None:
        super().__init__(look, gap=4)
        self._print_key = print_key
        self._key, self._replaces = "", False
        self.set_words(
            self.tr("Put this key on paper"),
            self.tr(
                "Without the passphrase and without this paper nobody can open the "
                "consultations, not even us. The key is shown only now."
            ),
        )
        self.groups = KeyGroups()
        self.print = self.button(self.tr("&Print it"), icon="print")
        self.printed = NoteLine(look)
        keep = Paragraph(
            self.tr(
                "Keep the paper where the clinic keeps its contracts, not with the laptop. "
                "You can also write the key down by hand."
            )
        )
        self._typed = LineEntry(longest=40)
        self._typed.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.confirm = TitledEntry(look, self.tr("Type the &last group of the key"), self._typed)
        self.go_on = self.button(self.tr("&Go on"), kind="primary")
        self.rows.addWidget(self._card())
        self.rows.addWidget(keep)
        self.rows.addWidget(self._last_row())
        self.rows.addStretch(3)
        self.print.clicked.connect(self._on_print)
        self._typed.edited.connect(self._on_typed)
        self._typed.line.returnPressed.connect(self._on_go_on)
        self.go_on.clicked.connect(self._on_go_on)
        self.forget()

    def show_key(self, key: str, *, replaces: bool) -> None:
        """Show a key; one that `replaces` another makes the paper of before worthless."""
        self.forget()
        self._key, self._replaces = key, replaces
        self.groups.show_key(key)
        self._say_of_paper()

    def focus_first(self) -> None:
        self.print.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        self._key, self._replaces = "", False
        self.groups.show_key("")
        self._typed.line.setText("")
        self._typed.edited.emit(None)
        self._say_of_paper()

    def _say_of_paper(self) -> None:
        old = self.tr("The old recovery key opens nothing any more. Destroy its paper.")
        self.printed.say(old if self._replaces else "", fault=self._replaces)

    def _card(self) -> QWidget:
        card = QWidget()
        card.setObjectName("card")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        beside = QHBoxLayout()
        beside.setSpacing(14)
        beside.addWidget(self.print, 0, Qt.AlignmentFlag.AlignVCenter)
        beside.addWidget(self.printed, 1, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(14)
        column.addWidget(self.groups)
        column.addLayout(beside)
        return card

    def _last_row(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(20)
        line.addWidget(self.confirm, 1)
        button = QVBoxLayout()
        button.setContentsMargins(0, 28, 0, 0)
        button.addWidget(self.go_on)
        button.addStretch(1)
        line.addLayout(button)
        return row

    def _is_right(self) -> bool:
        groups = groups_of(self._key)
        return bool(groups) and are_alike(self._typed.line.text(), groups[-1])

    @Slot()
    def _on_print(self) -> None:
        try:
            self._print_key(self._key)
        except ClinicAidError as error:
            words = words_of(error)
        except Exception as error:  # the key must not be lost with a window that breaks down
            log_fault(error)
            words = self.tr("It was not printed. Write the key down by hand.")
        else:
            self._say_of_paper()
            return
        self.printed.say(words, fault=True)
        announce(self, words)

    @Slot()
    def _on_typed(self) -> None:
        right = self._is_right()
        self.go_on.setEnabled(right)
        self.confirm.show_fault("")
        note = self.tr("That is it.") if right else self.tr("As it stands on your paper")
        self.confirm.show_note(note)

    @Slot()
    def _on_go_on(self) -> None:
        if self._is_right():
            self.done.emit()
        elif self._key:
            self.confirm.tell_fault(self.tr("That is not the last group of the key."))

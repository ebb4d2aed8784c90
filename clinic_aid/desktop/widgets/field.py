"""A label, a place to enter a value, and under it what was understood or what is wrong."""

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_aid.content.filling import without_isolates
from clinic_aid.desktop.widgets.buttons import make_button
from clinic_aid.desktop.widgets.control import Control
from clinic_aid.desktop.widgets.flow_layout import FlowLayout
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.desktop.widgets.style import IconSign, Look, refresh


class NoteLine(QWidget):
    """One line under an entry: quiet words, or a fault in amber with a sign before it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._sign = IconSign(look.icon("care", "amber-ink"))
        self._sign.hide()
        self.words = plain_label(" ", "note")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.words.setSizePolicy(policy)
        sign = (self._sign, Qt.AlignmentFlag.AlignTop)
        row(sign, (self.words, 1), on=self, spacing=6, margins=(2, 0, 0, 0))

    def say(self, words: str, *, fault: bool) -> None:
        """Show words; a fault gets its colour and its sign."""
        # Never empty: what lies below must not jump when a word appears.
        self.words.setText(words or " ")
        self._sign.setVisible(fault)
        name = "fault" if fault else "note"
        if self.words.objectName() != name:
            self.words.setObjectName(name)
            refresh(self.words)


class Offers(QWidget):
    """What may be meant by an entry that can be read in two ways, each a button; else nothing."""

    taken = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shown: dict[str, object] = {}
        self._buttons = FlowLayout(self, spacing=8)
        self.hide()

    def offer(self, values: Mapping[str, object]) -> None:
        """Offer these values, each by its words."""
        if values == self._shown:
            return
        self._shown = dict(values)
        while (item := self._buttons.takeAt(0)) is not None:
            if (button := item.widget()) is not None:
                button.hide()
                button.deleteLater()
        for words, value in values.items():
            button = make_button(self._look, words)
            button.clicked.connect(partial(self.taken.emit, value))
            self._buttons.addWidget(button)
            # Not a moment later, as Qt would have it: the entry may be written on.
            button.show()
        self.setVisible(bool(values))


class Field(QWidget):
    """An entry with its label and its note.

    `missing` are the words for an entry that the guide cannot do without, `open_words` those
    for one that is empty, `note` those that stand there otherwise.
    Without a note line (`noted=False`) faults and what needs looking at still appear.
    """

    def __init__(
        self,
        look: Look,
        label: str,
        control: Control,
        *,
        missing: str = "",
        note: str = "",
        open_words: str = "",
        noted: bool = True,
    ) -> None:
        super().__init__()
        self.label_words = label.replace("&", "")
        self.control = control
        self._missing = missing
        self._rest_note = note
        self._open_words = open_words
        self._value: object = None
        self._fault = ""
        self._cares: tuple[str, ...] = ()
        self.label = plain_label(label, "fieldLabel", wraps=False)
        self.note = NoteLine(look)
        self.offers = Offers(look)
        self._noted = noted
        # A neighbour with a longer note must not pull label and entry apart.
        column(self.label, control, self.note, self.offers, STRETCH, on=self, spacing=3)
        # Not before it lies in the field: it would flash up as a window of its own.
        self.note.setVisible(noted)
        self.name_control()
        control.edited.connect(self._on_edited)
        self.offers.taken.connect(self._on_taken)

    def name_control(self) -> None:
        """Lead the label and the screen reader to the entry, anew after its choices changed."""
        self.label.setBuddy(self.control.name_for(self.label_words))

    def show_value(self, value: object) -> None:
        """Show a value of the file."""
        self._value = value
        self.control.show_value(value)
        self._speak()

    def show_note(self, words: str) -> None:
        """Say something else while there is nothing wrong."""
        self._rest_note = words
        self._speak()

    def show_fault(self, words: str) -> None:
        """Say what is wrong with the entry; no words when nothing is."""
        self._fault = words
        self._speak()

    def show_cares(self, words: Iterable[str]) -> None:
        """Say what needs looking at in the entry, which is none the less possible."""
        self._cares = tuple(words)
        self._speak()

    @property
    def words(self) -> str:
        """What stands under the entry."""
        return self.note.words.text().strip()

    @property
    def at_fault(self) -> bool:
        """Say whether a fault stands under the entry."""
        return bool(self._complaint())

    @property
    def needs_care(self) -> bool:
        """Say whether a fault, or something that needs looking at, stands under the entry."""
        return self.at_fault or bool(self._cares)

    def _complaint(self) -> str:
        if self._fault and self._missing and self._value is None:
            return self._missing
        return self.control.doubt() or self._fault

    def _speak(self) -> None:
        complaint = self._complaint()
        self.control.mark_doubt(bool(complaint) and complaint != self._missing)
        is_open = self._value is None or self._value == []
        calm = self.control.echo() or (self._open_words if is_open else "") or self._rest_note
        if self._cares and not complaint:
            # A day that is named in what is said of it need not be said back as well.
            told = any(calm in without_isolates(words) for words in self._cares)
            calm = "\n".join([*([] if told or is_open else [calm]), *self._cares])
        self.note.say(complaint or calm, fault=bool(complaint or self._cares))
        self.note.setVisible(self._noted or bool(complaint or self._cares))
        self.offers.offer(self.control.offers())

    @Slot(object)
    def _on_taken(self, value: object) -> None:
        self.control.show_value(value)
        self.control.edited.emit(value)

    @Slot(object)
    def _on_edited(self, value: object) -> None:
        self._value = value
        self._speak()

"""Which consultations of a patient are meant, asked before they are erased or exported."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QWidget

from clinic_aid.desktop.records.entry_words import APART, EntryWords
from clinic_aid.desktop.system.text_size import text_factor
from clinic_aid.desktop.system.translation import translate
from clinic_aid.desktop.widgets.accessible_roles import announce_as
from clinic_aid.desktop.widgets.buttons import make_button
from clinic_aid.desktop.widgets.focus_ring import FocusRing
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row, styled
from clinic_aid.desktop.widgets.page_area import PageArea
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.desktop.widgets.reading_order import move_focus, stops
from clinic_aid.desktop.widgets.style import IconSign, Look, scale_for
from clinic_aid.desktop.widgets.wording import isolated
from clinic_aid.domain.people import PatientGroup
from clinic_aid.domain.records import Entry

_WIDTH = 760
_MOST_OF_WINDOW = 0.94


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of the consultations that are ticked, and the words of the answer."""

    title: str
    """Stands over the list; `{patient}` in it stands for whose consultations these are."""
    care: str
    """What has to be known."""
    yes: str
    icon: str
    confirm: str = ""
    """What has to be ticked first, where there is something."""


class RecordChoice(QDialog):
    """Lists what is meant, to be ticked, and what is not. Nothing waits for its answer.

    Ticked from the start is what is this patient's beyond doubt: the same name and birth date.
    """

    agreed = Signal(object)
    """The keys of what is ticked, in a tuple."""

    def __init__(
        self, look: Look, words: EntryWords, group: PatientGroup, parent: QWidget, *, asked: Asked
    ) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # Never a name: the window's title is seen in the task bar.
        self.setWindowTitle("Clinic Aid")
        self._look, self._words, self._group = look, words, group
        self._over = parent.window()
        self.choices: dict[str, QCheckBox] = {}
        self._entries: dict[str, Entry] = {}
        title = asked.title.format(patient=self._patient())
        self.title, self.sum = plain_label(title, "title"), plain_label(name="fact", wraps=False)
        self.born = plain_label(words.born(group.this.headings), "fact")
        announce_as(self.title, QAccessible.Role.Heading)
        for named in (self, self.title):
            named.setAccessibleName(f"{title} {self.born.text()}")
        self.cancel = make_button(look, self.tr("&Cancel"))
        self.yes = make_button(look, asked.yes, icon=asked.icon, kind="primary")
        # Enter, pressed without a thought, changes nothing.
        self.yes.setAutoDefault(False)
        self.cancel.setDefault(True)
        self.confirm = self._check(asked.confirm) if asked.confirm else None
        self._column = column(
            *(
                column(self.title, self.born, spacing=0),
                (self._list(), 1),
                self.sum,
                self._care(asked.care),
            ),
            *([self.confirm] if self.confirm else []),
            row(STRETCH, self.cancel, self.yes, spacing=12),
            on=self,
            spacing=14,
            margins=(32, 26, 32, 26),
        )
        self._ring = FocusRing(self, look)
        self.cancel.clicked.connect(self.reject)
        self.yes.clicked.connect(self._on_yes)
        if self.confirm is not None:
            self.confirm.toggled.connect(self._count)
        self._count()

    def ask(self) -> None:
        """Come up over the window; the answer is a signal."""
        room = self._over.size()
        scale = scale_for(room, text=text_factor())
        self._look.apply(self, scale)
        self.setFixedWidth(min(round(_WIDTH * scale), round(room.width() * _MOST_OF_WINDOW)))
        for label in self.findChildren(QLabel):
            label.ensurePolished()
        self._fit(round(room.height() * _MOST_OF_WINDOW))
        self.open()
        self._ring.raise_()
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def keys(self) -> tuple[str, ...]:
        """Give the keys of what is ticked."""
        return tuple(key for key, choice in self.choices.items() if choice.isChecked())

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Lead the Tab key through what is asked, as it is read."""
        return move_focus(stops(self), forwards=forwards)

    def _fit(self, highest: int) -> None:
        """Make the list as high as it is, as far as the rest leaves it room."""
        edges = self._column.contentsMargins()
        listed = self._inside.totalHeightForWidth(self.width() - edges.left() - edges.right())
        self._area.setFixedHeight(0)
        rest = self._column.totalHeightForWidth(self.width())
        self._area.setFixedHeight(min(listed, max(highest - rest, self.yes.sizeHint().height())))
        self.setFixedHeight(self._column.totalHeightForWidth(self.width()))

    # Building

    def _patient(self) -> str:
        name = self._group.this.headings.name
        return isolated(name) if name else self.tr("this consultation")

    def _list(self) -> PageArea:
        page = styled(QWidget(), "row")
        self._inside = column(on=page, spacing=2, margins=(18, 8, 18, 12))
        group = self._group
        self._say(self.tr("Of this patient:"))
        for entry in (group.this, *group.same):
            self._choice(entry, ticked=True)
        # What somebody asks for is among what is meant.
        self.choices[group.this.key].setEnabled(False)
        if group.unsure:
            self._say(
                self.tr(
                    "Same name, but a birth date was not noted. Tick only what is this patient’s:"
                )
            )
            for entry in group.unsure:
                self._choice(entry, ticked=False)
        if group.others:
            self._say(
                self.tr("Not included, because the patient was born on another day:"),
                [self._line(entry) for entry in group.others],
            )
        self._inside.addStretch(1)
        self._area = PageArea(page, self._inside)
        self._area.setProperty("mayScroll", True)
        return self._area

    def _choice(self, entry: Entry, *, ticked: bool) -> None:
        choice = self._check(self._line(entry))
        choice.setChecked(ticked)
        choice.toggled.connect(self._count)
        self.choices[entry.key] = choice
        self._entries[entry.key] = entry
        self._inside.addWidget(choice)

    def _say(self, words: str, lines: Sequence[str] = ()) -> None:
        self._inside.addSpacing(4)
        for text, name in ((words, "fact"), *((line, "muted") for line in lines)):
            self._inside.addWidget(plain_label(text, name))

    def _line(self, entry: Entry) -> str:
        """Say on two lines who and when, and what: a tick has no words that wrap."""
        headings = entry.headings
        day = self._words.day(headings.day) if headings.day else self.tr("Without a day")
        product, guides = self._words.product(headings), self._words.guides(entry.guides)
        who = f"{self._words.born(headings)}{APART}{day}"
        return f"{who}\n{APART.join(part for part in (product, guides) if part)}"

    def _check(self, words: str) -> QCheckBox:
        check = QCheckBox(words.replace("&", "&&"))
        check.setAccessibleName(words.replace("\n", ", "))
        return check

    def _care(self, words: str) -> QWidget:
        card = styled(QWidget(), "care")
        sign = (IconSign(self._look.icon("care", "amber-ink")), Qt.AlignmentFlag.AlignTop)
        row(sign, (plain_label(words), 1), on=card, spacing=10, margins=(14, 10, 14, 10))
        return card

    @Slot()
    def _count(self) -> None:
        keys = self.keys()
        guides = sum(self._entries[key].guides for key in keys)
        self.sum.setText(
            self.tr("Ticked: consultations {count}, guides {guides}").format(
                count=len(keys), guides=guides
            )
        )
        self.yes.setEnabled(bool(keys) and (self.confirm is None or self.confirm.isChecked()))

    @Slot()
    def _on_yes(self) -> None:
        keys = self.keys()
        self.accept()
        self.agreed.emit(keys)


def asked_to_erase() -> Asked:
    """Give the question before consultations are erased."""
    return Asked(
        title=translate("RecordChoice", "Erase what is kept of {patient}?"),
        care=translate(
            "RecordChoice",
            "Guides on paper, saved files and exports stay where they are. Backups that were made "
            "before still hold what is erased, those by hand until they are deleted; restoring one "
            "leaves it out.",
        ),
        yes=translate("RecordChoice", "Erase for &good"),
        icon="erase",
        confirm=translate(
            "RecordChoice", "I have read this. What is ticked cannot be brought back."
        ),
    )


def asked_to_export() -> Asked:
    """Give the question before consultations are exported."""
    return Asked(
        title=translate("RecordChoice", "Export what is kept of {patient}?"),
        care=translate(
            "RecordChoice",
            "The files are not encrypted: whoever has them can read them. Each consultation is "
            "written as a file, with its guides and its record page as PDF.",
        ),
        yes=translate("RecordChoice", "Choose a &folder …"),
        icon="export",
    )

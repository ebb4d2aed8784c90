"""The kept consultations on Home: today's, the recent ones, and whatever is looked for."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from clinic_aid.desktop.records.consultation_list import ConsultationList, ListSection
from clinic_aid.desktop.records.entry_rows import rows_of
from clinic_aid.desktop.records.entry_words import EntryWords
from clinic_aid.desktop.records.section_head import SectionHead
from clinic_aid.desktop.widgets.buttons import icon_button
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.desktop.widgets.style import IconSign, Look
from clinic_aid.desktop.widgets.wording import consultations
from clinic_aid.domain.people import by_person, is_one_person, namesakes
from clinic_aid.domain.records import Entry

_LONGEST = 200
_NO_LIMIT = (1 << 24) - 1


class FindPanel(QWidget):
    """An entry to look for a consultation, over the lists or over what was found."""

    typed = Signal(str)
    """What is looked for now; empty when the lists are wanted again."""
    entry_chosen = Signal(str)
    searching = Signal(bool)
    """Something is looked for, or the lists are shown."""

    def __init__(self, look: Look, words: EntryWords) -> None:
        super().__init__()
        self._words = words
        self._listed: tuple[ListSection, ...] = ()
        self._people_today = ""
        self.head = SectionHead()
        self._found: Sequence[Entry] = ()
        self._found_section = ListSection()
        self.is_bare = False
        """Nothing is kept at all."""
        self.line = QLineEdit()
        self.line.setObjectName("findLine")
        self.line.setMaxLength(_LONGEST)
        self.line.setPlaceholderText(self.tr("Find by name, date or product"))
        self.line.setAccessibleName(self.line.placeholderText())
        self.line.setToolTip(self.tr("Find a kept consultation (Ctrl+F)"))
        self.clear = icon_button(look, "close", self.tr("Show today and recent again"))
        self.clear.setObjectName("findClear")
        self.clear.setCursor(Qt.CursorShape.ArrowCursor)
        # Within the line: the ring of the keyboard is then around all of it.
        sign = IconSign(look.icon("search", "muted"), 24)
        find = QKeySequence(QKeySequence.StandardKey.Find)
        keys = find.toString(QKeySequence.SequenceFormat.NativeText)
        self.keys = plain_label(keys, "muted", wraps=False)
        row(10, sign, STRETCH, self.keys, 10, self.clear, on=self.line, margins=(4, 2, 4, 2))
        self.list = ConsultationList(look)
        self.list.setAccessibleName(self.tr("Kept consultations"))
        listed = column(self.head, (self.list, 1), spacing=8)
        column(self.line, (listed, 1), on=self, spacing=16)
        self.clear.hide()
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._on_typed)
        self.clear.clicked.connect(self.forget)
        self.list.chosen.connect(self.entry_chosen)
        self.list.left_above.connect(self.focus_line)
        self.list.typed.connect(self._on_typed_on)
        self._find = QShortcut(find, self, self.focus_line)

    def show_entries(self, today: Sequence[Entry], recent: Sequence[Entry]) -> None:
        """Take over today's and the recent consultations; shown unless something is looked for."""
        kept = bool(today or recent)
        self.is_bare = not kept
        recent_empty = self.tr("What you enter is kept here by itself, encrypted.")
        self._people_today = self._words.people(len(by_person(today))) if today else ""
        every = (*today, *recent)
        self._listed = (
            ListSection(
                rows=rows_of(today, self._words, among=every, with_day=False),
                empty=self.tr("No consultation today yet."),
            ),
            ListSection(
                title=self.tr("Recent"),
                rows=rows_of(recent, self._words, among=every),
                empty=self.tr("No earlier consultation is kept.") if kept else recent_empty,
            ),
        )
        if not self.looked_for:
            self._show_listed()
        self._make_room()

    def show_found(self, entries: Sequence[Entry], typed: str, *, most: int | None = None) -> None:
        """Show what was found by these words, unless others are looked for meanwhile.

        `most` is given where there may be more than are shown.
        """
        if not self.looked_for or typed.strip() != self.looked_for:
            return
        people = by_person(entries)
        self._found = [entry for of_one in people for entry in of_one]
        title = self.tr("Found: {people}, {consultations}").format(
            people=self._words.people(len(people)), consultations=consultations(len(entries))
        )
        if most is not None:
            title = self.tr("The newest {count}. Type more to find the others.").format(count=most)
        empty = self.tr(
            "Nothing is kept under “{words}”. Try part of the name, or a date such as 21.11.2026."
        ).format(words=typed.strip())
        rows = rows_of(self._found, self._words, among=self._found)
        last = {of_one[-1].key for of_one in people}
        choose = self.tr("Choose by the birth date") if namesakes(entries) else ""
        self.head.say(title if entries else self.tr("Nothing found"), end=choose)
        shown = [replace(row, is_last_of_person=row.key in last) for row in rows]
        self._found_section = ListSection(rows=shown, empty=empty)
        self.list.show_sections(self._found_section)

    @Slot(object, str)
    def show_similar(self, entries: Sequence[Entry], typed: str) -> None:
        """Show below what was found those whose names only resemble what was typed."""
        if not entries or not self.looked_for or typed.strip() != self.looked_for:
            return
        rows = rows_of(entries, self._words, among=(*self._found, *entries))
        similar = ListSection(
            title=self.tr("Similar names"),
            note=self.tr("Other people. Enter never opens these; look at the birth date first."),
            rows=[replace(row, is_other=True) for row in rows],
            of_others=True,
        )
        self.list.show_sections(self._found_section, similar)

    @property
    def looked_for(self) -> str:
        """What is looked for; empty for nothing."""
        return self.line.text().strip()

    @Slot()
    def forget(self) -> None:
        """Look for nothing any more, and show the lists."""
        self.line.clear()
        self.focus_line()

    @Slot()
    def focus_line(self) -> None:
        """Put the keyboard on the entry; what is typed replaces what stood there."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self._on_key(Qt.Key(event.key()))
        ):
            return True
        return super().eventFilter(watched, event)

    def _on_key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Down:
            return self.list.focus_first()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.looked_for:
            # Of several people nobody can mean the one who happens to be first.
            if is_one_person(self._found):
                self.list.choose_first()
            return True
        if key == Qt.Key.Key_Escape and self.line.text():
            self.forget()
            return True
        return False

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self.clear.setVisible(bool(text))
        self.keys.setHidden(bool(text))
        self._make_room()
        self.searching.emit(bool(text.strip()))
        # Until it is found: Enter, pressed at once, must not open what was found before.
        self._found = ()
        if not text.strip():
            self._show_listed()
        self.typed.emit(text.strip())

    def _show_listed(self) -> None:
        day, people = self._words.today(), self._people_today
        self.head.say(self.tr("Today"), beside=day, end=people, hero=True)
        self.list.show_sections(*self._listed)

    def _make_room(self) -> None:
        """Leave the room that two empty lists do not need to what stands below them."""
        bare = self.is_bare and not self.looked_for
        wanted = self.list.height_wanted()
        self.list.setMinimumHeight(wanted if bare else 0)
        self.list.setMaximumHeight(wanted if bare else _NO_LIMIT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    @Slot(str)
    def _on_typed_on(self, text: str) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.end(False)
        self.line.insert(text)

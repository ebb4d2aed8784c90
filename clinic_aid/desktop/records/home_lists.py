"""The kept consultations on Home: today's, the recent ones, and whatever is looked for."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from clinic_aid.desktop.records.consultation_list import ConsultationList, ListSection
from clinic_aid.desktop.records.consultation_row import RowWords
from clinic_aid.desktop.records.entry_words import EntryWords
from clinic_aid.desktop.widgets.buttons import icon_button
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row
from clinic_aid.desktop.widgets.style import IconSign, Look
from clinic_aid.domain.records import Entry

_LONGEST = 200
_NO_LIMIT = (1 << 24) - 1


def row_words(entry: Entry, words: EntryWords) -> RowWords:
    """Give what a row says of a consultation."""
    return RowWords(
        key=entry.key,
        title=words.name(entry.headings),
        about=words.about(entry.headings),
        count=words.state(entry),
        changed=words.changed(entry),
        whole=words.whole(entry),
        is_named=bool(entry.headings.name),
    )


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
        row(10, sign, STRETCH, self.clear, on=self.line, margins=(4, 2, 4, 2))
        self.list = ConsultationList(look)
        self.list.setAccessibleName(self.tr("Kept consultations"))
        column(self.line, (self.list, 1), on=self, spacing=18)
        self.clear.hide()
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._on_typed)
        self.clear.clicked.connect(self.forget)
        self.list.chosen.connect(self.entry_chosen)
        self.list.left_above.connect(self.focus_line)
        self.list.typed.connect(self._on_typed_on)
        self._find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.focus_line)

    def show_entries(self, today: Sequence[Entry], recent: Sequence[Entry]) -> None:
        """Take over today's and the recent consultations; shown unless something is looked for."""
        kept = bool(today or recent)
        self.is_bare = not kept
        recent_empty = self.tr("What you enter is kept here by itself, encrypted.")
        self._listed = (
            ListSection(
                title=self.tr("Today"),
                rows=self._rows(today),
                empty=self.tr("No consultation today yet."),
            ),
            ListSection(
                title=self.tr("Recent"),
                rows=self._rows(recent),
                empty=self.tr("No earlier consultation is kept.") if kept else recent_empty,
            ),
        )
        if not self.looked_for:
            self.list.show_sections(*self._listed)
        self._make_room()

    def show_found(self, entries: Sequence[Entry], typed: str, *, most: int | None = None) -> None:
        """Show what was found by these words, unless others are looked for meanwhile.

        `most` is given where there may be more than are shown.
        """
        if not self.looked_for or typed.strip() != self.looked_for:
            return
        title = self.tr("Found: {count}").format(count=len(entries))
        if most is not None:
            title = self.tr("The newest {count}. Type more to find the others.").format(count=most)
        empty = self.tr(
            "Nothing is kept under “{words}”. Try part of the name, or a date such as 21.11.2026."
        ).format(words=typed.strip())
        found = ListSection(
            title=title if entries else self.tr("Nothing found"),
            rows=self._rows(entries),
            empty=empty,
        )
        self.list.show_sections(found)

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
            self.list.choose_first()
            return True
        if key == Qt.Key.Key_Escape and self.line.text():
            self.forget()
            return True
        return False

    def _rows(self, entries: Sequence[Entry]) -> tuple[RowWords, ...]:
        return tuple(row_words(entry, self._words) for entry in entries)

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self.clear.setVisible(bool(text))
        self._make_room()
        self.searching.emit(bool(text.strip()))
        if not text.strip():
            self.list.show_sections(*self._listed)
        self.typed.emit(text.strip())

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

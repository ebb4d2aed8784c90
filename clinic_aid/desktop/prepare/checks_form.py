"""The questions about the patient's health, some at a time."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from clinic_aid.content.concern_words import WordedConcern
from clinic_aid.desktop.prepare.check_row import CheckRow
from clinic_aid.desktop.prepare.form_page import FormPage
from clinic_aid.desktop.widgets.buttons import icon_button, make_button
from clinic_aid.desktop.widgets.date_entry import ReadsDays
from clinic_aid.desktop.widgets.layouts import STRETCH, column
from clinic_aid.desktop.widgets.row_views import filled
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.domain.concerns import Kind
from clinic_aid.entry.draft import Draft
from clinic_aid.talk.model import HealthQuestion

ChecksOf = Callable[[Mapping[str, object]], tuple[HealthQuestion, ...]]


class _RowList(QWidget):
    """The rows' place; tells when it has become larger or smaller."""

    resized = Signal()

    def minimumSizeHint(self) -> QSize:
        # The rows in view must not keep the list from becoming smaller: then fewer are shown.
        return QSize(0, 120)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class ChecksForm(FormPage):
    """As many rows as fit; further ones are on further pages.

    Each page is filled before the next begins: a row that grows moves only those behind it.
    """

    def __init__(
        self,
        look: Look,
        *,
        keys: Iterable[str],
        checks_of: ChecksOf,
        language: str,
        days: ReadsDays,
    ) -> None:
        super().__init__(look, language=language)
        self.set_words(self.tr("Checks"), self.tr("What must be cleared?"))
        self.headline.setWordWrap(True)
        self._checks_of = checks_of
        self._draft = Draft({})
        self._applying: tuple[str, ...] = ()
        self._pages: list[list[str]] = [[]]
        self._here = ""
        self.next_open = make_button(look, self.tr("Next not asked"))
        icons = ("forward", "back") if self.isRightToLeft() else ("back", "forward")
        self.back = icon_button(look, icons[0], self.tr("Earlier questions"))
        self.forward = icon_button(look, icons[1], self.tr("Further questions"))
        for widget in (self.next_open, self.back, self.forward):
            self.head.addWidget(widget)
        self.next_open.clicked.connect(self._on_next_open)
        self.back.clicked.connect(lambda: self._turn(-1))
        self.forward.clicked.connect(lambda: self._turn(1))
        self.check_rows = {key: CheckRow(look, key, days) for key in keys}
        self._list = _RowList()
        self._list.resized.connect(self._spread)
        for key, row in self.check_rows.items():
            row.edited.connect(self._on_edited)
            row.clearing.grown.connect(lambda key=key: self._follow(key))
        self._column = column(*self.check_rows.values(), STRETCH, on=self._list, spacing=8)
        self.rows.addWidget(self._list, 1)

    def show_draft(self, draft: Draft) -> None:
        super().show_draft(draft)
        self._draft = draft
        # The rows take the longest of all pages, and out of view nobody asks for them.
        if self.isVisible():
            self._show_questions(draft)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_questions(self._draft)

    def _show_questions(self, draft: Draft) -> None:
        questions = self._checks_of(draft.tree)
        self._applying = tuple(question.key for question in questions)
        for number, question in enumerate(questions):
            row = self.check_rows[question.key]
            row.show_question(question, draft.value(f"checks.{question.key}"))
            if self._column.indexOf(row) != number:
                self._column.removeWidget(row)
                self._column.insertWidget(number, row)
        self._spread()

    def forget(self) -> None:
        """Begin at the first question, with nothing of the patient before."""
        self._here = ""
        for row in self.check_rows.values():
            row.clearing.forget()

    def show_concerns(self, concerns: Iterable[WordedConcern]) -> None:
        # Each row says itself what is open in it; only the page's mark is set here.
        open_kinds = {Kind.STOP_OPEN, Kind.STOP_NOT_CONFIRMED}
        self.needs_looking_at = any(concern.kind in open_kinds for concern in concerns)

    def entry_at(self, path: str) -> str | None:
        return path if path.partition(".")[0] == "checks" else None

    def show_entry(self, path: str) -> None:
        key = path.partition(".")[2]
        if key in self._applying:
            self.turn_to(key)
        else:
            self.next_open.click()

    def focus_first(self) -> None:
        self.check_rows[self._shown[0]].take_keyboard()

    @property
    def _shown(self) -> list[str]:
        """The keys of the page in view."""
        found = (page for page in self._pages if self._here in page)
        return next(found, self._pages[0])

    @Slot()
    def _spread(self) -> None:
        """Fill page after page with the rows, and show the one in view."""
        if not self._applying:
            return
        width = self._list.width()
        heights = [self.check_rows[key].height_for(width) for key in self._applying]
        # Where not even one row has room, the whole page scrolls.
        self._list.setMinimumHeight(max(heights))
        room = max(self._list.height(), *heights)
        self._pages = filled(self._applying, heights, room, spacing=self._column.spacing())
        shown = self._shown
        for key, row in self.check_rows.items():
            row.setVisible(key in shown)
        number = self._pages.index(shown)
        self.back.setEnabled(number > 0)
        self.forward.setEnabled(number + 1 < len(self._pages))
        self._tell()

    def _tell(self) -> None:
        """Say which questions are in view, and how many were asked."""
        rows = [self.check_rows[key] for key in self._applying]
        is_open = [row.is_open for row in rows]
        shown = self._shown
        words = (
            self.tr("{page} {first} to {last} of {count} · asked {asked}")
            if len(shown) > 1
            else self.tr("{page} {first} of {count} · asked {asked}")
        )
        first = self._applying.index(shown[0]) + 1
        self.say_beside_name(
            words.format(
                page=self.name,
                first=first,
                last=first + len(shown) - 1,
                count=len(rows),
                asked=len(rows) - sum(is_open),
            )
        )
        self.next_open.setEnabled(any(is_open))

    def _turn(self, step: int) -> None:
        number = self._pages.index(self._shown) + step
        self._here = self._pages[number][0]
        self._spread()

    @Slot()
    def _on_next_open(self) -> None:
        """Turn to the next question that was not asked, after the one with the keyboard."""
        keys = list(self._applying)
        here = next((key for key in keys if self.check_rows[key].has_keyboard), self._shown[0])
        begin = keys.index(here)
        for key in [*keys[begin:], *keys[:begin]]:
            if self.check_rows[key].is_open:
                self.turn_to(key)
                return

    def turn_to(self, key: str) -> None:
        """Show the page with a question, with the keyboard on it."""
        self._follow(key)
        self.check_rows[key].take_keyboard()

    def _follow(self, key: str) -> None:
        """Show the page that a row is on now: it may have found no room where it was."""
        self._here = key
        self._spread()

    def _on_edited(self, key: str, entry: object) -> None:
        self._here = key
        self.edited.emit(f"checks.{key}", entry)

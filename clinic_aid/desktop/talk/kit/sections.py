"""Screens of several lists after each other, each with its own headings."""

from collections.abc import Hashable, Sequence
from itertools import accumulate

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.fitting import has_room
from clinic_aid.desktop.talk.kit.lists import even
from clinic_aid.desktop.talk.kit.rows import PagedRows
from clinic_aid.desktop.talk.kit.turning import TurningPage
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.layouts import column, row
from clinic_aid.desktop.widgets.style import Look, Scaled


class ScreenSection(Scaled, QWidget):
    """A title, headings over the columns, and rows over as many views as they need."""

    def __init__(self, *, together: bool = False) -> None:
        super().__init__()
        self.title = Words("strong")
        self.title.setObjectName("sectionTitle")
        self.heads = QWidget()
        self.head_line = row(on=self.heads, spacing=20, margins=(20, 0, 20, 0))
        self.rows = PagedRows(spacing=8, even=together, together=together)
        self.column = column(self.title, self.heads, (self.rows, 1), on=self, spacing=8)
        self.values: Hashable = None
        self.heads.hide()

    def show_heads(self, heads: Sequence[tuple[str, int]]) -> None:
        """Show headings over the columns, each with the share of the width it has."""
        while (item := self.head_line.takeAt(0)) is not None:
            if (before := item.widget()) is not None:
                before.deleteLater()
        for head, share in heads:
            words = Words("strong", head, ease=0.0)
            words.draw_at(self.scale)
            self.head_line.addWidget(even(words), share)
        self.heads.setVisible(bool(heads))


class _Stage(QWidget):
    """The place of the section in view; tells when it has become larger or smaller."""

    resized = Signal()

    def minimumSizeHint(self) -> QSize:
        # What is in view must not keep the place from becoming smaller: then less is shown.
        return QSize(200, 80)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class SectionsPage(TurningPage):
    """A headed screen whose parts are the views of one list, then those of the next."""

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services)
        self.stage = _Stage()
        self.stage.resized.connect(self._lay_out_all)
        self._stack = QStackedLayout(self.stage)
        self.sections: list[ScreenSection] = []
        self.fill_body(self.stage)

    @property
    def parts(self) -> int:
        return 1 if self.is_waiting else max(1, sum(each.rows.parts for each in self.sections))

    @property
    def part(self) -> int:
        if self.is_waiting or not self.sections:
            return 0
        return sum(each.rows.parts for each in self._before) + self.section.rows.part

    @property
    def entries(self) -> tuple[range, int]:
        if not self.sections:
            return range(0), 0
        offset, shown = sum(each.rows.count for each in self._before), self.section.rows.in_view
        count = sum(each.rows.count for each in self.sections)
        return range(offset + shown.start, offset + shown.stop), count

    @property
    def section(self) -> ScreenSection:
        """Give the section in view."""
        return self.sections[self._stack.currentIndex()]

    @property
    def _before(self) -> list[ScreenSection]:
        return self.sections[: self._stack.currentIndex()]

    def turn_to(self, part: int) -> None:
        ends = list(accumulate(each.rows.parts for each in self.sections))
        if self.is_waiting or not ends:
            return
        wanted = min(max(part, 0), ends[-1] - 1)
        number = next(number for number, end in enumerate(ends) if wanted < end)
        self._stack.setCurrentIndex(number)
        section = self.sections[number]
        section.rows.turn_to(wanted - (ends[number] - section.rows.parts))
        self.on_turned()

    def count_sections(self, count: int, *, together: bool = False) -> None:
        """Have as many sections as this; those that stay keep what they show.

        Where `together`, the words of a section get smaller before it takes a second view; else
        each view is filled before the next begins.
        """
        while len(self.sections) > count:
            section = self.sections.pop()
            self._stack.removeWidget(section)
            section.hide()
            section.deleteLater()
        while len(self.sections) < count:
            section = ScreenSection(together=together)
            self.look.lay_out(section, self.scale)
            self._stack.addWidget(section)
            self.sections.append(section)
            section.rows.turned.connect(self.on_turned)

    def place(self, section: ScreenSection, rows: Sequence[QWidget]) -> None:
        """Show these rows in a section from now on; their words to explain can be tapped."""
        self.adopt(section.rows, *rows)
        section.rows.place(rows)
        self._lay_out_all()

    def draw_at(self, scale: float) -> None:
        super().draw_at(scale)
        self._lay_out_all()

    def _lay_out_all(self) -> None:
        """Give the sections that are not in view their size too: the parts count theirs."""
        for section in self.sections if has_room(self.stage) else ():
            section.setGeometry(self.stage.rect())
            section.column.invalidate()
            section.column.activate()
            section.rows.fit()
        self.on_turned()

"""Screens of several lists after each other, each with its own headings."""

from collections.abc import Hashable, Sequence
from itertools import accumulate

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.fitting import LEADING, has_room
from clinic_aid.desktop.talk.kit.needs_product import NeedsProduct
from clinic_aid.desktop.talk.kit.page import CHOOSE_PRODUCT
from clinic_aid.desktop.talk.kit.rows import PagedRows
from clinic_aid.desktop.talk.kit.turning import TurningPage
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.style import Look, Scaled


class ScreenSection(Scaled, QWidget):
    """A title, headings over the columns, and rows over as many views as they need."""

    def __init__(self, *, together: bool = False) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.title = Words("strong")
        self.title.setObjectName("sectionTitle")
        self.heads = QWidget()
        self.head_line = QHBoxLayout(self.heads)
        self.head_line.setContentsMargins(20, 0, 20, 0)
        self.head_line.setSpacing(20)
        self.rows = PagedRows(spacing=8, even=together, together=together)
        column.addWidget(self.title)
        column.addWidget(self.heads)
        column.addWidget(self.rows, 1)
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
    """A headed screen whose parts are the views of one list, then those of the next.

    `above` and `below` are places for what stays while the parts turn.
    """

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self.above, self.below = QVBoxLayout(), QVBoxLayout()
        self.stage = _Stage()
        self.stage.resized.connect(self._lay_out_all)
        self._stack = QStackedLayout(self.stage)
        self.needs = NeedsProduct(look)
        self.needs.hide()
        column.addLayout(self.above)
        column.addWidget(self.stage, 1)
        column.addWidget(self.needs, 1)
        column.addLayout(self.below)
        self.sections: list[ScreenSection] = []
        self.needs.asked.connect(lambda: self.asked.emit(CHOOSE_PRODUCT))

    @property
    def is_waiting(self) -> bool:
        """Say whether the screen has nothing to say before a product is chosen."""
        return not self.needs.isHidden()

    @property
    def parts(self) -> int:
        return 1 if self.is_waiting else max(1, sum(each.rows.parts for each in self.sections))

    @property
    def part(self) -> int:
        if self.is_waiting or not self.sections:
            return 0
        shown = self._stack.currentIndex()
        return sum(each.rows.parts for each in self.sections[:shown]) + self.section.rows.part

    @property
    def section(self) -> ScreenSection:
        """Give the section in view."""
        return self.sections[self._stack.currentIndex()]

    def turn_to(self, part: int) -> None:
        ends = list(accumulate(each.rows.parts for each in self.sections))
        if self.is_waiting or not ends:
            return
        wanted = min(max(part, 0), ends[-1] - 1)
        number = next(number for number, end in enumerate(ends) if wanted < end)
        self._stack.setCurrentIndex(number)
        section = self.sections[number]
        section.rows.turn_to(wanted - (ends[number] - section.rows.parts))
        self._on_turned()

    def needs_product(self, shown: bool) -> None:
        """Show the way to the choice of a product in place of the lists, or the lists again."""
        if shown != self.is_waiting:
            self.stage.setVisible(not shown)
            self.needs.setVisible(shown)
            self._on_turned()

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
            section.rows.turned.connect(self._on_turned)

    def place(self, section: ScreenSection, rows: Sequence[QWidget]) -> None:
        """Show these rows in a section from now on; their words to explain can be tapped."""
        for row in rows:
            if row not in section.rows.rows:
                # Only inside the window has a row its style, and with it its lengths.
                row.setParent(section.rows)
                self.look.lay_out(row, self.scale)
                self.term_links(*row.findChildren(Words))
        section.rows.place(rows)
        self._lay_out_all()

    def draw_at(self, scale: float) -> None:
        super().draw_at(scale)
        self._lay_out_all()

    def _lay_out_all(self) -> None:
        """Give the sections that are not in view their size too: the parts count theirs."""
        for section in self.sections if has_room(self.stage) else ():
            section.setGeometry(self.stage.rect())
            inner = section.layout()
            if inner is not None:
                inner.invalidate()
                inner.activate()
            section.rows.fit()
        self._on_turned()

    def _on_turned(self) -> None:
        if self.is_waiting or not self.sections:
            self.turners.hide()
        else:
            before = self.sections[: self._stack.currentIndex()]
            offset = sum(len(section.rows.rows) for section in before)
            rows = self.section.rows.rows
            shown = [number for number, row in enumerate(rows) if not row.isHidden()]
            count = sum(len(section.rows.rows) for section in self.sections)
            if shown:
                first, last = offset + shown[0] + 1, offset + shown[-1] + 1
                self.turners.tell(first=first, last=last, count=count)
        self.turned.emit()


def even(words: Words) -> Words:
    """Give words that take the share of a row that is theirs, however long they are."""
    policy = words.sizePolicy()
    policy.setHorizontalPolicy(policy.Policy.Ignored)
    words.setSizePolicy(policy)
    words.setAlignment(LEADING)
    return words

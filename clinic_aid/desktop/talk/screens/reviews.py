"""When the result is looked at together, and what articles promise beside what studies saw."""

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Final

from PySide6.QtWidgets import QStackedLayout, QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.fitting import has_room
from clinic_aid.desktop.talk.kit.lists import CardRow, even
from clinic_aid.desktop.talk.kit.rows import PagedRows, PagedViews, V
from clinic_aid.desktop.talk.kit.turning import TurningPage
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.layouts import column, row
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.entry.draft import Draft
from clinic_aid.handout.parts import Row
from clinic_aid.talk.model import Talk, TalkScreen

_READ_SHARE: Final = 2
_SEEN_SHARE: Final = 3


class ReviewRow(CardRow):
    """A review with its day."""

    def __init__(self, review: Row) -> None:
        self.name, self.value = Words("strong", review.name), Words("body", review.value)
        super().__init__((even(self.name), 1), (even(self.value), 3))


class ArticleRow(CardRow):
    """What may have been read, and what studies saw of it."""

    def __init__(self, article: tuple[str, str]) -> None:
        self.read, self.seen = Words("body", article[0]), Words("body", article[1])
        super().__init__((even(self.read), _READ_SHARE), (even(self.seen), _SEEN_SHARE))


class ReviewsSection(QWidget):
    """A title, headings over the columns where there are any, and rows over several views."""

    def __init__(self, *shares: int) -> None:
        super().__init__()
        self.title = Words("strong")
        self.title.setObjectName("sectionTitle")
        self.heads = QWidget()
        self.head_words = [even(Words("strong", ease=0.0)) for _ in shares]
        items = zip(self.head_words, shares, strict=True)
        row(*items, on=self.heads, spacing=20, margins=(20, 0, 20, 0))
        self.rows = PagedRows(spacing=8, together=True)
        self.column = column(self.title, self.heads, (self.rows, 1), on=self, spacing=8)
        self.heads.setVisible(bool(shares))

    def say(self, title: str, *heads: str) -> None:
        """Show the title, and a heading over each column."""
        self.title.say(title)
        for words, head in zip(self.head_words, heads, strict=True):
            words.say(head)


class PagedSections(PagedViews):
    """Sections after each other: the views of one, then those of the next."""

    def __init__(self, *sections: ReviewsSection) -> None:
        super().__init__()
        self._sections = sections
        self._stack = QStackedLayout(self)
        for section in sections:
            self._stack.addWidget(section)
            section.rows.turned.connect(self._on_turned)

    @property
    def shown(self) -> ReviewsSection:
        """Give the section in view."""
        return self._sections[self._stack.currentIndex()]

    @property
    def parts(self) -> int:
        return sum(each.rows.parts for each in self._sections)

    @property
    def in_view(self) -> range:
        before = sum(each.rows.count for each in self._before)
        shown = self.shown.rows.in_view
        return range(before + shown.start, before + shown.stop)

    @property
    def count(self) -> int:
        return sum(each.rows.count for each in self._sections)

    def turn_to(self, part: int) -> None:
        ends = list(accumulate(each.rows.parts for each in self._sections))
        wanted = min(max(part, 0), ends[-1] - 1)
        self._stack.setCurrentIndex(next(n for n, end in enumerate(ends) if wanted < end))
        self.shown.rows.turn_to(wanted - sum(each.rows.parts for each in self._before))

    def fit(self) -> None:
        """Give the sections that are not in view their size too: the parts count theirs."""
        for section in self._sections if has_room(self) else ():
            section.setGeometry(self.rect())
            section.column.invalidate()
            section.column.activate()
            section.rows.fit()
        self._on_turned()

    @property
    def _before(self) -> tuple[ReviewsSection, ...]:
        return self._sections[: self._stack.currentIndex()]

    def _on_turned(self) -> None:
        self.part = sum(each.rows.parts for each in self._before) + self.shown.rows.part
        self.turned.emit()


class ReviewsPage(TurningPage):
    """The reviews with their days, then the articles, which get none."""

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services)
        self.reviews, self.articles = ReviewsSection(), ReviewsSection(_READ_SHARE, _SEEN_SHARE)
        self.sections = PagedSections(self.reviews, self.articles)
        self.fill_body(self.sections)
        self.turn_by(self.sections)

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        self.show_head(screen)
        self.needs_product(talk.pages is None)
        if talk.pages is None:
            return
        page = talk.pages.timeline
        self.reviews.say(page.reviews_title)
        self._place(self.reviews, page.reviews, ReviewRow)
        read, seen = talk.labels["you-may-have-read"], talk.labels["what-trials-saw"]
        self.articles.say(talk.labels["articles-say"], read, seen)
        self._place(self.articles, talk.pages.articles, ArticleRow)

    def _place(
        self, section: ReviewsSection, values: Sequence[V], make: Callable[[V], QWidget]
    ) -> None:
        if section.rows.show_values(values, lambda each: self.adopt(section.rows, make(each))):
            self.sections.fit()

"""When the result is looked at together, and what articles promise beside what studies saw."""

from clinic_aid.desktop.talk.kit.lists import CardRow, even
from clinic_aid.desktop.talk.kit.sections import SectionsPage
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.entry.draft import Draft
from clinic_aid.handout.parts import Row
from clinic_aid.talk.model import Talk, TalkScreen

_READ_SHARE, _SEEN_SHARE = 2, 3


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


class ReviewsPage(SectionsPage):
    """The reviews with their days, then the articles, which get none."""

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        self.show_head(screen)
        self.needs_product(talk.pages is None)
        if talk.pages is None:
            return
        page = talk.pages.timeline
        self.count_sections(2, together=True)
        reviews, articles = self.sections
        if reviews.values != page.reviews:
            reviews.values = page.reviews
            reviews.title.say(page.reviews_title)
            self.place(reviews, [ReviewRow(review) for review in page.reviews])
        if articles.values != talk.pages.articles:
            articles.values = talk.pages.articles
            articles.title.say(talk.labels["articles-say"])
            read, seen = talk.labels["you-may-have-read"], talk.labels["what-trials-saw"]
            articles.show_heads([(read, _READ_SHARE), (seen, _SEEN_SHARE)])
            self.place(articles, [ArticleRow(article) for article in talk.pages.articles])

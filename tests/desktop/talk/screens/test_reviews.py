from datetime import date

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from clinic_aid.content.dates import long_date
from clinic_aid.content.filling import without_isolates
from clinic_aid.desktop.talk.screens.reviews import ArticleRow, ReviewRow, ReviewsPage
from tests.desktop.talk.conftest import OpenPage, OpenPages

SCREEN = "your-reviews"
SIZES = [QSize(1366, 768), QSize(1280, 720), QSize(1920, 1080)]
Tree = dict[str, object]


@pytest.fixture
def opened(open_page: OpenPages, full_tree: Tree) -> OpenPage:
    return open_page(ReviewsPage, SCREEN, full_tree)


def rows_in_view(opened: OpenPage) -> list[object]:
    QApplication.processEvents()
    return [row for row in opened.page.sections.shown.rows.rows if row.isVisible()]


def test_the_reviews_come_first_with_the_days_to_ask_for(opened: OpenPage) -> None:
    rows = [row for row in rows_in_view(opened) if isinstance(row, ReviewRow)]
    firsts = (date(2027, 7, 22), date(2027, 10, 22), date(2028, 4, 24))
    for row, day in zip(rows, firsts, strict=True):
        said = without_isolates(row.value.text())
        assert said.startswith(long_date(day, "en").rpartition(" ")[0])


def test_the_articles_follow_beside_what_studies_saw_and_without_a_date(opened: OpenPage) -> None:
    opened.page.turn_to(opened.page.parts - 1)
    rows = rows_in_view(opened)
    assert rows
    for row in rows:
        assert isinstance(row, ArticleRow)
        assert "2027" not in row.read.text() + row.seen.text()
        assert "2028" not in row.read.text() + row.seen.text()
    heads = opened.page.sections.shown.heads
    assert heads.isVisible()


def test_all_articles_are_shown(opened: OpenPage) -> None:
    talk = opened.page.services.talk(opened.session.draft.tree)
    rows = opened.page.articles.rows.rows
    shown = [(row.read.marked(), row.seen.marked()) for row in rows]
    assert shown == list(talk.pages.articles)


def test_agreed_reviews_are_shown_as_agreed(open_page: OpenPages, full_tree: Tree) -> None:
    opened = open_page(ReviewsPage, SCREEN, full_tree)
    opened.session.put("plan.reviews", [{"day": "2027-05-03", "at": "10:30"}])
    row = opened.page.reviews.rows.rows[0]
    assert "10:30" in row.name.text()
    assert "Monday 3 May 2027" in row.value.text()


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_no_words_are_cut(open_page: OpenPages, full_tree: Tree, size: QSize) -> None:
    opened = open_page(ReviewsPage, SCREEN, full_tree, size=size)
    assert opened.cut_words() == []
    assert opened.smallest_words() >= 18


def test_without_a_product_the_way_to_it_is_shown(open_page: OpenPages) -> None:
    opened = open_page(ReviewsPage, SCREEN)
    assert opened.page.parts == 1
    assert opened.page.needs.isVisible()

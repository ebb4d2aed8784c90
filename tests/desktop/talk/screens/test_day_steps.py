from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.screens.day_steps import DayStepsPage

OpenPages = Callable[..., Any]
Tree = dict[str, Any]

_SCREEN = "your-day"


def _cards(page: Any) -> list[Any]:
    return [card for shelf in page.rows.rows for card in shelf.cards]


def test_the_steps_are_numbered_in_their_order(
    open_page: OpenPages, services: Services, full_tree: Tree
) -> None:
    full_tree["plan"]["sedation"] = "awake"
    shown = open_page(DayStepsPage, _SCREEN, full_tree)
    pages = services.talk(full_tree).pages
    assert pages is not None
    said = [(card.number.text(), card.title.marked()) for card in _cards(shown.page)]
    assert said == [(str(n), step.title) for n, step in enumerate(pages.day_steps, start=1)]


def test_the_day_is_drawn_above_its_steps(open_page: OpenPages, full_tree: Tree) -> None:
    page = open_page(DayStepsPage, _SCREEN, full_tree).page
    assert page.strip.isVisible()
    assert not page.strip.clipped_texts()
    assert page.strip.geometry().bottom() <= page.content.geometry().top()


def test_the_place_counts_steps(open_page: OpenPages, full_tree: Tree) -> None:
    page = open_page(DayStepsPage, _SCREEN, full_tree).page
    count = len(_cards(page))
    assert page.turners.place.text() == f"1 to {-(-count // page.parts)} of {count}"


def test_the_day_runs_as_one_reads(
    open_page: OpenPages, full_tree: Tree, qapp: QApplication
) -> None:
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        page = open_page(DayStepsPage, _SCREEN, full_tree).page
        labels = [rect.x() for _, rect in page.strip.label_texts()]
        shelf = page.rows.rows[0]
        assert labels == sorted(labels, reverse=True)
        assert shelf.cards[0].x() > shelf.cards[-1].x()
    finally:
        qapp.setLayoutDirection(before)


def test_without_a_product_no_day_is_drawn(open_page: OpenPages) -> None:
    page = open_page(DayStepsPage, _SCREEN).page
    assert not page.strip.isVisible()
    assert page.needs.isVisible()


@pytest.mark.parametrize(
    "size", [QSize(1366, 768), QSize(1280, 720), QSize(1920, 1080)], ids=lambda s: str(s.width())
)
def test_every_word_has_room(size: QSize, open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(DayStepsPage, _SCREEN, full_tree, size=size)
    assert shown.cut_words() == []
    assert shown.smallest_words() >= 18

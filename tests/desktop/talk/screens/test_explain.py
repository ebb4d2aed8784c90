from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.words import TERM_LINK, Words
from clinic_aid.desktop.talk.screens.explain import ExplainPage
from clinic_aid.entry.draft import Draft

OpenPages = Callable[..., Any]
Tree = dict[str, Any]


def test_screen_says_its_headline_and_its_points(open_page: OpenPages, full_tree: Tree) -> None:
    opened = open_page(ExplainPage, "how-it-may-work", full_tree)

    screen = opened.page.services.talk(full_tree).screens["how-it-may-work"]
    shown = [point.words.marked() for point in opened.page.points if point.isVisible()]
    assert opened.page.headline.marked() == screen.headline
    assert opened.page.eyebrow.marked() == screen.chapter_name
    assert tuple(shown) == screen.points


def test_theory_says_how_sure_we_are(open_page: OpenPages, full_tree: Tree) -> None:
    opened = open_page(ExplainPage, "how-it-may-work", full_tree)

    assert opened.page.sure.isVisible()
    assert opened.page.sure.words.text().startswith("How sure are we? ")


def test_screen_without_a_claim_says_nothing_of_it(open_page: OpenPages, full_tree: Tree) -> None:
    opened = open_page(ExplainPage, "todays-talk", full_tree)

    screen = opened.page.services.talk(full_tree).screens["todays-talk"]
    assert opened.page.sure.isVisible() == (screen.sure is not None)


def test_tapped_word_is_asked_for(open_page: OpenPages, full_tree: Tree) -> None:
    opened = open_page(ExplainPage, "hair-root", full_tree)

    opened.page.points[0].words.linkActivated.emit(f"{TERM_LINK}follicle")

    assert opened.asked == [f"{TERM_LINK}follicle"]


def test_screen_without_a_figure_or_points_shows_none(
    open_page: OpenPages, services: Services, full_tree: Tree
) -> None:
    opened = open_page(ExplainPage, "hair-root", full_tree)
    talk = services.talk(full_tree)
    bare = replace(talk.screens["hair-root"], illustration=None, points=(), sure=None)

    opened.page.show_screen(bare, talk, Draft(full_tree))

    assert opened.page.figure.isHidden()
    assert all(point.isHidden() for point in opened.page.points)


def test_figure_is_described_in_words(open_page: OpenPages, full_tree: Tree) -> None:
    opened = open_page(ExplainPage, "hair-cycle", full_tree)

    screen = opened.page.services.talk(full_tree).screens["hair-cycle"]
    said = opened.page.figure.accessibleName() + opened.page.figure.accessibleDescription()
    assert screen.illustration.alt in said


@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1280, 720), QSize(1920, 1080)])
def test_no_explanation_is_cut(open_page: OpenPages, full_tree: Tree, size: QSize) -> None:
    opened = open_page(ExplainPage, "hair-root", full_tree, size=size)
    talk = opened.page.services.talk(full_tree)

    for screen in talk.screens.values():
        if screen.kind == "explain":
            opened.page.show_screen(screen, talk, opened.session.draft)
            QApplication.processEvents()
            assert opened.cut_words() == [], screen.key
            assert opened.smallest_words() >= 18


def test_same_screen_shown_again_keeps_its_words(open_page: OpenPages, full_tree: Tree) -> None:
    opened = open_page(ExplainPage, "hair-root", full_tree)
    before = opened.page.findChildren(Words)

    opened.session.put("notes_for_patient", "Later.")

    assert opened.page.findChildren(Words) == before


def test_numbers_of_points_grow_with_the_window(open_page: OpenPages, full_tree: Tree) -> None:
    small = open_page(ExplainPage, "how-it-may-work", full_tree).page.points[0].number
    size = QSize(3840, 2160)
    large = open_page(ExplainPage, "how-it-may-work", full_tree, size=size).page.points[0].number

    assert large.font().pixelSize() > 2 * small.font().pixelSize()

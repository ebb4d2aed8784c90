"""The pages of the guide: the part in view, its thumbnails, and a page read large."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.services import HandoutPdf, PrintedPart
from clinic_aid.desktop.guide.guide_card import GuideCard
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.domain.guide_parts import Part
from tests.desktop.conftest import ShowWidget

Make = Callable[..., HandoutPdf]


@pytest.fixture
def make(plain_pdf: Callable[[int], bytes]) -> Make:
    """Give what makes a guide of parts with so many pages; an empty back lies between them."""

    def make(**parts: int) -> HandoutPdf:
        printed, page = [], 1
        for name, count in parts.items():
            part: Part = "not-now" if name == "not_now" else name  # type: ignore[assignment]
            printed.append(PrintedPart(part=part, first=page, pages=count))
            page += count + count % 2
        last = printed[-1]
        return HandoutPdf(data=plain_pdf(last.first + last.pages - 1), parts=tuple(printed))

    return make


@pytest.fixture
def card(the_look: Look, show_widget: ShowWidget, make: Make) -> Iterator[GuideCard]:
    card = GuideCard(the_look)
    show_widget(card)
    card.open_wide(True)
    assert card.show_guide(make(fridge=2, plan=5, facts=3))
    QApplication.processEvents()
    yield card
    # Python lets go of the card, and so of its pages, before Qt does.
    card.view.clear()


def in_view(card: GuideCard) -> tuple[str, str]:
    return card.title.text(), card.place


def test_the_part_in_view_is_named_with_its_own_pages(card: GuideCard) -> None:
    assert in_view(card) == ("At a glance", "Page 1 of 2")

    card.show_part("plan")

    assert in_view(card) == ("My plan", "Page 1 of 5")
    assert [one.page for one in card.thumbnails.pages] == [3, 4, 5, 6, 7]


def test_an_empty_back_has_no_thumbnail_and_belongs_to_the_part_before(card: GuideCard) -> None:
    card.view.show_page(8)

    assert in_view(card) == ("My plan", "Page 5 of 5")
    assert 8 not in [one.page for one in card.thumbnails.pages]


def test_a_thumbnail_leads_to_its_page(qtbot: QtBot, card: GuideCard) -> None:
    card.show_part("plan")

    qtbot.mouseClick(card.thumbnails.pages[2], Qt.MouseButton.LeftButton)

    assert in_view(card) == ("My plan", "Page 3 of 5")
    assert [one.isChecked() for one in card.thumbnails.pages] == [False, False, True, False, False]


def test_beside_the_form_the_place_names_the_part_and_there_are_no_thumbnails(
    card: GuideCard,
) -> None:
    card.open_wide(False)

    assert card.place == "At a glance, page 1 of 2"
    assert not card.thumbnails.isVisible()
    assert not card.large.isVisible()


def test_a_page_is_read_large_in_one_press_and_escape_leads_back(
    qtbot: QtBot, card: GuideCard
) -> None:
    card.show_part("plan")
    card.view.show_page(5)

    with qtbot.waitSignal(card.large_changed):
        card.large.click()

    QApplication.processEvents()
    assert not card.thumbnails.isVisible()
    assert card.large.accessibleName() == "Back to the parts"
    assert in_view(card) == ("My plan", "Page 3 of 5")
    qtbot.keyClick(card.view, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert card.thumbnails.isVisible()
    assert in_view(card) == ("My plan", "Page 3 of 5")


def test_made_anew_the_guide_shows_the_same_page_of_the_same_part(
    card: GuideCard, make: Make
) -> None:
    card.view.show_page(5)

    card.show_guide(make(plan=5, facts=3))
    assert in_view(card) == ("My plan", "Page 3 of 5")
    card.show_guide(make(plan=2, facts=3))
    assert in_view(card) == ("My plan", "Page 2 of 2")


def test_a_part_that_was_asked_for_is_shown_once_it_is_made(card: GuideCard, make: Make) -> None:
    card.show_part("gp")
    assert in_view(card) == ("At a glance", "Page 1 of 2")

    card.show_guide(make(fridge=2, plan=5, facts=3, gp=1))

    assert in_view(card) == ("For your doctor", "Page 1 of 1")


def test_a_guide_without_parts_is_shown_with_all_its_pages(
    card: GuideCard, plain_pdf: Callable[[int], bytes]
) -> None:
    card.show_guide(HandoutPdf(data=plain_pdf(4)))

    assert in_view(card) == ("", "Page 1 of 4")
    assert [one.page for one in card.thumbnails.pages] == [1, 2, 3, 4]

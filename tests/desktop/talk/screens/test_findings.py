from collections.abc import Callable, Mapping
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtTest import QSignalSpy

from clinic_aid.content.model import ContentPack
from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.page import CHOOSE_PRODUCT
from clinic_aid.desktop.talk.screens.findings import FindingsPage
from clinic_aid.talk.model import Measured, Pages

OpenPages = Callable[..., Any]
Tree = Mapping[str, object]

_SIZES = pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1280, 720)], ids=["1366", "1280"])
_SCREENS = pytest.mark.parametrize("screen", ["study-results", "option-results"])


def _tree(product: str) -> Tree:
    return {"patient": {"name": "Amira Haddad"}, "plan": {"product": product}}


def _pages(services: Services, tree: Tree) -> Pages:
    pages = services.talk(tree).pages
    assert pages is not None
    return pages


def _shown(page: FindingsPage, key: str, measured: tuple[Measured, ...]) -> Measured:
    """Turn to a figure by its key."""
    place = next(n for n, each in enumerate(measured) if each.key == key)
    page.turn_to(place)
    return measured[place]


def test_each_figure_is_a_part(open_page: OpenPages, services: Services, full_tree: Tree) -> None:
    page = open_page(FindingsPage, "option-results", full_tree).page
    found = [each for _, each in services.talk(full_tree).general.option_findings]
    assert page.parts == len(found)
    said = []
    for part in range(page.parts):
        page.turn_to(part)
        said.append((page.statement.marked(), page.meaning.marked(), page.sources))
    assert said == [(each.statement, each.meaning, each.sources) for each in found]


def test_people_studied_are_drawn_where_they_were_counted(
    open_page: OpenPages, services: Services, full_tree: Tree
) -> None:
    page = open_page(FindingsPage, "risk-results", full_tree).page
    found = _pages(services, full_tree).risk_findings
    counted = _shown(page, "cell-injection-site-effects", found)
    assert counted.people is not None
    assert page.card.number.marked() == counted.count
    assert page.card.people.isVisible()
    assert counted.people.alt in page.card.people.accessibleDescription()
    assert not page.card.line.isVisible()


def test_a_figure_with_a_range_lies_on_a_line_with_no_difference(
    open_page: OpenPages, services: Services, full_tree: Tree
) -> None:
    page = open_page(FindingsPage, "option-results", full_tree).page
    found = tuple(each for _, each in services.talk(full_tree).general.option_findings)
    density = _shown(page, "minoxidil-women-density", found)
    assert page.card.line.isVisible()
    assert not page.card.people.isVisible()
    assert page.card.number.marked() == density.value
    assert page.card.range.marked() == density.value_range
    said = [text for text, _ in page.card.line.label_texts()]
    assert services.pack.labels["no-difference"] in said


def test_without_a_range_that_is_said_and_no_line_is_drawn(
    open_page: OpenPages, services: Services, full_tree: Tree
) -> None:
    page = open_page(FindingsPage, "study-results", full_tree).page
    keys = [found.key for found in _pages(services, full_tree).findings]
    page.turn_to(1 + keys.index("grown-follicle-cells-photos"))
    assert page.card.range.marked() == services.pack.labels["no-range"]
    assert not page.card.line.isVisible()
    assert not page.card.people.isVisible()


def test_how_sure_and_why_not_surer_stand_beside_every_figure(
    open_page: OpenPages, services: Services, full_tree: Tree
) -> None:
    page = open_page(FindingsPage, "study-results", full_tree).page
    page.turn_to(1)
    found = _pages(services, full_tree).findings[0]
    assert "How sure are we? Fairly sure." in page.doubt.sure.text()
    assert found.sure.meaning in page.doubt.sure.text()
    assert found.doubt in page.doubt.doubt.text()
    assert page.doubt.isVisible()
    assert page.card.who.marked() == found.who


def test_the_figure_of_an_option_names_the_option(
    open_page: OpenPages, services: Services, full_tree: Tree
) -> None:
    page = open_page(FindingsPage, "option-results", full_tree).page
    names = []
    for part in range(page.parts):
        page.turn_to(part)
        assert page.option.isVisible()
        names.append(page.option.marked())
    assert names == [name for name, _ in services.talk(full_tree).general.option_findings]


def test_results_of_the_product_name_no_option(open_page: OpenPages, full_tree: Tree) -> None:
    page = open_page(FindingsPage, "study-results", full_tree).page
    assert not page.option.isVisible()


def test_all_studies_in_short_come_before_a_single_result(
    open_page: OpenPages, services: Services, full_tree: Tree
) -> None:
    page = open_page(FindingsPage, "study-results", full_tree).page
    assert page.part == 0
    assert page.statement.marked() == _pages(services, full_tree).evidence
    assert page.card.number.text() == ""
    assert page.parts == 1 + len(_pages(services, full_tree).findings)


def test_a_number_that_would_mislead_alone_stands_behind_what_it_means(
    open_page: OpenPages, services: Services
) -> None:
    tree = _tree("own-fat-cells")
    page = open_page(FindingsPage, "study-results", tree).page
    named = [found for found in _pages(services, tree).findings if found.card]
    assert named
    page.turn_to(1 + _pages(services, tree).findings.index(named[0]))
    assert (page.card.number.marked(), page.card.range.marked()) == named[0].card
    assert not page.card.line.isVisible()


def test_without_a_figure_the_words_on_the_evidence_stand_there(
    open_page: OpenPages, services: Services
) -> None:
    tree = _tree("own-marrow-cells")
    page = open_page(FindingsPage, "study-results", tree).page
    pages = _pages(services, tree)
    assert pages.findings == ()
    assert page.statement.marked() == pages.evidence
    assert page.card.range.marked() == services.pack.labels["no-figure"]
    assert not page.doubt.isVisible()
    assert page.parts == 1
    assert page.sources == pages.product.sources


def test_without_a_product_the_way_to_it_is_shown(open_page: OpenPages) -> None:
    shown = open_page(FindingsPage, "study-results")
    assert not shown.page.telling.isVisible()
    assert shown.page.parts == 1
    assert shown.page.sources == ()
    shown.page.needs.choose.click()
    assert shown.asked == [CHOOSE_PRODUCT]


def test_the_turners_lead_through_the_figures(open_page: OpenPages, full_tree: Tree) -> None:
    page = open_page(FindingsPage, "study-results", full_tree).page
    turned = QSignalSpy(page.turned)
    page.turners.forward.click()
    assert page.part == 1
    assert page.turners.place.text() == f"2 of {page.parts}"
    assert page.turners.forward.accessibleName() == "Next result"
    assert turned.count() == 1


def test_the_part_stays_when_something_else_changes(open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(FindingsPage, "study-results", full_tree)
    shown.page.turn_to(2)
    shown.session.put("plan.full_cost", "1")
    assert shown.page.part == 2


def test_fewer_figures_leave_a_part_that_there_is(open_page: OpenPages) -> None:
    shown = open_page(FindingsPage, "study-results", _tree("own-follicle-cells"))
    shown.page.turn_to(shown.page.parts - 1)
    shown.session.put("plan.product", "own-fat-cells")
    assert shown.page.part < shown.page.parts


def test_a_number_is_never_broken_over_two_lines(
    open_page: OpenPages, services: Services, full_tree: Tree
) -> None:
    page = open_page(FindingsPage, "option-results", full_tree).page
    found = [measured for _, measured in services.talk(full_tree).general.option_findings]
    for part in (n for n, measured in enumerate(found) if measured.card is None):
        page.turn_to(part)
        number = page.card.number
        assert number.fontMetrics().horizontalAdvance(number.text()) <= number.width()


def _products(pack: ContentPack) -> list[str]:
    return list(pack.products)


@_SIZES
@_SCREENS
def test_every_word_has_room_whatever_is_planned(
    screen: str, size: QSize, open_page: OpenPages, services: Services
) -> None:
    for product in _products(services.pack):
        shown = open_page(FindingsPage, screen, _tree(product), size=size)
        assert shown.cut_words() == []
        assert shown.smallest_words() >= 18
        for part in range(shown.page.parts):
            shown.page.turn_to(part)
            card = shown.page.card
            assert not card.line.isVisible() or card.line.clipped_texts() == []
            assert not card.people.isVisible() or not card.people.clipped_texts()

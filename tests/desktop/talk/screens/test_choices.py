from collections.abc import Callable, Mapping
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.page import CHOOSE_PRODUCT
from clinic_aid.desktop.talk.kit.words import Words, plain
from clinic_aid.desktop.talk.screens.choice_parts import Attribute
from clinic_aid.desktop.talk.screens.choices import ChoicePage
from clinic_aid.talk.model import Pages, Talk

OpenPages = Callable[..., Any]
Tree = Mapping[str, object]

_SIZES = pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1280, 720)], ids=["1366", "1280"])
_SCREENS = pytest.mark.parametrize("screen", ["your-product", "your-sample", "your-delivery"])
_FLUID: Tree = {
    "patient": {"name": "Amira Haddad"},
    "plan": {"product": "cell-free-fluid", "kind": "medium", "delivery": "topical"},
}


def _said(page: ChoicePage) -> list[str]:
    """Give all texts of the rows, those of other views too."""
    return [words.marked() for row in page.rows.rows for words in row.findChildren(Words)]


def _pages(services: Services, tree: Tree) -> Pages:
    pages = services.talk(tree).pages
    assert pages is not None
    return pages


def _offered(services: Services, tree: Tree) -> Talk:
    return services.talk(tree)


def test_every_product_on_offer_has_a_tab(
    open_page: OpenPages, services: Services, full_tree: Tree
) -> None:
    page = open_page(ChoicePage, "your-product", full_tree).page
    offered = _offered(services, full_tree).offered
    assert list(page.tabs.buttons) == [choice.key for choice in offered]


def test_what_is_planned_is_shown_first_and_marked(open_page: OpenPages, full_tree: Tree) -> None:
    page = open_page(ChoicePage, "your-product", full_tree).page
    assert page.looked_at == "own-follicle-cells"
    assert page.plan.isChecked()
    button = page.tabs.buttons["own-follicle-cells"]
    assert button.isChecked()
    assert not button.icon().isNull()
    assert button.accessibleName().endswith(", planned")


def test_looking_at_another_choice_changes_nothing(
    open_page: OpenPages, services: Services, full_tree: Tree
) -> None:
    shown = open_page(ChoicePage, "your-product", full_tree)
    shown.page.tabs.buttons["own-fat-cells"].click()
    fat = next(c for c in _offered(services, full_tree).offered if c.key == "own-fat-cells")
    assert shown.edits == []
    assert set(fat.what) <= set(_said(shown.page))
    assert not shown.page.plan.isChecked()
    assert shown.page.sources == fat.sources


def test_all_that_is_said_of_a_choice_is_shown(
    open_page: OpenPages, services: Services, full_tree: Tree
) -> None:
    page = open_page(ChoicePage, "your-delivery", full_tree).page
    choice = next(c for c in _pages(services, full_tree).deliveries if c.key == page.looked_at)
    said = _said(page)
    for text in (*choice.what, *(part for row in choice.rows for part in (row.name, row.value))):
        assert text in said
    assert choice.sure is not None
    assert any(choice.sure.meaning in text for text in said)
    assert page.figure.isVisible()


def test_what_speaks_for_a_way_stands_with_what_speaks_against_it(
    open_page: OpenPages, full_tree: Tree, services: Services
) -> None:
    page = open_page(ChoicePage, "your-delivery", full_tree).page
    labels = services.pack.labels
    together = [
        row
        for row in page.rows.rows
        if {labels["speaks-for"], labels["speaks-against"]}
        <= {words.marked() for words in row.findChildren(Words)}
    ]
    assert len(together) == 1


def test_the_button_plans_what_is_looked_at(open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(ChoicePage, "your-delivery", full_tree)
    shown.page.tabs.buttons["microneedling"].click()
    shown.page.plan.click()
    assert shown.edits == [("plan.delivery", "microneedling")]
    assert shown.page.plan.isChecked()


def test_a_second_tap_takes_the_choice_back(open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(ChoicePage, "your-sample", full_tree)
    shown.page.plan.click()
    assert shown.edits == [("plan.sampling", None)]
    assert not shown.page.plan.isChecked()
    assert shown.page.take_back.text() == ""


def test_another_product_takes_back_what_does_not_fit_in_one_change(
    open_page: OpenPages,
) -> None:
    shown = open_page(ChoicePage, "your-product", _FLUID)
    shown.page.tabs.buttons["own-fat-cells"].click()
    shown.page.plan.click()
    assert shown.edits == [("plan", {"product": "own-fat-cells"})]


def test_the_attributes_of_the_planned_product_can_be_chosen(
    open_page: OpenPages, services: Services
) -> None:
    shown = open_page(ChoicePage, "your-product", _FLUID)
    kind, origin = shown.page.findChildren(Attribute)
    assert kind.chips.value() == "medium"
    labels = services.pack.labels
    assert kind.chips.label == labels["row-kind"]
    kind.chips.buttons["exosomes"].click()
    origin.chips.buttons[None].click()
    assert shown.edits[0] == ("plan.kind", "exosomes")
    assert kind.chips.value() == "exosomes"


def test_another_origin_takes_back_the_sampling(open_page: OpenPages) -> None:
    plan = {"product": "cell-free-fluid", "origin": "own", "sampling": "fat"}
    shown = open_page(ChoicePage, "your-product", {**_FLUID, "plan": plan})
    _, origin = shown.page.findChildren(Attribute)
    origin.chips.buttons["donor"].click()
    assert shown.edits == [("plan", {"product": "cell-free-fluid", "origin": "donor"})]


def test_of_a_product_that_is_not_planned_nothing_is_chosen(open_page: OpenPages) -> None:
    page = open_page(ChoicePage, "your-product", _FLUID).page
    page.tabs.buttons["own-follicle-cells"].click()
    assert not [row for row in page.rows.rows if isinstance(row, Attribute)]


def test_a_product_can_be_chosen_where_none_is(open_page: OpenPages) -> None:
    shown = open_page(ChoicePage, "your-product")
    assert shown.page.tabs.isVisible()
    assert not shown.page.plan.isChecked()
    first = next(iter(shown.page.tabs.buttons))
    shown.page.plan.click()
    assert shown.edits == [("plan.product", first)]


def test_every_product_is_said_not_to_be_approved(open_page: OpenPages, full_tree: Tree) -> None:
    page = open_page(ChoicePage, "your-product", full_tree).page
    for button in list(page.tabs.buttons.values()):
        button.click()
        assert "not approved for hair loss" in page.title.text()
        assert page.title.isVisible()


def test_what_is_taken_from_nobody_is_shown_with_the_products_picture(
    open_page: OpenPages, services: Services
) -> None:
    page = open_page(ChoicePage, "your-sample", _FLUID).page
    page.tabs.buttons["none"].click()
    product = _pages(services, _FLUID).product.illustration
    assert product is not None
    assert product.alt in page.figure.accessibleDescription()


@pytest.mark.parametrize("screen", ["your-sample", "your-delivery"])
def test_without_a_product_the_way_to_it_is_shown(screen: str, open_page: OpenPages) -> None:
    shown = open_page(ChoicePage, screen)
    assert not shown.page.choosing.isVisible()
    assert shown.page.parts == 1
    assert shown.page.sources == ()
    shown.page.needs.choose.click()
    assert shown.asked == [CHOOSE_PRODUCT]


def test_coming_back_shows_what_is_planned(open_page: OpenPages, full_tree: Tree) -> None:
    shown = open_page(ChoicePage, "your-delivery", full_tree)
    shown.page.tabs.buttons["microneedling"].click()
    shown.page.hide()
    shown.session.touched()
    assert shown.page.looked_at == "injection"


def test_a_change_elsewhere_keeps_what_is_looked_at_and_its_rows(
    open_page: OpenPages, full_tree: Tree
) -> None:
    shown = open_page(ChoicePage, "your-delivery", full_tree)
    shown.page.tabs.buttons["microneedling"].click()
    rows = shown.page.rows.rows
    shown.session.put("plan.full_cost", "1")
    assert shown.page.looked_at == "microneedling"
    assert shown.page.rows.rows == rows


def test_words_that_do_not_fit_go_on_in_another_part(open_page: OpenPages, full_tree: Tree) -> None:
    page = open_page(ChoicePage, "your-product", full_tree).page
    assert page.parts == 2
    turned = QSignalSpy(page.turned)
    page.turners.forward.click()
    assert page.part == 1
    assert turned.count() == 1
    page.tabs.buttons["own-fat-cells"].click()
    assert page.part == 0


def test_a_choice_can_be_made_with_the_keyboard(
    open_page: OpenPages, full_tree: Tree, qtbot: QtBot
) -> None:
    shown = open_page(ChoicePage, "your-delivery", full_tree)
    tab = shown.page.tabs.buttons["microneedling"]
    tab.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(tab, Qt.Key.Key_Space)
    shown.page.plan.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(shown.page.plan, Qt.Key.Key_Space)
    assert shown.edits == [("plan.delivery", "microneedling")]


@_SCREENS
def test_everything_that_can_be_tapped_has_a_name_and_is_large_enough(
    screen: str, open_page: OpenPages, full_tree: Tree
) -> None:
    page = open_page(ChoicePage, screen, full_tree).page
    for button in page.findChildren(QPushButton):
        if button.isVisible():
            assert button.accessibleName()
            assert min(button.width(), button.height()) >= 44


def test_the_plan_button_names_what_it_plans(
    open_page: OpenPages, services: Services, full_tree: Tree
) -> None:
    page = open_page(ChoicePage, "your-delivery", full_tree).page
    name = plain(_pages(services, full_tree).deliveries[0].name)
    assert page.plan.accessibleName() == f"This is planned: {name}"


@_SIZES
@_SCREENS
def test_every_word_has_room(
    screen: str, size: QSize, open_page: OpenPages, full_tree: Tree
) -> None:
    shown = open_page(ChoicePage, screen, full_tree, size=size)
    for button in list(shown.page.tabs.buttons.values()):
        button.click()
        QApplication.processEvents()
        assert shown.cut_words() == []
        assert shown.smallest_words() >= 18
        assert not shown.page.figure.clipped_texts()

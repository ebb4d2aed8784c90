import pytest
from pytestqt.qtbot import QtBot

from clinic_aid.app_content import look
from clinic_aid.desktop.prepare.product_cards import ProductCards

PRODUCTS = {"one": ("Cells from your own fat", "fat"), "two": ("Fluid with no living cells", "")}


@pytest.fixture
def cards(qtbot: QtBot) -> ProductCards:
    cards = ProductCards(look(), PRODUCTS)
    qtbot.addWidget(cards)
    return cards


def test_a_product_that_the_clinic_does_not_offer_is_named(cards: ProductCards) -> None:
    cards.offer(["two"])

    cards.show_value("one")

    assert cards.doubt() == "The clinic does not offer “Cells from your own fat”. Choose one."


def test_an_id_that_there_is_none_of_is_not_shown(cards: ProductCards) -> None:
    cards.show_value("own-follicle-cells")

    assert cards.doubt() == "There is no such product. Choose one."


def test_what_is_offered_is_no_doubt(cards: ProductCards) -> None:
    cards.show_value("two")

    assert cards.doubt() == ""

"""How the guide is put on paper, and what its buttons say."""

import pytest
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.guide.give_panel import GivePanel
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.domain.guide_parts import Edition, GuideWish
from tests.desktop.conftest import ShowWidget


@pytest.fixture
def panel(the_look: Look, show_widget: ShowWidget) -> GivePanel:
    panel = GivePanel(the_look)
    show_widget(panel)
    return panel


@pytest.mark.parametrize(
    ("parts", "printed", "sheets"),
    [
        ([2, 5, 1], "Print 8 pages", "5 sheets, both sides"),
        ([2], "Print 2 pages", "1 sheet"),
        ([1], "Print 1 page", "1 sheet"),
    ],
)
def test_the_button_counts_the_pages_and_the_line_below_it_the_sheets(
    panel: GivePanel, parts: list[int], printed: str, sheets: str
) -> None:
    panel.show_pages(parts)

    assert panel.print.accessibleName() == printed
    assert panel.sheets.text() == sheets
    panel.show_printer(True, "Brother HL-L2350")
    assert panel.sheets.text() == f"{sheets}\nBrother HL-L2350"


def test_without_a_printer_saving_is_dark_and_no_sheets_are_counted(panel: GivePanel) -> None:
    panel.show_pages([2])

    panel.show_printer(False)

    assert panel.save.property("kind") == "primary"
    assert panel.no_printer.isVisible()
    assert not panel.print.isVisible()
    assert not panel.sheets.isVisible()


@pytest.mark.parametrize(
    ("chosen", "needed", "value", "words"),
    [
        (None, "standard", "standard", "Edition: standard"),
        ("compact", "standard", "compact", "Edition: compact"),
        (None, "large-print", "large-print", "Edition: large print, as needed"),
        ("standard", "large-print", "standard", "Edition: standard. Needed: large print"),
    ],
)
def test_the_edition_that_is_needed_is_chosen_and_said(
    panel: GivePanel, chosen: Edition | None, needed: Edition, value: str, words: str
) -> None:
    panel.show_wish(GuideWish(edition=chosen), needed)

    assert panel.edition.value() == value
    assert panel.edition_words.text() == words


def test_the_edition_that_is_needed_is_no_choice(qtbot: QtBot, panel: GivePanel) -> None:
    panel.show_wish(GuideWish(edition="standard"), "large-print")

    with qtbot.waitSignal(panel.wished) as told:
        panel.edition.buttons["large-print"].click()

    assert told.args == [GuideWish()]


def test_every_wish_is_told_with_those_before(qtbot: QtBot, panel: GivePanel) -> None:
    panel.paper.buttons["letter"].click()
    panel.black_and_white.click()

    with qtbot.waitSignal(panel.wished) as told:
        panel.discreet.click()

    assert told.args == [GuideWish(paper="letter", black_and_white=True, discreet=True)]

"""The parts as cards: what is ticked, why, and where their words lead."""

from collections.abc import Callable, Mapping

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.guide.part_cards import PartCards
from clinic_aid.desktop.guide.part_words import reason_words
from clinic_aid.domain.guide_parts import (
    PARTS,
    REASONS,
    CareState,
    Part,
    Reason,
    part_choices,
)
from tests.desktop.conftest import ShowWidget

Say = Callable[..., PartCards]
GO_AHEAD = CareState(decision="go-ahead", has_day=True, is_stopped=False, is_done=False)
PAGES: Mapping[Part, int] = {"fridge": 2, "plan": 5, "facts": 8, "gp": 1}


@pytest.fixture
def say(show_widget: ShowWidget) -> Say:
    """Give what shows the cards of somebody who goes ahead, as they are after a wish."""

    def say(wished: tuple[Part, ...] | None = None, unchanged: tuple[Part, ...] = ()) -> PartCards:
        cards = PartCards()
        choices = part_choices(GO_AHEAD, wished=wished, unchanged=unchanged)
        chosen = {one.part for one in choices if one.is_chosen}
        pages = {part: count for part, count in PAGES.items() if part in chosen}
        cards.say(choices, pages, lambda _: "16 November 2026")
        show_widget(cards)
        return cards

    return say


def words(cards: PartCards, part: Part) -> tuple[bool, str, str]:
    card = cards.cards[part]
    return card.tick.isChecked(), card.pages.text(), card.reason.text()


def test_each_part_says_whether_it_is_printed_on_how_many_pages_and_why(say: Say) -> None:
    cards = say(wished=("fridge", "plan", "facts", "gp"))

    assert [words(cards, part) for part in PARTS] == [
        (True, "2 pages", "“Go ahead”, and a day is set"),
        (True, "5 pages", "“Go ahead”, and a day is set"),
        (True, "8 pages", "“Go ahead”, and a day is set"),
        (False, "", "No stop is open"),
        (True, "1 page", "By wish"),
        (False, "", "Only by wish"),
    ]


def test_facts_that_the_patient_has_say_since_when_and_can_be_ticked(say: Say) -> None:
    cards = say(unchanged=("facts",))

    assert words(cards, "facts") == (False, "", "Given on 16 November 2026, unchanged since")
    assert cards.cards["facts"].tick.isEnabled()


def test_what_has_nothing_to_say_cannot_be_ticked(say: Say) -> None:
    card = say().cards["not-now"]

    assert not card.tick.isEnabled()
    assert not card.show_pages.isEnabled()
    assert card.reason.text() == "No stop is open"


def test_a_tick_tells_all_parts_that_are_ticked_and_which_is_new(qtbot: QtBot, say: Say) -> None:
    cards = say()
    added: list[str] = []
    cards.added.connect(added.append)

    with qtbot.waitSignal(cards.chosen) as told:
        qtbot.mouseClick(cards.cards["gp"].tick, Qt.MouseButton.LeftButton)
    assert told.args == [("fridge", "plan", "facts", "gp")]
    with qtbot.waitSignal(cards.chosen) as told:
        qtbot.keyClick(cards.cards["fridge"].tick, Qt.Key.Key_Space)
    assert told.args == [("plan", "facts", "gp")]
    assert added == ["gp"]


def test_the_last_part_cannot_be_unticked_and_says_so(say: Say) -> None:
    card = say(wished=("plan",)).cards["plan"]

    assert not card.tick.isEnabled()
    assert card.tick.isChecked()
    assert card.reason.text() == "“Go ahead”, and a day is set. The only part."


def test_of_two_parts_one_stays_however_fast_they_are_unticked(say: Say) -> None:
    cards = say(wished=("plan", "facts"))
    told: list[object] = []
    cards.chosen.connect(told.append)

    cards.cards["plan"].tick.click()
    cards.cards["facts"].tick.click()

    assert cards.cards["facts"].tick.isChecked()
    assert told[-1] == ("facts",)


def test_the_words_of_a_card_lead_to_its_pages_or_tick_it(qtbot: QtBot, say: Say) -> None:
    cards = say()

    with qtbot.waitSignal(cards.pages_asked) as told:
        cards.cards["plan"].show_pages.click()
    assert told.args == ["plan"]
    with qtbot.waitSignal(cards.chosen):
        cards.cards["helper"].show_pages.click()
    assert cards.cards["helper"].tick.isChecked()


def test_a_screen_reader_is_told_the_part_its_pages_and_the_reason(say: Say) -> None:
    card = say().cards["plan"]

    assert card.tick.accessibleName() == "Print “My plan”"
    assert card.show_pages.accessibleName() == "Show the pages of “My plan”"
    said = "5 pages. “Go ahead”, and a day is set"
    assert card.tick.accessibleDescription() == card.show_pages.accessibleDescription() == said


def test_what_is_needed_is_told_whatever_is_ticked(say: Say) -> None:
    assert say(wished=("gp",)).needed == ("fridge", "plan", "facts")


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_words(reason: Reason) -> None:
    assert reason_words(reason, is_chosen=True, day="today")

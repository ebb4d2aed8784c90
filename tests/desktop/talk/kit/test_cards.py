import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.talk.kit.cards import MOST_SLENDER, ChosenSign, TapCard, ToggleCard
from clinic_aid.desktop.widgets.style import Look


@pytest.fixture
def tapped(qtbot: QtBot, the_look: Look) -> TapCard:
    card = TapCard("Think about it", "Take it home.", sign=ChosenSign(the_look))
    qtbot.addWidget(card)
    return card


def test_a_card_is_large_enough_for_a_finger(qtbot: QtBot) -> None:
    card = TapCard("No")
    qtbot.addWidget(card)

    assert card.heightForWidth(400) == card.minimumSizeHint().height() == MOST_SLENDER


def test_a_card_says_its_title_and_what_stands_under_it(tapped: TapCard) -> None:
    assert tapped.accessibleName() == "Think about it. Take it home."

    tapped.tell("Read it.")

    assert tapped.note.text() == "Read it."
    assert tapped.accessibleName() == "Think about it. Read it."


def test_a_card_without_a_line_under_its_title_has_no_room_for_one(qtbot: QtBot) -> None:
    card = TapCard("No")
    qtbot.addWidget(card)

    assert card.note.isHidden()
    assert card.accessibleName() == "No"


def test_a_tap_leaves_it_to_the_page_what_is_chosen(qtbot: QtBot, tapped: TapCard) -> None:
    with qtbot.waitSignal(tapped.tapped):
        tapped.click()
    assert not tapped.isChecked()

    tapped.mark(True)
    tapped.click()

    assert tapped.isChecked()
    assert tapped.sign is not None
    assert tapped.sign.is_on


def test_a_toggled_card_shows_it_with_its_sign(qtbot: QtBot, the_look: Look) -> None:
    card = ToggleCard(the_look)
    qtbot.addWidget(card)
    card.say("Keeping my hair", name="What matters most? Keeping my hair")

    card.mark(True)

    assert (card.isChecked(), card.sign.is_on) == (True, True)
    assert card.accessibleName() == "What matters most? Keeping my hair"


def test_the_sign_grows_with_the_window(qtbot: QtBot, the_look: Look) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    sign = ChosenSign(the_look, 30, window)

    the_look.draw(window, 1.4)

    assert (sign.width(), sign.height()) == (42, 42)

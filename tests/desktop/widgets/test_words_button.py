import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.widgets.style import IconSign, Look
from clinic_aid.desktop.widgets.words_button import TickedCard, WordsButton

_LINES = ("Two pages, on A4", "Given on paper, and once more a week later")


@pytest.fixture
def card(qtbot: QtBot, the_look: Look) -> TickedCard:
    card = TickedCard(the_look, "Guide 1", _LINES, margins=(16, 10, 12, 12))
    qtbot.addWidget(card)
    card.resize(300, 120)
    card.show()
    return card


def test_a_button_of_words_is_as_high_as_these_need(qtbot: QtBot) -> None:
    words = QLabel("Many words that need more than one line where there is little room for them.")
    words.setWordWrap(True)
    button = WordsButton("card", (words, 1), spacing=6, margins=(10, 5, 10, 5))
    qtbot.addWidget(button)

    narrow, wide = (button.heightForWidth(width) for width in (200, 800))

    assert narrow > wide == words.heightForWidth(780) + 10


@pytest.mark.parametrize("inner", [QLabel, IconSign])
def test_a_tap_on_what_is_in_a_button_presses_it(
    qtbot: QtBot, card: TickedCard, inner: type[QLabel]
) -> None:
    place = card.findChildren(inner)[-1].geometry().center()

    with qtbot.waitSignal(card.clicked):
        QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=place)

    assert card.childAt(place) is None


def test_a_card_says_its_title_and_its_lines(card: TickedCard) -> None:
    assert card.accessibleName() == "Guide 1"
    assert card.accessibleDescription() == ". ".join(_LINES)
    assert [label.text() for label in card.findChildren(QLabel) if label.text()] == [
        "Guide 1",
        *_LINES,
    ]


def test_a_tick_stands_on_the_card_that_is_chosen(card: TickedCard, the_look: Look) -> None:
    sign = card.findChildren(IconSign)[0]

    card.mark(True)
    assert (card.isChecked(), sign.icon.cacheKey()) == (
        True,
        the_look.icon("check", "teal").cacheKey(),
    )

    card.mark(False)
    assert (card.isChecked(), sign.icon.isNull()) == (False, True)

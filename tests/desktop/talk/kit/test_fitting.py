from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.talk.kit.fitting import EASES, FitBox, has_room
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.layout_height import needed_height

_LONG = "Hair grows for years, rests for months, and falls out. " * 4


def filled(qtbot: QtBot, *texts: str) -> FitBox:
    box = FitBox()
    qtbot.addWidget(box)
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    for text in texts:
        column.addWidget(Words("headline", text))
    return box


def sizes(box: FitBox) -> set[int]:
    return {words.font().pixelSize() for words in box.findChildren(Words)}


def ease_of(box: FitBox) -> float:
    """Give the one ease that all words of a box have."""
    (ease,) = {words.ease for words in box.findChildren(Words)}
    return ease


def test_words_with_room_have_the_size_wanted(qtbot: QtBot) -> None:
    box = filled(qtbot, "Hair grows")
    box.resize(600, 300)
    box.fit()

    assert ease_of(box) == 1.0


def test_words_get_smaller_until_all_of_them_fit(qtbot: QtBot) -> None:
    box = filled(qtbot, _LONG)
    box.resize(600, 300)
    box.fit()

    layout = box.layout()
    assert layout is not None
    assert 0 < ease_of(box) < 1
    assert needed_height(layout, 600) <= 300


def test_words_get_no_smaller_than_allowed(qtbot: QtBot) -> None:
    box = filled(qtbot, _LONG * 9)
    box.resize(600, 100)
    box.fit()

    assert ease_of(box) == EASES[-1]
    assert sizes(box) == {27}


def test_word_wider_than_the_box_makes_the_words_smaller(qtbot: QtBot) -> None:
    box = filled(qtbot, "Haarfollikelstammzellen")
    wide = Words("headline", "Haarfollikelstammzellen").minimumSizeHint().width()
    box.resize(wide - 20, 400)
    box.fit()

    assert ease_of(box) < 1


def test_all_words_keep_one_ease(qtbot: QtBot) -> None:
    box = filled(qtbot, "Short", _LONG)
    box.resize(600, 350)
    box.fit()

    assert len(sizes(box)) == 1


def test_words_of_a_box_within_are_left_to_it(qtbot: QtBot) -> None:
    box, inner = filled(qtbot, _LONG), filled(qtbot, "Short")
    layout = box.layout()
    assert layout is not None
    layout.addWidget(inner)
    box.resize(600, 260)
    before = sizes(inner)

    box.fit()

    assert {words.font().pixelSize() for words in inner.findChildren(Words)} == before


def test_box_that_grows_gives_the_words_their_size_back(qtbot: QtBot) -> None:
    box = filled(qtbot, _LONG)
    with qtbot.waitExposed(box):
        box.show()
    box.resize(600, 200)
    small = ease_of(box)

    box.resize(900, 600)

    assert ease_of(box) > small


def test_a_widget_has_room_once_it_and_all_around_it_has_a_place(qtbot: QtBot) -> None:
    window, outer = QWidget(), QWidget()
    qtbot.addWidget(window)
    outer.setParent(window)
    inner = QWidget(outer)
    inner.resize(300, 200)
    assert not has_room(inner)

    outer.resize(400, 300)

    assert has_room(inner)


def test_words_are_not_fitted_into_a_size_that_nobody_chose(qtbot: QtBot) -> None:
    box = filled(qtbot, *[_LONG] * 9)

    box.fit()

    assert ease_of(box) == 1.0

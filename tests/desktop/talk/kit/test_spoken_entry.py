import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.talk.kit.spoken_entry import MOST_CHARACTERS, SpokenEntry


@pytest.fixture
def entry(qtbot: QtBot) -> SpokenEntry:
    made = SpokenEntry("The question")
    qtbot.addWidget(made)
    return made


@pytest.fixture
def told(entry: SpokenEntry) -> list[object]:
    texts: list[object] = []
    entry.edited.connect(texts.append)
    return texts


def put_cursor(entry: SpokenEntry, place: int) -> None:
    cursor = entry.text.textCursor()
    cursor.setPosition(place)
    entry.text.setTextCursor(cursor)


def test_every_letter_is_told_as_it_is_typed(
    qtbot: QtBot, entry: SpokenEntry, told: list[object]
) -> None:
    qtbot.keyClicks(entry.text, "Why")

    assert told == ["W", "Wh", "Why"]


def test_blanks_alone_are_nothing(qtbot: QtBot, entry: SpokenEntry, told: list[object]) -> None:
    qtbot.keyClicks(entry.text, "  ")

    assert told == [None, None]


def test_text_that_is_shown_is_no_edit(entry: SpokenEntry, told: list[object]) -> None:
    entry.show_text("Why?")
    entry.show_text(None)

    assert told == []
    assert entry.text.toPlainText() == ""


def test_cursor_and_blanks_stay_while_the_text_comes_back(qtbot: QtBot, entry: SpokenEntry) -> None:
    qtbot.keyClicks(entry.text, "Why ")
    put_cursor(entry, 2)

    entry.show_text("Why")

    assert entry.text.toPlainText() == "Why "
    assert entry.text.textCursor().position() == 2


@pytest.mark.parametrize("place", [0, 500, MOST_CHARACTERS])
def test_full_entry_takes_no_more_and_loses_nothing(
    qtbot: QtBot, entry: SpokenEntry, place: int
) -> None:
    full = "ab" * (MOST_CHARACTERS // 2)
    entry.show_text(full)
    put_cursor(entry, place)

    qtbot.keyClicks(entry.text, "x")

    assert entry.text.toPlainText() == full


def test_paste_that_is_too_long_is_cut_at_its_end(entry: SpokenEntry) -> None:
    entry.show_text("beginend")
    put_cursor(entry, 5)

    entry.text.insertPlainText("-" * MOST_CHARACTERS)

    assert entry.text.toPlainText() == "begin" + "-" * (MOST_CHARACTERS - 8) + "end"


def test_letter_of_a_large_plane_is_cut_whole(entry: SpokenEntry, told: list[object]) -> None:
    entry.text.insertPlainText("x" + "\N{SMILING FACE WITH OPEN MOUTH}" * MOST_CHARACTERS)

    assert str(told[-1]).encode("utf-8")
    assert len(entry.text.toPlainText()) == 1 + (MOST_CHARACTERS - 1) // 2


def test_longer_text_of_a_file_is_kept_whole(qtbot: QtBot, entry: SpokenEntry) -> None:
    long = "x" * 3000
    entry.show_text(long)

    qtbot.keyClick(entry.text, Qt.Key.Key_Backspace)
    qtbot.keyClicks(entry.text, "y")

    assert len(entry.text.toPlainText()) == 3000


def test_label_is_read_out_with_the_text(entry: SpokenEntry) -> None:
    entry.name("The answer")

    assert (entry.label.text(), entry.text.accessibleName()) == ("The answer", "The answer")

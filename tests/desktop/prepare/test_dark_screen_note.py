import pytest
from pytestqt.qtbot import QtBot

from clinic_aid.app_content import look
from clinic_aid.desktop.prepare.dark_screen_note import DarkScreenNote


@pytest.fixture
def note(qtbot: QtBot) -> DarkScreenNote:
    note = DarkScreenNote(look())
    qtbot.addWidget(note)
    return note


def test_nothing_is_said_before_the_system_was_asked(note: DarkScreenNote) -> None:
    assert note.isHidden()


def test_it_is_said_where_the_system_refuses(note: DarkScreenNote) -> None:
    note.follow(False)

    assert not note.isHidden()


def test_it_goes_once_the_system_agrees(note: DarkScreenNote) -> None:
    note.follow(False)
    note.follow(True)

    assert note.isHidden()


def test_who_has_closed_it_is_not_told_again(note: DarkScreenNote) -> None:
    note.follow(False)
    note.close_button.click()
    note.follow(False)

    assert note.isHidden()

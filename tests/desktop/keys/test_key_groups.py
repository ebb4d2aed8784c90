import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from clinic_aid.desktop.keys.key_groups import KeyGroups, are_alike, groups_of
from tests.desktop.unlocking.conftest import KEY


@pytest.fixture
def shown(qtbot: QtBot) -> KeyGroups:
    groups = KeyGroups()
    qtbot.addWidget(groups)
    groups.resize(620, 200)
    groups.show_key(KEY)
    return groups


@pytest.mark.parametrize("key", ["abcd2345", "ABCD-2345", " abcd 2345 ", "AB-CD-23-45"])
def test_key_falls_into_groups_of_four_however_it_is_written(key: str) -> None:
    assert groups_of(key) == ("ABCD", "2345")


def test_signs_that_are_read_for_one_another_are_alike() -> None:
    assert are_alike("o1lI", "0111")
    assert not are_alike("ABCD", "ABCE")


def test_every_sign_has_the_same_room(shown: KeyGroups) -> None:
    assert len({place.width() for _, place in shown.label_texts()}) == 1


def test_groups_stand_in_even_lines_within_the_width(shown: KeyGroups) -> None:
    texts = shown.label_texts()
    lines = [
        [group for group, place in texts if place.top() == top]
        for top in sorted({place.top() for _, place in texts})
    ]

    assert [group for line in lines for group in line] == list(groups_of(KEY))
    assert max(map(len, lines)) - min(map(len, lines)) <= 1
    assert max(place.right() for _, place in texts) < shown.width()
    assert max(place.bottom() for _, place in texts) < shown.heightForWidth(shown.width())


def test_key_runs_from_left_to_right_in_every_language(shown: KeyGroups) -> None:
    before = shown.label_texts()
    shown.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    assert shown.label_texts() == before


def test_key_is_spelled_to_a_screen_reader(shown: KeyGroups) -> None:
    assert shown.accessibleName().startswith("Recovery key: 7 Q K 4, M 2 X A, ")


def test_no_key_says_nothing(shown: KeyGroups) -> None:
    shown.show_key("")

    assert shown.accessibleName() == ""
    assert shown.label_texts() == []

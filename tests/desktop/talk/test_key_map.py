import pytest
from PySide6.QtCore import Qt

from clinic_aid.desktop.talk.key_map import (
    ALWAYS,
    MAY_REPEAT,
    UNUSED,
    Action,
    action_of,
    digit_of,
)

Key = Qt.Key


@pytest.mark.parametrize(
    ("key", "action"),
    [
        (Key.Key_PageDown, Action.ON),
        (Key.Key_PageUp, Action.BACK),
        (Key.Key_Escape, Action.LEAVE),
        (Key.Key_F11, Action.FULL_SCREEN),
        (Key.Key_F5, Action.NOTHING),
    ],
)
def test_keys_of_clickers_always_count(key: Qt.Key, action: Action) -> None:
    assert ALWAYS[key] is action


def test_no_key_has_two_meanings() -> None:
    assert not ALWAYS.keys() & UNUSED.keys()


@pytest.mark.parametrize("key", [Key.Key_B, Key.Key_Period])
def test_both_blank_keys_of_clickers_rest(key: Qt.Key) -> None:
    assert action_of(key, mirrored=False) is Action.REST


@pytest.mark.parametrize("key", [Key.Key_Question, 0x061F, Key.Key_F1])
def test_question_mark_of_any_keyboard_shows_the_keys(key: int) -> None:
    assert action_of(key, mirrored=False) is Action.KEYS


def test_left_and_right_follow_the_reading() -> None:
    assert action_of(Key.Key_Left, mirrored=True) is Action.ON
    assert action_of(Key.Key_Right, mirrored=True) is Action.BACK
    assert action_of(Key.Key_Down, mirrored=True) is Action.ON


@pytest.mark.parametrize("key", [0, 0x0419, Key.Key_Z, 0x01234567])
def test_key_without_a_meaning_has_none(key: int) -> None:
    assert action_of(key, mirrored=True) is None


def test_digits_are_digits_and_nothing_else_is() -> None:
    digits = [digit_of(key) for key in range(Key.Key_0, Key.Key_9 + 1)]

    assert digits == list("0123456789")
    assert digit_of(Key.Key_A) is None
    assert digit_of(Key.Key_0 - 1) is None


def test_only_arrows_go_on_counting_while_they_are_held() -> None:
    assert {action_of(key, mirrored=False) for key in MAY_REPEAT} == {Action.ON, Action.BACK}
    assert not MAY_REPEAT & ALWAYS.keys()


def test_every_action_can_be_reached_by_a_key() -> None:
    assert {*ALWAYS.values(), *UNUSED.values()} == set(Action)

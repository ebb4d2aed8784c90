"""Which key does what while presenting.

Clickers send PageUp and PageDown, F5, Esc, "." or B; those and F11 always count. All other keys
count only where the control with the keyboard leaves them.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Qt


class Action(StrEnum):
    """What a key can do."""

    ON = "on"
    BACK = "back"
    FIRST = "first"
    LAST = "last"
    LEAVE = "leave"
    FULL_SCREEN = "full-screen"
    NOTHING = "nothing"
    REST = "rest"
    CHAPTERS = "chapters"
    HINTS = "hints"
    QUESTION = "question"
    SOURCES = "sources"
    WORDS = "words"
    KEYS = "keys"


ALWAYS: Final[Mapping[int, Action]] = {
    Qt.Key.Key_PageDown: Action.ON,
    Qt.Key.Key_PageUp: Action.BACK,
    Qt.Key.Key_Escape: Action.LEAVE,
    Qt.Key.Key_F11: Action.FULL_SCREEN,
    # A clicker's one button sends F5 and Esc by turns: here the talk runs already.
    Qt.Key.Key_F5: Action.NOTHING,
}
UNUSED: Final[Mapping[int, Action]] = {
    Qt.Key.Key_Right: Action.ON,
    Qt.Key.Key_Down: Action.ON,
    Qt.Key.Key_Space: Action.ON,
    Qt.Key.Key_Return: Action.ON,
    Qt.Key.Key_Enter: Action.ON,
    Qt.Key.Key_N: Action.ON,
    Qt.Key.Key_Left: Action.BACK,
    Qt.Key.Key_Up: Action.BACK,
    Qt.Key.Key_Backspace: Action.BACK,
    Qt.Key.Key_P: Action.BACK,
    Qt.Key.Key_Home: Action.FIRST,
    Qt.Key.Key_End: Action.LAST,
    Qt.Key.Key_B: Action.REST,
    Qt.Key.Key_Period: Action.REST,
    Qt.Key.Key_O: Action.CHAPTERS,
    Qt.Key.Key_G: Action.CHAPTERS,
    Qt.Key.Key_H: Action.HINTS,
    Qt.Key.Key_Q: Action.QUESTION,
    Qt.Key.Key_S: Action.SOURCES,
    Qt.Key.Key_W: Action.WORDS,
    Qt.Key.Key_Question: Action.KEYS,
    # The question mark of Arabic keyboards, for which Qt has no name.
    0x061F: Action.KEYS,
    Qt.Key.Key_F1: Action.KEYS,
}
MAY_REPEAT: Final[frozenset[int]] = frozenset(
    {Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Up}
)
"""Keys that go on counting while they are held; a clicker held too long turns one screen."""

_MIRRORED: Final[Mapping[int, int]] = {
    Qt.Key.Key_Right: Qt.Key.Key_Left,
    Qt.Key.Key_Left: Qt.Key.Key_Right,
}


def action_of(key: int, *, mirrored: bool) -> Action | None:
    """Give what a key does where no control uses it; left and right follow the reading."""
    return UNUSED.get(_MIRRORED.get(key, key) if mirrored else key)


def digit_of(key: int) -> str | None:
    """Give the digit that a key stands for."""
    if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return str(key - Qt.Key.Key_0)
    return None

"""What a widget of our own is called to a screen reader; Qt would call it a client area."""

from functools import cache
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_ROLE: Final = "accessibleRole"
_PASSED_OVER: Final = "accessiblePassedOver"


def announce_as(widget: QWidget, role: QAccessible.Role) -> None:
    """Give a widget its role, before anything has asked for it.

    Its name is its accessible name alone: Qt no longer takes the text of a label for it.
    """
    widget.setProperty(_ROLE, role.value)
    _install()


def pass_over(widget: QWidget) -> None:
    """Let a screen reader pass over a sign whose meaning stands in words beside it."""
    widget.setProperty(_PASSED_OVER, True)
    announce_as(widget, QAccessible.Role.Graphic)


class _PassedOver(QAccessibleWidget):
    def state(self) -> QAccessible.State:
        state = super().state()
        state.invisible = 1
        return state


@cache
def _install() -> None:
    QAccessible.installFactory(_interface)


def _interface(_key: str, thing: QObject) -> QAccessibleInterface | None:
    if isinstance(thing, QWidget):
        role = thing.property(_ROLE)
        if isinstance(role, int):
            kind = _PassedOver if thing.property(_PASSED_OVER) else QAccessibleWidget
            return kind(thing, QAccessible.Role(role))
    return None

"""What a widget of our own is called to a screen reader; Qt would call it a client area."""

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_ROLE: Final = "accessibleRole"
_installed: list[object] = []


def announce_as(widget: QWidget, role: QAccessible.Role) -> None:
    """Give a widget its role, before anything has asked for it."""
    widget.setProperty(_ROLE, role.value)
    if not _installed:
        QAccessible.installFactory(_interface)
        _installed.append(_interface)


def _interface(_key: str, thing: QObject) -> QAccessibleInterface | None:
    if isinstance(thing, QWidget):
        role = thing.property(_ROLE)
        if isinstance(role, int):
            return QAccessibleWidget(thing, QAccessible.Role(role))
    return None

"""Ctrl+Z in an entry takes back the last change of the consultation, not the letters of a line."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class UndoKeys(QObject):
    """Lets the window have the keys for taking back, which a line of text would keep."""

    def __init__(self, line: QWidget) -> None:
        super().__init__(line)
        line.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and any(map(event.matches, _KEYS))
        ):
            event.ignore()
            return True
        return False

"""Words as they are: nothing in them is read as a mark of style."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def plain_label(words: str = "", name: str = "", *, wraps: bool = True) -> QLabel:
    """Give a label with the name that the style sheet knows it by; its words wrap unless told."""
    label = QLabel(words)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    return label

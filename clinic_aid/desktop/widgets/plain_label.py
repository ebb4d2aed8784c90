"""Words as they are: nothing in them is read as a mark of style."""

from html import escape

from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def plain_label(words: str = "", name: str = "", *, wraps: bool = True) -> QLabel:
    """Give a label with the name that the style sheet knows it by; its words wrap unless told."""
    label = QLabel(words)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    return label


def plain_tip(words: str) -> str:
    """Give what a tool tip is to say so that it shows these words."""
    # A tip has no format of its own: what looks like marks of style is taken for them.
    return f"<span>{escape(words)}</span>" if QtGui.Qt.mightBeRichText(words) else words

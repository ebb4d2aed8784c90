"""What every way of entering a value has in common."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class Control(QWidget):
    """A place to enter one value of the consultation file."""

    edited = Signal(object)
    """What was entered, in the words of the file; None for nothing."""

    def show_value(self, value: object) -> None:
        """Show a value of the file without telling of an edit."""
        raise NotImplementedError

    def name_for(self, label: str) -> QWidget:
        """Give the screen reader the label's words; give the widget the label leads to."""
        raise NotImplementedError

    def echo(self) -> str:
        """Say in words what was understood."""
        return ""

    def doubt(self) -> str:
        """Say what is not understood, and how to write it."""
        return ""

    def offers(self) -> Mapping[str, object]:
        """Give what may be meant, each value by its words; to be taken by a press."""
        return {}

    def mark_doubt(self, doubtful: bool) -> None:
        """Show or hide the mark of a fault on the place itself."""

"""What the consultant's window asks of the one in which the screens are presented."""

from typing import Protocol

from PySide6.QtCore import SignalInstance


class TalkWindowLike(Protocol):
    """A window for consultant and patient, kept from one talk to the next."""

    @property
    def left(self) -> SignalInstance:
        """The talk was left: the consultant's window is wanted as it was."""

    @property
    def guide_wanted(self) -> SignalInstance:
        """The talk was left for the guide."""

    def begin(self, from_start: bool) -> None:
        """Show the window, at the screen where the talk stopped or at the first."""

    def keep_record(self) -> None:
        """Write down what was shown up to now."""

    def show_note(self, words: str) -> None:
        """Show a quiet line to both; without words none."""

    def hide(self) -> None:
        """Take the window off the screen."""

    def isVisible(self) -> bool:
        """Say whether the window is on the screen."""

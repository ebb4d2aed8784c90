"""Two windows that take turns: the consultant's own, and the one that both look at."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.consultation.session import Session
from clinic_aid.desktop.widgets.style import Look

if TYPE_CHECKING:
    from clinic_aid.desktop.talk.window import TalkWindow

MakeTalkWindow = Callable[[Look, Services, Session], "TalkWindow"]


def talk_window(look: Look, services: Services, session: Session) -> "TalkWindow":
    """Give the window of the talk, whose screens nothing needs before it begins."""
    from clinic_aid.desktop.talk.window import TalkWindow

    return TalkWindow(look, services, session)


class WindowSwitch(QObject):
    """Shows one of the two, and never none: without a window the application would end."""

    presenting_changed = Signal(bool)
    """The talk began, or is about to end."""
    came_back = Signal(bool)
    """The consultant's window is there again; is the guide wanted?"""

    def __init__(self, own: QWidget, make: Callable[[], "TalkWindow"]) -> None:
        super().__init__(own)
        self._own = own
        self._make = make
        self._presenting: TalkWindow | None = None
        self._note = ""

    @property
    def is_presenting(self) -> bool:
        """Say whether the talk has the place of the consultant's window."""
        return self._presenting is not None and self._presenting.isVisible()

    def keep_record(self) -> None:
        """Write down what was shown up to now, if a talk is going on."""
        if self._presenting is not None and self.is_presenting:
            self._presenting.keep_record()

    def show_note(self, words: str) -> None:
        """Show a quiet line in the talk's window, now and when it is made."""
        self._note = words
        if self._presenting is not None:
            self._presenting.show_note(words)

    def present(self, *, from_start: bool) -> None:
        """Let the talk begin or go on; its window is made for the first one and then kept."""
        if self._presenting is None:
            self._presenting = self._make()
            self._presenting.left.connect(lambda: self._come_back(for_guide=False))
            self._presenting.show_note(self._note)
            self._presenting.guide_wanted.connect(lambda: self._come_back(for_guide=True))
        self._presenting.begin(from_start)
        if self._presenting.isVisible():
            self._own.hide()
            self.presenting_changed.emit(True)

    def _come_back(self, *, for_guide: bool) -> None:
        self._own.show()
        self.came_back.emit(for_guide)
        # Told before the talk's window is gone: without any window the program would end.
        self.presenting_changed.emit(False)
        if self._presenting is not None:
            self._presenting.hide()
        # Last: the window that goes may take the keyboard with it.
        self._own.raise_()
        self._own.activateWindow()

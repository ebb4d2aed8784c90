"""The keyboard of the talk: what a key means depends on what has the keyboard."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget

from clinic_aid.desktop.talk.chapter_number import ChapterNumber
from clinic_aid.desktop.talk.key_map import ALWAYS, MAY_REPEAT, Action, action_of, digit_of

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# With any other of these held a key is a shortcut, and here there are none.
_BARE: Final = ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)


class TalkKeys(QObject):
    """Turns keys into actions, and digits into the number of a chapter."""

    def __init__(
        self,
        window: QWidget,
        number: ChapterNumber,
        do: Callable[[Action], None],
        is_covered: Callable[[], bool],
    ) -> None:
        super().__init__(window)
        self._window, self._number = window, number
        self._do, self._is_covered = do, is_covered
        self._acted: int | None = None

    def listen(self, wanted: bool) -> None:
        """See every key of the application first, or no longer."""
        application = QApplication.instance()
        assert application is not None
        (application.installEventFilter if wanted else application.removeEventFilter)(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the keys that always count before the control that has the keyboard does."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not isinstance(watched, QWidget):
            return False
        popup = self._popup_over(watched)
        if watched.window() is not self._window and popup is None:
            return False
        if not event.isAutoRepeat():
            self._acted = None
        elif event.key() == self._acted:
            # The key that opened a sheet is still held: it writes nothing into it.
            return True
        action = None if event.modifiers() & _BARE else ALWAYS.get(event.key())
        if action is None or (popup is not None and action is Action.LEAVE):
            # A popup closes itself, which is the one level that is left.
            return False
        if not event.isAutoRepeat():
            if popup is not None:
                popup.close()
            self._do(action)
        return True

    def _popup_over(self, watched: QWidget) -> QWidget | None:
        """Give the popup that a key goes to, if it was opened from the talk."""
        popup = watched.window()
        opener = popup.parentWidget()
        is_popup = popup.windowType() == Qt.WindowType.Popup
        if not is_popup or opener is None or opener.window() is not self._window:
            return None
        return popup

    def take(self, event: QKeyEvent) -> bool:
        """Take a key that no control used; say whether it meant anything."""
        key, focused = event.key(), QApplication.focusWidget()
        # Who types means the text, even at its end, where the control has no use for an arrow.
        if event.modifiers() & _BARE or is_typing(focused):
            return False
        if key not in MAY_REPEAT:
            if event.isAutoRepeat():
                return True
            self._acted = key
        if self._number.is_begun and key in _ENTER:
            self._number.finish()
        elif (digit := digit_of(key)) is not None and not self._is_covered():
            self._number.add(digit)
        elif isinstance(focused, QAbstractButton) and key in _ENTER:
            focused.click()
        elif (action := action_of(key, mirrored=self._window.isRightToLeft())) is not None:
            self._do(action)
        else:
            return False
        return True


def is_typing(widget: QWidget | None) -> bool:
    """Say whether somebody writes in a control."""
    return isinstance(widget, QLineEdit | QPlainTextEdit)

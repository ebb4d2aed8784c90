"""Entries for what opens the vault: typed unseen, and not to be got at from elsewhere."""

import re
import sys
from functools import cache
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import (
    QAccessibleWidget,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QWidget,
)

from clinic_aid.desktop.widgets.buttons import icon_button
from clinic_aid.desktop.widgets.control import Control
from clinic_aid.desktop.widgets.layouts import row
from clinic_aid.desktop.widgets.style import Look, restyle

_MOST: Final = 4000
_HINTS: Final = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)
_COPYING: Final = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut)
# Comes along with what is pasted, and could never be typed in a line.
_LINE_BREAKS: Final = re.compile("[\r\n\u2028\u2029]+")


def caps_lock_of(event: QKeyEvent) -> bool | None:
    """Say whether Caps Lock is on, as far as a key tells; None where it does not."""
    text = event.text()
    if len(text) != 1 or text.lower() == text.upper():
        return None
    if event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
        return None
    shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if shifted and sys.platform == "darwin":
        return None  # there Shift gives capitals with and without it
    return text.isupper() != shifted


class SecretLine(QLineEdit):
    """One line that is typed or pasted, and goes nowhere else: no copying, no dictionary."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(_MOST)
        self.setInputMethodHints(_HINTS)

    def typed(self) -> str:
        """Give what was entered."""
        return _LINE_BREAKS.sub("", self.text())

    def forget(self) -> None:
        """Empty the line."""
        # What clear() takes away could be brought back by undoing.
        self.setText("")

    def setEchoMode(self, mode: QLineEdit.EchoMode) -> None:
        super().setEchoMode(mode)
        # Qt takes these away from a line that can be read.
        self.setInputMethodHints(self.inputMethodHints() | _HINTS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if any(event.matches(keys) for keys in _COPYING):
            event.accept()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        # On X11 a selection is copied when the mouse lets go, unless the line cannot be read.
        shown_as = self.echoMode()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        super().mouseReleaseEvent(event)
        self.setEchoMode(shown_as)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        paste = menu.addAction(self.tr("Paste"))
        paste.setEnabled(not self.isReadOnly() and bool(QGuiApplication.clipboard().text()))
        paste.triggered.connect(self.paste)
        menu.popup(event.globalPos())


class _PassphraseLine(SecretLine):
    caps_lock_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        _install()
        self.caps_lock = False
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        on = caps_lock_of(event)
        if event.key() == Qt.Key.Key_CapsLock and self.caps_lock:
            on = False
        if on is not None:
            self._tell(on)
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        # Elsewhere it may be turned on or off unseen.
        self._tell(False)
        super().focusOutEvent(event)

    def _tell(self, on: bool) -> None:
        if on != self.caps_lock:
            self.caps_lock = on
            self.caps_lock_changed.emit()


class PassphraseEntry(Control):
    """A passphrase, unseen until the eye is pressed.

    `edited` tells that something was typed, never what.
    """

    entered = Signal()
    """The Enter key was pressed."""
    caps_lock_changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._label = ""
        self.line = _PassphraseLine()
        self.eye = icon_button(look, "eye", "")
        self.eye.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.eye.setAutoDefault(True)
        row((self.line, 1), self.eye, on=self, spacing=8)
        self.line.textEdited.connect(self._on_edited)
        self.line.returnPressed.connect(self.entered)
        self.line.caps_lock_changed.connect(self.caps_lock_changed)
        self.eye.clicked.connect(self._on_eye)
        self.show_words(False)

    @property
    def is_shown(self) -> bool:
        """Say whether the words can be read."""
        return self.line.echoMode() == QLineEdit.EchoMode.Normal

    def passphrase(self) -> str:
        """Give what was entered."""
        return self.line.typed()

    def forget(self) -> None:
        """Empty the entry and hide what is typed next."""
        self.line.forget()
        self.show_words(False)

    def show_words(self, shown: bool) -> None:
        """Show or hide what is typed."""
        modes = QLineEdit.EchoMode
        self.line.setEchoMode(modes.Normal if shown else modes.Password)
        self.eye.setIcon(self._look.icon("eye-off" if shown else "eye"))
        self.name_for(self._label)

    def show_busy(self, busy: bool) -> None:
        """Let nothing be typed for a while; the keyboard stays where it is."""
        if busy:
            self.show_words(False)
        self.line.setReadOnly(busy)
        self.eye.setEnabled(not busy)

    def name_for(self, label: str) -> QWidget:
        self._label = label
        self.line.setAccessibleName(label)
        words = self.tr("{label}: hide") if self.is_shown else self.tr("{label}: show")
        self.eye.setAccessibleName(words.format(label=label))
        self.eye.setToolTip(self.tr("Hide") if self.is_shown else self.tr("Show"))
        return self.line

    def doubt(self) -> str:
        return self.tr("Caps Lock is on.") if self.line.caps_lock else ""

    def mark_doubt(self, doubtful: bool) -> None:
        restyle(self.line, "doubt", doubtful)

    @Slot()
    def _on_edited(self) -> None:
        self.edited.emit(None)

    @Slot()
    def _on_eye(self) -> None:
        self.show_words(not self.is_shown)


class _Unreadable(QAccessibleWidget):
    """An entry for a password without its text.

    Qt hands out the letters of a line that is shown, and tells each letter as it is typed even
    of one that is not. It tells them only of what has a text.
    """

    def state(self) -> QAccessible.State:
        state = super().state()
        state.passwordEdit = 1
        return state


def _interface(_key: str, thing: QObject) -> QAccessibleInterface | None:
    if isinstance(thing, _PassphraseLine):
        return _Unreadable(thing, QAccessible.Role.EditableText)
    return None


@cache
def _install() -> None:
    # Not before there is an application: its own factory would be asked first from then on,
    # also of all widgets that were given another role.
    QAccessible.installFactory(_interface)

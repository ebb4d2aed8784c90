"""What lies over the whole window for a while, and keeps the keyboard for that while."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from clinic_aid.desktop.widgets.accessible_roles import announce_as
from clinic_aid.desktop.widgets.style import Fitting


class Overlay(Fitting):
    """Covers its parent; nothing below can be operated until it is gone."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._under = parent
        self._before: QWidget | None = None
        self.setProperty("overlay", True)
        announce_as(self, QAccessible.Role.Dialog)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Say whether it covers the window."""
        return self.isVisibleTo(self._under)

    def fit(self) -> None:
        """Cover all of the window, which has no layout for what lies over it."""
        self.setGeometry(self._under.rect())

    def cover(self) -> None:
        """Come over the window; where the keyboard was is remembered."""
        if not self.is_open:
            self._before = QApplication.focusWidget()
        self.fit()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def uncover(self) -> None:
        """Go; the keyboard returns to where it was, as far as that is still there."""
        before, self._before = self._before, None
        self.hide()
        is_there = before is not None and isValid(before) and before.isVisible()
        (before if before is not None and is_there else self._under).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def focusNextPrevChild(self, _forwards: bool) -> bool:
        """Keep the Tab key from what lies below."""
        return True

    def event(self, event: QEvent) -> bool:
        # Nor does a touch or a wheel reach it.
        if event.type() in (QEvent.Type.Wheel, QEvent.Type.TouchBegin):
            event.accept()
            return True
        return super().event(event)

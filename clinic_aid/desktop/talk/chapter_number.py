"""A chapter's number typed digit by digit."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

PAUSE_MS = 1200
"""How long a further digit may take."""


class ChapterNumber(QObject):
    """Tells the number once it cannot grow any more, or when the typing ends."""

    chosen = Signal(int)
    typed = Signal(str)
    """The digits so far; empty when there are none any more."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._digits = ""
        self._most = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.finish)

    @property
    def is_begun(self) -> bool:
        """Say whether digits wait for more."""
        return bool(self._digits)

    def count_to(self, most: int) -> None:
        """Take numbers from 1 to `most`."""
        self._most = most

    def add(self, digit: str) -> None:
        """Take a digit; what is no number of a chapter begins anew with it."""
        digits = self._digits + digit
        if not 1 <= int(digits) <= self._most:
            digits = digit if 1 <= int(digit) <= self._most else ""
        self._digits = digits
        self.typed.emit(digits)
        if not digits:
            self._pause.stop()
        elif int(digits) * 10 > self._most:
            self.finish()
        else:
            self._pause.start()

    @Slot()
    def finish(self) -> None:
        """Take what was typed so far as the number."""
        digits = self._digits
        self.forget()
        if digits:
            self.chosen.emit(int(digits))

    def forget(self) -> None:
        """Take back what was typed."""
        self._pause.stop()
        if self._digits:
            self._digits = ""
            self.typed.emit("")

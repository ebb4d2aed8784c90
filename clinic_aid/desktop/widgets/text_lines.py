"""Lines to type on, into which a whole book may be pasted without holding up the window."""

from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QPlainTextEdit

MOST_PASTED: Final = 20_000
"""Characters of one paste. No entry takes a quarter of that, so the entry still says it is too
long; but one line of a million characters takes Qt longer than a minute."""


class TextLines(QPlainTextEdit):
    """Several lines of plain text; Tab leads on to the next entry."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take what is pasted or dropped, without the end of it where it is very long."""
        if len(text := source.text()) > MOST_PASTED:
            source = QMimeData()
            source.setText(text[:MOST_PASTED])
        super().insertFromMimeData(source)

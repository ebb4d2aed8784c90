"""Words over several lines, whole in either writing direction."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel

_CHANGES = (QEvent.Type.LayoutDirectionChange, QEvent.Type.FontChange)


class Paragraph(QLabel):
    """Plain words that wrap.

    In a line that runs from right to left Qt paints the space at which it is broken as well,
    and pushes the line's last letter out of the label by its width: room is left for that.
    """

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._leave_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _CHANGES:
            self._leave_room()

    def _leave_room(self) -> None:
        space = self.fontMetrics().horizontalAdvance(" ") if self.isRightToLeft() else 0
        self.setContentsMargins(space, 0, 0, 0)

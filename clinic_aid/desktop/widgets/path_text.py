"""The whole path of a file: in as many lines as it needs, to be selected and copied as it is."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit


class PathText(QTextEdit):
    """Breaks anywhere, as a path has no words, and never turns round: its order is its meaning."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.setObjectName("pathText")
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        option = QTextOption(Qt.AlignmentFlag.AlignLeading)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        self.document().setDefaultTextOption(option)
        self.setPlainText(path)
        self.setAccessibleName(path)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        laid_out = self.document().clone()
        laid_out.setDefaultFont(self.font())
        laid_out.setTextWidth(width)
        return round(laid_out.size().height()) + 1

    def sizeHint(self) -> QSize:
        return QSize(200, self.fontMetrics().lineSpacing() + 1)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

"""How much room a text needs, beside the room that it has."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionFrame,
    QWidget,
)

from tests.languages.visible import document_of, is_rich, whole_words, without_mnemonic

_TOLERANCE = 1
_ENDLESS = 1 << 20
# QLineEdit keeps two pixels free on either side, in every style.
_LINE_MARGIN = 2


@dataclass(frozen=True, slots=True)
class Room:
    """The size that a text needs and the one that it has."""

    needed: QSize
    given: QSize

    @property
    def is_enough(self) -> bool:
        """Say whether the text can be read whole."""
        return (
            self.needed.width() <= self.given.width() + _TOLERANCE
            and self.needed.height() <= self.given.height() + _TOLERANCE
        )

    def __str__(self) -> str:
        needed, given = self.needed, self.given
        return f"needs {needed.width()}×{needed.height()}, has {given.width()}×{given.height()}"


def session_of(widget: QWidget) -> Room | None:
    """Give the room of the text that a label, a button or an entry shows; None without one."""
    if isinstance(widget, QLabel):
        return _label(widget) if widget.text().strip() else None
    if isinstance(widget, QAbstractButton):
        return _button(widget) if widget.text().strip() else None
    if isinstance(widget, QLineEdit):
        return _line(widget) if widget.placeholderText() and not widget.text() else None
    if isinstance(widget, QPlainTextEdit):
        open_words = widget.placeholderText() and not widget.toPlainText()
        return _lines(widget) if open_words else None
    return None


def _label(label: QLabel) -> Room:
    margin = label.margin()
    given = label.contentsRect().adjusted(margin, margin, -margin, -margin).size()
    if label.indent() > 0:
        given.setWidth(given.width() - label.indent())
    if is_rich(label):
        document = document_of(label)
        if label.wordWrap():
            document.setTextWidth(given.width())
        # The ideal width is that of the widest line, or of a word wider than all the room.
        needed = QSize(round(document.idealWidth()), round(document.size().height()))
        return Room(needed, given)
    flags = Qt.TextFlag.TextExpandTabs.value
    if label.buddy() is not None:
        flags |= Qt.TextFlag.TextShowMnemonic.value
    if label.wordWrap():
        flags |= Qt.TextFlag.TextWordWrap.value
    width = given.width() if label.wordWrap() else _ENDLESS
    bounds = label.fontMetrics().boundingRect(QRect(0, 0, width, _ENDLESS), flags, label.text())
    needed = bounds.size()
    if needed.height() < 2 * label.fontMetrics().height():
        needed.setHeight(min(needed.height(), _height_of_line(label)))
    return Room(needed, given)


def _height_of_line(label: QLabel) -> int:
    """Give how high a label of one line must be for its letters to be painted whole.

    A line with a letter or an invisible sign of another font is higher than the label's own
    font asks for, but only by empty room at its edges.
    """
    text = without_mnemonic(label.text()) if label.buddy() is not None else label.text()
    layout = QTextLayout(text, label.font())
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    ink = label.fontMetrics().tightBoundingRect(text)
    above = max(ceil(line.ascent()) + ink.top(), 0)
    below = max(ceil(line.height()) - (ceil(line.ascent()) + ink.bottom() + 1), 0)
    if label.alignment() & Qt.AlignmentFlag.AlignTop:
        return ceil(line.height()) - below
    if label.alignment() & Qt.AlignmentFlag.AlignBottom:
        return ceil(line.height()) - above
    return ceil(line.height()) - 2 * min(above, below)


def _button(button: QAbstractButton) -> Room:
    """Give the room of a button; one that wraps its words says how high it must be."""
    if button.hasHeightForWidth():
        width = button.width()
        return Room(QSize(width, button.heightForWidth(width)), button.size())
    hinted = Room(button.sizeHint(), button.size())
    if not isinstance(button, QPushButton) or not hinted.is_enough:
        return hinted
    # A button may ask for less than its words need.
    option = QStyleOptionButton()
    button.initStyleOption(option)
    style = button.style()
    inside = style.subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button)
    words = button.fontMetrics().size(Qt.TextFlag.TextShowMnemonic.value, button.text())
    if not button.icon().isNull():
        words.setWidth(words.width() + button.iconSize().width())
    # The line's height may reach into the padding: only the hint knows how high is too high.
    return Room(QSize(words.width(), inside.height()), inside.size())


def _line(line: QLineEdit) -> Room:
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    inside = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line)
    margins = line.textMargins()
    width = inside.width() - margins.left() - margins.right() - 2 * _LINE_MARGIN
    words = line.fontMetrics().horizontalAdvance(line.placeholderText())
    return Room(QSize(words, inside.height()), QSize(width, inside.height()))


def _lines(text: QPlainTextEdit) -> Room:
    margin = round(text.document().documentMargin())
    given = text.viewport().rect().adjusted(margin, margin, -margin, -margin)
    bounds = text.fontMetrics().boundingRect(
        QRect(0, 0, given.width(), _ENDLESS),
        Qt.TextFlag.TextWordWrap.value,
        text.placeholderText(),
    )
    return Room(bounds.size(), given.size())


def is_elided(label: QLabel | QAbstractButton) -> bool:
    """Say whether a text was shortened before it was set.

    Either the label itself knows all of its words, or its tooltip goes on where the text ends.
    """
    text = without_mnemonic(label.text()).rstrip()
    if (whole := whole_words(label)) is not None:
        return text != whole.rstrip()
    tip = label.toolTip()
    return text.endswith("…") and len(tip) >= len(text) and tip.startswith(text[:-1].rstrip())


def may_elide(widget: QWidget) -> bool:
    """Say whether a text may be shortened here: the whole of it must be at hand."""
    return bool(widget.property("mayElide")) and bool(widget.toolTip())

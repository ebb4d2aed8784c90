"""What of a window can be seen, where it stands, and how to name it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import Qt, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_LONGEST_QUOTE: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A text or something to press: what it says, and where it stands in the window."""

    widget: QWidget
    text: str
    place: QRect
    """In the window, whole."""
    seen: QRect
    """The part of it that no widget around it cuts off."""
    is_drawn: bool
    """Painted by the widget as one of its texts, not the widget's whole face."""


def visible_widgets(window: QWidget) -> list[QWidget]:
    """Give what is visible, from the back to the front; while there is an overlay, it alone."""
    every = list(_visible(window))
    overlays = [widget for widget in every if widget.property("overlay")]
    return list(_visible(overlays[-1])) if overlays else every


def _visible(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    # Qt keeps children in the order in which they are painted.
    for child in widget.children():
        if isinstance(child, QWidget) and not child.isWindow() and child.isVisible():
            yield from _visible(child)


def areas_of(widget: QWidget, window: QWidget) -> Iterator[Area]:
    """Give the texts of a widget with their places; an entry is one, whatever it says."""
    own = drawn_texts(widget)
    is_drawn = own is not None
    if own is None:
        text = said(widget)
        is_entry = isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit)
        if not text.strip() and not is_entry and not isinstance(widget, QAbstractButton):
            return
        own = [(text, widget.rect())]
    for text, rect in own:
        place = QRect(widget.mapTo(window, rect.topLeft()), rect.size())
        seen = _seen(widget, place, window)
        yield Area(widget=widget, text=text, place=place, seen=seen, is_drawn=is_drawn)


def _seen(widget: QWidget, place: QRect, window: QWidget) -> QRect:
    around: QWidget | None = widget
    while around is not None:
        place = place.intersected(place_of(around, window))
        around = None if around is window else around.parentWidget()
    return place


def place_of(widget: QWidget, window: QWidget) -> QRect:
    """Give where a widget stands in its window."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def drawn_texts(widget: QWidget) -> list[tuple[str, QRect]] | None:
    """Give the texts that a widget paints itself, with their places in it; None if it tells none.

    Any widget may have `label_texts()` for this.
    """
    tells = getattr(widget, "label_texts", None)
    return list(tells()) if callable(tells) else None


def said(widget: QWidget) -> str:
    """Give the words that a label or a button shows, without marks of shortcuts and of style."""
    if isinstance(widget, QAbstractButton):
        return without_mnemonic(widget.text())
    if not isinstance(widget, QLabel):
        return ""
    if (whole := whole_words(widget)) is not None:
        return whole
    if is_rich(widget):
        return document_of(widget).toPlainText()
    return without_mnemonic(widget.text()) if widget.buddy() is not None else widget.text()


def whole_words(widget: QWidget) -> str | None:
    """Give all words of a label that shortens them itself and keeps them as `words`."""
    words = getattr(widget, "words", None)
    return words if isinstance(words, str) else None


def without_mnemonic(text: str) -> str:
    """Give a text as a button shows it."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def is_rich(label: QLabel) -> bool:
    """Say whether the label reads its text as HTML or Markdown."""
    plain = Qt.TextFormat.PlainText
    if label.textFormat() == Qt.TextFormat.AutoText:
        return Qt.mightBeRichText(label.text())
    return label.textFormat() != plain


def document_of(label: QLabel) -> QTextDocument:
    """Give the rich text of a label, laid out in its font."""
    document = QTextDocument()
    document.setDefaultFont(label.font())
    document.setDocumentMargin(0)
    if label.textFormat() == Qt.TextFormat.MarkdownText:
        document.setMarkdown(label.text())
    else:
        document.setHtml(label.text())
    return document


def path_of(widget: QWidget) -> str:
    """Name a widget by those around it, without the nameless ones in between."""
    parts: list[str] = []
    at: QWidget | None = widget
    while at is not None:
        name = at.objectName() or at.accessibleName()
        shown = f"{type(at).__name__}#{name}" if name else type(at).__name__
        between = at is not widget and not at.isWindow()
        nameless = type(at) is QWidget and (not name or name.startswith("qt_"))
        if not (between and nameless):
            parts.append(shown)
        at = None if at.isWindow() else at.parentWidget()
    return " > ".join(reversed(parts))


def quoted(text: str) -> str:
    """Give the beginning of a text in quotes, in one line."""
    line = " ".join(text.split())
    return f'"{line[:_LONGEST_QUOTE]}…"' if len(line) > _LONGEST_QUOTE else f'"{line}"'


def scroll_area_around(widget: QWidget) -> QAbstractScrollArea | None:
    """Give the nearest area that a widget may scroll in."""
    at = widget.parentWidget()
    while at is not None and not isinstance(at, QAbstractScrollArea):
        at = at.parentWidget()
    return at

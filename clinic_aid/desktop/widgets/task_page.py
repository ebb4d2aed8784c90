"""A page for one task: a headline, a few words, and the cards, lines and buttons on it."""

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from clinic_aid.desktop.system.text_size import text_factor
from clinic_aid.desktop.widgets.accessible_roles import announce_as
from clinic_aid.desktop.widgets.buttons import make_button
from clinic_aid.desktop.widgets.field import NoteLine
from clinic_aid.desktop.widgets.layouts import STRETCH, Item, add_items, column, row, styled
from clinic_aid.desktop.widgets.page_area import PageArea
from clinic_aid.desktop.widgets.style import IconSign, Look, scale_for
from clinic_aid.desktop.widgets.titled_entry import announce

_CHANGES: Final = QEvent.Type.LayoutDirectionChange, QEvent.Type.FontChange


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


def words_label(words: str = "", *, name: str = "", wraps: bool = True) -> QLabel:
    """Give a label of plain words; `name` is one that the style sheet knows."""
    label = Paragraph(words) if wraps else QLabel(words)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def heading(words: str = "", *, name: str = "cardTitle") -> QLabel:
    """Give a label that a screen reader finds among the headings."""
    label = words_label(words, name=name)
    announce_as(label, QAccessible.Role.Heading)
    label.setAccessibleName(words)
    return label


def say_heading(label: QLabel, words: str) -> None:
    """Exchange the words of a heading."""
    label.setText(words)
    label.setAccessibleName(words)


def action(look: Look, words: str = "", *, icon: str = "", kind: str = "plain") -> QPushButton:
    """Give a button that Enter presses as well."""
    button = make_button(look, words, icon=icon, kind=kind)
    button.setAutoDefault(True)
    return button


def say_action(button: QPushButton, words: str) -> None:
    """Exchange the words of a button."""
    button.setText(words)
    button.setAccessibleName(words.replace("&", ""))


def line(*widgets: QWidget, wide: QWidget | None = None) -> QHBoxLayout:
    """Put widgets side by side; the `wide` one takes the room that is left."""
    middle = Qt.AlignmentFlag.AlignVCenter
    items: list[Item] = [(widget, int(widget is wide), middle) for widget in widgets]
    return row(*items, *([] if wide else [STRETCH]), spacing=12)


def draw_at_scale(look: Look, widget: QWidget) -> None:
    """Draw what was made since the window was last drawn as large as all else."""
    look.lay_out(widget, scale_for(widget.window().size(), text=text_factor()))


class TaskCard(QWidget):
    """A card, white unless the style sheet knows its `name` otherwise, and what lies on it."""

    def __init__(
        self,
        *items: Item,
        name: str = "card",
        margins: tuple[int, int] = (22, 16),
        spacing: int = 6,
    ) -> None:
        super().__init__()
        self.rows = column(*items, on=styled(self, name), spacing=spacing, margins=margins * 2)


class SignTile(QWidget):
    """An icon on a quiet ground."""

    def __init__(self, look: Look, icon: str) -> None:
        super().__init__()
        self._look = look
        self._sign = IconSign(look.icon(icon, "teal"), 30)
        row(self._sign, on=styled(self, "signTile"), margins=(12, 12, 12, 12))

    def show_icon(self, icon: str, color: str = "teal") -> None:
        """Exchange the icon."""
        self._sign.show_icon(self._look.icon(icon, color))


class TaskPage(PageArea):
    """One page; `fill` takes what it is made of, a `gap` below the words.

    A `large` one is all that its window shows: its headline is larger, and it stands a little
    above the middle.
    """

    def __init__(
        self, look: Look, headline: str = "", lead: str = "", *, large: bool = False, gap: int = 4
    ) -> None:
        inside = QWidget()
        rows = column(on=inside, spacing=8 if large else 12)
        super().__init__(inside, rows)
        self.look, self.rows, self._is_large = look, rows, large
        self.is_busy = self.has_outcome = False
        self.headline = heading(headline, name="largeHeadline" if large else "headline")
        self.lead = words_label(lead, name="lead")
        self.outcome = NoteLine(look)
        head = column(self.headline, self.lead, spacing=8 if large else 2)
        if large:
            self.rows.addStretch(2)
        add_items(self.rows, head, gap)
        # Lists of a year's work are longer than any window.
        self.setProperty("mayScroll", not large)

    def fill(self, *items: Item) -> None:
        """Put on the page what it is made of, from the top."""
        add_items(self.rows, *items)
        self.rows.addStretch(3 if self._is_large else 1)

    def set_words(self, headline: str, lead: str) -> None:
        """Give the page its headline and what is to be known before anything is done."""
        say_heading(self.headline, headline)
        self.lead.setText(lead)

    def say(self, words: str, *, fault: bool = False) -> None:
        """Say what came of it, aloud where somebody listens."""
        self.has_outcome = True
        self.outcome.say(words, fault=fault)
        announce(self, words)

    def focus_first(self) -> None:
        """Put the keyboard where the page begins."""
        raise NotImplementedError

    def show_busy(self, busy: bool) -> None:
        """Let nothing be done while the vault is at work."""
        self.is_busy = busy

    def show_fault(self, words: str) -> None:
        """Say why what was asked for was not done."""
        self.say(words, fault=True)

    def forget(self) -> None:
        """Keep nothing of what was entered or shown."""

    def draw_anew(self) -> None:
        """Draw what was made since the window was last drawn as large as all else."""
        draw_at_scale(self.look, self)

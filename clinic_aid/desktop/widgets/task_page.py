"""What the sections of safe keeping have in common: a headline, a few words, and cards."""

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from clinic_aid.desktop.system.text_size import text_factor
from clinic_aid.desktop.widgets.accessible_roles import announce_as
from clinic_aid.desktop.widgets.buttons import make_button
from clinic_aid.desktop.widgets.page_area import PageArea
from clinic_aid.desktop.widgets.paragraph import Paragraph
from clinic_aid.desktop.widgets.style import Look, Sign, scale_for


def words_label(words: str = "", *, name: str = "", wraps: bool = True) -> QLabel:
    """Give a label of plain words; `name` is one that the style sheet knows."""
    label = Paragraph(words) if wraps else QLabel(words)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def heading(words: str, *, name: str = "cardTitle") -> QLabel:
    """Give a label that a screen reader finds among the headings."""
    label = words_label(words, name=name)
    announce_as(label, QAccessible.Role.Heading)
    label.setAccessibleName(words)
    return label


def say_heading(label: QLabel, words: str) -> None:
    """Exchange the words of a heading."""
    label.setText(words)
    label.setAccessibleName(words)


def action(look: Look, words: str, *, icon: str = "", kind: str = "plain") -> QPushButton:
    """Give a button that Enter presses as well."""
    button = make_button(look, words, icon=icon, kind=kind)
    button.setAutoDefault(True)
    return button


def draw_at_scale(look: Look, widget: QWidget) -> None:
    """Draw what was made since the window was last drawn as large as all else."""
    look.lay_out(widget, scale_for(widget.window().size(), text=text_factor()))


class Card(QWidget):
    """A white card; `rows` takes what lies on it."""

    def __init__(self, *, name: str = "card", margins: tuple[int, int] = (22, 16)) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(margins[0], margins[1], margins[0], margins[1])
        self.rows.setSpacing(6)

    def add_line(self, *widgets: QWidget, stretch: int | None = None) -> QHBoxLayout:
        """Put widgets side by side; the one at `stretch` takes the room that is left."""
        line = QHBoxLayout()
        line.setSpacing(12)
        for place, widget in enumerate(widgets):
            line.addWidget(widget, 1 if place == stretch else 0, Qt.AlignmentFlag.AlignVCenter)
        if stretch is None:
            line.addStretch(1)
        self.rows.addLayout(line)
        return line


class SignTile(QWidget):
    """An icon on a quiet ground."""

    def __init__(self, look: Look, icon: str) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("signTile")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sign = Sign(look.icon(icon, "teal"), 30)
        around = QHBoxLayout(self)
        around.setContentsMargins(12, 12, 12, 12)
        around.addWidget(self._sign)

    def show_icon(self, icon: str, color: str = "teal") -> None:
        """Exchange the icon."""
        self._sign.show_icon(self._look.icon(icon, color))


class TaskPage(PageArea):
    """One page; `rows` takes what it is made of, from the top."""

    def __init__(self, look: Look, headline: str = "", lead: str = "") -> None:
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        super().__init__(inside, rows)
        # Lists of a year's work are longer than any window.
        self.setProperty("mayScroll", True)
        self.look = look
        self.rows = rows
        self.headline = heading(headline, name="headline")
        self.lead = words_label(lead, name="lead")
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.headline)
        head.addWidget(self.lead)
        rows.addLayout(head)
        rows.addSpacing(4)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    def set_words(self, headline: str, lead: str) -> None:
        """Give the page its headline and what is to be known before anything is done."""
        say_heading(self.headline, headline)
        self.lead.setText(lead)

    def focus_first(self) -> None:
        """Put the keyboard where the page begins."""
        raise NotImplementedError

    def draw_anew(self) -> None:
        """Draw what was made since the window was last drawn as large as all else."""
        draw_at_scale(self.look, self)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        # The Tab key is led by the window, which does not know what is scrolled off.
        if now is not None and self.isAncestorOf(now):
            QTimer.singleShot(0, self, lambda: self._follow(now))

    def _follow(self, focused: QWidget) -> None:
        if QApplication.focusWidget() is focused and self.isAncestorOf(focused):
            self.ensureWidgetVisible(focused, 8, 24)

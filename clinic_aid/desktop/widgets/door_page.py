"""What the pages of the door have in common: a headline, a few words, and what is done there."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from clinic_aid.desktop.widgets.accessible_roles import announce_as
from clinic_aid.desktop.widgets.buttons import make_button
from clinic_aid.desktop.widgets.flow_layout import FlowLayout
from clinic_aid.desktop.widgets.page_area import PageArea
from clinic_aid.desktop.widgets.paragraph import Paragraph
from clinic_aid.desktop.widgets.style import Look


class DoorPage(PageArea):
    """One page; `rows` takes what it is made of, a `gap` below the words, from the top."""

    def __init__(self, look: Look, *, gap: int = 14) -> None:
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        super().__init__(inside, rows)
        self.look = look
        self.rows = rows
        self.headline, self.lead = Paragraph(), Paragraph()
        self.headline.setObjectName("largeHeadline")
        announce_as(self.headline, QAccessible.Role.Heading)
        self.lead.setObjectName("lead")
        rows.addStretch(2)
        rows.addWidget(self.headline)
        rows.addWidget(self.lead)
        rows.addSpacing(gap)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    def set_words(self, headline: str, lead: str) -> None:
        """Give the page its headline and what is to be known before anything is done."""
        self.headline.setText(headline)
        self.headline.setAccessibleName(headline)
        self.lead.setText(lead)

    def add_row(self, *widgets: QWidget) -> None:
        """Put widgets side by side, in a new line where the width ends."""
        line = FlowLayout(spacing=12)
        for widget in widgets:
            line.addWidget(widget)
        self.rows.addLayout(line)

    def button(self, words: str, *, icon: str = "", kind: str = "plain") -> QPushButton:
        """Give a button that Enter presses as well."""
        button = make_button(self.look, words, icon=icon, kind=kind)
        button.setAutoDefault(True)
        return button

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        # The Tab key is led by the window, which does not know what is scrolled off.
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now, 8, 24)

    def focus_first(self) -> None:
        """Put the keyboard where the page begins."""
        raise NotImplementedError

    def show_busy(self, busy: bool) -> None:
        """Let nothing be done while the vault is at work."""

    def show_fault(self, words: str) -> None:
        """Say why what was asked for was not done."""

    def forget(self) -> None:
        """Keep nothing of what was entered or shown."""

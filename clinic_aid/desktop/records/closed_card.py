"""Says that a consultation is closed, and leads to those that it follows and that follow it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from clinic_aid.desktop.records.entry_words import EntryWords
from clinic_aid.desktop.widgets.buttons import make_button
from clinic_aid.desktop.widgets.layouts import column, row
from clinic_aid.desktop.widgets.plain_label import plain_label
from clinic_aid.desktop.widgets.style import IconSign, Look
from clinic_aid.domain.records import Entry

Links = tuple[Entry | None, Sequence[Entry]]
"""The consultation that one follows, None for none, and those that follow it."""


class ClosedCard(QWidget):
    """A quiet line and links; nothing where there is nothing to say."""

    entry_chosen = Signal(str)

    def __init__(self, look: Look, words: EntryWords) -> None:
        super().__init__()
        self._look, self._words = look, words
        self.words = plain_label(name="muted")
        sign = (IconSign(look.icon("archive", "teal")), Qt.AlignmentFlag.AlignTop)
        self._line = QWidget()
        row(sign, (self.words, 1), on=self._line, spacing=8)
        self.links: list[QPushButton] = []
        self._rows = column(self._line, on=self, spacing=4)

    def show_links(self, entry: Entry | None, links: Links) -> None:
        """Say whether this one is closed, and show what it is linked with."""
        for link in self.links:
            self._rows.removeWidget(link)
            link.hide()
            link.deleteLater()
        earlier, later = links
        closed = self._words.closed(entry) if entry is not None else ""
        self.words.setText(closed)
        self._line.setVisible(bool(closed))
        follows = self.tr("Follows the consultation of {day}")
        followed = self.tr("Followed by the consultation of {day}")
        linked = [*([(follows, earlier)] if earlier else []), *((followed, one) for one in later)]
        self.links = [self._link(words, one) for words, one in linked]
        self.setVisible(bool(closed or self.links))

    def _link(self, words: str, entry: Entry) -> QPushButton:
        day = entry.headings.day or entry.begun_at.astimezone().date()
        link = make_button(self._look, words.format(day=self._words.day(day)), kind="link")
        link.setAutoDefault(True)
        link.clicked.connect(lambda: self.entry_chosen.emit(entry.key))
        self._rows.addWidget(link, 0, Qt.AlignmentFlag.AlignLeading)
        return link

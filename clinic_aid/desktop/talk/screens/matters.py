"""What matters most to this patient: chosen from cards, and in the patient's own words."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.system.text_size import text_factor
from clinic_aid.desktop.talk.kit.cards import ToggleCard
from clinic_aid.desktop.talk.kit.fitting import EASES, FitBox, set_ease
from clinic_aid.desktop.talk.kit.rows import PagedRows
from clinic_aid.desktop.talk.kit.turning import TurningPage
from clinic_aid.desktop.talk.kit.words import Words, plain
from clinic_aid.desktop.widgets.buttons import icon_button
from clinic_aid.desktop.widgets.layouts import column, row, styled
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.domain.lengths import ENTRIES, LINE
from clinic_aid.entry.draft import Draft
from clinic_aid.entry.own_words import OwnWords
from clinic_aid.talk.model import Talk, TalkScreen

_PATH: Final = "what_matters"
_COLUMNS: Final = 4
_LINE_SIZE: Final = 21
_ROWS_HEIGHT: Final = 132
# The height of cards that are too narrow for a word.
_TOO_HIGH: Final = 1 << 15


class CardGrid(FitBox):
    """Cards in rows of one height, with the words as large as all of them can have."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[ToggleCard] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(14)
        for number in range(_COLUMNS):
            self._grid.setColumnStretch(number, 1)

    def place(self, cards: list[ToggleCard]) -> None:
        """Show these cards in place of those before."""
        for card in self.cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = cards
        for index, card in enumerate(cards):
            self._grid.addWidget(card, index // _COLUMNS, index % _COLUMNS)
            self._grid.setRowStretch(index // _COLUMNS, 1)
        self.fit()

    def fit(self) -> None:
        if not self.cards or self.width() < _COLUMNS:
            return
        words = [card.words for card in self.cards]
        set_ease(words, self.scale, EASES[-1])
        smallest = self._needed()
        if smallest < _TOO_HIGH:
            self.setMinimumHeight(smallest)
        for ease in EASES:
            set_ease(words, self.scale, ease)
            if self._needed() <= self.height():
                break

    def _needed(self) -> int:
        gap = self._grid.spacing()
        rows = -(-len(self.cards) // _COLUMNS)
        width = (self.width() - (_COLUMNS - 1) * gap) // _COLUMNS
        widest = max(card.minimumSizeHint().width() for card in self.cards)
        if widest > width:
            return _TOO_HIGH
        return rows * max(card.heightForWidth(width) for card in self.cards) + (rows - 1) * gap


class OwnLine(QLineEdit):
    """One line to type in; Enter ends the typing and does not turn the screen."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            self.window().setFocus(Qt.FocusReason.OtherFocusReason)


class OwnRow(QWidget):
    """A text of the patient's own that can be taken away."""

    unwanted = Signal(str)

    def __init__(self, look: Look, text: str) -> None:
        super().__init__()
        self.text = text
        styled(self, "ownRow")
        self.words = Words("strong", text)
        self.remove = icon_button(look, "close", self.tr("Take away"))
        self.remove.setAccessibleName(self.tr("Take away: {text}").format(text=text))
        self.remove.clicked.connect(lambda: self.unwanted.emit(self.text))
        row((self.words, 1), self.remove, on=self, spacing=14, margins=(20, 4, 8, 4))


class MattersPage(TurningPage):
    """Cards to tap, a line for one's own words, and more of these where the file has more."""

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services)
        self.box = CardGrid()
        self.cards: dict[str, ToggleCard] = {}
        label = self.tr("In your own words")
        self.label = Words("strong", label, ease=0.0)
        self.line = OwnLine()
        self.line.setMaxLength(LINE)
        self.line.setAccessibleName(label)
        self.line.textEdited.connect(self._on_typed)
        self.rows = PagedRows(spacing=8)
        column((self.box, 1), self.label, self.line, self.rows, on=self.body, spacing=12)
        self.turn_by(self.rows)
        self._offered: dict[str, str] = {}
        self._own = OwnWords()
        self._draft: Draft | None = None

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        self.show_head(screen)
        self._offer(screen, talk)
        entered = draft.value(_PATH)
        items = entered if isinstance(entered, list) else []
        self._own.show_items(items, talk.matters, is_new=draft is not self._draft)
        self._draft = draft
        if self._own.kept(self.line.text()) != (self._own.in_line or ""):
            self.line.setText(self._own.in_line or "")
            self.line.setCursorPosition(0)
        for key, card in self.cards.items():
            card.mark(key in items)
        self._show_rows()

    def draw_at(self, scale: float) -> None:
        super().draw_at(scale)
        font = self.line.font()
        font.setPixelSize(round(_LINE_SIZE * scale * min(max(text_factor(), 1.0), 1.5)))
        self.line.setFont(font)
        # Of one height in every view: the cards above must not move when the rows turn.
        self.rows.setFixedHeight(round(_ROWS_HEIGHT * scale))

    def _offer(self, screen: TalkScreen, talk: Talk) -> None:
        if dict(talk.matters) == self._offered:
            return
        self._offered = dict(talk.matters)
        self.cards = {key: ToggleCard(self.look) for key in self._offered}
        for key, card in self.cards.items():
            text = plain(self._offered[key])
            card.say(text, name=f"{plain(screen.headline)} {text}")
            card.clicked.connect(lambda _=False, key=key: self._on_tapped(key))
            self.look.lay_out(card, self.scale)
        self.box.place(list(self.cards.values()))

    def _show_rows(self) -> None:
        self.rows.show_values(self._own.others, self._row)
        self.rows.setVisible(bool(self._own.others))
        self.tell_views()

    def _row(self, text: str) -> OwnRow:
        row = OwnRow(self.look, text)
        self.look.lay_out(row, self.scale)
        row.unwanted.connect(lambda gone: self._tell(self._own.without(gone)))
        return row

    def _on_tapped(self, key: str) -> None:
        items = self._own.items
        if key in items:
            self._tell(self._own.without(key))
        elif len(items) < ENTRIES:
            self._tell([*items, key])
        for name, card in self.cards.items():
            card.mark(name in self._own.items)

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self._tell(self._own.typed(text))

    def _tell(self, items: list[object]) -> None:
        self._own.items = items
        self.edited.emit(_PATH, items or None)

"""A vault that a passphrase does not open: what is wrong with it, and the ways on."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from clinic_aid.desktop.unlocking.contract import DoorState
from clinic_aid.desktop.widgets.action_card import ActionCard
from clinic_aid.desktop.widgets.door_page import DoorPage
from clinic_aid.desktop.widgets.paragraph import Paragraph
from clinic_aid.desktop.widgets.style import Look, Sign

TROUBLES: Final[frozenset[DoorState]] = frozenset({"damaged", "newer", "missing-keys", "elsewhere"})
_RESTORE, _RECOVER, _AGAIN = "restore", "recover", "again"
# A vault that lies where none may be is looked for again: nothing is put in its place.
_WAYS: Final[Mapping[DoorState, frozenset[str]]] = MappingProxyType(
    {
        "damaged": frozenset({_RESTORE, _RECOVER}),
        "missing-keys": frozenset({_RESTORE}),
        "newer": frozenset({_RESTORE}),
        "elsewhere": frozenset({_AGAIN}),
    }
)


class TroublePage(DoorPage):
    """Says what is wrong in the words of the vault, and offers what can be done about it."""

    restore_asked = Signal()
    recover_asked = Signal()
    again_asked = Signal()
    quit_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.lead.hide()
        self.words = Paragraph()
        care = QWidget()
        care.setObjectName("care")
        care.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(care)
        line.setContentsMargins(18, 14, 18, 14)
        line.setSpacing(12)
        line.addWidget(Sign(look.icon("care", "amber-ink"), 24), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)
        self.again = ActionCard(look, icon="again")
        self.restore = ActionCard(look, icon="restore")
        self.recover = ActionCard(look, icon="recovery-key")
        self.again.say(self.tr("Look again"), self.tr("When the folder was moved"))
        self.restore.say(
            self.tr("Restore from a backup …"), self.tr("The vault that is here now is kept")
        )
        self.recover.say(self.tr("Use the recovery key"), self.tr("From the paper of the clinic"))
        self.close_app = self.button(self.tr("&Close"))
        self.rows.addWidget(care)
        self.rows.addSpacing(6)
        for card in (self.again, self.restore, self.recover):
            self.rows.addWidget(card)
        self.rows.addSpacing(2)
        self.add_row(self.close_app)
        self.rows.addStretch(3)
        self.again.clicked.connect(self.again_asked)
        self.restore.clicked.connect(self.restore_asked)
        self.recover.clicked.connect(self.recover_asked)
        self.close_app.clicked.connect(self.quit_asked)

    def show_trouble(self, state: DoorState, words: str) -> None:
        """Say what is wrong."""
        headlines: dict[DoorState, str] = {
            "damaged": self.tr("The vault is damaged"),
            "newer": self.tr("The vault needs a newer Clinic Aid"),
            "missing-keys": self.tr("The keys of the vault are missing"),
            "elsewhere": self.tr("The vault cannot be opened here"),
        }
        self.set_words(headlines[state], "")
        self.words.setText(words)
        ways = _WAYS[state]
        cards = {_AGAIN: self.again, _RESTORE: self.restore, _RECOVER: self.recover}
        for way, card in cards.items():
            card.setVisible(way in ways)
        first = next(card for way, card in cards.items() if way in ways)
        for card in cards.values():
            card.stand_out(card is first and state != "newer")

    def show_busy(self, busy: bool) -> None:
        for button in (self.again, self.restore, self.recover, self.close_app):
            button.setDisabled(busy)

    def focus_first(self) -> None:
        first = next(
            (card for card in (self.again, self.restore, self.recover) if not card.isHidden()),
            self.close_app,
        )
        first.setFocus(Qt.FocusReason.OtherFocusReason)

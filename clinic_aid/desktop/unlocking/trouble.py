"""A vault that a passphrase does not open: what is wrong with it, and the ways on."""

from typing import Final

from PySide6.QtCore import Qt, Signal

from clinic_aid.desktop.unlocking.vault_opening import State
from clinic_aid.desktop.widgets.action_card import ActionCard
from clinic_aid.desktop.widgets.flow_layout import flow
from clinic_aid.desktop.widgets.layouts import row
from clinic_aid.desktop.widgets.style import IconSign, Look
from clinic_aid.desktop.widgets.task_page import TaskCard, TaskPage, action, words_label

TROUBLES: Final[frozenset[State]] = frozenset({"damaged", "newer", "missing-keys", "elsewhere"})


class TroublePage(TaskPage):
    """Says what is wrong in the words of the vault, and offers what can be done about it."""

    again_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, large=True, gap=14)
        self.lead.hide()
        self.words = words_label()
        sign = IconSign(look.icon("care", "amber-ink"), 24)
        said = row((sign, Qt.AlignmentFlag.AlignTop), (self.words, 1), spacing=12)
        self.again = ActionCard(look, icon="again")
        self.restore = ActionCard(look, icon="restore")
        self.recover = ActionCard(look, icon="recovery-key")
        self.again.say(self.tr("Look again"), self.tr("When the folder was moved"))
        self.restore.say(
            self.tr("Restore from a backup …"), self.tr("The vault that is here now is kept")
        )
        self.recover.say(self.tr("Use the recovery key"), self.tr("From the paper of the clinic"))
        self.close_app = action(look, self.tr("&Close"))
        care = TaskCard(said, name="care", margins=(18, 14))
        buttons = flow(self.close_app, spacing=12)
        self.fill(care, 6, self.again, self.restore, self.recover, 2, buttons)
        self.again.clicked.connect(self.again_asked)
        self._first = self.restore

    def show_trouble(self, state: State, words: str) -> None:
        """Say what is wrong."""
        headlines: dict[State, str] = {
            "damaged": self.tr("The vault is damaged"),
            "newer": self.tr("The vault needs a newer Clinic Aid"),
            "missing-keys": self.tr("The keys of the vault are missing"),
            "elsewhere": self.tr("The vault cannot be opened here"),
        }
        self.set_words(headlines[state], "")
        self.words.setText(words)
        # A vault that lies where none may be is looked for again: nothing is put in its place.
        self._first = self.again if state == "elsewhere" else self.restore
        for card in (self.again, self.restore, self.recover):
            card.setVisible(card is self._first or (card is self.recover and state == "damaged"))
            card.stand_out(card is self._first and state != "newer")

    def show_busy(self, busy: bool) -> None:
        for button in (self.again, self.restore, self.recover, self.close_app):
            button.setDisabled(busy)

    def focus_first(self) -> None:
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

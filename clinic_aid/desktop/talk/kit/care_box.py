"""Words on amber: how sure we are, and what needs care."""

from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.talk.kit.words import Words, capital
from clinic_aid.desktop.widgets.layouts import Item, Margins, column, row, styled
from clinic_aid.desktop.widgets.style import IconSign
from clinic_aid.talk.model import Sureness


class CareBox(QWidget):
    """Words below each other on amber; before them the sign for care, where there is one."""

    def __init__(
        self,
        *words: QWidget,
        sign: IconSign | None = None,
        spacing: int = 16,
        margins: Margins = (20, 12, 20, 12),
    ) -> None:
        super().__init__()
        said: Item = (column(*words, spacing=4), 1)
        items = (said,) if sign is None else (sign, said)
        self.inside = row(*items, on=styled(self, "sure"), spacing=spacing, margins=margins)


class SureBox(CareBox):
    """How sure we are, in words."""

    def __init__(self) -> None:
        self.words = Words("note")
        super().__init__(self.words)

    def show_sureness(self, sure: Sureness | None) -> None:
        """Say how sure; nothing where a screen makes no claim that could be unsure."""
        self.setVisible(sure is not None)
        if sure is not None:
            self.say(sure)

    def say(self, sure: Sureness) -> None:
        """Say how sure."""
        question = self.tr("How sure are we? {word}. {meaning}")
        self.words.say(question.format(word=capital(sure.word), meaning=sure.meaning))

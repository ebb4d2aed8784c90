"""What the consultant may ask on a screen. Harmless if the patient reads it too."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clinic_aid.desktop.talk.kit.sheet import SheetContent
from clinic_aid.desktop.talk.kit.spoken_entry import SpokenEntry
from clinic_aid.desktop.talk.kit.words import Words
from clinic_aid.desktop.widgets.chips import OneChip
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.entry.draft import Draft
from clinic_aid.entry.said import teach_back_of, teach_back_with
from clinic_aid.talk.model import TalkScreen


class SaidBack(QWidget):
    """The patient's own words about a topic, and whether to explain it once more."""

    edited = Signal(str, object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.entry = SpokenEntry(self.tr("In the patient's words"))
        self.outcome = OneChip(look)
        self.outcome.offer(
            {
                "clear": self.tr("It is clear"),
                "explain-again": self.tr("Explain again"),
                None: self.tr("Not said"),
            }
        )
        self.outcome.name_for(self.tr("How well we explained it"))
        column(self.entry, self.outcome, STRETCH, on=self, spacing=10)
        self._topic, self._draft = "", Draft({})
        self.entry.edited.connect(lambda words: self._tell({"words": words}))
        self.outcome.edited.connect(lambda outcome: self._tell({"outcome": outcome}))

    def show_topic(self, topic: str, draft: Draft) -> None:
        """Show what was said back about a topic."""
        self._topic, self._draft = topic, draft
        said = teach_back_of(draft, topic)
        self.entry.show_text(said.get("words"))
        self.outcome.show_value(said.get("outcome"))

    def _tell(self, changes: dict[str, object]) -> None:
        self.edited.emit("teach_back", teach_back_with(self._draft, self._topic, changes))


class HintsContent(SheetContent):
    """An opening question, a question to check how it was understood, and room for the answer."""

    def __init__(self, look: Look, screen: TalkScreen, draft: Draft) -> None:
        super().__init__()
        parts = []
        for heading, text in (
            (self.tr("To begin"), screen.ask),
            (self.tr("To see how well we explained it"), screen.teach_back),
        ):
            texts = (Words("note", heading, ease=0.8), Words("strong", text, ease=0.8))
            parts.append((column(*texts, STRETCH, spacing=2), 1))
        self.said = SaidBack(look)
        self.said.show_topic(screen.topic, draft)
        self.said.edited.connect(self.edited)
        self.inside = column(row(*parts, spacing=32), (self.said, 1), on=self, spacing=12)

    def free_height(self) -> int:
        return self.height() - self.inside.totalSizeHint().height()

"""What the patient decided, and a note to take home."""

from clinic_aid.desktop.prepare.form_page import FormPage
from clinic_aid.desktop.widgets.chips import OneChip
from clinic_aid.desktop.widgets.line_entry import TextEntry
from clinic_aid.desktop.widgets.style import Look


class DecisionForm(FormPage):
    """The decision, which is the patient's, and the consultant's note for them."""

    def __init__(self, look: Look, *, language: str) -> None:
        super().__init__(look, language=language)
        self.set_words(self.tr("Decision"), self.tr("What did the patient decide?"))
        decisions = {
            "go-ahead": self.tr("Go ahead"),
            "think-about-it": self.tr("Think about it"),
            "no": self.tr("No"),
            None: self.tr("Not said"),
        }
        self.fill(
            self.field(
                "decision",
                self.tr("Decision"),
                OneChip(look, decisions),
                note=self.tr("There is no hurry. Every choice gets its own guide."),
            ),
            self.field(
                "notes_for_patient",
                self.tr("Note fo&r the patient"),
                TextEntry(),
                note=self.tr("Printed as you write it"),
            ),
        )

"""Whom the guide is for, and who spoke with them when."""

from PySide6.QtCore import QDate

from clinic_aid.content.filling import capitalised
from clinic_aid.content.model import ContentPack
from clinic_aid.desktop.prepare.form_page import FormPage, beside
from clinic_aid.desktop.widgets.chips import NeedChips, OneChip
from clinic_aid.desktop.widgets.date_entry import DateEntry, ReadsDays
from clinic_aid.desktop.widgets.line_entry import LineEntry
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.domain.consultation import INFORMATION_NEEDS

# The four choices of one row stand in one line.
_HALVES = (6, 5)


class PatientForm(FormPage):
    """Name, birth date, sex and needs of the patient; day and consultant of the talk."""

    def __init__(self, look: Look, *, pack: ContentPack, days: ReadsDays, language: str) -> None:
        super().__init__(look, language=language)
        self.set_words(self.tr("Patient"), self.tr("Who is the guide for?"))
        name = self.field(
            "patient.name",
            self.tr("N&ame"),
            LineEntry(longest=250),
            missing=self.tr("Write the name. The guide needs it."),
            note=self.tr("As it should stand on the guide"),
        )
        birth = DateEntry(
            look, days, "birth", open_words=self.tr("Not said"), typical=QDate(1985, 1, 1)
        )
        talk = DateEntry(look, days, "talk", open_words=self.tr("Not said"))
        sexes = {
            "female": self.tr("Female"),
            "male": self.tr("Male"),
            "other": self.tr("Other"),
            None: self.tr("Not said"),
        }
        needs: dict[str | None, str] = {
            need: capitalised(pack.labels[f"need-{need}"]) for need in INFORMATION_NEEDS
        }
        consultant = LineEntry(longest=200)
        self.fill(
            name,
            beside(
                self.field("patient.birth_date", self.tr("&Birth date"), birth),
                self.field("consultation_date", self.tr("Consultation &date"), talk),
                shares=_HALVES,
            ),
            beside(
                self.field("patient.sex", self.tr("Sex"), OneChip(look, sexes), noted=False),
                self.field("consultant", self.tr("Cons&ultant"), consultant, noted=False),
                shares=_HALVES,
            ),
            self.field(
                "patient.information_needs",
                self.tr("Needs to read or understand it"),
                NeedChips(look, needs),
                noted=False,
            ),
        )

"""When the sample is taken and the treatment given."""

from clinic_aid.desktop.screens.form_page import FormPage
from clinic_aid.desktop.style import Look
from clinic_aid.desktop.widgets.date_entry import DateEntry, DatesEntry
from clinic_aid.desktop.widgets.line_entry import NumberEntry, TimeEntry


class DatesPage(FormPage):
    """The dates of the plan; each is said back with its weekday."""

    def __init__(self, look: Look, *, not_agreed: str, language: str) -> None:
        super().__init__(look, language=language)
        self.set_words(self.tr("Dates"), self.tr("When does it happen?"))

        def day() -> DateEntry:
            return DateEntry(look, language=language, open_words=not_agreed)

        wide = (5, 2)
        self.row(
            self.field("plan.sampling_date", self.tr("Day of the sa&mple"), day()),
            self.field(
                "plan.sampling_time", self.tr("Sample time"), TimeEntry(), open_words=not_agreed
            ),
            stretch=wide,
        )
        self.row(
            self.field("plan.treatment_date", self.tr("&Treatment day"), day()),
            self.field(
                "plan.treatment_time", self.tr("Treatment time"), TimeEntry(), open_words=not_agreed
            ),
            stretch=wide,
        )
        later = DatesEntry(look, language=language, open_words=self.tr("Commas between the dates"))
        self.row(
            self.field("plan.later_sessions", self.tr("&Later sessions"), later),
            self.field(
                "plan.sessions",
                self.tr("S&essions in all"),
                NumberEntry(1, 12),
                open_words=not_agreed,
            ),
            stretch=wide,
        )
        self.rows.addStretch(1)

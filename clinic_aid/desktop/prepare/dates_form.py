"""When it happens, what was agreed for the day, and what is done already or comes after."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget

from clinic_aid.content.concern_words import WordedConcern
from clinic_aid.desktop.prepare.form_page import FormPage, beside
from clinic_aid.desktop.widgets.chips import DoneChips, OneChip
from clinic_aid.desktop.widgets.country_entry import CountryEntry
from clinic_aid.desktop.widgets.date_entry import DateEntry, ReadsDays, VisitsEntry
from clinic_aid.desktop.widgets.field import Field
from clinic_aid.desktop.widgets.layouts import Item, column
from clinic_aid.desktop.widgets.line_entry import LineEntry, NumberEntry, TimeEntry
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.domain.plan import MOST_SESSIONS

_WIDE = (5, 2)


class PartChips(OneChip):
    """The parts of a page; a sign stands on those with something that needs care."""

    _cares: frozenset[str | None] = frozenset()

    def show_cares(self, keys: Iterable[str | None]) -> None:
        """Put the sign on these parts, as far as they are not in view."""
        self._cares = frozenset(keys)
        self.show_value(self.value())

    def _icon(self, key: str | None) -> QIcon:
        if key in self._cares and not self.buttons[key].isChecked():
            return self._look.icon("care", "amber-ink")
        return super()._icon(key)


class DatesForm(FormPage):
    """The days of the plan, each said back with its weekday; the rest is in parts of its own.

    The days are shown first, so that a guide in a hurry needs no more steps than ever.
    """

    def __init__(self, look: Look, *, not_agreed: str, days: ReadsDays, language: str) -> None:
        super().__init__(look, language=language)
        self.set_words(self.tr("Dates"), self.tr("When does it happen?"))
        self._not_agreed, self._reads = not_agreed, days
        self.parts: dict[str | None, QWidget] = {}
        names = {
            "days": self.tr("Days"),
            "day": self.tr("For the day"),
            "more": self.tr("Done, calls, checks"),
        }
        self.turn = PartChips(look, names, spacing=4)
        self.turn.name_for(self.tr("Part of this page"))
        self.turn.edited.connect(self._show_part)
        self.headline.setWordWrap(True)
        self.head.setStretch(0, 9)
        self.head.addWidget(self.turn, 11, Qt.AlignmentFlag.AlignBottom)
        self.fill(
            self._part("days", self._days()),
            self._part("day", self._for_the_day()),
            self._part("more", self._done_and_more()),
        )
        self._show_part("days")

    def show_faults(self, faults: Mapping[str, str]) -> None:
        super().show_faults(faults)
        self._mark_parts()

    def show_concerns(self, concerns: Iterable[WordedConcern]) -> None:
        super().show_concerns(concerns)
        self._mark_parts()

    def forget(self) -> None:
        self._show_part("days")

    def show_entry(self, path: str) -> None:
        entry = self.entry_at(path)
        for name, part in self.parts.items():
            if entry is not None and part.isAncestorOf(self.fields[entry]):
                self._show_part(name)
        super().show_entry(path)

    def _part(self, name: str, items: Iterable[Item]) -> QWidget:
        part = self.parts[name] = QWidget()
        column(*items, on=part, spacing=10)
        return part

    def _mark_parts(self) -> None:
        """Put a sign on each part with an entry that says something of care."""
        self.turn.show_cares(
            name
            for name, part in self.parts.items()
            for field in self.fields.values()
            if field.needs_care and part.isAncestorOf(field)
        )

    def _show_part(self, shown: object) -> None:
        for name, part in self.parts.items():
            part.setVisible(name == shown)
        # The part in view cannot be taken back by a second tap on it.
        self.turn.show_value(shown)

    def _days(self) -> list[Item]:
        def day() -> DateEntry:
            return DateEntry(self.look, self._reads, "visit", open_words=self._not_agreed)

        later = VisitsEntry(
            self.look,
            self._reads,
            open_words=self.tr("Commas between the dates, a time after its date"),
            bare=True,
        )
        in_all = self.tr("S&essions in all")
        return [
            beside(
                self.field("plan.sampling_date", self.tr("Day of the sa&mple"), day()),
                self._open("plan.sampling_time", self.tr("Sample time"), TimeEntry()),
                shares=_WIDE,
            ),
            beside(
                self.field("plan.treatment_date", self.tr("&Treatment day"), day()),
                self._open("plan.treatment_time", self.tr("Treatment time"), TimeEntry()),
                shares=_WIDE,
            ),
            beside(
                self.field("plan.later_sessions", self.tr("&Later sessions"), later),
                self._open("plan.sessions", in_all, NumberEntry(1, MOST_SESSIONS)),
                shares=_WIDE,
            ),
        ]

    def _for_the_day(self) -> list[Item]:
        def line() -> LineEntry:
            return LineEntry(longest=250)

        return [
            beside(
                self.field(
                    "plan.on_the_day.place",
                    self.tr("Where to come"),
                    line(),
                    open_words=self.tr("Empty: the clinic’s address"),
                ),
                self._open("plan.on_the_day.bring", self.tr("What to bring along"), line()),
            ),
            beside(
                self._open("plan.on_the_day.eat_and_drink", self.tr("Food and drink"), line()),
                self._open("plan.on_the_day.going_home", self.tr("Going home"), line()),
            ),
            self.field(
                "plan.sleeps_in",
                self.tr("Country where the patient sleeps in the first two weeks"),
                CountryEntry(language=self.language),
                open_words=self.tr("Not asked: the guide says to ask for the number before a trip"),
            ),
        ]

    def _done_and_more(self) -> list[Item]:
        none_agreed = self.tr("None agreed: the guide says which days to ask for")

        def visits(name: str, label: str) -> Field:
            entry = VisitsEntry(self.look, self._reads, open_words=none_agreed)
            return self.field(f"plan.{name}", label, entry)

        return [
            beside(
                self.field(
                    "plan.already_done.sample",
                    self.tr("The sample"),
                    DoneChips(self.look),
                    note=self.tr("What is before the consultation counts as done"),
                ),
                self.field(
                    "plan.already_done.sessions",
                    self.tr("Sessions given already"),
                    NumberEntry(0, MOST_SESSIONS),
                    open_words=self.tr("None"),
                ),
            ),
            visits("calls", self.tr("Calls by the clinic")),
            visits("checks", self.tr("Checks of the wounds")),
            visits("reviews", self.tr("Reviews of the result")),
        ]

    def _open(self, path: str, label: str, control: LineEntry) -> QWidget:
        return self.field(path, label, control, open_words=self._not_agreed)

"""Dates, typed or picked from a calendar, and said back in words."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time

from PySide6.QtCore import QDate, QPoint, Qt, Slot
from PySide6.QtWidgets import QCalendarWidget, QFrame, QSizePolicy, QWidget

from clinic_aid.content.dates import clock_time, long_date, month_date
from clinic_aid.desktop.system.translation import translated
from clinic_aid.desktop.widgets.buttons import icon_button
from clinic_aid.desktop.widgets.layouts import column
from clinic_aid.desktop.widgets.line_entry import LineEntry
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.domain.unfinished import read_day
from clinic_aid.entry.typed_days import DayReader, Kind, TypedDay
from clinic_aid.entry.typed_times import read_time

ReadsDays = Callable[[Kind], DayReader]
"""Gives what reads the days of one kind, as it is now."""

_TIMED = re.compile(r"(.*\S)\s+(\d{1,2}[:.h]\d{2})")
_BETWEEN = re.compile(r"[,;\n]+")


class CalendarPopup(QFrame):
    """A month to pick a day from; Escape closes it, as Qt has it, Enter takes the day."""

    def __init__(self, opener: QWidget) -> None:
        super().__init__(opener, Qt.WindowType.Popup)
        self.setObjectName("calendarPopup")
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName(self.tr("Calendar"))
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setGridVisible(False)
        # Qt paints weekends red, which is the colour of emergencies here.
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(
                day, self.calendar.weekdayTextFormat(Qt.DayOfWeek.Monday)
            )
        column(self.calendar, on=self, margins=(8, 8, 8, 8))

    def open_below(self, widget: QWidget, day: QDate) -> None:
        """Show the month of a day under a widget, or over it where the screen ends."""
        self.calendar.setSelectedDate(day)
        unit = max(44, widget.height())
        self.calendar.setMinimumSize(unit * 8, unit * 8)
        self.adjustSize()
        corner = widget.mapToGlobal(QPoint(0, widget.height() + 4))
        screen = widget.screen().availableGeometry()
        if corner.y() + self.height() > screen.bottom():
            over = widget.mapToGlobal(QPoint(0, -4)).y() - self.height()
            corner.setY(max(screen.top(), over))
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - self.width())))
        self.move(corner)
        self.show()
        self.calendar.setFocus(Qt.FocusReason.PopupFocusReason)


class DateEntry(LineEntry):
    """One date. In the file it is ISO text; what is not understood goes there as it was typed."""

    def __init__(
        self,
        look: Look,
        days: ReadsDays,
        kind: Kind,
        *,
        open_words: str,
        typical: QDate | None = None,
    ) -> None:
        super().__init__(longest=60)
        self._reads, self._kind = days, kind
        self._open_words = open_words
        self._typical = typical
        self.pick = icon_button(look, "calendar", self.tr("Pick from a calendar"))
        self.pick.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.beside.addWidget(self.pick)
        self.pick.clicked.connect(self._on_pick)
        self.popup: CalendarPopup | None = None

    @property
    def reader(self) -> DayReader:
        """Give what reads a day of this kind now."""
        return self._reads(self._kind)

    def name_for(self, label: str) -> QWidget:
        self.pick.setAccessibleName(self.tr("{label}: pick from a calendar").format(label=label))
        return super().name_for(label)

    def words_for(self, value: object) -> str:
        # What the file has as a day is said in words; what is not understood, as it was typed.
        day = read_day(value)
        return month_date(day, self.reader.language) if day else str(value)

    def value_of(self, text: str) -> object:
        day = self.reader.read(text).day
        return day.isoformat() if day else (text.strip() or None)

    def read(self) -> list[TypedDay]:
        """Give what is understood of every day that was typed."""
        text = self.line.text()
        return [self.reader.read(text)] if text.strip() else []

    def days(self) -> list[date | None]:
        """Give every day that was entered, None for what is not understood."""
        return [typed.day for typed in self.read()]

    def echo(self) -> str:
        said = [long_date(day, self.reader.language) for day in self.days() if day]
        return ", ".join(said) or self._open_words

    def doubt(self) -> str:
        return next((translated(typed.doubt) for typed in self.read() if typed.doubt), "")

    def offers(self) -> Mapping[str, object]:
        choices = next((typed.choices for typed in self.read() if typed.doubt), ())
        language = self.reader.language
        return {long_date(day, language): self._with(day) for day in choices}

    def _with(self, day: date) -> object:
        """Give the value with a day that was chosen in the place of what was in doubt."""
        return day.isoformat()

    def take(self, day: QDate) -> None:
        """Enter a day that was picked."""
        self.line.setText(self.words_for(day.toString(Qt.DateFormat.ISODate)))
        self.edited.emit(self.value_of(self.line.text()))

    @Slot()
    def _on_pick(self) -> None:
        if self.popup is None:
            self.popup = CalendarPopup(self)
            self.popup.calendar.activated.connect(self._on_picked)
            self.popup.calendar.clicked.connect(self._on_picked)
        known = [day for day in self.days() if day]
        shown = self._typical or QDate.currentDate()
        if known:
            shown = QDate.fromString(known[-1].isoformat(), Qt.DateFormat.ISODate)
        self.popup.open_below(self.line, shown)

    @Slot(QDate)
    def _on_picked(self, day: QDate) -> None:
        if self.popup is not None and self.popup.isVisible():
            self.popup.close()
            self.take(day)
            self.line.setFocus(Qt.FocusReason.PopupFocusReason)


class VisitsEntry(DateEntry):
    """Several dates with commas between, each with a time after it where one was said.

    A picked day is added. A place that a file has for a day is said back, and kept with the day.
    Where `bare`, a day without time and place stands in the file by itself.
    """

    def __init__(self, look: Look, days: ReadsDays, *, open_words: str, bare: bool = False) -> None:
        super().__init__(look, days, "visit", open_words=open_words)
        self._bare = bare
        self._places: dict[str, object] = {}

    def show_value(self, value: object) -> None:
        if value != self.value_of(self.line.text()):
            # Not what was typed here just now: these are other visits, with their own places.
            visits = value if isinstance(value, list) else []
            self._places = {
                str(visit.get("day")): visit["place"]
                for visit in visits
                if isinstance(visit, Mapping) and visit.get("place") is not None
            }
        super().show_value(value)

    def words_for(self, value: object) -> str:
        if isinstance(value, list):
            return ", ".join(map(self.words_for, value))
        if not isinstance(value, Mapping):
            return super().words_for(value)
        day = super().words_for(value.get("day", ""))
        return f"{day} {str(value['at'])[:5]}" if value.get("at") is not None else day

    def value_of(self, text: str) -> object:
        return [self._visit(part) for part in _parts(text)] or None

    def read(self) -> list[TypedDay]:
        return [typed for typed, _ in map(self._read, _parts(self.line.text()))]

    def echo(self) -> str:
        said, language = [], self.reader.language
        for typed, at in map(self._read, _parts(self.line.text())):
            if (day := typed.day) is not None:
                place = self._places.get(day.isoformat())
                clock = clock_time(at, language) if at else None
                words = [long_date(day, language), clock, place]
                said.append(", ".join(str(word) for word in words if word))
        return "; ".join(said) or self._open_words

    def take(self, day: QDate) -> None:
        before = [*_parts(self.line.text()), self.words_for(day.toString(Qt.DateFormat.ISODate))]
        self.line.setText(", ".join(before))
        self.edited.emit(self.value_of(self.line.text()))

    def _with(self, day: date) -> object:
        parts = _parts(self.line.text())
        place = next(number for number, part in enumerate(parts) if self._read(part)[0].doubt)
        timed = _TIMED.fullmatch(parts[place])
        parts[place] = f"{day.isoformat()} {timed[2]}" if timed else day.isoformat()
        return self.value_of(", ".join(parts))

    def _read(self, part: str) -> tuple[TypedDay, time | None]:
        """Give day and time of what was typed; no day where the time is not understood."""
        match = _TIMED.fullmatch(part)
        if match is None:
            return self.reader.read(part), None
        at, typed = read_time(match[2]), self.reader.read(match[1])
        if at is None:
            doubt = self.tr("There is no such time. Write it like 3 Dec 2026 10:30.")
            return TypedDay(doubt=doubt), None
        return typed, at

    def _visit(self, part: str) -> object:
        typed, at = self._read(part)
        if (day := typed.day) is None:
            return part
        place = self._places.get(day.isoformat())
        if self._bare and at is None and place is None:
            return day.isoformat()
        visit: dict[str, object] = {"day": day.isoformat()}
        if at is not None:
            visit["at"] = at.isoformat("minutes")
        return visit if place is None else {**visit, "place": place}


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]

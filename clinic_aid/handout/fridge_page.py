"""Decide the page on the fridge: whom to call and when, what is usual, and what to tell a doctor.

It hangs where others read it, so it names no treatment and only the first name.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from clinic_aid.content.care import Sign
from clinic_aid.content.dates import day_and_month, listed, long_date, month_date
from clinic_aid.content.filling import Filling, fill, isolated
from clinic_aid.content.selection import Selection
from clinic_aid.domain.day_count import Offset
from clinic_aid.domain.leaf_code import leaf_code
from clinic_aid.domain.schedule import Anchor
from clinic_aid.figures.drawing import Illustrator
from clinic_aid.handout.care_pages import (
    Contacts,
    countries_of,
    country_name,
    emergency_numbers,
    urgent_numbers,
)
from clinic_aid.handout.day_words import day_words
from clinic_aid.handout.fridge_weeks import FridgeCalendar, fridge_calendar, next_visit
from clinic_aid.handout.parts import PicturedSign, Row
from clinic_aid.handout.pictures import pictured
from clinic_aid.handout.situation import Situation

_STILL_CARED_FOR: Final = timedelta(weeks=4)
# A title of more letters stands in smaller ones, in two lines at most.
_LONG_TITLE: Final = 34
# Signs of more letters than this fill the front, and are set closer.
_LONG_FRONT: Final = 1550

_WHERE: Final = ("whole-body", "skin-or-eyes")


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyBand:
    """The number of each country that matters, and the signs to call it for, in groups."""

    numbers: tuple[Row, ...]
    note: str | None
    signs: tuple[tuple[PicturedSign, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBand:
    """The clinic's numbers, whom to turn to where nobody answers, and the signs to call for."""

    numbers: tuple[Row, ...]
    nobody_answers: str
    now: tuple[PicturedSign, ...]
    morning: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualBand:
    """What is usual; a row names what is better by a day, which is open while it is counted."""

    better: tuple[Row, ...]
    signs: tuple[str, ...]

    @property
    def letters(self) -> Iterator[str]:
        """Give all its words."""
        yield from self.signs
        for row in self.better:
            yield from (row.name, row.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class FridgePage:
    """Front and back. `tell` is what a patient says to whoever treats them, in neutral words.

    Where the front `is_long`, its signs are set closer.
    """

    title: str
    has_long_title: bool
    is_long: bool
    staff: str
    emergency: EmergencyBand
    call: CallBand
    usual: UsualBand
    tell: tuple[str, ...]
    elsewhere: str | None
    calendar: FridgeCalendar


def fridge_page(
    situation: Situation,
    filling: Filling,
    contacts: Contacts,
    language: str,
    illustrator: Illustrator,
) -> FridgePage:
    """Give the page for the visit that comes next, with what still holds of what was done."""
    return _Front(situation, filling, language, illustrator).page(
        contacts, fridge_calendar(situation, language, illustrator)
    )


def visits_told(situation: Situation) -> tuple[date, ...]:
    """Give the days that the page speaks of: what was done in the last weeks, and what is next."""
    done = (situation.done.sample_day, *situation.done.session_days)
    known = sorted(day for day in {*done, next_visit(situation)} if day is not None)
    today = situation.consultation.consultation_date or date.min
    return tuple(day for day in known if day == known[-1] or today - day <= _STILL_CARED_FOR)


class _Front:
    def __init__(
        self, situation: Situation, filling: Filling, language: str, illustrator: Illustrator
    ) -> None:
        self._situation = situation
        self._filling = filling
        self._language = language
        self._illustrator = illustrator
        self._labels = situation.pack.labels
        self._selection = _care_until_next_visit(situation)

    def page(self, contacts: Contacts, calendar: FridgeCalendar) -> FridgePage:
        consultation, labels = self._situation.consultation, self._labels
        patient, day = consultation.patient, consultation.consultation_date
        code = leaf_code(patient.name, patient.birth_date, day)
        seen = month_date(day, self._language) if day else None
        # What is to be asked before a journey need not stand where one calls.
        only_elsewhere = contacts.elsewhere == labels["emergency-elsewhere"]
        title = fill(labels["fridge-title"], name=patient.name.split()[0])
        usual = self._usual()
        emergency, now, morning = (
            self._signs("emergency"),
            self._signs("same-day", night="now"),
            self._signs("same-day", night="morning"),
        )
        return FridgePage(
            title=title,
            has_long_title=len(title) > _LONG_TITLE,
            is_long=sum(map(len, (*map(self._said, (*emergency, *now, *morning)), *usual.letters)))
            > _LONG_FRONT,
            staff=fill(labels["fridge-staff-on"], code=code, day=seen)
            if seen
            else fill(labels["fridge-staff"], code=code),
            emergency=EmergencyBand(
                numbers=tuple(self._emergency_numbers()),
                note=None if only_elsewhere else contacts.elsewhere,
                signs=tuple(
                    self._pictured(sign for sign in emergency if sign.where == where)
                    for where in _WHERE
                ),
            ),
            call=CallBand(
                numbers=tuple(self._clinic_numbers(contacts)),
                nobody_answers=labels["fridge-nobody"],
                now=self._pictured(now),
                morning=tuple(map(self._said, morning)),
            ),
            usual=usual,
            tell=tuple(self._told()),
            elsewhere=contacts.elsewhere if only_elsewhere else None,
            calendar=calendar,
        )

    def _emergency_numbers(self) -> Iterator[Row]:
        situation, language = self._situation, self._language
        for country in countries_of(situation):
            numbers = emergency_numbers(country, situation.pack, language)
            several = len(countries_of(situation)) > 1 or numbers is None
            name = country_name(country, language) if several else ""
            yield Row(name=name, value=numbers or "", open=numbers is None)
        if not countries_of(situation):
            yield Row(name=self._labels["emergency-number"], value="", open=True)

    def _clinic_numbers(self, contacts: Contacts) -> Iterator[Row]:
        by_day, closed = contacts.phone, contacts.out_of_hours
        yield Row(name=self._labels["fridge-by-day"], value=by_day or "", open=not by_day)
        yield Row(name=self._labels["fridge-closed"], value=closed or "", open=not closed)
        for country, urgent in urgent_numbers(self._situation):
            name = self._labels["fridge-no-reply"]
            if len(countries_of(self._situation)) > 1:
                told = country_name(country, self._language)
                name = fill(self._labels["fridge-no-reply-in"], country=told)
            yield Row(name=name, value=isolated(urgent.number))

    def _signs(self, band: str, *, night: str | None = None) -> tuple[Sign, ...]:
        return tuple(
            sign
            for sign in self._selection.of(self._selection.pack.signs).values()
            if sign.band == band and sign.night == night and sign.better_by is None
        )

    def _pictured(self, signs: Iterable[Sign]) -> tuple[PicturedSign, ...]:
        return tuple(pictured(sign.icon, self._said(sign), self._illustrator) for sign in signs)

    def _said(self, sign: Sign) -> str:
        """Give a sign in the words for this page; the points of a list run on from its lead."""
        lead, *points = map(self._filling.text, sign.glance or (sign.text, *sign.signs))
        return f"{lead} {listed(points, self._language, style='or')}." if points else lead

    def _usual(self) -> UsualBand:
        signs = self._selection.of(self._selection.pack.signs).values()
        return UsualBand(
            better=tuple(
                self._better(sign, sign.better_by) for sign in signs if sign.better_by is not None
            ),
            signs=tuple(map(self._said, self._signs("usual"))),
        )

    def _better(self, sign: Sign, offset: Offset) -> Row:
        """Name a sign with the day after the next session, else after the last that was given."""
        sessions = [
            day for day in visits_told(self._situation) if day in self._situation.anchors.sessions
        ]
        if not sessions:
            day = day_words(offset, Anchor.SESSION, self._labels)
            return Row(name=self._said(sign), value=day, open=True)
        day = day_and_month(offset.after(sessions[-1]), self._language)
        return Row(name=self._said(sign), value=day)

    def _told(self) -> Iterator[str]:
        """Give what was done in words that tell a stranger nothing, then the pack's advice."""
        had = list(self._had())
        if had:
            yield fill(self._labels["fridge-had"], what=listed(had, self._language))
        for advice in self._selection.of(self._selection.pack.emergency_advice).values():
            yield self._filling.text(advice.glance or advice.text)

    def _had(self) -> Iterator[str]:
        """Give what is done to the body, what shares its days together."""
        pack, case = self._selection.pack, self._selection.case
        anchors, told = self._situation.anchors, visits_told(self._situation)
        on_days: dict[tuple[date, ...], list[str]] = {}
        for aspect, items, days in (
            ("sampling", pack.samplings, anchors.samplings),
            ("delivery", pack.deliveries, anchors.sessions),
        ):
            possible = case.possible[aspect] - {"none"}
            names = [item.neutral for key, item in items.items() if key in possible]
            if names:
                what = listed(names, self._language, style="or")
                on_days.setdefault(tuple(day for day in days if day in told), []).append(what)
        for known, done in on_days.items():
            what = listed(done, self._language)
            if known:
                on = listed([long_date(day, self._language) for day in known], self._language)
                what = fill(self._labels["fridge-had-on"], what=what, day=on)
            yield what


def _care_until_next_visit(situation: Situation) -> Selection:
    """Give what applies to the visits told of: before the first session, only to the sample."""
    case, visit = situation.care_selection.case, next_visit(situation)
    if (
        visit is not None
        and not situation.done.sessions
        and visit not in situation.anchors.sessions
    ):
        case = case.narrowed("delivery", frozenset({"none"}))
    if case.known("stay") is None:
        # Nobody said that the patient travels; a page for everybody tells that in the guide.
        case = case.narrowed("stay", frozenset({"home"}))
    return Selection(situation.pack, case)

"""Days as people type them, read as the clinic's country writes them; none is guessed."""

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final, Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_timedelta, get_day_names, get_month_names

from clinic_aid.domain.day_count import Offset
from clinic_aid.domain.records import as_read
from clinic_aid.errors import InvalidValueError, Message

Kind = Literal["birth", "past", "talk", "visit"]
"""What a day is of: a birth, something done, a consultation (about now), or what is to come."""

_NUMBERS: Final = re.compile(r"(\d{1,4})\s*([./-])\s*(\d{1,2})(?:\s*\2\s*(\d{1,4}))?\.?")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s./-]*([^\W\d]+)(.*)")
_MONTH_FIRST: Final = re.compile(r"([^\W\d]+)[\s./-]*(\d{1,2})(?:st|nd|rd|th)?(?!\d)(.*)")
_REST: Final = re.compile(r"[\s,./-]*(\d{4}|\d{2})?[\s,.]*")
_WEEKDAY: Final = re.compile(r"([^\W\d]+)[.,]?\s+(.+)")
_UNITS: Final[dict[Literal["day", "week", "month"], int]] = {"day": 1, "week": 7, "month": 30}
_MOST: Final = 120
_NEVER: Final = 10**6
_NO_DAY: Final = Message("This is no day. Write it like 3 Dec 2026.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedDay:
    """What was understood: the day, else those it may be, and what is to be said of it."""

    day: date | None = None
    choices: tuple[date, ...] = ()
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayReader:
    """Reads days of one kind, in the interface's language and by a country's order of numbers.

    What is to come is counted from `since`, the day of the consultation.
    """

    language: str
    kind: Kind
    today: date
    since: date
    country: str | None = None

    def read(self, typed: str) -> TypedDay:
        """Say which day was typed: "3/12/2026", "3.12.26", "Thu 3 Dec", "in 3 weeks"."""
        said = as_read(typed)
        if match := _NUMBERS.fullmatch(said):
            return self._by_numbers(match[1], match[3], match[4] or "")
        if span := _spans(self.language).get(said):
            if self.kind == "visit":
                return TypedDay(day=span.after(self.since))
            return TypedDay(doubt=Message("Write the day itself, like 3 Dec 2026."))
        return self._by_words(said)

    def _by_numbers(self, first: str, second: str, third: str) -> TypedDay:
        if len(first) == 4 and 1 <= len(third) <= 2:
            return self._one_of([lambda: self._dated(int(third), int(second), first)])
        if len(first) > 2 or len(third) in (1, 3):
            return TypedDay(doubt=_NO_DAY)
        ways = [
            lambda: self._dated(int(first), int(second), third),
            lambda: self._dated(int(second), int(first), third),
        ]
        order = order_of(self.country)
        if order is None:
            return self._one_of(ways)
        usual, other = ways if order == "day first" else reversed(ways)
        read = self._one_of([usual])
        turned = TypedDay() if read.day else self._one_of([other])
        if turned.day is None:
            return read
        return TypedDay(choices=(turned.day,), doubt=Message("Is it this day?"))

    def _by_words(self, said: str) -> TypedDay:
        weekday = None
        if (match := _WEEKDAY.fullmatch(said)) and match[1] in _weekdays(self.language):
            weekday, said = _weekdays(self.language)[match[1]], match[2]
        if match := _DAY_FIRST.fullmatch(said):
            day, name, rest = match.groups()
        elif match := _MONTH_FIRST.fullmatch(said):
            name, day, rest = match.groups()
        else:
            return TypedDay(doubt=_NO_DAY)
        month, year = _month(name, self.language), _REST.fullmatch(rest)
        if month is None or year is None:
            return TypedDay(doubt=_NO_DAY)
        read = self._one_of([lambda: self._dated(int(day), month, year[1] or "")])
        if read.day is None or weekday in (None, read.day.weekday()):
            return read
        return TypedDay(choices=(read.day,), doubt=Message("That day is another weekday."))

    def _one_of(self, ways: Iterable[Callable[[], date]]) -> TypedDay:
        """Give the only day that it can be, or those to choose from."""
        days, doubts = set[date](), list[Message]()
        for way in ways:
            try:
                days.add(way())
            except InvalidValueError as error:
                doubts.append(error.message)
        if self.kind in ("birth", "past"):
            # What is to come cannot be meant while another day can.
            days = {day for day in days if day <= self.today} or days
        if not days:
            # Of two ways to read it, what is said of a month that there is says more.
            return TypedDay(doubt=next((it for it in doubts if it != _NO_DAY), _NO_DAY))
        if len(days) == 1:
            return TypedDay(day=days.pop())
        return TypedDay(choices=tuple(sorted(days)), doubt=Message("Which day is it?"))

    def _dated(self, day: int, month: int, year: str) -> date:
        """Give a day; InvalidValueError where there is none such, or where it has no year."""
        if not (1 <= month <= 12 and 1 <= day <= 31):
            raise InvalidValueError(_NO_DAY)
        if year:
            whole = int(year) if len(year) == 4 else self._century(int(year), month, day)
            return _day(whole, month, day)
        if self.kind == "birth":
            raise InvalidValueError("Write the year, too.")
        days = _in_nine_years(day, month, (self.since if self.kind == "visit" else self.today).year)
        if self.kind == "visit":
            return next(it for it in days if it >= self.since)
        if self.kind == "past":
            return [it for it in days if it <= self.today][-1]
        return min(days, key=lambda it: abs(it - self.today))

    def _century(self, year: int, month: int, day: int) -> int:
        """Give the whole of a year of two figures; nobody was born on a day to come."""
        whole = self.today.year // 100 * 100 + year
        is_to_come = (whole, month, day) > (self.today.year, self.today.month, self.today.day)
        return whole - 100 if self.kind == "birth" and is_to_come else whole


def order_of(country: str | None) -> Literal["day first", "month first"] | None:
    """Give the order in which a country ("GB") writes day and month, by CLDR.

    None where none is known, and where the year comes first: with the year last both are usual.
    """
    if country is None:
        return None
    try:
        pattern = Locale.parse(f"und_{country}").date_formats["short"].pattern
    except (UnknownLocaleError, ValueError):
        return None
    if pattern.startswith("y"):
        return None
    return "day first" if pattern.find("d") < pattern.find("M") else "month first"


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise InvalidValueError("That month has no such day.") from None


def _in_nine_years(day: int, month: int, middle: int) -> list[date]:
    """Give a day of every year about this one, as far as 29 February is before and behind."""
    years = range(middle - 8, middle + 9)
    days = [date(it, month, day) for it in years if day <= calendar.monthrange(it, month)[1]]
    if not days:
        raise InvalidValueError("That month has no such day.")
    return days


@cache
def _spans(language: str) -> dict[str, Offset]:
    """Give what "in 3 weeks" and "+3 weeks" mean, in the words that CLDR has for a language."""
    spans = {}
    for unit, days in _UNITS.items():
        for number in range(1, _MOST + 1):
            offset = Offset.parse(f"{number}{unit[0]}")
            for sign in ("", "+"):
                words = format_timedelta(
                    timedelta(days=days * number),
                    granularity=unit,
                    threshold=_NEVER,
                    add_direction=not sign,
                    locale=language,
                )
                spans[as_read(f"{sign}{words}")] = offset
    return spans


@cache
def _weekdays(language: str) -> dict[str, int]:
    """Give the numbers of the days of a week, Monday 0, by their long and short names."""
    names = [get_day_names(width, locale=language) for width in ("wide", "abbreviated")]
    return {as_read(name).rstrip("."): day for each in names for day, name in each.items()}


def _month(word: str, language: str) -> int | None:
    """Give the month whose name begins so, by three letters at the least."""
    names = get_month_names("wide", locale=language)
    fitting = [number for number, name in names.items() if as_read(name).startswith(word)]
    return fitting[0] if len(word) >= 3 and len(fitting) == 1 else None

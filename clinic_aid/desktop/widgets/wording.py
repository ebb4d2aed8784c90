"""Times, births, sizes, places and counts in the words of the desk."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication

from clinic_aid.content.dates import clock_time, long_date, month_date
from clinic_aid.desktop.system.translation import translate
from clinic_aid.domain.schedule import age_on

ISOLATED: Final = "\u2068{}\u2069"
"""Keeps a name of the other writing direction from turning the words around it round."""

_LONGEST_PLACE: Final = 60


def isolated(name: str) -> str:
    """Give a name or a path as it stands within a sentence."""
    return ISOLATED.format(name)


def alone(name: str, *, mirrored: bool) -> str:
    """Give a name as it stands in a line of its own, which begins where the page does."""
    return f"\u200f{isolated(name)}" if mirrored else isolated(name)


def said_day(day: date, language: str) -> str:
    """Give a day: "21 November 2026"."""
    said = month_date(day, language)
    # Where words run from right to left its number must not change places with what is around.
    return isolated(said) if QGuiApplication.isRightToLeft() else said


def said_week_day(day: date, language: str) -> str:
    """Give a day with its weekday: "Saturday 21 November 2026"."""
    return long_date(day, language)


def said_birth(born: date | None, today: date, language: str) -> str:
    """Give birth date and age: "Born 29 February 1984 · 42 years"; without one, say so."""
    if born is None:
        return translate("Wording", "Birth date not noted")
    age = age_on(born, today)
    years = translate("Wording", "{years} years") if age != 1 else translate("Wording", "1 year")
    said = translate("Wording", "Born {day}").format(day=said_day(born, language))
    # A day in the future is a slip, which the form says; nobody has an age by it.
    return said if age < 0 else f"{said} · {years.format(years=age)}"


def with_birth(name: str, born: date | None, today: date, language: str) -> str:
    """Give a name with what tells it from another, as it stands on a line of its own."""
    return f"{isolated(name)} · {said_birth(born, today, language)}"


def one_of_name(people: int) -> str:
    """Say of somebody that there are so many people of one name."""
    if people == 2:
        return translate("Wording", "one of two of this name")
    return translate("Wording", "one of {count} of this name").format(count=people)


def said_time(at: datetime, language: str) -> str:
    """Give the time of day on this computer's clock: "09:00"."""
    return clock_time(at.astimezone().time(), language)


def said_moment(at: datetime, language: str) -> str:
    """Give day and time on this computer's clock: "21 November 2026, 09:00"."""
    day = said_day(at.astimezone().date(), language)
    return translate("Wording", "{day}, {time}").format(day=day, time=said_time(at, language))


def said_size(size: int, language: str) -> str:
    """Give the size of a file: "12.3 MB"."""
    return QLocale(language).formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def said_place(folder: Path) -> str:
    """Give a folder so that a line can end at each of its steps; of a long one the end."""
    words = str(folder)
    if len(words) > _LONGEST_PLACE:
        words = f"…{words[-_LONGEST_PLACE:]}"
    # No space: where it is read aloud or copied it is not there.
    return isolated(re.sub(r"([/\\])", "\\1\u200b", words))


def consultations(count: int) -> str:
    """Give a number of consultations: "212 consultations"."""
    if count == 1:
        return translate("Wording", "1 consultation")
    return translate("Wording", "{count} consultations").format(count=count)

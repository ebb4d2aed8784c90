"""Dates in words, the same on screen and on paper, by CLDR."""

from collections.abc import Sequence
from datetime import date, time
from functools import lru_cache
from typing import Literal

# Babel is imported by the first date: the first window shows none and does not wait for it.

# British English writes no comma after the weekday; not every release of CLDR agrees.
_PATTERNS = {"en": "EEEE d MMMM y"}
_SHORTER = {"en": {"month": "EEEE d", "year": "EEEE d MMMM"}}
_WEEKDAY = "EEEE "
_LOCALES = {"en": "en_GB"}


# A talk and a guide say the same few days again and again, at each change of the plan.
@lru_cache(maxsize=1024)
def long_date(day: date, language: str) -> str:
    """Give weekday, day, month in words and year: "Thursday 3 December 2026"."""
    from babel.dates import format_date

    locale = _LOCALES.get(language, language)
    return format_date(day, _PATTERNS.get(language, "full"), locale=locale)


@lru_cache(maxsize=1024)
def span_ends(first: date, last: date, language: str, *, weekdays: bool = True) -> tuple[str, str]:
    """Give both ends of a span: the first without the month and year that the last repeats.

    "Thursday 14" and "Friday 15 January 2027"; in a language without a pattern of its own
    both stand in full. Without `weekdays` both are short.
    """
    from babel.dates import format_date

    whole = long_date if weekdays else month_date
    end = whole(last, language)
    if language not in _PATTERNS or first.year != last.year:
        return whole(first, language), end
    same_month = first.month == last.month
    pattern = _SHORTER[language]["month" if same_month else "year"]
    if not weekdays:
        pattern = pattern.removeprefix(_WEEKDAY)
    return format_date(first, pattern, locale=_LOCALES.get(language, language)), end


def day_block(day: date, language: str) -> tuple[str, str, str]:
    """Give a date in three lines, as a calendar leaf has it: weekday, day, month with year."""
    from babel.dates import format_date

    locale = _LOCALES.get(language, language)
    weekday, number, month = (format_date(day, p, locale=locale) for p in ("EEEE", "d", "MMMM y"))
    return weekday, number, month


def month_date(day: date, language: str) -> str:
    """Give day, month in words and year without the weekday: "3 December 2026"."""
    from babel.dates import format_date

    return format_date(day, "long", locale=_LOCALES.get(language, language))


def day_and_month(day: date, language: str) -> str:
    """Give day and month in words, which a page with few dates can do with: "3 December"."""
    from babel.dates import format_skeleton

    return format_skeleton("MMMMd", day, locale=_LOCALES.get(language, language))


def day_of_year(day: date, language: str) -> str:
    """Give weekday, day and month, where the year is in no doubt: "Thursday 3 December"."""
    from babel.dates import format_date, format_skeleton

    locale = _LOCALES.get(language, language)
    if language in _SHORTER:
        return format_date(day, _SHORTER[language]["year"], locale=locale)
    return format_skeleton("MMMMEEEEd", day, locale=locale)


def weekday_name(day: date, language: str) -> str:
    """Give the weekday in words, as the head of a column: "Thursday"."""
    from babel.dates import format_date

    return format_date(day, "cccc", locale=_LOCALES.get(language, language))


def month_name(day: date, language: str) -> str:
    """Give the month in few letters, as it stands beside a day: "Dec"."""
    from babel.dates import format_date

    return format_date(day, "MMM", locale=_LOCALES.get(language, language))


def clock_time(at: time, language: str) -> str:
    """Give a time of day as the language writes it: "10:30"."""
    from babel.dates import format_time

    return format_time(at, "short", locale=_LOCALES.get(language, language))


def listed(
    words: Sequence[str], language: str, *, style: Literal["standard", "or"] = "standard"
) -> str:
    """Join words into one list as the language writes it: "a, b and c", or "a, b or c"."""
    from babel.lists import format_list

    return format_list(words, style=style, locale=_LOCALES.get(language, language))

"""Dates in words, the same on screen and on paper, by CLDR."""

from datetime import date, time
from functools import lru_cache

# Babel is imported by the first date: the first window shows none and does not wait for it.

# British English writes no comma after the weekday; not every release of CLDR agrees.
_PATTERNS = {"en": "EEEE d MMMM y"}
_LOCALES = {"en": "en_GB"}


# A talk and a guide say the same few days again and again, at each change of the plan.
@lru_cache(maxsize=1024)
def long_date(day: date, language: str) -> str:
    """Give weekday, day, month in words and year: "Thursday 3 December 2026"."""
    from babel.dates import format_date  # noqa: PLC0415

    locale = _LOCALES.get(language, language)
    return format_date(day, _PATTERNS.get(language, "full"), locale=locale)


def month_date(day: date, language: str) -> str:
    """Give day, month in words and year without the weekday: "3 December 2026"."""
    from babel.dates import format_date  # noqa: PLC0415

    return format_date(day, "long", locale=_LOCALES.get(language, language))


def clock_time(at: time, language: str) -> str:
    """Give a time of day as the language writes it: "10:30"."""
    from babel.dates import format_time  # noqa: PLC0415

    return format_time(at, "short", locale=_LOCALES.get(language, language))

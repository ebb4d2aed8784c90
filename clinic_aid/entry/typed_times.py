"""Dates and times as people type them."""

import re
import unicodedata
from datetime import date, time

from babel.dates import get_month_names

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDS = re.compile(r"(?:[^\W\d]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s.]+([^\W\d]+)\.?,?\s+(\d{4})")
_DOTS = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_TIME = re.compile(r"(\d{1,2})[:.h](\d{2})")


def read_day(text: str, language: str) -> date | None:
    """Give the date that was typed: "2026-12-03", "3 Dec 2026", "Thu 3 December 2026", "3.12.2026".

    None for anything else; a date with slashes is not guessed, since 3/12 is March for some
    and December for others.
    """
    said = unicodedata.normalize("NFKC", text).strip()
    if match := _ISO.fullmatch(said):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _DOTS.fullmatch(said):
        return _day(int(match[3]), int(match[2]), int(match[1]))
    if match := _WORDS.fullmatch(said):
        month = _month(match[2], language)
        return None if month is None else _day(int(match[3]), month, int(match[1]))
    return None


def read_time(text: str) -> time | None:
    """Give the time of day that was typed: "9:15", "09.15"."""
    match = _TIME.fullmatch(text.strip())
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        return None
    return time(int(match[1]), int(match[2]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(word: str, language: str) -> int | None:
    said = word.casefold()
    names = get_month_names("wide", locale=language)
    fitting = [number for number, name in names.items() if name.casefold().startswith(said)]
    return fitting[0] if len(said) >= 3 and len(fitting) == 1 else None

"""Who cleared a health question, on which day and how it was seen, in plain words."""

from collections.abc import Mapping
from datetime import date

from clinic_aid.content.dates import long_date
from clinic_aid.desktop.system.translation import translate
from clinic_aid.domain.consultation import names_somebody

ENTRIES = ("cleared_by", "cleared_on", "cleared_how")
"""The entries of a check that are put together in one act, and taken back together."""


def ways() -> dict[str, str]:
    """Give each way in which it can have been seen, with its words."""
    return {
        "letter": translate("ClearingWords", "Letter seen"),
        "spoken": translate("ClearingWords", "Spoken to"),
        "test": translate("ClearingWords", "Test seen"),
    }


def cleared_words(entry: object, language: str) -> str:
    """Say by whom, when and how a check was cleared; nothing while one of the three is missing."""
    who, day, how = (_text(entry, name) for name in ENTRIES)
    if not names_somebody(who) or how not in ways() or (on := _day(day)) is None:
        return ""
    return translate("ClearingWords", "Cleared by {who}, on {day}. {how}.").format(
        who=who, day=long_date(on, language), how=ways()[how]
    )


def claimed_by(entry: object, language: str) -> str:
    """Give who is noted for a check that is not cleared all the same."""
    return "" if cleared_words(entry, language) else _text(entry, "cleared_by")


def without_clearing(entry: Mapping[str, object]) -> dict[str, object]:
    """Give an entry of a check as if nobody had cleared it."""
    return {name: value for name, value in entry.items() if name not in ENTRIES}


def _text(entry: object, name: str) -> str:
    value = entry.get(name) if isinstance(entry, Mapping) else None
    return str(value).strip() if value is not None else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

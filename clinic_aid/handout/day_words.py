"""Say the dates of a rule: both ends, with the weekday, the same on screen and paper."""

from collections.abc import Mapping
from datetime import date

from clinic_aid.content.care import Aftercare
from clinic_aid.content.dates import long_date, span_ends
from clinic_aid.content.filling import fill
from clinic_aid.domain.day_count import Offset
from clinic_aid.domain.schedule import (
    ENDLESS,
    AftercareStep,
    Anchor,
    Milestone,
)

_ANCHORS = {Anchor.CONSULTATION: "consultation", Anchor.SAMPLING: "sampling"}


def span_words(
    first: date,
    last: date,
    labels: Mapping[str, str],
    language: str,
    *,
    longer: str = "date-between",
) -> str:
    """Say a span by both ends: one day, two days, or from the first to the last by `longer`."""
    if first == last:
        return fill(labels["date-on"], day=long_date(first, language))
    start, end = span_ends(first, last, language)
    key = "date-two" if (last - first).days == 1 else longer
    return fill(labels[key], first=start, last=end)


def rail_lines(words: str) -> tuple[str, ...]:
    """Part the words of a date before their last date: in a narrow column each line is whole."""
    begin = words.rfind("\u2068")
    return (words[:begin].rstrip(), words[begin:]) if begin > 0 else (words,)


def in_year(words: str, year: int | None) -> str:
    """Leave a year out of dates that stand where it is said already."""
    return words.replace(f" {year}", "") if year else words


def when_words(
    milestone: Milestone,
    item: Aftercare,
    labels: Mapping[str, str],
    language: str,
    *,
    today: date | None,
) -> str:
    """Say a milestone's dates; what has begun by `today` holds "from today"."""
    begun = today is not None and milestone.day <= today
    if milestone.kind != "may" and milestone.last_day != ENDLESS:
        if begun and milestone.last_day == today:
            return today_words(milestone.last_day, labels, language)
        if begun:
            return fill(labels["date-today-until"], last=long_date(milestone.last_day, language))
        return span_words(milestone.day, milestone.last_day, labels, language)
    if begun and today is not None:
        return fill(labels["date-from-today"], day=long_date(today, language))
    return fill(labels[f"date-{item.wording}"], day=long_date(milestone.day, language))


def today_words(today: date, labels: Mapping[str, str], language: str) -> str:
    """Say that something is for today, which is the day of the consultation."""
    return fill(labels["date-today"], day=long_date(today, language))


def undated_words(step: AftercareStep, item: Aftercare, labels: Mapping[str, str]) -> str:
    """Say a step's days as counted from a day that is not agreed yet."""
    first = day_words(step.start, step.anchor, labels)
    if step.end is None:
        return fill(labels[f"date-{item.wording}"], day=first)
    if step.end == step.start:
        return fill(labels["date-on"], day=first)
    last = day_words(step.end, step.anchor, labels)
    two = step.end.rough_days - step.start.rough_days == 1
    return fill(labels["date-two" if two else "date-between"], first=first, last=last)


def day_words(offset: Offset, anchor: Anchor, labels: Mapping[str, str]) -> str:
    """Say one day as counted from its anchor: "day 3 after treatment"."""
    name, count = _ANCHORS.get(anchor, "treatment"), offset.rough_days
    if count == 0:
        return labels[f"the-{name}-day"]
    side = "after" if count > 0 else "before"
    if abs(count) == 1:
        return labels[f"one-day-{side}-{name}"]
    return fill(labels[f"day-{side}-{name}"], number=str(abs(count)))
